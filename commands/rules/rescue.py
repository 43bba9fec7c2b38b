"""The ladder of a shift that has too few people: what is done, and when (issue 3, point 6).

What is decided here, in one place:

- There are three steps: the room is asked, then suitable people, then the lead has a choice. Usually 72, 48
  and 24 hours before. An activity with fewer times has the last steps of these; with more, the room is asked
  several times before.
- A shift that is made, or moved, nearer to its start has the steps that are still ahead. Where none is, the
  lead has the choice half-way to the start, unless that is less than an hour away.
- The people who are asked are AS_MANY times those who are missing, but MOST_ASKED at most.
- It is best merged into the shift that is nearest in time, within NEAR, and has room for everybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

USUAL = (72, 48, 24)
ROOM, PEOPLE, LEAD = "room", "people", "lead"
STEPS = (ROOM, PEOPLE, LEAD)
AS_MANY = 3
MOST_ASKED = 10
NEAR = timedelta(days=7)
SOON = timedelta(hours=2)
"""So shortly before the start no ladder is begun any more: half of it is too little to change anything."""


def steps(ladder: Sequence[int] | None) -> dict[int, str]:
    """What is done so many hours before the start; None: as usual. Nothing, where the ladder is empty."""
    hours = sorted(set(USUAL if ladder is None else ladder), reverse=True)
    named = (*(ROOM,) * (len(hours) - len(STEPS)), *STEPS[-len(hours) :]) if hours else ()
    return dict(zip(hours, named, strict=True))


def times(ladder: Sequence[int] | None, *, starts: datetime, now: datetime) -> dict[int, datetime]:
    """When each step that is still ahead comes, in UTC, by its hours before the start."""
    starts, now = starts.astimezone(UTC), now.astimezone(UTC)
    hours = steps(ladder)
    ahead = {one: starts - timedelta(hours=one) for one in hours if starts - timedelta(hours=one) > now}
    if ahead or not hours or starts - now < SOON:
        return ahead
    return {min(hours): now + (starts - now) / 2}


def how_many(missing: int) -> int:
    """How many people are asked where so many are missing."""
    return min(MOST_ASKED, AS_MANY * missing)


@dataclass(frozen=True, slots=True)
class Other:
    """A shift into which another may be merged; `left` None: no limit. `starts` is aware."""

    id: int
    starts: datetime
    left: int | None


def best_other(others: Iterable[Other], *, starts: datetime, party: int) -> int | None:
    """The shift to merge with, by id: the nearest in time that has room for so many; the earlier of two."""
    fitting = [
        one for one in others if abs(one.starts - starts) <= NEAR and (one.left is None or one.left >= party)
    ]
    nearest = min(fitting, key=lambda one: (abs(one.starts - starts), one.starts, one.id), default=None)
    return None if nearest is None else nearest.id
