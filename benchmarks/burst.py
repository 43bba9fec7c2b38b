"""Twenty people at once, as fast as the homeserver takes what they say."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass

from benchmarks.arena import Arena
from benchmarks.contestants import Contestant, Task
from benchmarks.processes import cpu_seconds, cpu_seconds_of_main_thread

COMMANDS = 500
QUIET = 15.0
"""Seconds without any further answer after which the rest counts as lost."""
AFTERMATH = 1.0
"""Seconds in which a bot may tidy up; what that costs is counted as the burst's."""


@dataclass(frozen=True, slots=True)
class Burst:
    """What became of one burst. Times in seconds, processor time for the whole burst."""

    sent: float
    """From the first command until the homeserver had taken the last."""
    answered: float
    """From the first command until the last answer that came."""
    lost: int
    doubled: int
    errors: int
    """Answers that refused what should have been accepted."""
    messages: int
    """In how many messages the answers came."""
    cpu: float
    cpu_main_thread: float
    cpu_homeserver: float


async def burst(place: Arena, one: Contestant, *, number: int) -> Burst:
    """`COMMANDS` to one bot: each person takes and leaves a shift in turn, four people in each room.

    `number` counts the bursts of this bot from 0: an odd number of commands leaves everybody on their shift,
    so that the next burst begins with leaving.
    """
    homeserver = place.homeserver.pid or 0
    doubled, messages = place.ear.doubled, place.ear.messages
    before = _cpu(one, homeserver)
    began = time.perf_counter()
    said = await asyncio.gather(*(_talk(place, one, person, number) for person in range(len(place.people))))
    sent = time.perf_counter() - began
    events = [event for events in said for event in events]
    await _all_answered(place, events)
    await asyncio.sleep(AFTERMATH)
    place.check()
    after = _cpu(one, homeserver)
    answers = [place.ear.answers[event] for event in events if event in place.ear.answers]
    kinds = Counter(answer.kind for answer in answers)
    expected = {one.speech.expected(Task.SIGNUP), one.speech.expected(Task.LEAVE)}
    return Burst(
        sent=sent,
        answered=max(answer.at for answer in answers) - began,
        lost=len(events) - len(answers),
        doubled=place.ear.doubled - doubled,
        errors=sum(count for kind, count in kinds.items() if kind not in expected),
        messages=place.ear.messages - messages,
        cpu=after[0] - before[0],
        cpu_main_thread=after[1] - before[1],
        cpu_homeserver=after[2] - before[2],
    )


async def _talk(place: Arena, one: Contestant, person: int, number: int) -> list[str]:
    """One person's part: each command as soon as the homeserver has taken the one before."""
    room = one.rooms[person % len(one.rooms)]
    events = []
    each = COMMANDS // len(place.people)
    for turn in range(number * each, (number + 1) * each):
        task = Task.LEAVE if turn % 2 else Task.SIGNUP
        events.append(await place.people[person].say(room, one.speech.text(task, person)))
    return events


async def _all_answered(place: Arena, events: list[str]) -> None:
    """Return when nothing is missing, or nothing has come for a while."""
    known, since = -1, time.perf_counter()
    while known < len(events) and time.perf_counter() - since < QUIET:
        now = sum(event in place.ear.answers for event in events)
        if now != known:
            known, since = now, time.perf_counter()
        await asyncio.sleep(0.05)


def _cpu(one: Contestant, homeserver: int) -> tuple[float, float, float]:
    pid = one.program.pid
    return cpu_seconds(pid), cpu_seconds_of_main_thread(pid), cpu_seconds(homeserver)
