"""Those who are measured: what is said to each, and what each is expected to answer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from benchmarks import echo
from benchmarks.processes import Program


class Task(StrEnum):
    """What is asked for. Each person signs up and leaves in turn."""

    MINE = "mine"
    SIGNUP = "signup"
    LEAVE = "leave"


SIZES: dict[Task, int] = {Task.MINE: 900, Task.SIGNUP: 700, Task.LEAVE: 600}
"""Bytes of the content of Passet's answers; measured anew in each run by `agree_on_sizes`."""


class Speech(Protocol):
    """What to say to a bot."""

    def text(self, task: Task, person: int) -> str:
        """The command by which this person asks for it."""

    def expected(self, task: Task) -> str:
        """The kind of the answer; empty where the bot names none."""


class ToEcho:
    """Echoes are asked for answers as long as Passet's."""

    def text(self, task: Task, person: int) -> str:  # noqa: ARG002 - all people are alike to an echo
        return echo.command(SIZES[task])

    def expected(self, task: Task) -> str:  # noqa: ARG002 - it names none
        return ""


@dataclass(frozen=True, slots=True)
class ToPasset:
    """Each person has one shift of their own by number, which they take and leave."""

    shifts: tuple[int, ...]

    def text(self, task: Task, person: int) -> str:
        number = self.shifts[person % len(self.shifts)]
        return {Task.MINE: "!mina", Task.SIGNUP: f"!anmäl {number}", Task.LEAVE: f"!avboka {number}"}[task]

    def expected(self, task: Task) -> str:
        return {Task.MINE: "mine-list", Task.SIGNUP: "signup-booked", Task.LEAVE: "leave-done"}[task]


@dataclass(slots=True)
class Contestant:
    """One bot with rooms of its own, in which nobody else is measured."""

    name: str
    user_id: str
    program: Program
    rooms: list[str]
    speech: Speech
    latencies: dict[Task, list[float]] = field(default_factory=lambda: defaultdict(list))
    """Seconds from before a command was sent until its answer was there, one for each round."""

    @property
    def is_passet(self) -> bool:
        return isinstance(self.speech, ToPasset)
