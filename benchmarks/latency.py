"""One command at a time: bots and tasks in a new random order in every round."""

from __future__ import annotations

import asyncio
import random
import time

from benchmarks.arena import Arena
from benchmarks.contestants import Contestant, Task

WARM_UP = 20
"""Rounds that are not counted: connections, caches and compiled statements come into being."""
PAUSE = 0.015
"""Seconds between an answer and the next command, so that nobody's tidying up is counted as the next one's
slowness. The random order spreads what remains evenly."""

# Signing up comes before leaving, for each person.
_TASKS = (Task.SIGNUP, Task.MINE, Task.LEAVE)


async def measure(place: Arena, rounds: int, *, seed: int = 1) -> None:
    """Fill `Contestant.latencies`. Raises TimeoutError when an answer does not come, and RuntimeError when it
    is not the expected one."""
    rng = random.Random(seed)
    for number in range(-WARM_UP, rounds):
        person = number % len(place.people)
        for task in _TASKS:
            for one in rng.sample(place.contestants, len(place.contestants)):
                seconds = await _once(place, one, task, person)
                if number >= 0:
                    one.latencies[task].append(seconds)
                await asyncio.sleep(PAUSE)
        place.check()


async def _once(place: Arena, one: Contestant, task: Task, person: int) -> float:
    text = one.speech.text(task, person)
    began = time.perf_counter()
    event = await place.people[person].say(one.rooms[person % len(one.rooms)], text)
    answer = await place.ear.answer_to(event)
    if answer.kind != one.speech.expected(task):
        raise RuntimeError(f"{one.name} answered {text!r} by {answer.kind}")
    return answer.at - began
