"""The rush itself: who writes when, and when each has an answer."""

from __future__ import annotations

import argparse
import asyncio
import random
import secrets
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from benchmarks import passet_bot, report
from benchmarks.matrix import Ear, Line, Person
from bot.demo.homeserver import Homeserver

REFILL = 60.0
"""Seconds in which the bot may write its burst of ten again, after the plan was made: 0.2 a second."""
QUIET = 90.0
"""Seconds without any further answer after which the rest counts as lost."""


@dataclass(frozen=True, slots=True)
class Rush:
    """What became of one rush. Times in seconds."""

    after_last: float
    """From the last sign-up until the last answer."""
    waited: float
    """The median time from a sign-up to its answer."""
    longest: float
    lost: int
    doubled: int
    messages: int
    kinds: Counter[str]


async def measure(folder: Path, wanted: argparse.Namespace) -> int:
    """Start everything, run the rushes, print the table; 0 when nothing was lost or came too late."""
    async with AsyncExitStack() as stack:
        homeserver = await stack.enter_async_context(Homeserver(folder / "homeserver", limits="messages"))
        line = await stack.enter_async_context(Line(homeserver.url))
        anna = await _person(homeserver, line, "anna")
        people = [await _person(homeserver, line, f"volunteer{n:03}") for n in range(wanted.people)]
        password = secrets.token_urlsafe(12)
        bot = await homeserver.register("passet", password)
        ear = Ear(anna, [bot.user_id])
        listening = asyncio.create_task(ear.listen())
        stack.callback(listening.cancel)
        config = passet_bot.configure(
            folder / "bot", homeserver.url, bot.user_id, password, anna.user_id, encryption=True
        )
        program = await passet_bot.start(config)
        stack.push_async_callback(program.stop)
        room = await anna.make_room("Distriktet", [bot.user_id, *(one.user_id for one in people)])
        for one in people:
            await one.join(room)
        await _plan(anna, ear, room, wanted)
        rushes = []
        for number in range(1, wanted.rushes + 1):
            await asyncio.sleep(REFILL)
            print(f"… rush {number}", file=sys.stderr, flush=True)
            rushes.append(await _rush(people, ear, room, number, wanted))
            program.check()
    text = _table(rushes, wanted)
    print(text)
    if wanted.write:
        report.write("rush", text)
    return 0 if all(one.lost == 0 and one.doubled == 0 and one.after_last <= 60 for one in rushes) else 1


async def _rush(
    people: Sequence[Person], ear: Ear, room: str, number: int, wanted: argparse.Namespace
) -> Rush:
    """Everybody writes once, at a moment of their own."""
    rng = random.Random(wanted.seed * 1000 + number)
    moments = sorted(rng.uniform(0, wanted.seconds) for _ in people)
    moments[-1] = wanted.seconds
    messages, doubled, began = ear.messages, ear.doubled, time.perf_counter()
    said: dict[str, float] = {}

    async def say(person: Person, at: float) -> None:
        await asyncio.sleep(max(0.0, began + at - time.perf_counter()))
        event = await person.say(room, f"!signup {number}")
        said[event] = time.perf_counter()

    order = list(people)
    rng.shuffle(order)
    await asyncio.gather(*(say(one, at) for one, at in zip(order, moments, strict=True)))
    known, since = -1, time.perf_counter()
    while known < len(said) and time.perf_counter() - since < QUIET:
        now = sum(event in ear.answers for event in said)
        if now != known:
            known, since = now, time.perf_counter()
        await asyncio.sleep(0.1)
    answered = {event: ear.answers[event] for event in said if event in ear.answers}
    waits = [answer.at - said[event] for event, answer in answered.items()]
    return Rush(
        after_last=max(answer.at for answer in answered.values()) - max(said.values()),
        waited=median(waits),
        longest=max(waits),
        lost=len(said) - len(answered),
        doubled=ear.doubled - doubled,
        messages=ear.messages - messages,
        kinds=Counter(answer.kind for answer in answered.values()),
    )


async def _plan(anna: Person, ear: Ear, room: str, wanted: argparse.Namespace) -> None:
    """A shift for each rush, a month ahead. Raises RuntimeError when the bot does not take it."""
    day = (datetime.now(UTC) + timedelta(days=30)).date()
    lines = ['!activity add ringstuga "Ringstuga"']
    lines += [
        f"!shift add ringstuga {(day + timedelta(days=number)).isoformat()} 18.00-20.00 seats={wanted.seats}"
        for number in range(wanted.rushes)
    ]
    for text in lines:
        answer = await ear.answer_to(await anna.say(room, text))
        if answer.kind.startswith("error-"):
            raise RuntimeError(f"{text}: {answer.kind}")


async def _person(homeserver: Homeserver, line: Line, name: str) -> Person:
    login = await homeserver.register(name, secrets.token_urlsafe(12))
    return Person(line, login.user_id, login.access_token)


def _table(rushes: Sequence[Rush], wanted: argparse.Namespace) -> str:
    rows = [
        [
            f"{wanted.people} sign-ups in {wanted.seconds:g} s",
            f"{one.after_last:.1f}",
            f"{one.waited:.1f}",
            f"{one.longest:.1f}",
            one.lost,
            one.doubled,
            one.messages,
            ", ".join(f"{kind} {count}" for kind, count in sorted(one.kinds.items())),
        ]
        for one in rushes
    ]
    heads = (
        *("a rush", "last answer after the last sign-up, s", "median wait, s", "longest wait, s"),
        *("lost", "doubled", "messages", "answers"),
    )
    return f"Measured with {report.versions()}.\n\n{report.table(heads, rows)}"
