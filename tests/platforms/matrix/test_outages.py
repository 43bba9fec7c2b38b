"""A homeserver that fails in every way, with a bot that listens and sends: nothing lost, nothing doubled."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path

import pytest

from bot.demo.homeserver import Homeserver
from bot.platforms.base import IncomingKind, Outgoing
from bot.platforms.matrix import sync
from tests.faults.kinds import BadGateway, BlackHole, Fault, LoseResponse, Reset, TooManyRequests, Truncated
from tests.faults.proxy import FaultProxy
from tests.platforms.matrix.conftest import Bot, MakeBot
from tests.support.matrix import Person

pytestmark = pytest.mark.xdist_group("synapse")

OUTAGE = 2.5
FAULTS: list[Fault] = [
    BadGateway(),
    BadGateway(after_upstream=True),
    Reset(),
    Truncated(),
    LoseResponse(),
    BlackHole(),
    TooManyRequests(retry_after_ms=700, hint="body"),
    TooManyRequests(retry_after_ms=700, hint="header"),
    TooManyRequests(hint="none"),
]


def answer(room: str, number: int) -> Outgoing:
    return Outgoing(room=room, id=f"o{number}", kind="signup-booked", text="Hej!")


async def outage(bot: Bot, bo: Person, room: str, fault: Fault, proxy: FaultProxy) -> tuple[int, float]:
    """Let the server fail while Bo writes and the bot answers. How many requests it got, and the seconds
    until all was well afterwards."""
    loop = asyncio.get_running_loop()
    begin = proxy.mark()
    with proxy.inject(fault):
        said = [await bo.send(room, f"!mine {number}") for number in range(3)]
        hearing = asyncio.create_task(bot.hear(said[-1]))
        await asyncio.sleep(OUTAGE)
        requests = len(proxy.requests(since=begin))
        sending = asyncio.create_task(bot.platform.send(answer(room, 1), "t1"))
    ended = loop.time()
    await hearing
    heard = [one.event_id for one in bot.ear.heard if one.kind is IncomingKind.MESSAGE]
    assert heard == said
    assert await bot.platform.send(answer(room, 1), "t1") == await sending
    recovered = loop.time() - ended
    assert [event.passet["id"] for event in await bo.messages(room) if event.passet] == ["o1"]
    return requests, recovered


async def test_an_outage_of_any_kind_costs_a_handful_of_requests_and_nothing_else(
    homeserver: Homeserver, make_bot: MakeBot, bo: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync, "POLL_SECONDS", 1.0)
    monkeypatch.setattr(sync, "MARGIN_SECONDS", 1.0)
    monkeypatch.setattr(sync, "PROBE_SECONDS", 1.0)
    async with contextlib.AsyncExitStack() as proxies:
        trials = []
        for fault in FAULTS:
            proxy = await proxies.enter_async_context(FaultProxy(homeserver.url, seed=1))
            bot = await make_bot(url=proxy.url)
            trials.append(outage(bot, bo, await bot.room_of(bo), fault, proxy))
        for fault, (requests, recovered) in zip(FAULTS, await asyncio.gather(*trials), strict=True):
            assert requests <= 6, fault
            assert recovered <= 20.0, fault  # pauses of at most 4 s by then; the rest is for a slow machine


async def test_a_homeserver_that_is_restarted_is_found_again(tmp_path: Path) -> None:
    async with Homeserver(tmp_path / "homeserver") as server:
        await server.register("passet", "a password")
        bo = Person(server.url, await server.register("bo", "another password"))
        bot = Bot(server.url, f"@passet:{server.server_name}", "a password", tmp_path / "bot")
        await bot.start()
        room = await bot.room_of(bo)
        sent = await bot.platform.send(answer(room, 1), "t1")
        hearing = asyncio.create_task(bot.ear.next())
        await server.kill()
        sending = asyncio.create_task(bot.platform.send(answer(room, 2), "t2"))
        await server.start()
        await hearing
        await asyncio.gather(sending, return_exceptions=True)
        assert await bot.platform.send(answer(room, 1), "t1") == sent
        await bot.platform.send(answer(room, 2), "t2")
        assert [event.passet["id"] for event in await bo.messages(room) if event.passet] == ["o1", "o2"]
        assert (await bot.hear(await bo.send(room, "!mine"))).text == "!mine"
        await bot.stop()
        await bo.close()
