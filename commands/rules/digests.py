"""The daily digest of a room: when it comes, and what stands in it (issue 2, point 6).

- It tells of today and tomorrow, as the district's calendar has them; shifts under their minimum first,
  cancelled ones as cancelled.
- Of the rest of the week only news: what is new, moved or cancelled since the digest before.
- Nothing coming and no news: no digest. The first digest of a room has no news: there was none before.
- One that is late is still sent on the same day until TOO_LATE; a digest in quiet hours comes at their end.

All instants are aware; those returned are in UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Generic, Protocol, TypeVar
from zoneinfo import ZoneInfo

from commands.rules.durations import Quiet
from commands.rules.quiet import quiet_until
from commands.rules.reminding import LATE, QUIET, Expire, Send, Wait, out_of_quiet
from commands.rules.when_zone import to_utc

WEEK = timedelta(days=7)
TOO_LATE = time(20, 0)
GRACE = timedelta(hours=1)
"""A digest that is due in the evening has at least this long to be late."""


class ShiftFacts(Protocol):
    """What the digest needs to know of a shift. `state` is "open", "closed" or "cancelled"."""

    @property
    def number(self) -> int: ...
    @property
    def starts(self) -> datetime: ...
    @property
    def booked(self) -> int: ...
    @property
    def minimum(self) -> int | None: ...
    @property
    def state(self) -> str: ...
    @property
    def revision(self) -> int: ...


S = TypeVar("S", bound=ShiftFacts)


@dataclass(slots=True, kw_only=True)
class Digest(Generic[S]):
    """Shifts by where they are named, each once, soonest first. `seen` is what to remember of it.

    `thin` are under their minimum and still open; `new`, `moved` and `called_off` lie beyond tomorrow.
    """

    thin: list[S] = field(default_factory=list)
    today: list[S] = field(default_factory=list)
    tomorrow: list[S] = field(default_factory=list)
    cancelled: list[S] = field(default_factory=list)
    new: list[S] = field(default_factory=list)
    moved: list[S] = field(default_factory=list)
    called_off: list[S] = field(default_factory=list)
    seen: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        parts = (self.thin, self.today, self.tomorrow, self.cancelled, self.new, self.moved, self.called_off)
        return not any(parts)


def compose(
    shifts: Iterable[S], *, highest: int, now: datetime, zone: ZoneInfo, seen: str | None
) -> Digest[S]:
    """The digest of these shifts: all that have not ended, cancelled ones too, of the coming week or longer.

    `highest` is the highest number any shift of the district has. `seen` is that of the digest before;
    what cannot be read of it counts as never seen.
    """
    today = now.astimezone(zone).date()
    last = today + WEEK
    before = _Seen.read(seen)
    coming = sorted(
        (one for one in shifts if one.starts.astimezone(zone).date() <= last),
        key=lambda one: (one.starts, one.number),
    )
    digest: Digest[S] = Digest()
    for one in coming:
        day = one.starts.astimezone(zone).date()
        if day > today + timedelta(days=1):
            _put_news(digest, one, before)
        elif one.state == "cancelled":
            digest.cancelled.append(one)
        elif is_thin(one, now):
            digest.thin.append(one)
        else:
            (digest.today if day <= today else digest.tomorrow).append(one)
    digest.seen = _Seen.of(coming, highest).written()
    return digest


def is_thin(shift: ShiftFacts, now: datetime) -> bool:
    """Whether people are wanted: under its minimum, not begun, and taking sign-ups."""
    return missing(shift) > 0 and shift.state == "open" and shift.starts > now


def missing(shift: ShiftFacts) -> int:
    """How many people the shift lacks to its minimum."""
    return max(0, (shift.minimum or 0) - shift.booked)


def _put_news(digest: Digest[S], shift: S, before: _Seen | None) -> None:
    if before is None:
        return
    known = before.shifts.get(shift.number)
    cancelled = shift.state == "cancelled"
    if known is None:
        if shift.number > before.highest and not cancelled:
            digest.new.append(shift)
    elif cancelled:
        if not known.cancelled:
            digest.called_off.append(shift)
    elif known.revision != shift.revision:
        digest.moved.append(shift)


@dataclass(frozen=True, slots=True)
class _Known:
    revision: int
    cancelled: bool


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a digest knew of: the highest number there was, and the shifts of its week.

    Numbers only ever rise, so a shift that comes into the week as days go by is not taken for a new one.
    """

    highest: int
    shifts: dict[int, _Known]

    @classmethod
    def of(cls, shifts: Sequence[ShiftFacts], highest: int) -> _Seen:
        return cls(highest, {one.number: _Known(one.revision, one.state == "cancelled") for one in shifts})

    def written(self) -> str:
        """The highest number, then each shift's number and revision, x if cancelled: "20:12.1,13.2x"."""
        rows = (
            f"{number}.{one.revision}{'x' if one.cancelled else ''}"
            for number, one in sorted(self.shifts.items())
        )
        return f"{self.highest}:{','.join(rows)}"

    @classmethod
    def read(cls, text: str | None) -> _Seen | None:
        if not text:
            return None
        try:
            highest, _, rest = text.partition(":")
            known = {}
            for row in filter(None, rest.split(",")):
                number, _, revision = row.partition(".")
                known[int(number)] = _Known(int(revision.rstrip("x")), revision.endswith("x"))
            return cls(int(highest), known)
        except ValueError:
            return None


def digest_at(day: date, at: time, *, quiet: Quiet | None, zone: ZoneInfo) -> datetime:
    """When the digest of a local day comes: at `at`, or when the quiet hours around that end.

    If they end on another day, it comes shortly before they begin. A time that the clock leaves out in
    spring is an hour later; of one that comes twice in autumn it is the first.
    """
    due = to_utc(datetime.combine(day, at), zone)
    end = quiet_until(due, quiet=quiet, zone=zone)
    if end is None:
        return due
    return end if end.astimezone(zone).date() == day else out_of_quiet(due, quiet=quiet, zone=zone)


def decide(
    *, day: date, due: datetime, now: datetime, quiet: Quiet | None, zone: ZoneInfo, late: bool = False
) -> Send | Wait | Expire:
    """What becomes of the digest of `day` that was due at `due`.

    `late`: it has waited for quiet hours to end. The reasons for not sending it are "another day",
    "too late" and "quiet".
    """
    local, now, due = now.astimezone(zone), now.astimezone(UTC), due.astimezone(UTC)
    if local.date() != day:
        return Expire("another day")
    late = late or now - due >= LATE
    if late and local.time() >= TOO_LATE and now - due >= GRACE:
        return Expire("too late")
    end = quiet_until(now, quiet=quiet, zone=zone)
    if end is None:
        return Send(late)
    return Wait(end) if end.astimezone(zone).date() == day else Expire(QUIET)
