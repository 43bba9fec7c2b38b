"""When a person is reminded of a shift: the times, and what becomes of one whose time has come.

Issue 2, point 6; DESIGN.md, "Time". What is decided here, in one place:

- A length of time before the shift is elapsed time: "24h" is 24 hours, also in the night when the clock is
  moved, so that "in 24 hours" is true.
- What falls into quiet hours comes BEFORE_QUIET earlier than they begin.
- Two that come close to one another only because of that are one: the one for the shorter time stays.
  A person who asked for two close times gets both, unless they are nearly the same.
- Who signs up when all times have passed is reminded once, half-way to the start, unless that is near.
- A call list comes a day before the shift; where that is in the night, in the morning after, while that is
  still the day before, and otherwise in the evening that went before.
- Late is better than never until the shift begins; in quiet hours it is neither: it waits until they
  end, if something is then left of the time before the start, and otherwise it is not sent.

All instants are aware; what is returned is in UTC.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from commands.rules.durations import Quiet
from commands.rules.quiet import is_quiet, quiet_began, quiet_until

BEFORE_QUIET = timedelta(minutes=10)
"""Room for a restart or a slow network: written at the last minute, it could arrive in the quiet hours."""
LAST_CALL = timedelta(minutes=15)
"""Nearer to the start than this nobody is disturbed out of turn: they are on their way."""
NEAR = timedelta(minutes=30)
"""Who signs up so shortly before the start needs no reminder: they have just read when it is."""
NEARLY_THE_SAME = timedelta(minutes=10)
CLOSE = timedelta(hours=1)
TOGETHER = timedelta(minutes=10)
"""Late names for a call list wait for others: a paper list is entered one after another."""
A_MINUTE = timedelta(minutes=1)
"""What is to go out just before the quiet hours needs at least this: a tick comes every 15 seconds."""
LATE = timedelta(minutes=5)
"""From here on a reminder says that it is late; a tick comes every 15 seconds."""

PAST = "past"
MERGED = "merged"
QUIET = "quiet"
STARTED = "started"


@dataclass(frozen=True, slots=True)
class Planned:
    """One of the times a person is to be reminded at: `minutes` before the start, at `due`.

    `skipped` says why it will not be: "past" when they signed up, "merged" with another, or "quiet".
    """

    minutes: int
    due: datetime
    skipped: str | None = None


def plan(
    *,
    starts: datetime,
    minutes: Iterable[int],
    now: datetime,
    quiet: Quiet | None,
    zone: ZoneInfo,
    told: datetime | None = None,
) -> list[Planned]:
    """The reminders for a shift of which somebody has a seat since `now`, the latest first.

    `told` is when they were last reminded of it, if they were. Nothing is planned for a shift that has
    begun. One entry for each different number of minutes above 0.
    """
    wanted = sorted({one for one in minutes if one > 0})
    starts, now = starts.astimezone(UTC), now.astimezone(UTC)  # else Python would reckon by the wall clock
    if starts <= now or not wanted:
        return []
    found: list[Planned] = []
    kept: _Kept | None = None
    for one in wanted:
        nominal = starts - timedelta(minutes=one)
        due = out_of_quiet(nominal, quiet=quiet, zone=zone)
        moved = due != nominal
        if due <= now or is_quiet(due, quiet=quiet, zone=zone):
            found.append(Planned(one, due, QUIET if due > now else PAST))
        elif _too_close(due, moved, kept, told):
            found.append(Planned(one, due, MERGED))
        else:
            kept = _Kept(due, moved)
            found.append(Planned(one, due))
    if told is None and all(one.skipped in (PAST, QUIET) for one in found):
        found[0] = _instead(found[0], starts=starts, now=now, quiet=quiet, zone=zone)
    return found


@dataclass(frozen=True, slots=True)
class _Kept:
    due: datetime
    moved: bool


def _too_close(due: datetime, moved: bool, later: _Kept | None, told: datetime | None) -> bool:
    """Whether the reminder that comes after it, or the one before, makes this one a nuisance."""
    if told is not None and due - told < (CLOSE if moved else NEARLY_THE_SAME):
        return True
    if later is None:
        return False
    return later.due - due < (CLOSE if moved or later.moved else NEARLY_THE_SAME)


def _instead(
    passed: Planned, *, starts: datetime, now: datetime, quiet: Quiet | None, zone: ZoneInfo
) -> Planned:
    """One reminder for who signed up after every time: half-way, outside quiet hours, not too near."""
    if starts - now <= NEAR:
        return passed
    due = min(now + (starts - now) / 2, starts - LAST_CALL)
    if is_quiet(due, quiet=quiet, zone=zone):
        before = out_of_quiet(due, quiet=quiet, zone=zone)
        after = quiet_until(due, quiet=quiet, zone=zone)
        if before > now and not is_quiet(before, quiet=quiet, zone=zone):
            due = before
        elif after is not None and after <= starts - LAST_CALL:
            due = after
        else:
            return Planned(passed.minutes, passed.due, QUIET)
    return Planned(passed.minutes, due)


def out_of_quiet(moment: datetime, *, quiet: Quiet | None, zone: ZoneInfo) -> datetime:
    """`moment` itself, or shortly before the quiet hours that it falls into; in UTC.

    Where the day has hardly a minute that is not quiet, it may be in the quiet hours before those.
    """
    began = quiet_began(moment, quiet=quiet, zone=zone)
    if began is None:
        return moment.astimezone(UTC)
    before = began - BEFORE_QUIET
    return began - timedelta(minutes=1) if is_quiet(before, quiet=quiet, zone=zone) else before


def call_list_at(*, starts: datetime, now: datetime, quiet: Quiet | None, zone: ZoneInfo) -> datetime | None:
    """When somebody is asked to ring a person without chat who has a seat since `now`; in UTC.

    None when there is no time left for that outside quiet hours, or the shift has begun.
    """
    starts, now = starts.astimezone(UTC), now.astimezone(UTC)
    if starts <= now:
        return None
    due = _the_day_before(starts, quiet=quiet, zone=zone)
    if due <= now:
        due = min(now + TOGETHER, starts - timedelta(minutes=1))
    end = quiet_until(due, quiet=quiet, zone=zone)
    if end is None:
        return due
    if end <= starts - LAST_CALL:
        return end
    return None if is_quiet(now + A_MINUTE, quiet=quiet, zone=zone) else now


def _the_day_before(starts: datetime, *, quiet: Quiet | None, zone: ZoneInfo) -> datetime:
    nominal = starts - timedelta(hours=24)
    end = quiet_until(nominal, quiet=quiet, zone=zone)
    day = starts.astimezone(zone).date() - timedelta(days=1)
    if end is not None and end.astimezone(zone).date() == day:
        return end
    return out_of_quiet(nominal, quiet=quiet, zone=zone)


@dataclass(frozen=True, slots=True)
class Send:
    """Now. `late`: it says so."""

    late: bool


@dataclass(frozen=True, slots=True)
class Wait:
    """Not before `until`; it is `late` then."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Expire:
    """Never: "started", "quiet", or "merged" with the next one."""

    reason: str


