"""A shift as values for the texts: the same names in every message that speaks of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from commands.texts import Lines, Listed, Period, PersonName, Say, Value, say
from storage.models import Identity, Person
from storage.queries.shifts import ShiftView


def about(shift: ShiftView) -> dict[str, Value]:
    """`number`, `slug`, `title`, `when`, `place`, `seats`, `left`, `booked`, `waits` … of the shift.

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
        "unguided": shift.unguided,
        "waits": shift.waiting,
        "vacant": Listed(shift.vacant) if shift.vacant else None,
    }


def shift_lines(shifts: Sequence[ShiftView]) -> Lines:
    """A list of shifts, each with its number, title, time, place and seats left."""
    return Lines([shift_line(shift, about(shift)) for shift in shifts])


def listing(shifts: Sequence[ShiftView], *, numbered: bool = False) -> dict[str, Value]:
    """`shifts`, the same list, and `shared`: the title and place, said once above it, if all have the same.

    `numbered` where a reaction with the number of the line chooses.
    """
    shared = in_common(shifts)
    lines = Lines([shift_line(shift, about(shift) | shared) for shift in shifts], numbered=numbered)
    return {"shifts": lines, "shared": above(shifts)}


def in_common(shifts: Sequence[ShiftView]) -> dict[str, Value]:
    """What the lines of a list leave out, as None: the `title` if all have the same, and then the `place`."""
    if len(shifts) < 2 or len({one.activity_id for one in shifts}) > 1:
        return {}
    same_place = len({one.place for one in shifts}) == 1
    return {"title": None, "place": None} if same_place else {"title": None}


def above(shifts: Sequence[ShiftView]) -> Say | None:
    """What stands once above a list of them: that which `in_common` leaves out of its lines."""
    shared = in_common(shifts)
    if not shared:
        return None
    return say("shift-shared", title=shifts[0].title, place=shifts[0].place if "place" in shared else None)


def shift_line(shift: ShiftView, values: Mapping[str, Value]) -> Say:
    """One shift of a list, in words that its state asks for; `values` are from `about`."""
    if shift.state == "closed":
        return say("shift-line-closed", **values)
    return say("shift-line-full" if shift.left == 0 else "shift-line", **values)


def numbers(shifts: Sequence[ShiftView]) -> Listed:
    """The shifts by number in a sentence, those in a row together: "#5–#9 och #12"."""
    runs: list[list[int]] = []
    for number in sorted(one.number for one in shifts):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return Listed([f"#{run[0]}" if len(run) == 1 else f"#{run[0]}–#{run[-1]}" for run in runs])


def named(person: Person, identity: Identity | None = None) -> PersonName:
    """The person's name; with an account it becomes a link to them."""
    return PersonName(person.name, identity.address if identity else None, person.id)
