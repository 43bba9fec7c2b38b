"""One homeserver, the people, and every bot in rooms of its own that are alike."""

from __future__ import annotations

import asyncio
import secrets
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import echo, passet_bot
from benchmarks.contestants import SIZES, Contestant, Task, ToEcho, ToPasset
from benchmarks.matrix import Ear, Line, Person
from benchmarks.processes import Program
from bot.demo.homeserver import Homeserver

PEOPLE = 20
ROOMS = 5
RAW, RAW_AGAIN, NIO = "raw echo", "raw echo again", "nio echo"
PASSET, PASSET_PLAIN = "Passet", "Passet, encryption off"
ALL = (RAW, RAW_AGAIN, NIO, PASSET_PLAIN, PASSET)
"""The second raw echo is the control: were its ratio to the first not 1, the others' would mean nothing."""

_MODULES = {RAW: "benchmarks.echo_raw", RAW_AGAIN: "benchmarks.echo_raw", NIO: "benchmarks.echo_nio"}


@dataclass(slots=True)
class Arena:
    """Everything is running. `people` are in every room; the ear is Anna's, the organizer's."""

    homeserver: Homeserver
    line: Line
    anna: Person
    people: list[Person]
    ear: Ear
    contestants: list[Contestant]

    def check(self) -> None:
        """Raises ProgramError when a bot has died."""
        for one in self.contestants:
            one.program.check()

    def passets(self) -> Iterator[Contestant]:
        return (one for one in self.contestants if one.is_passet)


@asynccontextmanager
async def arena(folder: Path, names: Sequence[str], *, profile: Path | None = None) -> AsyncIterator[Arena]:
    """Start everything in `folder`, and end it. With `profile` the first Passet's goes into that file."""
    async with AsyncExitStack() as stack:
        homeserver = await stack.enter_async_context(Homeserver(folder / "homeserver"))
        line = await stack.enter_async_context(Line(homeserver.url))
        anna = await _person(homeserver, line, "anna")
        people = [await _person(homeserver, line, f"volunteer{n:02}") for n in range(PEOPLE)]
        bots = [await _account(homeserver, f"bot{n}") for n in range(len(names))]
        ear = Ear(anna, [bot.user_id for bot in bots])
        listening = asyncio.create_task(ear.listen())
        stack.callback(listening.cancel)
        place = Arena(homeserver, line, anna, people, ear, [])
        for name, bot in zip(names, bots, strict=True):
            print(f"… {name}", file=sys.stderr, flush=True)
            made = await _contestant(place, folder, name, bot, profile if name.startswith(PASSET) else None)
            if made.is_passet:
                profile = None
            place.contestants.append(made)
            stack.push_async_callback(made.program.stop)
        await agree_on_sizes(place)
        yield place


async def agree_on_sizes(place: Arena) -> None:
    """Ask the last Passet each thing once; the echoes' answers will be as long as its own."""
    passets = list(place.passets())
    for task in (Task.SIGNUP, Task.MINE, Task.LEAVE) if passets else ():
        person = place.people[0]
        command = passets[-1].speech.text(task, 0)
        answer = await place.ear.answer_to(await person.say(passets[-1].rooms[0], command))
        SIZES[task] = answer.size


async def _contestant(
    place: Arena, folder: Path, name: str, bot: echo.Account, profile: Path | None
) -> Contestant:
    """The echoes find their rooms ready; Passet is invited while it runs, and its plan is made by chat."""
    if name in _MODULES:
        rooms = await _rooms(place, name, bot.user_id)
        me = Person(place.line, bot.user_id, bot.token)
        for room in rooms:
            await me.join(room)
        command = [sys.executable, "-m", _MODULES[name]]
        program = await Program.start(command, ready=echo.READY, given=bot.written())
        return Contestant(name, bot.user_id, program, rooms, ToEcho())
    config = passet_bot.configure(
        folder / bot.user_id.partition(":")[0].lstrip("@"),
        bot.url,
        bot.user_id,
        bot.password,
        place.anna.user_id,
        encryption=name == PASSET,
    )
    program = await passet_bot.start(config, profile=profile)
    try:
        rooms = await _rooms(place, name, bot.user_id)
        await _joined(place.anna, rooms, bot.user_id)
        await passet_bot.fill(place.anna, place.ear, rooms[0])
        await _take_places(place, rooms)
    except BaseException:
        await program.stop()
        raise
    own = tuple(range(1, passet_bot.WEEKS + 1))  # the first series; the others' shifts are taken by all
    return Contestant(name, bot.user_id, program, rooms, ToPasset(own))


async def _take_places(place: Arena, rooms: Sequence[str]) -> None:
    """Everybody has three shifts that they keep, so that `mine` has something to tell."""

    async def take(number: int, person: Person) -> None:
        for series in (1, 2, 3):
            shift = series * passet_bot.WEEKS + 1 + (number + series) % passet_bot.WEEKS
            event = await person.say(rooms[number % len(rooms)], f"!signup {shift}")
            answer = await place.ear.answer_to(event)
            if answer.kind != "signup-booked":
                raise RuntimeError(f"signing up was answered by {answer.kind}")

    await asyncio.gather(*(take(number, person) for number, person in enumerate(place.people)))


async def _rooms(place: Arena, name: str, bot: str) -> list[str]:
    """Rooms made by Anna, in which everybody but the bot has taken their place."""
    made = []
    for number in range(ROOMS):
        invited = [*(person.user_id for person in place.people), bot]
        room = await place.anna.make_room(f"{name} {number + 1}", invited)
        await asyncio.gather(*(person.join(room) for person in place.people))
        made.append(room)
    return made


async def _joined(anna: Person, rooms: Sequence[str], bot: str) -> None:
    """Wait until the bot has accepted every invitation."""
    async with asyncio.timeout(60):
        for room in rooms:
            while True:
                members, _ = await anna.line.ask(anna.token, "GET", "rooms", room, "joined_members")
                if bot in members["joined"]:
                    break
                await asyncio.sleep(0.2)


async def _person(homeserver: Homeserver, line: Line, name: str) -> Person:
    login = await homeserver.register(name, secrets.token_urlsafe(12))
    return Person(line, login.user_id, login.access_token)


async def _account(homeserver: Homeserver, name: str) -> echo.Account:
    password = secrets.token_urlsafe(12)
    login = await homeserver.register(name, password)
    return echo.Account(homeserver.url, login.user_id, password, login.access_token)