def decide(
    *,
    due: datetime,
    starts: datetime,
    now: datetime,
    quiet: Quiet | None,
    zone: ZoneInfo,
    late: bool = False,
    following: datetime | None = None,
) -> Send | Wait | Expire:
    """What becomes of a reminder that was due at `due`, and is not sent yet.

    `late`: it has waited for quiet hours to end. `following` is when the next one for the same shift is
    due: just before that a late one would only be a nuisance.
    """
    starts, now, due = starts.astimezone(UTC), now.astimezone(UTC), due.astimezone(UTC)
    if starts <= now:
        return Expire(STARTED)
    late = late or now - due >= LATE
    end = quiet_until(now, quiet=quiet, zone=zone)
    if late and following is not None and following - (end or now) < CLOSE:
        return Expire(MERGED)
    if end is None:
        return Send(late)
    return Wait(end) if end <= starts - LAST_CALL else Expire(QUIET)


def in_how_long(starts: datetime, now: datetime) -> timedelta:
    """How long it is until the start, in round figures: "2 hours", not "1 hour and 59 minutes"."""
    left = starts.astimezone(UTC) - now.astimezone(UTC)
    step = timedelta(minutes=1) if left < timedelta(minutes=20) else timedelta(minutes=5)
    if left > timedelta(hours=6):
        step = timedelta(hours=1) if left > timedelta(hours=20) else timedelta(minutes=30)
    return max(round(left / step), 1) * step
