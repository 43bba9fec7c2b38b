"""A reverse proxy before the homeserver that fails on demand.

    async with FaultProxy(homeserver.url, seed=7) as proxy:
        client = SomeClient(proxy.url)
        with proxy.inject(BadGateway(), path="/sync"):                       # until switched off
            ...
        proxy.inject(LoseResponse(), method="PUT", path="/send/", count=1)   # the next one only
        proxy.inject(Reset(), probability=0.2)                               # one in five, from the seed
        before = proxy.mark()
        ...
        assert len(proxy.requests(since=before)) < 10                        # requests in this outage
        proxy.clear()                                                        # all faults off

`path` is a regular expression, searched in the decoded path (no query). Of several injections that cover a
request the one made first applies. Chance is drawn from the seed in the order in which requests arrive.
Everything else passes through unchanged: long polls, streamed bodies, encodings, percent-encoded paths.
"""

import asyncio
import random
import re
import socket
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self, assert_never

import aiohttp
from aiohttp import web
from yarl import URL

from tests.faults import wire
from tests.faults.kinds import (
    BadGateway,
    BlackHole,
    Delay,
    Fault,
    Injection,
    LoseResponse,
    Outcome,
    Record,
    Reset,
    TooManyRequests,
    Truncated,
)


class FaultProxy:
    """See the module's text. `url` is known once started; the listening port stays open until `stop`."""

    def __init__(self, upstream_url: str, seed: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.ledger: list[Record] = []
        self._upstream = URL(upstream_url)
        self._random = random.Random(seed)
        self._clock = clock
        self._injections: list[Injection] = []
        self._runner: web.AppRunner | None = None
        self._session: aiohttp.ClientSession | None = None
        self._url = ""

    @property
    def url(self) -> str:
        """The base address to give to clients, without a slash at its end."""
        if not self._url:
            raise RuntimeError("the proxy has not been started")
        return self._url

    async def start(self) -> None:
        """Listen on a free port of 127.0.0.1."""
        app = web.Application(client_max_size=100 * 2**20)
        app.router.add_route("*", "/{path:.*}", self._handle)
        # Cancellation: when a client hangs up, its request to the homeserver ends too.
        self._runner = web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        listener = socket.create_server(("127.0.0.1", 0))
        await web.SockSite(self._runner, listener).start()
        self._url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self._session = wire.new_session()

    async def stop(self) -> None:
        """Stop listening and drop what is under way. Idempotent."""
        if self._runner is not None:
            await self._runner.cleanup()
        if self._session is not None:
            await self._session.close()
        self._runner = self._session = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    def inject(
        self,
        fault: Fault,
        *,
        method: str | None = None,
        path: str = "",
        count: int | None = None,
        probability: float = 1.0,
    ) -> Injection:
        """Switch a fault on for requests of this method and path: the next `count` of them, or until it is
        switched off; each with this probability (a request that is spared does not count)."""
        injection = Injection(fault, method, re.compile(path), count, probability)
        self._injections.append(injection)
        return injection

    def clear(self) -> None:
        """Switch all faults off."""
        for injection in self._injections:
            injection.off()
        self._injections.clear()

    def mark(self) -> int:
        """A place in the ledger, for `requests(since=…)`."""
        return len(self.ledger)

    def requests(
        self, *, since: int = 0, method: str | None = None, path: str = "", outcome: Outcome | None = None
    ) -> list[Record]:
        """The requests that arrived after `since`, in order, filtered as in `inject`."""
        return [
            record
            for record in self.ledger[since:]
            if method in (None, record.method)
            and outcome in (None, record.outcome)
            and re.search(path, record.path)
        ]

    def _draw(self, method: str, path: str) -> Fault | None:
        for injection in self._injections:
            if injection.covers(method, path) and self._random.random() < injection.probability:
                injection.hits += 1
                return injection.fault
        return None

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        record = Record(request.method, request.path, self._clock())
        self.ledger.append(record)
        fault = self._draw(request.method, request.path)
        try:
            return await self._answer(request, await request.read(), record, fault)
        except aiohttp.ClientConnectionError:
            if wire.client_is_gone(request):
                record.outcome = "client-gone"
                raise
            record.outcome = "upstream-down"
            return wire.error_page(record, 502)
        except asyncio.CancelledError:
            if record.outcome == "pending":
                record.outcome = "client-gone"
            raise
        finally:
            record.seconds = self._clock() - record.at

    async def _answer(
        self, request: web.Request, body: bytes, record: Record, fault: Fault | None
    ) -> web.StreamResponse:
        match fault:
            case None:
                return await self._pass(request, body, record, "passed")
            case Delay(seconds=seconds):
                await asyncio.sleep(seconds)
                return await self._pass(request, body, record, "delayed")
            case BadGateway(status=status, after_upstream=after):
                if after:
                    await self._exchange(request, body, record)
                record.outcome = "bad-gateway"
                return wire.error_page(record, status)
            case TooManyRequests():
                record.outcome = "too-many-requests"
                return wire.too_many(record, fault)
            case Truncated():
                answer, content = await self._exchange(request, body, record)
                record.outcome = "truncated"
                return await wire.cut_short(request, answer, content, record)
            case Reset():
                record.outcome = "reset"
                return wire.reset(request)
            case BlackHole():
                record.outcome = "black-hole"
                await asyncio.Event().wait()
                raise AssertionError("nobody sets this event")
            case LoseResponse():
                await self._exchange(request, body, record)
                record.outcome = "response-lost"
                return wire.reset(request)
            case _:
                assert_never(fault)

    async def _pass(
        self, request: web.Request, body: bytes, record: Record, outcome: Outcome
    ) -> web.StreamResponse:
        async with wire.ask(self._running_session(), self._upstream, request, body) as answer:
            record.upstream_status = answer.status
            response = await wire.pass_on(request, answer, record)
        if record.outcome == "pending":
            record.outcome = outcome
        return response

    async def _exchange(
        self, request: web.Request, body: bytes, record: Record
    ) -> tuple[aiohttp.ClientResponse, bytes]:
        """Ask the homeserver and read its whole answer, of which the client has seen nothing yet."""
        async with wire.ask(self._running_session(), self._upstream, request, body) as answer:
            content = await answer.read()
            record.upstream_status = answer.status
        return answer, content

    def _running_session(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("the proxy is not running")
        return self._session
