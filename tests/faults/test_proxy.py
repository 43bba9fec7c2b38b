"""The fault proxy does to a client what it says, no more, and writes down what it did."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import aiohttp
import pytest
from aiohttp import web
from yarl import URL

from tests.faults.kinds import (
    BadGateway,
    BlackHole,
    Delay,
    Fault,
    LoseResponse,
    Reset,
    TooManyRequests,
    Truncated,
)
from tests.faults.proxy import FaultProxy
from tests.support.waiting import until

TEXT = "ringstuga på tisdag " * 50


@dataclass
class Upstream:
    """A tiny server that remembers what reached it."""

    url: str = ""
    seen: list[tuple[str, str, bytes]] = field(default_factory=list)
    may_finish: asyncio.Event = field(default_factory=asyncio.Event)
    hung_up_on: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.seen.append((request.method, request.raw_path, await request.read()))
        match request.path:
            case "/slow":
                try:
                    await self.may_finish.wait()
                except asyncio.CancelledError:
                    self.hung_up_on.set()
                    raise
                return web.Response(text="late")
            case "/stream":
                response = web.StreamResponse()
                await response.prepare(request)
                await response.write(b"first ")
                await self.may_finish.wait()
                await response.write(b"second")
                await response.write_eof()
                return response
            case "/gzip":
                packed = gzip.compress(TEXT.encode())
                return web.Response(body=packed, headers={"Content-Encoding": "gzip"})
            case "/breaks":
                response = web.StreamResponse(headers={"Content-Length": "1000"})
                await response.prepare(request)
                await response.write(b"half of it")
                assert request.transport is not None
                request.transport.abort()
                return response
            case "/drops":
                assert request.transport is not None
                request.transport.abort()
            case "/teapot":
                return web.json_response({"errcode": "M_TEAPOT"}, status=418, headers={"X-Leaf": "oolong"})
        return web.Response(text=TEXT)


@pytest.fixture
async def upstream() -> AsyncIterator[Upstream]:
    server = Upstream()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", server.answer)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield server
    server.may_finish.set()
    await runner.cleanup()


@pytest.fixture
async def proxy(upstream: Upstream) -> AsyncIterator[FaultProxy]:
    async with FaultProxy(upstream.url, seed=1) as running:
        yield running


@pytest.fixture
async def client() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def outcome_of(proxy: FaultProxy, position: int = -1) -> str:
    """The outcome of a request, once the proxy is done with it."""
    await until(lambda: proxy.ledger[position].seconds is not None)
    return proxy.ledger[position].outcome


async def test_what_is_not_covered_passes_unchanged(
    proxy: FaultProxy, upstream: Upstream, client: aiohttp.ClientSession
) -> None:
    proxy.inject(BadGateway(), path="/elsewhere")
    room = "/rooms/%21abc%3Aserver/send/m.room.message/1?ts=1%2B1"
    address = URL(proxy.url + room, encoded=True)
    async with client.put(address, data=b'{"body": "hej"}') as response:
        assert await response.text() == TEXT
    async with client.get(proxy.url + "/teapot") as response:
        assert (response.status, response.headers["X-Leaf"]) == (418, "oolong")
        assert await response.json() == {"errcode": "M_TEAPOT"}
    async with client.get(proxy.url + "/gzip") as response:
        assert await response.text() == TEXT
    assert upstream.seen[0] == ("PUT", room, b'{"body": "hej"}')
    assert [record.outcome for record in proxy.ledger] == ["passed"] * 3
    assert proxy.ledger[0].path == "/rooms/!abc:server/send/m.room.message/1"


async def test_a_stream_arrives_while_it_is_still_being_sent(
    proxy: FaultProxy, upstream: Upstream, client: aiohttp.ClientSession
) -> None:
    async with client.get(proxy.url + "/stream") as response:
        assert await response.content.readexactly(6) == b"first "
        assert proxy.ledger[0].outcome == "pending"
        upstream.may_finish.set()
        assert await response.content.read() == b"second"


async def test_a_client_that_hangs_up_ends_its_request_to_the_homeserver_too(
    proxy: FaultProxy, upstream: Upstream, client: aiohttp.ClientSession
) -> None:
    waiting = asyncio.create_task(client.get(proxy.url + "/slow"))
    await until(lambda: upstream.seen)
    waiting.cancel()
    await until(upstream.hung_up_on.is_set)
    assert await outcome_of(proxy) == "client-gone"


@pytest.mark.parametrize(("status", "after"), [(502, False), (503, False), (504, True)])
async def test_a_bad_gateway_is_an_html_page(
    proxy: FaultProxy, upstream: Upstream, client: aiohttp.ClientSession, status: int, after: bool
) -> None:
    proxy.inject(BadGateway(status, after_upstream=after))
    async with client.get(proxy.url + "/sync") as response:
        assert response.status == status
        assert response.content_type == "text/html"
        assert "<h1>" in await response.text()
    assert len(upstream.seen) == (1 if after else 0)
    assert await outcome_of(proxy) == "bad-gateway"


async def test_too_many_requests_says_when_in_the_body_or_in_the_header_or_not_at_all(
    proxy: FaultProxy, upstream: Upstream, client: aiohttp.ClientSession
) -> None:
    for hint in ("body", "header", "none"):
        proxy.inject(TooManyRequests(1500, hint=hint), count=1)
    told = []
    for _ in range(3):
        async with client.put(proxy.url + "/send", data=b"{}") as response:
            body = await response.json()
            assert (response.status, body["errcode"]) == (429, "M_LIMIT_EXCEEDED")
            told.append((body.get("retry_after_ms"), response.headers.get("Retry-After")))
    assert told == [(1500, None), (None, "2"), (None, None)]
    assert upstream.seen == []


async def test_a_truncated_body_is_shorter_than_its_content_length_says(
    proxy: FaultProxy, upstream: Upstream, client: aiohttp.ClientSession
) -> None:
    proxy.inject(Truncated())
    async with client.get(proxy.url + "/sync") as response:
        assert response.status == 200
        assert int(response.headers["Content-Length"]) == len(TEXT.encode())
        with pytest.raises(aiohttp.ClientPayloadError):
            await response.read()
    assert len(upstream.seen) == 1
    assert await outcome_of(proxy) == "truncated"


@pytest.mark.parametrize(
    ("fault", "reaches", "outcome"), [(Reset(), 0, "reset"), (LoseResponse(), 1, "response-lost")]
)
async def test_a_reset_is_seen_as_one_whether_or_not_the_homeserver_got_the_request(
    proxy: FaultProxy,
    upstream: Upstream,
    client: aiohttp.ClientSession,
    fault: Fault,
    reaches: int,
    outcome: str,
) -> None:
    proxy.inject(fault)
    with pytest.raises((aiohttp.ClientOSError, aiohttp.ServerDisconnectedError)):
        # POST: a PUT would be repeated by aiohttp's client on its own.
        await client.post(proxy.url + "/send", data=b"{}")
    assert len(upstream.seen) == reaches
    assert await outcome_of(proxy) == outcome
    assert proxy.ledger[-1].upstream_status == (200 if reaches else None)
    assert proxy.ledger[-1].status is None


async def test_a_black_hole_never_answers_and_stays_one_after_it_is_switched_off(
    proxy: FaultProxy, upstream: Upstream, client: aiohttp.ClientSession
) -> None:
    with proxy.inject(BlackHole()):
        lost = asyncio.create_task(client.get(proxy.url + "/sync"))
        await until(lambda: proxy.ledger)
    async with client.get(proxy.url + "/sync") as response:
        assert response.status == 200
    assert not lost.done()
    lost.cancel()
    assert await outcome_of(proxy, 0) == "black-hole"
    assert len(upstream.seen) == 1


async def test_a_delay_holds_a_request_back_and_then_passes_it(
    upstream: Upstream, client: aiohttp.ClientSession
) -> None:
    async with FaultProxy(upstream.url, seed=1, clock=asyncio.get_running_loop().time) as proxy:
        proxy.inject(Delay(0.2))
        async with client.get(proxy.url + "/sync") as response:
            assert await response.text() == TEXT
    assert proxy.ledger[0].outcome == "delayed"
    assert (proxy.ledger[0].seconds or 0) >= 0.2


async def test_a_homeserver_that_is_down_is_a_502_and_one_that_dies_midway_a_broken_connection(
    proxy: FaultProxy, client: aiohttp.ClientSession
) -> None:
    async with client.get(proxy.url + "/breaks") as response:
        with pytest.raises(aiohttp.ClientError):
            await response.read()
    assert await outcome_of(proxy) == "upstream-down"
    async with FaultProxy("http://127.0.0.1:9", seed=1) as before_nothing:
        async with client.get(before_nothing.url + "/sync") as response:
            assert response.status == 502
        assert await outcome_of(before_nothing) == "upstream-down"


async def test_the_proxy_never_asks_the_homeserver_twice_for_one_request(
    proxy: FaultProxy, upstream: Upstream, client: aiohttp.ClientSession
) -> None:
    async with client.put(proxy.url + "/drops", data=b"{}") as response:
        assert response.status == 502
    assert len(upstream.seen) == 1
    assert await outcome_of(proxy) == "upstream-down"


async def statuses(client: aiohttp.ClientSession, address: str, times: int) -> list[int]:
    seen = []
    for _ in range(times):
        async with client.get(address) as response:
            seen.append(response.status)
    return seen


async def test_a_fault_happens_as_often_as_asked_where_asked(
    proxy: FaultProxy, client: aiohttp.ClientSession
) -> None:
    twice = proxy.inject(BadGateway(), method="GET", path="/sync$", count=2)
    assert await statuses(client, proxy.url + "/other", 1) == [200]
    assert await statuses(client, proxy.url + "/sync", 4) == [502, 502, 200, 200]
    assert twice.hits == 2
    before = proxy.mark()
    with proxy.inject(BadGateway(), path="/sync"):
        assert await statuses(client, proxy.url + "/sync", 3) == [502] * 3
    assert await statuses(client, proxy.url + "/sync", 1) == [200]
    assert len(proxy.requests(since=before, path="/sync", outcome="bad-gateway")) == 3
    proxy.inject(BadGateway())
    proxy.clear()
    assert await statuses(client, proxy.url + "/sync", 1) == [200]


async def test_the_same_seed_makes_the_same_faults(upstream: Upstream, client: aiohttp.ClientSession) -> None:
    async def run(seed: int) -> list[int]:
        async with FaultProxy(upstream.url, seed=seed) as proxy:
            proxy.inject(BadGateway(), probability=0.5)
            return await statuses(client, proxy.url + "/sync", 40)

    first = await run(7)
    assert await run(7) == first
    assert await run(8) != first
    assert {200, 502} == set(first)
