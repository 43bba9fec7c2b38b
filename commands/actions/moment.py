"""The surroundings of a change, handed from whoever asked for it to every action that follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from commands.house import House


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When, in which zone, under which rules. `now` is aware UTC."""

    now: datetime
    zone: ZoneInfo
    house: House
