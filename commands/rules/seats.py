"""Whether people fit on a shift. Numbers only; who and when is somebody else's business."""

from __future__ import annotations

from dataclasses import dataclass

MOST_SEATS = 1000
"""More than any shift of a district needs; a larger number is a slip of the thumb."""
MOST_GUESTS = 9


@dataclass(frozen=True, slots=True)
class Fits:
    """`left` seats remain afterwards; None where there is no limit."""

    left: int | None


@dataclass(frozen=True, slots=True)
class Full:
    """Only `left` seats are free, fewer than wanted."""

    left: int


def place(*, seats: int | None, booked: int, wanted: int) -> Fits | Full:
    """Whether `wanted` more people fit where `booked` of `seats` are taken."""
    if seats is None:
        return Fits(None)
    left = max(0, seats - booked)
    return Fits(left - wanted) if wanted <= left else Full(left)


def seats_problem(*, seats: int | None, minimum: int | None, booked: int = 0) -> str | None:
    """Why these numbers cannot be: "range", "minimum" or "booked"; None when they can."""
    if seats is not None and not 1 <= seats <= MOST_SEATS:
        return "range"
    if minimum is not None and not 0 <= minimum <= (MOST_SEATS if seats is None else seats):
        return "minimum"
    if seats is not None and seats < booked:
        return "booked"
    return None
