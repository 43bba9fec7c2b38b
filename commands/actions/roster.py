"""Who is booked: finding the shifts somebody asks about, and what may be told of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from commands.actions.find import Wanted, fitting, read_wanted, shift_by_number
from commands.actions.line import OFFER
from commands.actions.seats import closed_because
from commands.reply import Refusal
from commands.rules.lookalikes import skeleton
from commands.rules.when import DayFilter, UnreadableWhen, parse_filter
from storage.models import Person
from storage.queries.shifts import ShiftView
from storage.queries.signups import Booking
from storage.states import ON_THE_ROSTER, ShiftState, SignupState
from storage.store import Store

AHEAD = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The shifts that were asked for. `one`: a single shift was meant; `text` is None for the coming days."""

    shifts: Sequence[ShiftView]
    one: bool
    text: str | None
    activity_lead: int | None = None
    by_activity: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """A shift and who is on it, in the order of signing up; `bookers` are those who booked for others.

    Once it is over they have come or not (the sign-ups' states). `offered` are asked whether they want a
    seat, with until when; `waiting` are in the line, the first in it first.
    """

    shift: ShiftView
    bookings: Sequence[Booking]
    bookers: dict[int, Person]
    offered: Sequence[tuple[Booking, datetime | None]] = ()
    waiting: Sequence[Booking] = ()

    @property
    def missing(self) -> int:
        """How many people the shift lacks to its minimum; nobody, once it is cancelled."""
        if self.shift.state == ShiftState.CANCELLED:
            return 0
        return max(0, (self.shift.minimum or 0) - self.shift.booked)

    def booker_of(self, booking: Booking) -> Person | None:
        """Who booked it, when that was somebody else."""
        by = booking.signup.booked_by_id
        return None if by is None or by == booking.person.id else self.bookers.get(by)

    def ambiguous(self) -> set[int]:
        """The ids of those whose name somebody else on the shift has too, or one that looks like it."""
        names = Counter(skeleton(one.person.name) for one in self.bookings)
        return {one.person.id for one in self.bookings if names[skeleton(one.person.name)] > 1}


async def asked_for(store: Store, text: str, *, district_id: int, now: datetime, zone: ZoneInfo) -> Asked:
    """The shifts that `text` means: nothing (the coming 7 days), a number, an activity, a time, or both.

    A day that is over may be asked for. Raises Refusal for what is unknown or cannot be read.
    """
    if not text:
        shifts = await store.shifts.coming(district_id, now=now, starts_before=now + AHEAD)
        return Asked(shifts=shifts, one=False, text=None)
    wanted = await _wanted(store, text, district_id=district_id, now=now, zone=zone)
    if wanted.number is not None:
        shift = await shift_by_number(store, wanted.number, district_id=district_id)
        return Asked(shifts=[shift], one=True, text=text)
    since = _since(wanted.day, now, zone)
    found = await fitting(store, wanted, district_id=district_id, now=since, zone=zone)
    return Asked(
        shifts=found,
        one=len(found) == 1,
        text=text,
        activity_lead=wanted.activity.lead_id if wanted.activity else None,
        by_activity=wanted.activity is not None,
    )


async def _wanted(store: Store, text: str, *, district_id: int, now: datetime, zone: ZoneInfo) -> Wanted:
    """As for any SHIFT, but a time alone will do."""
    try:
        return await read_wanted(store, text, district_id=district_id, now=now, zone=zone)
    except Refusal as refusal:
        if not refusal.say.id.startswith("error-activity"):
            raise
        try:
            return Wanted(day=parse_filter(text, now=now, zone=zone))
        except UnreadableWhen:
            raise refusal from None


def _since(day: DayFilter | None, now: datetime, zone: ZoneInfo) -> datetime:
    """From when on shifts are looked at: from now, or from the beginning of a day before that."""
    if day is None:
        return now
    begins = datetime(day.first.year, day.first.month, day.first.day, tzinfo=zone).astimezone(UTC)
    return min(now, begins)


async def roster(store: Store, shift: ShiftView) -> Roster:
    """The shift with its people."""
    concerned = await store.signups.of_shift(
        shift.id, *ON_THE_ROSTER, SignupState.OFFERED, SignupState.WAITLISTED
    )
    bookings = [one for one in concerned if one.signup.state in ON_THE_ROSTER]
    bookers: dict[int, Person] = {}
    for one in bookings:
        by = one.signup.booked_by_id
        if by is not None and by != one.person.id and by not in bookers:
            bookers[by] = await store.people.get(by)
    return Roster(
        shift=shift,
        bookings=bookings,
        bookers=bookers,
        offered=await _offered(store, shift, concerned),
        waiting=sorted(
            (one for one in concerned if one.signup.state == SignupState.WAITLISTED),
            key=lambda one: (one.signup.line or 0, one.signup.id),
        ),
    )


async def _offered(
    store: Store, shift: ShiftView, concerned: Sequence[Booking]
) -> list[tuple[Booking, datetime | None]]:
    """Who was offered a seat, and until when it is held for them."""
    found = [one for one in concerned if one.signup.state == SignupState.OFFERED]
    until = {one.signup_id: one.until for one in await store.asks.of_shift(shift.id, OFFER)} if found else {}
    return [(one, until.get(one.signup.id)) for one in found]


async def with_seats(store: Store, shift: ShiftView, *, now: datetime, most: int) -> list[ShiftView]:
    """The next shifts of the same activity on which somebody can still have a seat."""
    coming = await store.shifts.coming(
        shift.district_id, now=now, activity_id=shift.activity_id, starts_from=now
    )
    free = [
        one for one in coming if one.left != 0 and one.id != shift.id and closed_because(one, now) is None
    ]
    return free[:most]
