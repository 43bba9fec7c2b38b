"""One shift of a series, this and the following, or all; and moving several by the clock on the wall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from commands.rules.names import fold
from commands.rules.recurrence import HasSpan, Occurrence, unclear
from commands.rules.when_zone import to_local, to_utc


class Which(StrEnum):
    """Which shifts of a series somebody means, by one of them."""

    ONE = "one"
    FOLLOWING = "following"
    ALL = "all"


_NAMES = {
    Which.ONE: "one this single only en ett den det denna detta bara",
    Which.FOLLOWING: "following follow rest later next"
    " följande foljande resten kommande framåt framat senare",
    Which.ALL: "all every series whole alla allt allihop samtliga serien hela",
}
_WHICH = {name: which for which, names in _NAMES.items() for name in names.split()}
_LATER = ("och", "and")


def parse_which(text: str) -> Which | None:
    """Understand `följande`, `all`, `den och följande`…; None for anything else."""
    words = fold(text).replace("-", " ").split()
    if len(words) > 1 and words[-1] in _WHICH and set(words[:-1]) <= {*_WHICH, *_LATER}:
        return _WHICH[words[-1]]  # "this and following", "hela serien"
    return _WHICH.get(words[0]) if len(words) == 1 else None


@dataclass(frozen=True, slots=True)
class Move:
    """How a shift was moved on the wall clock: its start `by` so much; `length` is None where it stayed."""

    by: timedelta
    length: timedelta | None


def move_of(was: HasSpan, now: HasSpan, zone: ZoneInfo) -> Move:
    """The move from one time to another, as those see it who live by the clock of `zone`."""
    old, new = to_local(was.starts, zone), to_local(now.starts, zone)
    before, after = to_local(was.ends, zone) - old, to_local(now.ends, zone) - new
    return Move(new - old, None if after == before or after <= timedelta(0) else after)


def moved(span: HasSpan, move: Move, *, now: datetime, zone: ZoneInfo) -> Occurrence | str:
    """Where another shift of the series comes to be by the same move.

    Or why it cannot be moved: "gap" or "fold" (the clock leaves that hour out, or shows it twice: PEP 495),
    or "past" where it would have begun at `now` (aware).
    """
    old = to_local(span.starts, zone)
    starts = old + move.by
    ends = starts + (move.length or to_local(span.ends, zone) - old)
    if why := unclear(starts, ends, zone):
        return why
    found = Occurrence(to_utc(starts, zone), to_utc(ends, zone))
    return found if found.starts > now else "past"
