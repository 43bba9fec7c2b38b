"""What `FaultProxy` does to a connection: pass an answer on, cut it short, or break the connection."""

import math
import socket
import struct

import aiohttp
from aiohttp import web
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from tests.faults.kinds import Record, TooManyRequests

# Headers about one connection and not about the message (RFC 9110, section 7.6.1).
_HOP_BY_HOP = frozenset(
    {
        *("connection", "keep-alive", "proxy-authenticate", "proxy-authorization"),
        *("te", "trailer", "transfer-encoding", "upgrade"),
    }
)
_PAGE = "<html><head><title>{0}</title></head><body><center><h1>{0}</h1></center><hr>nginx</body></html>\r\n"
_REASONS = {502: "502 Bad Gateway", 503: "503 Service Temporarily Unavailable", 504: "504 Gateway Time-out"}


class UpstreamLostError(aiohttp.ClientConnectionError):
    """The homeserver broke the connection before it had answered."""


async def _once(request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """Keep aiohttp from repeating a PUT or GET by itself when the connection breaks (it does not do so
    for errors of other kinds): each request from a client is to be at most one to the homeserver."""
    try:
        return await handler(request)
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        raise UpstreamLostError(str(error)) from error


def new_session() -> aiohttp.ClientSession:
    """A client that adds nothing to what it is given and waits as long as it takes."""
    return aiohttp.ClientSession(
        # A fresh connection each time: one that died in a pool would be a fault nobody asked for.
        connector=aiohttp.TCPConnector(limit=0, force_close=True),
        timeout=aiohttp.ClientTimeout(total=None),
        auto_decompress=False,
        skip_auto_headers=("Accept", "Accept-Encoding", "User-Agent", "Content-Type"),
        cookie_jar=aiohttp.DummyCookieJar(),
        middlewares=[_once],
    )


def ask(
    session: aiohttp.ClientSession, upstream: URL, request: web.Request, body: bytes
) -> "aiohttp.client._RequestContextManager":
    """The same request, to the homeserver, with the path's percent-encoding left as it was."""
    target = URL(f"{upstream.origin()}{request.raw_path}", encoded=True)
    dropped = _HOP_BY_HOP | {"host", "content-length"}
    return session.request(
        request.method,
        target,
        data=body or None,
        headers=_without(request.headers, dropped),
        allow_redirects=False,
    )


async def pass_on(request: web.Request, answer: aiohttp.ClientResponse, record: Record) -> web.StreamResponse:
    """Hand the homeserver's answer on as it comes. If it breaks off, so does ours."""
    response = web.StreamResponse(
        status=answer.status, reason=answer.reason, headers=_without(answer.headers, _HOP_BY_HOP)
    )
    await response.prepare(request)
    record.status = answer.status
    try:
        async for chunk in answer.content.iter_any():
            await response.write(chunk)
    except aiohttp.ClientError:
        if client_is_gone(request):
            raise
        record.outcome = "upstream-down"
        return reset(request)
    await response.write_eof()
    return response


async def cut_short(
    request: web.Request, answer: aiohttp.ClientResponse, body: bytes, record: Record
) -> web.StreamResponse:
    """Promise the whole body, send the first half, close the connection in the ordinary way."""
    headers = _without(answer.headers, _HOP_BY_HOP | {"content-length"})
    headers["Content-Length"] = str(len(body) or 64)
    response = web.StreamResponse(status=answer.status, reason=answer.reason, headers=headers)
    await response.prepare(request)
    record.status = answer.status
    await response.write(body[: len(body) // 2])
    if request.transport is not None:
        request.transport.close()
    return response


def reset(request: web.Request) -> web.StreamResponse:
    """Break the connection with a TCP reset (lingering for zero seconds does that)."""
    if request.transport is not None:
        connection = request.transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()
    return web.Response()  # aiohttp wants one; there is nobody left to send it to


def client_is_gone(request: web.Request) -> bool:
    """Whether the client has hung up."""
    return request.transport is None or request.transport.is_closing()


def error_page(record: Record, status: int) -> web.Response:
    """An HTML error page, as a reverse proxy writes it."""
    record.status = status
    text = _PAGE.format(_REASONS.get(status, f"{status} Error"))
    return web.Response(status=status, text=text, content_type="text/html")


def too_many(record: Record, fault: TooManyRequests) -> web.Response:
    """429 in Matrix's form: https://spec.matrix.org/v1.18/client-server-api/#rate-limiting."""
    record.status = 429
    body: dict[str, str | int] = {"errcode": "M_LIMIT_EXCEEDED", "error": "Too Many Requests"}
    headers = {}
    if fault.hint == "body":
        body["retry_after_ms"] = fault.retry_after_ms
    elif fault.hint == "header":
        headers["Retry-After"] = str(math.ceil(fault.retry_after_ms / 1000))
    return web.json_response(body, status=429, headers=headers)


def _without(headers: CIMultiDictProxy[str], dropped: frozenset[str]) -> CIMultiDict[str]:
    return CIMultiDict((name, value) for name, value in headers.items() if name.lower() not in dropped)
