"""The load balancer's own path: 502 for a refused connection, 504 for a silent target, 503 without targets, kept-alive
connections, any region by DNS name. The emulator sends every request through its API and opens a connection and two
threads for each, finds load balancers of the default region only, and has no metrics.
"""

import asyncio
import contextvars
import itertools
import logging
import time
from urllib.parse import parse_qs

import ministack.app as app
import ministack.services.alb as alb
import outages
from ministack.core.responses import StreamingResponse, get_region, request_scope
from ministack.core.sigv4 import decode_header_value
from name_server import addresses
from patching import expect, replace
from patches import load_balancer_metrics as metrics
from patches import web_firewall
from patches.target_connection import ConnectionBroke, TargetSilent, TargetUnreachable, exchange
from patches.target_health import targets_in_service

logger = logging.getLogger("sluice.rehearsal")

_PAGE = "<html>\r\n<head><title>{0}</title></head>\r\n<body>\r\n<center><h1>{0}</h1></center>\r\n</body>\r\n</html>\r\n"
_TITLES = {403: "403 Forbidden", 502: "502 Bad Gateway", 503: "503 Service Temporarily Unavailable", 504: "504 Gateway Time-out"}

_turn = itertools.count()
_load_balancer = contextvars.ContextVar("load_balancer")
_places = {}


class TargetBody(StreamingResponse):
    """A target's answer, whole. Of this type because the emulator adds its own Server header to everything else."""

    def __init__(self, content):
        super().__init__(None)
        self.content = content


def _own_answer(status):
    return status, {"Content-Type": "text/html"}, _PAGE.format(_TITLES[status]).encode()


async def _forward(group_arn, method, path, headers, body, query_params, raw_query_string=None, raw_path=None):
    group = alb._tgs.get(group_arn)
    if group is None or group.get("TargetType") not in ("ip", "instance"):
        return await _forward_elsewhere(
            group_arn, method, path, headers, body, query_params, raw_query_string, raw_path
        )
    targets = targets_in_service(group_arn, group)
    if not targets:
        return _own_answer(503)
    target = targets[next(_turn) % len(targets)]
    address = target["Id"], int(target.get("Port") or group.get("Port") or 80)
    line = (raw_path or path) + (f"?{raw_query_string}" if raw_query_string else "")
    load_balancer = _load_balancer.get()
    idle = float(alb._lb_attr(load_balancer, "idle_timeout.timeout_seconds", "60"))
    started = time.perf_counter()
    if outages.state_of(get_region()) == outages.ERRING:
        metrics.record_target_answer(load_balancer, group_arn, 503, 0)
        return 503, {}, TargetBody(b"")
    try:
        status, answer, content = await exchange(address, method, line, headers, body, idle)
    except (TargetUnreachable, TargetSilent, ConnectionBroke) as problem:
        metrics.record_target_unreachable(load_balancer, group_arn)
        return _own_answer(504 if isinstance(problem, TargetSilent) else 502)
    metrics.record_target_answer(load_balancer, group_arn, status, time.perf_counter() - started)
    return status, answer, TargetBody(content)


def place_of(host, path):
    """Which load balancer a request is for: account, region and ARN, and the rest of its path. None for API calls."""
    name = host.partition(":")[0].lower()
    if path.startswith("http://"):
        # To an address: as to a proxy, because no process can listen on it.
        address, _, rest = path.removeprefix("http://").partition("/")
        return _find(addresses.name_at(address) or ""), f"/{rest}"
    if path.startswith("/_alb/"):
        wanted, _, rest = path.removeprefix("/_alb/").partition("/")
        return _find(wanted.lower()), f"/{rest}"
    if name.endswith((".elb.amazonaws.com", ".alb.localhost")):
        return _find(name), path
    return None


def _find(name):
    place = _places.get(name)
    if place in alb._lbs._data:
        return place
    for place, load_balancer in list(alb._lbs._data.items()):
        known_as = load_balancer["LoadBalancerName"].lower()
        if name in (load_balancer["DNSName"].lower(), f"{known_as}.alb.localhost", known_as):
            _places[name] = place
            return place
    return None


async def body_of(receive):
    parts = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


def headers_of(scope):
    headers = {}
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1").lower(), decode_header_value(raw_value)
        glue = "; " if name == "cookie" else ", "
        headers[name] = f"{headers[name]}{glue}{value}" if name in headers else value
    return headers


def _port_of(host):
    port = host.rpartition(":")[2]
    return int(port) if port.isdigit() else 80


async def _answer(scope, receive, headers, place, path):
    if place is None:
        return _own_answer(503)
    account, region, arn = place
    query = scope.get("query_string", b"").decode("latin-1")
    raw_path = scope.get("raw_path", b"").decode("latin-1").partition("?")[0]
    for before in ("/_alb/", "http://"):
        if raw_path.startswith(before):
            raw_path = "/" + raw_path.removeprefix(before).partition("/")[2]
    with request_scope(account, region):
        _load_balancer.set(arn)
        if web_firewall.refuses(arn, headers):
            metrics.record_own_answer(arn, 403)
            return _own_answer(403)
        status, answer, content = await alb.dispatch_request(
            alb._lbs[arn],
            scope["method"],
            path,
            headers,
            await body_of(receive),
            parse_qs(query, keep_blank_values=True),
            _port_of(headers.get("host", "")),
            client_ip=(scope.get("client") or ("127.0.0.1",))[0],
            raw_query_string=query,
            raw_path=raw_path or path,
        )
        if isinstance(content, TargetBody):
            return status, answer, content.content
        metrics.record_own_answer(arn, status)
        return status, answer, content


async def _serve(scope, receive, send, headers, place, path):
    try:
        status, answer, content = await _answer(scope, receive, headers, place, path)
    except Exception:
        logger.exception("The load balancer failed on %s %s", scope["method"], path)
        status, answer, content = _own_answer(502)
    content = content if isinstance(content, bytes) else str(content).encode()
    pairs = [(k, v) for k, vs in answer.items() for v in (vs if isinstance(vs, list) else [vs])]
    if not any(k.lower() == "content-length" for k, _ in pairs):
        pairs.append(("content-length", str(len(content))))
    encoded = [(k.encode("latin-1"), str(v).encode("latin-1")) for k, v in pairs]
    await send({"type": "http.response.start", "status": status, "headers": encoded})
    await send({"type": "http.response.body", "body": content, "more_body": False})


def install():
    global _forward_elsewhere
    expect(asyncio.iscoroutinefunction(app.app), "ministack.app.app")
    parameters = "tg_arn method path headers body query_params raw_query_string raw_path"
    _forward_elsewhere = replace(alb, "_forward_to_tg", _forward, parameters)

    async def application(scope, receive, send):
        if scope["type"] == "http":
            headers = headers_of(scope)
            found = place_of(headers.get("host", ""), scope["path"])
            if found:
                return await _serve(scope, receive, send, headers, *found)
        return await api(scope, receive, send)

    api = replace(app, "app", application, "scope receive send")
