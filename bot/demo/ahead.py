"""The clock of the scripted demo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock


@dataclass(frozen=True, slots=True)
class Ahead:
    """A clock that is ahead of another by a fixed time."""

    clock: Clock
    by: timedelta

    def now(self) -> datetime:
        """The aware time, in UTC."""
        return self.clock.now() + self.by
