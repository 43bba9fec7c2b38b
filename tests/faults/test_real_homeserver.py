"""The real program on a real Synapse, killed, left behind and cut off (CONTRACT.md, promises 1 and 2)."""

from __future__ import annotations

import asyncio
import json
import random
import secrets
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.demo.homeserver import Homeserver
from tests.faults.kinds import BadGateway, BlackHole, Fault, LoseResponse, Reset, TooManyRequests, Truncated
from tests.faults.proxy import FaultProxy
from tests.faults.town import Town

pytestmark = pytest.mark.xdist_group("synapse")

KILLS = 10
COMMANDS = 300


@pytest.fixture
async def town(homeserver: Homeserver, tmp_path: Path) -> AsyncIterator[Town]:
    made = Town(homeserver, tmp_path / "bot")
    yield made
    await made.close()


def booked(town: Town) -> Counter[tuple[int, str]]:
    """The seats in the database: (shift number, person's address), each of which may stand there once."""
    with sqlite3.connect(town.program.folder / "passet.db") as database:
        rows = database.execute(
            "SELECT shift.number, identity.address FROM seat JOIN signup ON signup.id = seat.signup_id"
            " JOIN shift ON shift.id = seat.shift_id JOIN identity ON identity.person_id = signup.person_id"
        ).fetchall()
    return Counter((row[0], row[1]) for row in rows)


async def test_300_commands_and_10_kills_make_300_effects_and_300_answers(town: Town) -> None:
    """Everybody signs up and leaves in turn, so that an effect too many or too few shows at once."""
    seed = secrets.randbits(32)
    print(f"seed {seed}")
    rng = random.Random(seed)
    await town.begin(people=5, rooms=3)
    said: list[str] = []
    wanted: Counter[tuple[int, str]] = Counter()

    async def chatter(number: int) -> None:
        """A volunteer who signs up for shifts 1 to 12, leaves every third again, and goes on."""
        person = town.people[1 + number]
        for turn in range(COMMANDS // 5):
            shift = 1 + (turn // 3 * 2 + turn % 3) % 12 if turn % 3 != 2 else None
            if shift is None:
                last = max(seat for seat, address in wanted if address == person.user_id)
                text = f"!avboka {last}"
                del wanted[last, person.user_id]
            else:
                text = f"!anmäl {shift}"
                wanted[shift, person.user_id] = 1
            said.append(await person.send(rng.choice(town.rooms), text))

    async def killer() -> None:
        for _ in range(KILLS):
            await asyncio.sleep(rng.uniform(0.05, 0.9))
            await town.program.kill()
            await town.program.start(ready=rng.random() < 0.7)

    await asyncio.gather(killer(), *(chatter(number) for number in range(5)))
    await town.all_answered(said)
    answers = await town.answers()
    assert len(said) == COMMANDS
    assert {event: answers[event] for event in said} == dict.fromkeys(said, 1)
    assert booked(town).keys() <= {(number, one.user_id) for number in range(1, 14) for one in town.people}
    assert max(booked(town).values()) == 1


async def test_200_commands_sent_while_the_bot_is_down_are_answered_in_order_once(town: Town) -> None:
    await town.begin(people=3, rooms=2)
    assert await town.program.stop() == 0
    said: dict[str, list[str]] = {room: [] for room in town.rooms}
    for turn in range(200):
        room = town.rooms[turn % 2]
        person = town.people[1 + turn % 3]
        said[room].append(await person.send(room, f"!anmäl {1 + turn % 12}"))
    await town.program.start()
    everything = [event for events in said.values() for event in events]
    await town.all_answered(everything)
    for room, events in said.items():
        assert in_order(await town.answered_together(room, set(events)), events)
    assert max(booked(town).values()) == 1


def in_order(together: list[set[str]], events: list[str]) -> bool:
    """Whether each message answers the next events; which line is whose is not told by a JSON object."""
    at = 0
    for one in together:
        if set(events[at : at + len(one)]) != one:
            return False
        at += len(one)
    return at == len(events)


FAULTS: dict[str, Fault] = {
    "502 with a page of HTML": BadGateway(),
    "502 after the server took it": BadGateway(after_upstream=True),
    "429 with retry_after_ms": TooManyRequests(1500, hint="body"),
    "429 with Retry-After": TooManyRequests(1000, hint="header"),
    "truncated bodies": Truncated(),
    "resets": Reset(),
    "lost responses": LoseResponse(),
}


USUAL_SECONDS = 4.0
MOST_REQUESTS = 8
"""In an outage of three seconds: those under way when it began, and a handful of tries."""


async def test_outages_cost_a_handful_of_requests_and_lose_nothing(
    town: Town, homeserver: Homeserver
) -> None:
    """One outage of each kind, one after the other, with people who go on writing meanwhile."""
    async with FaultProxy(homeserver.url, seed=7) as proxy:
        await town.begin(people=2, rooms=2, url=proxy.url)
        for person in town.people[1:]:  # what strangers are told has been told before
            await person.ask(town.rooms[0], "!integritet")
            await person.accept_invitation(town.program.user, direct=True)
        everything: list[str] = []
        for name, fault in FAULTS.items():
            before = proxy.mark()
            loop = asyncio.get_running_loop()
            began = loop.time()
            with proxy.inject(fault):
                said = []
                for turn in range(12):
                    person, room = town.people[1 + turn % 2], town.rooms[turn // 2 % 2]
                    said.append(await person.send(room, f"!anmäl {1 + turn}"))
                await asyncio.sleep(3)
                requests = len(proxy.requests(since=before))
            ended = loop.time()
            await town.all_answered(said)
            print(f"{name}: {requests} requests, answered {loop.time() - ended:.1f} s after its end")
            # On a slow machine the outage is longer: one more for each second over what it usually takes.
            allowed = MOST_REQUESTS + max(0.0, ended - began - USUAL_SECONDS)
            assert requests <= allowed, (name, proxy.requests(since=before))
            everything += said
        answers = await town.answers()
        assert {event: answers[event] for event in everything} == dict.fromkeys(everything, 1)
        assert max(booked(town).values()) == 1
        await town.close()


async def test_black_holes_are_noticed_and_left(town: Town, homeserver: Homeserver) -> None:
    """A connection that takes a request and never answers: what was under way is given up and said again."""
    async with FaultProxy(homeserver.url, seed=7) as proxy:
        await town.begin(people=2, rooms=1, url=proxy.url)
        proxy.inject(BlackHole(), path="/send/", count=1)
        said = [await town.people[1].send(town.rooms[0], f"!anmäl {turn}") for turn in (1, 2, 3)]
        await town.all_answered(said)
        answers = await town.answers()
        assert {event: answers[event] for event in said} == dict.fromkeys(said, 1)
        await town.close()


async def test_a_revoked_token_ends_the_program_with_one_clear_line(
    town: Town, homeserver: Homeserver
) -> None:
    await town.begin(people=1, rooms=1)
    session = json.loads((town.program.folder / "matrix" / "session.json").read_text())
    from tests.support.matrix_http import Connection

    connection = Connection(homeserver.url, session["access_token"])
    await connection.call("POST", "logout", body={})
    await connection.close()
    process = town.program._process
    assert process is not None
    assert await asyncio.wait_for(process.wait(), 60) == 1
    last = town.program.log.strip().splitlines()[-1]
    assert "passet login" in last
    assert "Traceback" not in town.program.log
    assert session["access_token"] not in town.program.log
