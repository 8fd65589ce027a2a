"""Route 53's health checkers: instead of many places one looks, as often as the check says."""

import http.client
import os
import time
from concurrent.futures import ThreadPoolExecutor

import clock
import ministack.services.cloudformation.provisioners as provisioners
import ministack.services.route53 as route53
from ministack.core.responses import AccountScopedDict
from patching import expect

from . import health, zone

# What AWS gives an answer once it is connected; less than the second would be the machine's own slowness.
_TIMEOUT_SECONDS = 2
_SHORTEST_TIMEOUT_SECONDS = 1.0
# Objects and load balancers by the names that AWS gives them: the cloud's port knows these itself.
_OF_AWS = ".amazonaws.com"
_KINDS = ("HTTP", "HTTPS")
_TYPE = "AWS::Route53::HealthCheck"

_looks = ThreadPoolExecutor(max_workers=8, thread_name_prefix="health-checker")


def look():
    """Asks whatever is due."""
    for (_, check), record in list(route53._health_checks._data.items()):
        seen = health.seen_of(check)
        if record["config"]["Type"] in _KINDS and not seen.asking and seen.due <= time.monotonic():
            seen.asking = True
            seen.due = time.monotonic() + clock.of_machine(record["config"].get("RequestInterval", 30))
            _looks.submit(_look, record["config"], seen)


def _look(config, seen):
    try:
        well = _answers(config) != bool(config.get("Inverted"))
        seen.against = 0 if well == seen.passes else seen.against + 1
        if seen.against >= config.get("FailureThreshold", 3):
            seen.passes, seen.against = well, 0
    finally:
        seen.asking = False


def _answers(config):
    name, path = config["FullyQualifiedDomainName"], config.get("ResourcePath", "/")
    if name.endswith(_OF_AWS):
        return _asks(path, name)
    found = zone.answer(f"{name}.", "A")
    return bool(found and found.values) and _asks(f"http://{found.values[0]}{path}", name)


def _asks(path, host):
    """A stranger without credentials, to whom the cloud answers on its one port."""
    timeout = max(_SHORTEST_TIMEOUT_SECONDS, clock.of_machine(_TIMEOUT_SECONDS))
    connection = http.client.HTTPConnection("127.0.0.1", int(os.environ["GATEWAY_PORT"]), timeout=timeout)
    try:
        connection.request("GET", path, headers={"Host": host, "User-Agent": "Amazon-Route53-Health-Check-Service"})
        return 200 <= connection.getresponse().status < 400
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _create(logical_id, props, stack):
    config = dict(props["HealthCheckConfig"])
    check = route53._hc_id()
    reference = f"{stack}-{logical_id}-{check}"
    route53._health_checks[check] = {"id": check, "caller_reference": reference, "config": config, "version": 1}
    return check, {"HealthCheckId": check}


def _update(check, old, new, stack):
    record = route53._health_checks[check]
    record.update(config=dict(new["HealthCheckConfig"]), version=record["version"] + 1)
    return check, {"HealthCheckId": check}


def _delete(check, props):
    route53._health_checks.pop(check, None)
    health.forget(check)


def install():
    for store in ("_health_checks", "_records"):
        expect(isinstance(getattr(route53, store, None), AccountScopedDict), f"ministack.services.route53.{store}")
    expect(_TYPE not in provisioners._RESOURCE_HANDLERS, f"the absence of {_TYPE}")
    provisioners._RESOURCE_HANDLERS[_TYPE] = {"create": _create, "update": _update, "delete": _delete}
