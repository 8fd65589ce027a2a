"""A region that is down answers no client and does nothing: see outages. The emulator has no such feature. Set it by
`PUT /_rehearsal/regions/<region>` with a state as the body.
"""

import asyncio
import contextvars
import re

import ministack.app as app
import ministack.services.eventbridge as eventbridge
import outages
from hypercorn.asyncio.tcp_server import TCPServer
from ministack.core.responses import get_region
from patches.data_plane import body_of, headers_of, place_of
from patching import replace

_TOLD = "/_rehearsal/regions/"
_CREDENTIAL = re.compile(r"Credential=[^/]+/[^/]+/([a-z0-9-]+)/")
_OBJECT = re.compile(r"\.s3\.([a-z0-9-]+)\.amazonaws\.com")
_POLL_SECONDS = 0.1
_WITHOUT_A_WORD = outages.SILENT, outages.UNREACHABLE, outages.CUT_OFF
# The region of the function that asks, as network.cjs says.
_ASKER = "x-function-region"

_connection = contextvars.ContextVar("connection")


def _is_lost(scope, region):
    """Whether this gets no answer: to a region that is unreachable, functions of others find no way; to the load
    balancers of one that is cut off, only functions do.
    """
    headers = headers_of(scope)
    asker = headers.get(_ASKER)
    match outages.state_of(region):
        case outages.UNREACHABLE:
            return asker not in (None, region)
        case outages.CUT_OFF:
            return asker is None and place_of(headers.get("host", ""), scope["path"]) is not None
    return outages.is_away(region)


def _region_of(scope):
    """Of whom an answer is wanted: by load balancer, by the name of a bucket, or as the request was signed."""
    headers = headers_of(scope)
    host = headers.get("host", "")
    place = place_of(host, scope["path"])
    if place:
        return place[0][1] if place[0] else None
    found = _OBJECT.search(host) or _CREDENTIAL.search(headers.get("authorization", ""))
    return found[1] if found else None


async def _hang(region, receive):
    """Until the asker gives up or the region is back, which does not remember what it was asked."""
    gone = asyncio.ensure_future(_disconnected(receive))
    while outages.state_of(region) in _WITHOUT_A_WORD and not gone.done():
        await asyncio.sleep(_POLL_SECONDS)
    gone.cancel()


async def _disconnected(receive):
    while (await receive())["type"] != "http.disconnect":
        pass


def install():
    async def run(self):
        _connection.set(self.writer)
        await original_run(self)

    original_run = replace(TCPServer, "run", run, "self")

    async def application(scope, receive, send):
        if scope["type"] != "http":
            return await answering(scope, receive, send)
        if scope["path"].startswith(_TOLD):
            outages.become(scope["path"].removeprefix(_TOLD), (await body_of(receive)).decode())
            await send({"type": "http.response.start", "status": 204, "headers": []})
            return await send({"type": "http.response.body", "body": b""})
        region = _region_of(scope)
        if not _is_lost(scope, region):
            return await answering(scope, receive, send)
        await _hang(region, receive)
        _connection.get().transport.abort()

    answering = replace(app, "app", application, "scope receive send")

    def invoke(target, event, rule, view=None):
        if not outages.is_away(get_region()):
            original(target, event, rule, view)

    original = replace(eventbridge, "_invoke_target", invoke, "target event rule view")
