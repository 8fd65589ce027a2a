"""AWS asks every target of a group that a rule forwards to (also at weight 0) for its health, sends traffic only to the
healthy ones (to all when none is), and lets a deregistered one drain. The emulator calls every target healthy for ever.
"""

import http.client
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from xml.sax.saxutils import escape

import clock
import ministack.services.alb as alb
import settings
from background import every
from ministack.core.responses import request_scope
from patching import replace_action
from patches.weighted_forwarding import target_key

_TICK_SECONDS = 0.25
_SHORTEST_DRAIN_SECONDS = 1.0
# Enough for every target of a rehearsal at once; a hanging target must not delay the others' checks.
_PROBES_AT_ONCE = 16

_DESCRIPTIONS = {
    "Elb.RegistrationInProgress": "Target registration is in progress",
    "Elb.InitialHealthChecking": "Initial health checks in progress",
    "Target.DeregistrationInProgress": "Target deregistration is in progress",
    "Target.NotInUse": "Target group is not configured to receive traffic from the load balancer",
    "Target.NotRegistered": "Target is not registered to the target group",
    "Target.HealthCheckDisabled": "Health checks are not enabled for this target",
    "Target.Timeout": "Request timed out",
    "Target.FailedHealthChecks": "Health checks failed",
}


@dataclass
class Health:
    """What the load balancer thinks of one target."""

    state: str = "initial"
    reason: str = "Elb.RegistrationInProgress"
    description: str = _DESCRIPTIONS["Elb.RegistrationInProgress"]
    in_a_row: int = 0
    last_passed: bool = False
    due: float = 0.0
    checking: bool = False

    def become(self, state, reason="", description=""):
        self.state, self.reason = state, reason
        self.description = description or _DESCRIPTIONS.get(reason, "")


_health = {}
_draining = {}
_probes = ThreadPoolExecutor(max_workers=_PROBES_AT_ONCE, thread_name_prefix="health-check")


def _in_use(group):
    return bool(group.get("LoadBalancerArns"))


def _interval(group):
    return settings.HEALTH_CHECK_SECONDS or group.get("HealthCheckIntervalSeconds", 30)


def _matches(matcher, status):
    for part in str(matcher).split(","):
        low, _, high = part.strip().partition("-")
        if int(low) <= status <= int(high or low):
            return True
    return False


def _ask(address, port, group):
    """Asks one target for its health: None when it passed, otherwise the reason and its description."""
    timeout = float(group.get("HealthCheckTimeoutSeconds", 5))
    connection = http.client.HTTPConnection(address, port, timeout=timeout)
    try:
        connection.request("GET", group.get("HealthCheckPath") or "/", headers={"User-Agent": "ELB-HealthChecker/2.0"})
        status = connection.getresponse().status
    except TimeoutError:
        return "Target.Timeout", _DESCRIPTIONS["Target.Timeout"]
    except (OSError, http.client.HTTPException):
        return "Target.FailedHealthChecks", _DESCRIPTIONS["Target.FailedHealthChecks"]
    finally:
        connection.close()
    if _matches((group.get("Matcher") or {}).get("HttpCode", "200"), status):
        return None
    return "Target.ResponseCodeMismatch", f"Health checks failed with these codes: [{status}]"


def _record(health, failure, group):
    """One more answer. A new target is healthy after its first pass; after that it takes the group's thresholds."""
    passed = failure is None
    health.in_a_row = health.in_a_row + 1 if passed == health.last_passed else 1
    health.last_passed = passed
    if passed and (health.state == "initial" or health.in_a_row >= group.get("HealthyThresholdCount", 5)):
        health.become("healthy")
    elif not passed and health.state == "unhealthy":
        health.become("unhealthy", *failure)
    elif not passed and health.in_a_row >= group.get("UnhealthyThresholdCount", 2):
        health.become("unhealthy", *failure)
    elif health.state == "initial":
        health.become("initial", "Elb.InitialHealthChecking")


def _check(health, key, group):
    try:
        address, port = key
        fixed = str(group.get("HealthCheckPort") or "traffic-port")
        failure = _ask(address, int(fixed) if fixed.isdigit() else port, group)
        # The target may have left, and come back as a new one, while it was being asked.
        if health.state in ("initial", "healthy", "unhealthy"):
            _record(health, failure, group)
    finally:
        health.due = time.monotonic() + _interval(group)
        health.checking = False


