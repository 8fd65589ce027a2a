"""HTTP/1.1 to a target over kept-alive connections, as a load balancer speaks it. Not a patch: data_plane uses it."""

import asyncio
from email.utils import formatdate

_CONNECT_SECONDS = 10.0
_KEPT_PER_TARGET = 64
_LARGEST_HEAD = 64 * 1024
_NOT_FORWARDED = {"connection", "keep-alive", "transfer-encoding", "content-length", "proxy-connection", "upgrade"}
_NOT_RETURNED = {"connection", "keep-alive", "transfer-encoding", "date"}

_idle = {}


class TargetUnreachable(Exception):
    """No process accepts the connection."""


class TargetSilent(Exception):
    """Connected or tried to, and nothing came in time."""


class ConnectionBroke(Exception):
    """The target ended the connection before its answer was complete."""


async def _connect(address):
    try:
        return await asyncio.wait_for(asyncio.open_connection(*address, limit=_LARGEST_HEAD), _CONNECT_SECONDS)
    except TimeoutError as problem:
        raise TargetSilent from problem
    except OSError as problem:
        raise TargetUnreachable from problem


def _request(method, line, headers, body):
    lines = [f"{method} {line} HTTP/1.1"]
    lines += [f"{k}: {v}" for k, v in headers.items() if k not in _NOT_FORWARDED]
    if body or method in ("POST", "PUT", "PATCH"):
        lines.append(f"content-length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + body


def _parse_head(head):
    status_line, *lines = head.decode("latin-1").split("\r\n")
    version, status = status_line.split(" ", 2)[:2]
    headers = {}
    for line in lines:
        if line:
            name, _, value = line.partition(":")
            headers.setdefault(name.strip().lower(), []).append(value.strip())
    return version, int(status), headers


async def _chunks(reader):
    parts = []
    while True:
        size = int((await reader.readuntil(b"\r\n")).split(b";")[0], 16)
        if size == 0:
            while await reader.readuntil(b"\r\n") != b"\r\n":
                pass
            return b"".join(parts)
        parts.append(await reader.readexactly(size))
        await reader.readexactly(2)


async def _content(reader, method, status, headers):
    """The body, and whether the connection can be used again after it."""
    if method == "HEAD" or status in (204, 304):
        return b"", True
    if "chunked" in " ".join(headers.get("transfer-encoding", [])).lower():
        return await _chunks(reader), True
    if "content-length" in headers:
        return await reader.readexactly(int(headers["content-length"][0])), True
    return await reader.read(), False


async def _converse(reader, writer, method, request):
    writer.write(request)
    await writer.drain()
    while True:
        version, status, headers = _parse_head(await reader.readuntil(b"\r\n\r\n"))
        if status >= 200:
            break
    content, reusable = await _content(reader, method, status, headers)
    closing = "close" in " ".join(headers.get("connection", [])).lower() or version == "HTTP/1.0"
    return status, headers, content, reusable and not closing


def _answer(status, headers, content, method):
    answer = {k: v[0] if len(v) == 1 else v for k, v in headers.items() if k not in _NOT_RETURNED}
    if method != "HEAD" and status not in (204, 304):
        answer["content-length"] = str(len(content))
    answer["date"] = formatdate(usegmt=True)
    return status, answer, content


async def exchange(address, method, line, headers, body, idle_seconds):
    """One request and its answer: status, headers (a list where a name repeats) and the body."""
    request = _request(method, line, headers, body)
    idle = _idle.setdefault(address, [])
    while True:
        fresh = not idle
        reader, writer = await _connect(address) if fresh else idle.pop()
        try:
            conversation = _converse(reader, writer, method, request)
            status, answered, content, reusable = await asyncio.wait_for(conversation, idle_seconds)
        except TimeoutError as problem:
            writer.close()
            raise TargetSilent from problem
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError) as problem:
            writer.close()
            # A kept connection may have been closed meanwhile, with its target or by it: then a fresh one decides.
            unanswered = isinstance(problem, OSError) or not getattr(problem, "partial", b"x")
            if not fresh and unanswered:
                continue
            raise ConnectionBroke from problem
        if reusable and len(idle) < _KEPT_PER_TARGET:
            idle.append((reader, writer))
        else:
            writer.close()
        return _answer(status, answered, content, method)
