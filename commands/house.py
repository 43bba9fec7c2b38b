"""The rules of the house: settings that decide what is answered and when people are disturbed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta

from commands.rules.durations import Quiet


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Made from the configuration by `bot.app`. `remind`: times before a shift; `digest`: local time.

    `districts` is how many there are: with one, as almost everywhere, nothing need be asked about others.
    `server` is the bot's own: it makes the ids of calendar events unique in the world. `contact`: whom people
    may ask about their data; `keep_days`: so long after a shift it is kept who was on it.
    """

    prefix: str = "!"
    names_in_rooms: bool = False
    digest: time | None = time(8, 0)
    remind: tuple[timedelta, ...] = (timedelta(hours=24), timedelta(hours=2))
    quiet: Quiet | None = None
    contact: str | None = None
    districts: int = 1
    version: str | None = None
    server: str = "passet.invalid"
    keep_days: int = 365
