"""The waiting line: who fits on which seats, and until when an offered seat is held (issue 3, point 1).

What is decided here, in one place:

- First come, first served. A party is never parted; one that does not fit is passed over and keeps its place.
- A guest has the role of whoever brings them. Seats beyond those of the roles are anybody's.
- Who names no role gets the first one that is open to all, then one that they have the skill for, then a seat
  without a role.
- A seat that becomes free more than GIVEN_AHEAD before the start is given at once. Nearer than that people
  have made other plans: it is offered, for a time that shortens as the start comes nearer.
- Who waits has said yes to the shift's time: once that is another, seats are offered and not given.
- Nobody has to answer in quiet hours: what would end in them ends after them, while that is before the start.
  For a shift that begins in them people get up; until an hour before it nobody has to be awake.
- In quiet hours nobody is asked whether they want a seat on a shift that begins in them: the line stands
  still, the seat is free for whoever is awake and asks, and nobody loses their place. A seat that was offered
  before stays theirs until the start: there is nobody who could be asked after them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from commands.rules.durations import Quiet
from commands.rules.quiet import quiet_until

GIVEN_AHEAD = timedelta(hours=24)
SHORTEST = timedelta(minutes=10)
LONGEST = timedelta(hours=4)
LONGEST_MOVED = timedelta(hours=24)
AFTER_WAKING = timedelta(minutes=30)
"""After quiet hours there is at least this long to answer."""
UP_BEFORE = timedelta(hours=1)
"""Whoever comes to a shift that begins in quiet hours is awake this long before it."""


@dataclass(frozen=True, slots=True)
class Room:
    """What is free on a shift: `free` seats in all (None: no limit), and the seats of each role in order.

    `taken` are seats by role; None: those without one. `asks_skill`: roles for which one needs a skill.
    """

    free: int | None
    roles: Mapping[str, int]
    taken: Mapping[str | None, int]
    asks_skill: Collection[str] = ()
    seats: int | None = None

    def left_in(self, role: str) -> int:
        return max(0, self.roles[role] - self.taken.get(role, 0))

    @property
    def left_without_role(self) -> int | None:
        """Seats that belong to no role; None where there is no limit."""
        if self.seats is None:
            return None
        others = sum(count for role, count in self.taken.items() if role not in self.roles)
        return max(0, self.seats - sum(self.roles.values()) - others)

    def after(self, role: str | None, party: int) -> Room:
        """The same when a party has taken seats; given back where `party` is negative."""
        taken = dict(self.taken)
        taken[role] = taken.get(role, 0) + party
        free = None if self.free is None else self.free - party
        return Room(free, self.roles, taken, self.asks_skill, self.seats)


@dataclass(frozen=True, slots=True)
class Fit:
    """They fit, with this role."""

    role: str | None


@dataclass(frozen=True, slots=True)
class NoFit:
    """They do not: "seats", "role" (no more of that one), "skill" or "unknown" (no such role here)."""

    why: str


def fit(room: Room, *, party: int, role: str | None = None, skills: Collection[str] = ()) -> Fit | NoFit:
    """Whether a party of so many fits, and in which role. Where a shift has no roles, any word is one."""
    full = room.free is not None and party > room.free
    if not room.roles:
        return NoFit("seats") if full else Fit(role)
    if role is not None:
        if role not in room.roles:
            return NoFit("unknown")
        if role in room.asks_skill and role not in skills:
            return NoFit("skill")
        if full:
            return NoFit("seats")
        return Fit(role) if room.left_in(role) >= party else NoFit("role")
    if full:
        return NoFit("seats")
    open_to_all = [one for one in room.roles if one not in room.asks_skill]
    skilled = [one for one in room.roles if one in room.asks_skill and one in skills]
    for one in (*open_to_all, *skilled):
        if room.left_in(one) >= party:
            return Fit(one)
    unbound = room.left_without_role
    return Fit(None) if unbound is None or unbound >= party else NoFit("role")


def could_ever_fit(room: Room, *, party: int) -> bool:
    """Whether waiting makes sense: a party larger than all seats together would wait for ever."""
    if room.seats is not None and party > room.seats:
        return False
    if not room.roles or room.seats is None:
        return True
    unbound = room.seats - sum(room.roles.values())
    return party <= max(unbound, *room.roles.values())


def is_given_at_once(*, starts: datetime, now: datetime) -> bool:
    """Whether a seat that becomes free now goes to the first in line without asking."""
    return starts - now > GIVEN_AHEAD


def line_sleeps(*, starts: datetime, now: datetime, quiet: Quiet | None, zone: ZoneInfo) -> bool:
    """Whether it is night until the shift begins, so that nobody in the line can be asked any more."""
    end = quiet_until(now, quiet=quiet, zone=zone)
    return end is not None and starts <= end


def held_until(
    *, starts: datetime, now: datetime, quiet: Quiet | None, zone: ZoneInfo, moved: bool = False
) -> datetime:
    """Until when a seat that is offered `now` is held, in UTC: as `answer_by`, or until the start.

    `now` is such that the line does not sleep. `moved`: the shift has another time, perhaps far ahead, and
    there is no need to hurry anybody.
    """
    longest = LONGEST_MOVED if moved else LONGEST
    until = answer_by(starts=starts, now=now, quiet=quiet, zone=zone, longest=longest)
    asleep = line_sleeps(starts=starts, now=until, quiet=quiet, zone=zone)
    return starts.astimezone(UTC) if asleep else until


def answer_by(
    *,
    starts: datetime,
    now: datetime,
    quiet: Quiet | None,
    zone: ZoneInfo,
    share: int = 4,
    longest: timedelta = LONGEST,
) -> datetime:
    """Until when somebody who is asked `now` has to answer, in UTC: a quarter of the time that is left.

    In quiet hours the letter waits for their end, and the time to answer begins there, unless the shift has
    begun by then: such a letter goes out in the night, and need not be answered before UP_BEFORE. Never after
    the start.
    """
    starts, now = starts.astimezone(UTC), now.astimezone(UTC)
    end = quiet_until(now, quiet=quiet, zone=zone)
    told = end if end is not None and end < starts else now
    until = told + min(longest, max(SHORTEST, (starts - told) / share))
    woken = quiet_until(until, quiet=quiet, zone=zone)
    if woken is not None:
        until = woken + AFTER_WAKING if woken < starts else max(until, starts - UP_BEFORE)
    return min(until, starts)
