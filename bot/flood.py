"""A polite limit per person: many commands are fine, an endless stream is not.

A bucket of BURST commands that fills again by PER_SECOND: whoever was offline and sends a day's worth
at once is answered in full; a script that goes on is told once to slow down, and costs nobody else
anything (issue "The main job", bad input).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

BURST = 240
PER_SECOND = 0.5
MANY = 10_000
"""Senders that are remembered before those who were silent for FORGET_AFTER are forgotten."""
FORGET_AFTER = timedelta(seconds=BURST / PER_SECOND)


class Verdict(Enum):
    """What to do with a command. After TELL everything is IGNORE until the bucket has filled a little."""

    ANSWER = "answer"
    TELL = "tell"
    IGNORE = "ignore"


@dataclass(slots=True)
class _Bucket:
    left: float
    at: datetime
    told: bool = False


class FloodGuard:
    """Counts by sender. Kept in memory: a restart forgives."""

    def __init__(self, *, burst: int = BURST, per_second: float = PER_SECOND) -> None:
        self._burst = burst
        self._per_second = per_second
        self._buckets: dict[str, _Bucket] = {}
        self._look_at = MANY

    def judge(self, sender: str, now: datetime) -> Verdict:
        """Count one command of `sender` at `now` (aware)."""
        bucket = self._buckets.get(sender)
        if bucket is None:
            self._forget(now)
            bucket = self._buckets[sender] = _Bucket(left=self._burst, at=now)
        waited = max(0.0, (now - bucket.at).total_seconds())
        bucket.left = min(float(self._burst), bucket.left + waited * self._per_second)
        bucket.at = now
        if bucket.told and bucket.left < self.pause_commands:
            return Verdict.IGNORE
        if bucket.left >= 1:
            bucket.left -= 1
            bucket.told = False
            return Verdict.ANSWER
        bucket.told = True
        return Verdict.TELL

    @property
    def pause_commands(self) -> float:
        """How many commands must have come back before a flooder is listened to again."""
        return self._burst / 8

    @property
    def pause(self) -> timedelta:
        """How long that takes."""
        return timedelta(seconds=self.pause_commands / self._per_second)

    def _forget(self, now: datetime) -> None:
        if len(self._buckets) < self._look_at:
            return
        self._buckets = {
            sender: bucket for sender, bucket in self._buckets.items() if now - bucket.at < FORGET_AFTER
        }
        self._look_at = _next_look(len(self._buckets))


def _next_look(left: int) -> int:
    """At how many senders all are looked through again, when so many are left: each look comes after at least
    as many new ones, or each new sender would cost a look at all."""
    return max(MANY, 2 * left)
