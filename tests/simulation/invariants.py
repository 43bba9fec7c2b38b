"""What must hold at every moment whatever was said, looked up in the database alone: no model is asked.

Issue 3, "What must be shown": never overbooked, line order kept, no seat idle while somebody waits longer
than an offer's deadline. That everyone is told exactly once is what the model is for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from tests.simulation.rows import PlaceRow, ShiftRow

Shifts = Mapping[int, ShiftRow]
Skills = Collection[tuple[str, str]]
"""Who has been given which skill, by name."""


def never_overbooked(shifts: Shifts) -> None:
    for number, one in shifts.items():
        for place in one.people:
            wanted = place.party if place.state in ("booked", "offered") else 0
            assert place.seats == wanted, f"#{number}: {place.seats} seats for {place}"
            fits = one.seats is None or place.highest <= one.seats
            assert fits, f"#{number} has {one.seats} seats: {place}"


def nobody_waits_for_a_free_seat(shifts: Shifts, skills: Skills, now: int) -> None:
    """No seat is idle: it is somebody's, or held for whoever is asked, or no party that waits can have it."""
    for number, one in shifts.items():
        if one.state == "cancelled" or one.start <= now or one.seats is None:
            continue
        idle = [place for place in one.those("waiting") if _could_have(place, one, skills)]
        assert not idle, f"#{number}: {one.seats - one.taken} seats free, and waiting {idle}"


def _could_have(place: PlaceRow, shift: ShiftRow, skills: Skills) -> bool:
    """Whether there are seats for the party: in all, and in a role that it wants and may have."""
    assert shift.seats is not None
    if place.party > shift.seats - shift.taken:
        return False
    if not shift.roles:
        return True
    taken = Counter[str | None]()
    for one in shift.those("booked", "offered"):
        taken[one.role if one.role in shift.roles else None] += one.party
    free = {role: count - taken[role] for role, count in shift.roles.items()}
    asked = {role for _, role in skills}
    wanted = shift.roles if place.role is None else [place.role]
    may_have = [role for role in wanted if role not in asked or (place.name, role) in skills]
    others = shift.seats - sum(shift.roles.values()) - taken[None]
    return any(free[role] >= place.party for role in may_have) or (
        place.role is None and others >= place.party
    )


def the_line_was_kept(before: Shifts, after: Shifts) -> None:
    """Who was passed over since then, and still waits at the same place, is a larger party."""
    for number, one in after.items():
        was = before.get(number)
        if was is None or one.roles:  # where there are roles, seats are not alike
            continue
        stayed = [place for place in one.those("waiting") if place in was.people]
        held = {(place.name, place.has_chat) for place in was.those("booked", "offered")}
        held |= {(name, True) for name in one.handed_to}  # by whose seat it was, past the line
        new = [place for place in one.those("booked", "offered") if (place.name, place.has_chat) not in held]
        for lucky in new:
            passed = [place for place in stayed if place.party <= lucky.party and _before(place, lucky, was)]
            assert not passed, f"#{number}: {lucky} came before {passed}"


def _before(place: PlaceRow, lucky: PlaceRow, was: ShiftRow) -> bool:
    """Whether they stood before the other in the line, or waited when the other was not there yet."""
    line = {(one.name, one.has_chat): one.line or 0 for one in was.those("waiting")}
    theirs = line.get((lucky.name, lucky.has_chat))
    return theirs is None or (place.line or 0) < theirs


def only_people_with_chat_are_asked(shifts: Shifts) -> None:
    for number, one in shifts.items():
        assert all(place.has_chat for place in one.those("offered")), f"#{number}: {one.people}"
