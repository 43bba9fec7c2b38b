"""Local wall-clock times and UTC, with the hour that daylight saving leaves out and the one it repeats.

Terms as in PEP 495: a *gap* is a local time that never comes, a *fold* one that comes twice.
"""

import enum
from datetime import UTC, datetime
from zoneinfo import ZoneInfo


class Wall(enum.Enum):
    """How often a local time occurs."""

    ONCE = enum.auto()
    NEVER = enum.auto()
    TWICE = enum.auto()


def wall(local: datetime, zone: ZoneInfo) -> Wall:
    """How often the naive local time occurs in the zone."""
    first = local.replace(tzinfo=zone, fold=0).utcoffset()
    second = local.replace(tzinfo=zone, fold=1).utcoffset()
    if first is None or second is None or first == second:
        return Wall.ONCE
    return Wall.NEVER if first < second else Wall.TWICE


def to_utc(local: datetime, zone: ZoneInfo) -> datetime:
    """The instant of a naive local time, aware in UTC.

    The first of two in a fold; in a gap, as if the clock had not been moved yet.
    """
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)


def to_local(instant: datetime, zone: ZoneInfo) -> datetime:
    """The naive wall-clock time of an aware instant."""
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)
