"""A shift as values for the texts: the same names in every message that speaks of one."""

from __future__ import annotations

from collections.abc import Sequence

from commands.texts import Lines, Period, PersonName, Value, say
from storage.models import Identity, Person
from storage.queries.shifts import ShiftView


def about(shift: ShiftView) -> dict[str, Value]:
    """`number`, `slug`, `title`, `when`, `place`, `seats`, `left`, `booked` of the shift.

    `left` and `seats` are the word "none" for the texts where there is no limit (see `commands.texts`).
    """
    return {
        "number": shift.number,
        "slug": shift.slug,
        "title": shift.title,
        "when": Period(shift.starts, shift.ends),
        "place": shift.place,
        "seats": shift.seats,
        "left": shift.left,
        "booked": shift.booked,
    }


def shift_lines(shifts: Sequence[ShiftView], *, numbered: bool = False) -> Lines:
    """A list of shifts, each with its number, time, title, place and seats left.

    `numbered` where a reaction with the number of the line chooses.
    """
    return Lines([say(_line(shift), **about(shift)) for shift in shifts], numbered=numbered)


def _line(shift: ShiftView) -> str:
    if shift.state == "closed":
        return "shift-line-closed"
    return "shift-line-full" if shift.left == 0 else "shift-line"


def named(person: Person, identity: Identity | None = None) -> PersonName:
    """The person's name; with an account it becomes a link to them."""
    return PersonName(person.name, identity.address if identity else None)
