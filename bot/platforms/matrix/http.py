"""The client-server API: one request, one answer, and every failure as a `PlatformError`.

| what comes back                                             | what is raised                       |
|-------------------------------------------------------------|--------------------------------------|
| no connection, reset, timeout, truncated or unreadable body | `Unavailable`                        |
| 5xx; anything that is not a Matrix answer (a proxy's HTML)  | `Unavailable`, with a pause if named |
| 429 or M_LIMIT_EXCEEDED                                     | `RateLimited`, with a pause if named |
| M_UNKNOWN_TOKEN and its like                                | `LoggedOut`                          |
| 401 with `flows`: the password is wanted again              | `AuthenticationNeeded`, a `Denied`   |
| any other error code (M_FORBIDDEN, M_TOO_LARGE, …)          | `Denied`, which is `Refused`         |

No text of an error holds the access token, a message, or a person's address.

A request is sent once. Only a GET or PUT that broke at once on a kept connection is sent again, once and
without a pause: the server may have closed that connection just then, as servers do after some idle time.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from types import MappingProxyType, SimpleNamespace
from urllib.parse import quote, urlencode

import aiohttp
from yarl import URL

from bot.clock import Clock
from bot.platforms.base import LoggedOut, PlatformError, RateLimited, Refused, Unavailable
from bot.platforms.matrix.decoding import decoded
from bot.platforms.matrix.patience import Gate
from bot.platforms.matrix.shapes import Json

V3 = "/_matrix/client/v3"
LONGEST_PAUSE = 3600.0
"""Seconds: a longer pause than this is not believed, whoever asks for it."""

_CONNECTIONS = 32
_CONNECT_SECONDS = 10.0
_STALE_SECONDS = 1.0
"""A connection that was closed while idle breaks within a round trip; what breaks later broke at work."""

_GONE = frozenset({"M_UNKNOWN_TOKEN", "M_MISSING_TOKEN", "M_USER_DEACTIVATED", "M_USER_LOCKED"})
_LATER = frozenset({"M_RESOURCE_LIMIT_EXCEEDED"})  # the whole server is over its quota; an admin lifts it
_ERROR_CODE = re.compile(r"[A-Z][A-Z0-9_.]{0,79}")
_NOTHING: Mapping[str, str | list[str]] = MappingProxyType({})


class Denied(Refused):
    """`Refused` with the HTTP status, which says more than some servers' error codes."""

    def __init__(self, reason: str, *, code: str, status: int) -> None:
        super().__init__(reason, code=code)
        self.status = status

    @property
    def missing(self) -> bool:
        """What was asked for does not exist."""
        return self.status == 404


class AuthenticationNeeded(Denied):
    """The server wants the password (or the like) again, in the same request under this `session`
    (specification, "User-Interactive Authentication API"). Raised again when that was wrong."""

    def __init__(self, reason: str, *, code: str, session: str) -> None:
        super().__init__(reason, code=code, status=401)
        self.session = session


class MatrixHttp:
    """One homeserver and one login. Requests run side by side over kept connections (TCP_NODELAY is aiohttp's
    default). Must be closed."""

    def __init__(self, homeserver: str, clock: Clock, gate: Gate) -> None:
        self.base = homeserver.rstrip("/")
        self.token: str | None = None
        self._clock = clock
        self._gate = gate
        self._session: aiohttp.ClientSession | None = None

    async def call(
        self,
        what: str,
        method: str,
        *path: str,
        body: object = None,
        query: Mapping[str, str | list[str]] = _NOTHING,
        seconds: float = 30.0,
        prefix: str = V3,
        knock: bool = False,
        data: bytes | None = None,
        mimetype: str = "application/json",
    ) -> Json:
        """The JSON object that the server answers with. `what` names the request in errors and logs.

        `body` goes out as JSON; or else `data` as it is, and what `mimetype` calls it.
        Gives up after `seconds` with `Unavailable`. While the listener knows the server to be away, waits
        for its return instead of asking, unless `knock`. Raises as the table above says.
        """
        if not knock:
            await self._gate.passed()
        url = f"{self.base}{prefix}/{'/'.join([quote(part, safe='') for part in path])}"
        if query:
            url = f"{url}?{urlencode(query, doseq=True)}"
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if body is not None:
            data = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        if data is not None:
            headers["Content-Type"] = mimetype
        try:
            response, raw = await self._exchange(method, URL(url, encoded=True), data, headers, seconds)
        except TimeoutError as error:
            raise Unavailable(f"{what}: no answer within {seconds:g} s") from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            # The cause is left out: its text can hold the whole address with its query.
            raise Unavailable(f"{what}: {_why(error)}") from None
        answer = _decoded(raw)
        if response.status == 200 and answer is not None:
            return answer
        raise self._failure(what, response.status, answer, response.headers)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _exchange(
        self, method: str, url: URL, data: bytes | None, headers: Mapping[str, str], seconds: float
    ) -> tuple[aiohttp.ClientResponse, bytes]:
        way, now = _Way(), asyncio.get_running_loop().time
        began = now()
        while True:
            try:
                async with self._open().request(
                    method,
                    url,
                    data=data,
                    headers=headers,
                    timeout=_timeout(seconds),
                    allow_redirects=False,  # a redirect would carry the token to wherever it points
                    trace_request_ctx=way,
                ) as response:
                    return response, await response.read()
            except _BrokenError:
                if method == "POST" or not way.kept or way.again or now() - began > _STALE_SECONDS:
                    raise
                way = _Way(again=True)

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            trace = aiohttp.TraceConfig()
            trace.on_connection_reuseconn.append(_note_kept)
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=_CONNECTIONS, keepalive_timeout=60.0),
                cookie_jar=aiohttp.DummyCookieJar(),
                middlewares=[_once],
                trace_configs=[trace],
            )
        return self._session

    def _failure(
        self, what: str, status: int, answer: Json | None, headers: Mapping[str, str]
    ) -> PlatformError:
        code = _code(answer)
        pause = _pause(answer or {}, headers, self._clock)
        if status == 401 and answer is not None and isinstance(answer.get("flows"), list):
            reason = f"{what}: the server asks for the password again"
            return AuthenticationNeeded(reason, code=code or "", session=str(answer.get("session", "")))
        if status == 429 or code == "M_LIMIT_EXCEEDED":
            return RateLimited(f"{what}: the server asks for fewer requests", retry_after=pause)
        if code is None or status >= 500 or status < 400:
            said = "an unreadable answer" if status == 200 else "no Matrix answer" if code is None else code
            return Unavailable(f"{what}: HTTP {status}, {said}", retry_after=pause)
        if code in _GONE:
            return LoggedOut(f"{what}: the login is no longer valid ({code})")
        if code in _LATER:
            return Unavailable(f"{what}: {code}", retry_after=pause)
        return Denied(f"{what}: refused ({status} {code})", code=code, status=status)


