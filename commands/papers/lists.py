"""Who is on which shift: as a table for a spreadsheet, and as the day's list on the wall."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from commands.actions.roster import Roster
from commands.papers import Paper
from commands.rules.names import local_part
from commands.texts import say
from commands.wording import named
from storage.models import District
from storage.queries.signups import Booking
from storage.states import ShiftState

COLUMNS = (
    "number",
    "activity",
    "day",
    "starts",
    "ends",
    "place",
    "name",
    "guests",
    "role",
    "booked-by",
    "chat",
)
WALK_INS = 3
"""Empty lines at most for those who come without having signed up."""
SEATS_TO_WRITE = 8
"""And where nobody's name may stand on it."""


def table(district: District, rosters: Sequence[Roster], *, name: str) -> Paper:
    """A line for each person; a shift without anybody has one as well, or it would look left out."""
    zone = ZoneInfo(district.timezone)
    rows: list[list[Any]] = []
    for one in rosters:
        shift = one.shift
        starts, ends = shift.starts.astimezone(zone), shift.ends.astimezone(zone)
        head = [shift.number, shift.title, starts.date().isoformat(), f"{starts:%H:%M}", f"{ends:%H:%M}"]
        people = [_cells(one, person) for person in one.bookings] or [[None] * 5]
        rows.extend([*head, shift.place, *cells] for cells in people)
    return {
        "form": "table",
        "name": f"{name}.csv",
        "alt": say("table-alt", shifts=len(rosters), people=sum(len(one.bookings) for one in rosters)),
        "columns": [say(f"table-{column}") for column in COLUMNS],
        "rows": rows,
    }


def _cells(one: Roster, booking: Booking) -> list[Any]:
    by = one.booker_of(booking)
    return [
        named(booking.person),
        booking.signup.guests,
        booking.signup.role,
        named(by) if by else None,
        say("table-yes") if booking.has_chat else say("table-no"),
    ]


def day_list(
    district: District, rosters: Sequence[Roster], *, language: str, now: datetime, names: bool, name: str
) -> Paper:
    """A page for each day. Without `names` it has lines to write on instead of people."""
    zone = ZoneInfo(district.timezone)

    def day_of(one: Roster) -> date:
        return one.shift.starts.astimezone(zone).date()

    ordered = sorted(rosters, key=lambda one: (one.shift.starts, one.shift.number))
    days = [
        {
            "heading": say("daylist-day", day=day),
            "district": district.name,
            "footer": say("daylist-footer", made=now, names=names),
            "shifts": [_shift(one, zone, names=names) for one in of_day],
        }
        for day, of_day in groupby(ordered, key=day_of)
    ]
    return {
        "form": "daylist",
        "name": f"{name}.pdf",
        "alt": say("daylist-alt", days=len(days), day=day_of(ordered[0]) if len(days) == 1 else None),
        "language": language,
        "title": district.name,
        "days": days,
    }


def _shift(one: Roster, zone: ZoneInfo, *, names: bool) -> dict[str, Any]:
    shift = one.shift
    cancelled = shift.state is ShiftState.CANCELLED
    people = [] if cancelled or not names else [_person(booking) for booking in one.bookings]
    return {
        "heading": say(
            "daylist-shift",
            starts=shift.starts.astimezone(zone).time(),
            ends=shift.ends.astimezone(zone).time(),
            title=shift.title,
        ),
        "number": f"#{shift.number}",
        "note": say(
            "daylist-note",
            place=shift.place,
            booked=shift.booked,
            seats=shift.seats,
            minimum=shift.minimum,
            cancelled=cancelled,
        ),
        "people": people,
        "lines": 0 if cancelled else _lines(one, names=names),
    }


def _lines(one: Roster, *, names: bool) -> int:
    """How many empty lines: as many as there may come more, and at least one."""
    if not names:
        return min(SEATS_TO_WRITE, one.shift.seats or SEATS_TO_WRITE)
    left = one.shift.left
    return WALK_INS if left is None else max(1, min(WALK_INS, left))


def _person(booking: Booking) -> dict[str, Any]:
    guests, role = booking.signup.guests, booking.signup.role
    more = [say("daylist-guests", guests=guests)] if guests else []
    account = f"@{local_part(booking.identity.address)}" if booking.identity is not None else None
    return {"name": named(booking.person), "account": account, "more": [*more, *([role] if role else [])]}
