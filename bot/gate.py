"""One gate before the server for everything that is sent: closed together, opened together.

When the server is away, a hundred waiting rooms must not knock a hundred times; one of them tries,
and its success opens the gate for all. A rate limit closes it for as long as the server asked.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 300.0
"""Seconds (DESIGN.md, "Failures"): from 1 s to 5 min, doubled each time, with jitter."""


class Gate:
    """Times are aware; pauses are in seconds."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._failures = 0
        self._closed_until: datetime | None = None
        self._probing = False

    @property
    def failures(self) -> int:
        """How many tries in a row told nothing."""
        return self._failures

    def may_pass(self, now: datetime) -> bool:
        """Whether a request may go out; after an outage only one at a time, until it succeeds."""
        if self._closed_until is not None and now < self._closed_until:
            return False
        if self._failures:
            if self._probing:
                return False
            self._probing = True
        return True

    def opens_at(self) -> datetime | None:
        """When the next try may be made; None when the gate is open or one is under way."""
        return None if self._probing else self._closed_until

    def succeeded(self) -> None:
        """The server answered: nothing is in the way any more."""
        self._failures = 0
        self._closed_until = None
        self._probing = False

    def failed(self, now: datetime, retry_after: float | None = None) -> datetime:
        """Nothing is known of the outcome; the time of the next try."""
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0**self._failures)
        pause *= self._rng.uniform(0.6, 1.0)
        self._failures += 1
        self._probing = False
        return self._close(now, max(pause, retry_after or 0.0))

    def limited(self, now: datetime, retry_after: float | None) -> datetime:
        """The server asked for a pause; the time of the next try."""
        self._probing = False
        return self._close(now, FIRST_PAUSE if retry_after is None else retry_after)

    def unused(self) -> None:
        """Whoever passed had nothing to send after all."""
        self._probing = False

    def knock(self) -> None:
        """Another part heard from the server: no need to wait out the pause of an outage."""
        if self._failures:
            self._closed_until = None

    def _close(self, now: datetime, seconds: float) -> datetime:
        until = now + timedelta(seconds=min(seconds, LONGEST_PAUSE))
        if self._closed_until is None or until > self._closed_until:
            self._closed_until = until
        return self._closed_until
