"""Something that happens within the minute, so that whoever looks sees a reminder and a digest come.

A chat names no seconds: both fall due at a full minute. They come when the bot next looks at its clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.demo.cast import ask
from bot.demo.district import District
from bot.demo.plan import ZONE
from bot.errors import OperatorError

LENGTH = timedelta(minutes=90)
MARGIN = timedelta(seconds=17)
"""The bot looks every 15 s at what is to come, and must have seen a new digest time before it is due."""


@dataclass(frozen=True, slots=True)
class Soon:
    """A stand on the square of which those booked are reminded at `due`, when the digest comes too."""

    due: datetime
    hours: int

    @classmethod
    def after(cls, now: datetime, hours: int) -> Soon:
        """The next full minute for which there is time enough. `hours` before a shift the bot reminds."""
        earliest = now + MARGIN + timedelta(minutes=1, microseconds=-1)
        return cls(earliest.replace(second=0, microsecond=0), hours)

    @property
    def shift(self) -> str:
        """What Anna writes to plan the stand."""
        begins = (self.due + timedelta(hours=self.hours)).astimezone(ZONE)
        ends = (self.due + timedelta(hours=self.hours) + LENGTH).astimezone(ZONE)
        return f"!pass ny bokbord {begins:%Y-%m-%d %H:%M}-{ends:%H:%M} platser=4 minst=4"

    @property
    def digest(self) -> str:
        """What she writes into a room to have its digest then."""
        return f"!rum sammandrag={self.due.astimezone(ZONE):%H:%M}"


async def prepare(district: District, clock: Clock, hours: int) -> None:
    """Have a reminder come to Bo and a digest to the district's room.

    Raises OperatorError and HomeserverError.
    """
    soon = Soon.after(clock.now(), hours)
    made = await ask(district.anna, district.office, soon.shift)
    await ask(district.anna, district.hall, soon.digest)
    if made.kind != "shift-added":
        raise OperatorError(f"{soon.shift} was answered {made.kind}: {made.heard.text}")
    await ask(district.bo, district.hall, f"!anmäl #{made.heard.numbers[0]}")