def _drain(arn, key, now):
    attributes = {a["Key"]: a["Value"] for a in alb._tg_attrs.get(arn, [])}
    delay = float(attributes.get("deregistration_delay.timeout_seconds", 300))
    # Scaled like every wait, but long enough for a test to see it.
    scaled = min(delay, max(_SHORTEST_DRAIN_SECONDS, clock.of_machine(delay)))
    _draining.setdefault(arn, {})[key] = now + scaled


def _observe_membership(arn, group, now):
    """Brings the known targets in line with the registered ones, whichever call changed the registration."""
    registered = {target_key(t, group) for t in alb._targets.get(arn, [])}
    known = _health.setdefault(arn, {})
    for key in registered - known.keys():
        known.setdefault(key, Health())
        _draining.get(arn, {}).pop(key, None)
    for key in known.keys() - registered:
        # A request and the background check may run at once; the first one starts the draining.
        gone = known.pop(key, None)
        if gone:
            gone.become("unused", "Target.NotRegistered")
            _drain(arn, key, now)
    for key, until in list(_draining.get(arn, {}).items()):
        if until <= now:
            _draining[arn].pop(key, None)
    return known


def _look_after(arn, group, now):
    known = _observe_membership(arn, group, now)
    if group.get("TargetType") != "ip":
        return
    for key, health in list(known.items()):
        if not _in_use(group):
            health.become("unused", "Target.NotInUse")
        elif health.state == "unused":
            health.become("initial", "Elb.RegistrationInProgress")
            health.in_a_row = 0
        if _in_use(group) and not health.checking and health.due <= now:
            health.checking = True
            _probes.submit(_check, health, key, group)


def _look_after_all():
    now = time.monotonic()
    groups = list(alb._tgs._data.items())
    for (account, region, arn), group in groups:
        with request_scope(account, region):
            _look_after(arn, group, now)
    existing = {arn for (_, _, arn), _ in groups}
    for arn in _health.keys() - existing:
        _health.pop(arn, None)
        _draining.pop(arn, None)


def targets_in_service(arn, group):
    """The targets that get traffic now: the healthy ones, or all of them when none is healthy."""
    registered = alb._targets.get(arn, [])
    if group.get("TargetType") != "ip":
        return registered
    known = _health.get(arn, {})
    healthy = [t for t in registered if (h := known.get(target_key(t, group))) and h.state == "healthy"]
    return healthy or registered


def host_counts(arn):
    """How many targets of the group are healthy and how many are not."""
    states = [h.state for h in list(_health.get(arn, {}).values())]
    return states.count("healthy"), states.count("unhealthy")


def _state_of(arn, group, key):
    if key in _draining.get(arn, {}):
        return Health("draining", "Target.DeregistrationInProgress", _DESCRIPTIONS["Target.DeregistrationInProgress"])
    known = _health.get(arn, {}).get(key)
    if known is None:
        return Health("unused", "Target.NotRegistered", _DESCRIPTIONS["Target.NotRegistered"])
    if group.get("TargetType") != "ip":
        return Health("healthy", "", "")
    return known


def _describe(params):
    arn = alb._p(params, "TargetGroupArn")
    group = alb._tgs.get(arn)
    if not group:
        return alb._error("TargetGroupNotFound", f"Target group '{arn}' not found.")
    _observe_membership(arn, group, time.monotonic())
    asked = [target_key(t, group) for t in alb._parse_targets_param(params)]
    keys = asked or [*_health.get(arn, {}), *_draining.get(arn, {})]
    described = "".join(_describe_one(key, _state_of(arn, group, key)) for key in keys)
    return alb._xml(
        200, "DescribeTargetHealth", f"<TargetHealthDescriptions>{described}</TargetHealthDescriptions>"
    )


def _describe_one(key, health):
    reason = f"<Reason>{health.reason}</Reason>" if health.reason else ""
    description = f"<Description>{escape(health.description)}</Description>" if health.description else ""
    return (
        f"<member><Target><Id>{key[0]}</Id><Port>{key[1]}</Port></Target><HealthCheckPort>{key[1]}</HealthCheckPort>"
        f"<TargetHealth><State>{health.state}</State>{reason}{description}</TargetHealth></member>"
    )


def install():
    replace_action(alb._ACTION_MAP, "DescribeTargetHealth", _describe, "ministack.services.alb._ACTION_MAP")
    every(_TICK_SECONDS, _look_after_all, "health-checks")