@dataclass(slots=True)
class _Way:
    """How a request went out: over a kept connection, and whether for the second time."""

    again: bool = False
    kept: bool = False


class _BrokenError(aiohttp.ClientConnectionError):
    """The connection broke before the answer began."""


async def _once(request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """Keep aiohttp from sending each GET and PUT again whenever a connection breaks, new ones too: that
    doubles the requests of an outage. It does so only for the errors caught here."""
    try:
        return await handler(request)
    except aiohttp.ClientConnectorError:
        raise  # aiohttp does not repeat these, and their kind tells why
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        raise _BrokenError(type(error).__name__) from error


async def _note_kept(
    _session: aiohttp.ClientSession,
    context: SimpleNamespace,
    _params: aiohttp.TraceConnectionReuseconnParams,
) -> None:
    context.trace_request_ctx.kept = True


@lru_cache(maxsize=32)
def _timeout(seconds: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=seconds, sock_connect=min(seconds, _CONNECT_SECONDS))


def _decoded(raw: bytes) -> Json | None:
    value = decoded(raw)
    return value if isinstance(value, dict) else None


def _code(answer: Json | None) -> str | None:
    """The server's error code. What is none may be anything, a token that it was sent among it: it stands in
    errors and logs, and is therefore not repeated (specification, "Standard error response")."""
    code = answer.get("errcode") if answer else None
    if not isinstance(code, str):
        return None
    return code if _ERROR_CODE.fullmatch(code) else "M_UNKNOWN"


def _why(error: Exception) -> str:
    match error:
        case aiohttp.ClientConnectorCertificateError() | aiohttp.ClientConnectorSSLError():
            return "the server's certificate is not accepted"
        case aiohttp.ClientConnectorDNSError():
            return "the server's name is not found"
        case aiohttp.ClientConnectorError():
            return f"cannot connect ({error.os_error.strerror or type(error.os_error).__name__})"
        case aiohttp.InvalidURL():
            return "the server's address is no valid URL"
        case _BrokenError():
            return f"the connection broke ({error})"
    return f"the connection broke ({type(error).__name__})"


def _pause(answer: Json, headers: Mapping[str, str], clock: Clock) -> float | None:
    """The pause in seconds that the server names: `retry_after_ms` in the body, else `Retry-After`."""
    asked = answer.get("retry_after_ms")
    if isinstance(asked, int | float) and not isinstance(asked, bool):
        return _believable(asked / 1000)
    header = headers.get("Retry-After", "").strip()
    if not header:
        return None
    try:
        return _believable(float(header))
    except ValueError:
        until, now = _date(header), _date(headers.get("Date", "")) or clock.now()
    return _believable((until - now).total_seconds()) if until else None


def _date(header: str) -> datetime | None:
    """An HTTP date (RFC 9110, section 5.6.7) in UTC, or None."""
    try:
        date = parsedate_to_datetime(header)
    except ValueError:
        return None
    return date.astimezone(UTC) if date.tzinfo else date.replace(tzinfo=UTC)


def _believable(seconds: float) -> float | None:
    return min(max(seconds, 0.0), LONGEST_PAUSE) if seconds == seconds else None  # NaN is no pause
