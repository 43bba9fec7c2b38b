"""What must hold at every moment whatever was said, looked up in the database alone: no model is asked.

Issue 3, "What must be shown": never overbooked, line order kept, no seat idle while somebody waits longer
than an offer's deadline. That everyone is told exactly once is what the model is for.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.simulation.rows import PlaceRow, ShiftRow

Shifts = Mapping[int, ShiftRow]


def never_overbooked(shifts: Shifts) -> None:
    for number, one in shifts.items():
        for place in one.people:
            wanted = place.party if place.state in ("booked", "offered") else 0
            assert place.seats == wanted, f"#{number}: {place.seats} seats for {place}"
            fits = one.seats is None or place.highest <= one.seats
            assert fits, f"#{number} has {one.seats} seats: {place}"


def nobody_waits_for_a_free_seat(shifts: Shifts, now: int) -> None:
    """No seat is idle: it is somebody's, or held for whoever is asked, or no party that waits fits."""
    for number, one in shifts.items():
        if one.state == "cancelled" or one.start <= now or one.seats is None:
            continue
        free = one.seats - one.taken
        idle = [place for place in one.those("waiting") if place.party <= free]
        assert not idle, f"#{number}: {free} seats free, and waiting {idle}"


def the_line_was_kept(before: Shifts, after: Shifts) -> None:
    """Who was passed over since then, and still waits at the same place, is a larger party."""
    for number, one in after.items():
        was = before.get(number)
        if was is None:
            continue
        stayed = [place for place in one.those("waiting") if place in was.people]
        held = {(place.name, place.has_chat) for place in was.those("booked", "offered")}
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
