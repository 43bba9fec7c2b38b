"""Outages: few requests, and a quick return."""

from __future__ import annotations

import asyncio
import random

import pytest

from bot.platforms.base import LoggedOut, RateLimited, Refused, Unavailable
from bot.platforms.matrix.patience import LONGEST, Backoff, Gate, Patience


class Outage:
    """A server that is away for some seconds of a time that the pauses move."""

    def __init__(self, seconds: float) -> None:
        self.now = 0.0
        self.ends = seconds
        self.asked_at: list[float] = []

    async def ask(self, _failures: int) -> str:
        self.asked_at.append(self.now)
        if self.now < self.ends:
            raise Unavailable("away")
        return "answer"

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize(
    ("lasts", "most"), [(5.0, 7), (15.0, 9), (30.0, 13), (60.0, 20), (300.0, 36), (3600.0, 64)]
)
async def test_an_outage_costs_a_handful_of_requests_and_ends_within_seconds(
    lasts: float, most: int, seed: int
) -> None:
    outage = Outage(lasts)
    patience = Patience(random.Random(seed), Gate(), outage.sleep)
    assert await patience.probe(outage.ask) == "answer"
    assert len(outage.asked_at) <= most
    assert outage.now - lasts <= max(8.0, lasts / 8)


def test_a_long_outage_is_asked_about_every_few_minutes() -> None:
    backoff = Backoff(random.Random(1))
    pauses = [backoff.failed() for _ in range(200)]
    assert all(LONGEST / 2 <= pause <= LONGEST for pause in pauses[-100:])
    assert sum(1 for pause in pauses if pause < 1.0) <= 2


def test_a_success_ends_the_outage() -> None:
    backoff = Backoff(random.Random(1))
    for _ in range(50):
        backoff.failed()
    backoff.succeeded()
    assert backoff.failed() <= 1.0


@pytest.mark.parametrize("asked", [0.5, 30.0, 900.0])
def test_the_pause_is_never_shorter_than_the_server_asked_for(asked: float) -> None:
    backoff = Backoff(random.Random(2))
    for _ in range(12):
        assert backoff.failed(asked) >= asked


@pytest.mark.parametrize("final", [LoggedOut("gone"), Refused("no")])
async def test_a_clear_no_is_not_waited_out(final: Exception) -> None:
    async def ask(_failures: int) -> str:
        raise final

    with pytest.raises(type(final)):
        await Patience(random.Random(1), Gate()).probe(ask)


async def test_everybody_else_waits_while_the_listener_finds_the_server_away() -> None:
    gate, back = Gate(), asyncio.Event()
    shut = asyncio.Event()

    async def sleep(_seconds: float) -> None:
        shut.set()
        await back.wait()

    async def ask(failures: int) -> str:
        if failures == 0:
            raise Unavailable("away")
        return "answer"

    probing = asyncio.create_task(Patience(random.Random(1), gate, sleep).probe(ask))
    await shut.wait()
    waiting = asyncio.create_task(gate.passed())
    await asyncio.sleep(0)
    assert not waiting.done()
    back.set()
    assert await probing == "answer"
    await waiting


async def test_a_listener_that_is_stopped_in_an_outage_lets_the_others_go_on() -> None:
    gate, shut = Gate(), asyncio.Event()

    async def sleep(_seconds: float) -> None:
        shut.set()
        await asyncio.Event().wait()

    async def ask(_failures: int) -> str:
        raise Unavailable("away")

    probing = asyncio.create_task(Patience(random.Random(1), gate, sleep).probe(ask))
    await shut.wait()
    probing.cancel()
    await asyncio.gather(probing, return_exceptions=True)
    await gate.passed()


async def test_a_rate_limited_listener_does_not_hold_up_the_senders() -> None:
    gate = Gate(seconds=0.01)

    async def sleep(_seconds: float) -> None:
        await gate.passed()

    async def ask(failures: int) -> str:
        if failures == 0:
            raise RateLimited("slowly", retry_after=5.0)
        return "answer"

    assert await Patience(random.Random(1), gate, sleep).probe(ask) == "answer"


async def test_a_limited_number_of_tries_ends_with_the_last_failure() -> None:
    outage = Outage(1e9)
    with pytest.raises(Unavailable):
        await Patience(random.Random(1), Gate(), outage.sleep).insist("page", outage.ask, at_most=4)
    assert len(outage.asked_at) == 4
