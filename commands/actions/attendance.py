"""Who came: the list that the lead gets at the end of a shift, and what is entered on it.

Issue 3, point 7. Whoever was on the shift keeps the seat, so that counts stay; the state says whether they
came. Who has said that they are there (`checked_in_at`) and is not spoken of counts as having come once the
list is closed, which it is when nobody is left without an answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from commands.actions import reports
from commands.actions.appointments import ATTENDANCE, shift_of
from commands.actions.responsible import record_sent, tell_responsible
from commands.post import Post
from commands.rules.attendance import CHANGEABLE, OnList, named_for_command
from commands.rules.quiet import quiet_until
from commands.rules.reminding import Expire, Send, Wait
from commands.texts import Lines, Say, say
from commands.wording import about, named
from storage.models import Due
from storage.queries.shifts import ShiftView
from storage.queries.signups import Booking
from storage.states import ON_THE_ROSTER, ShiftState, SignupState
from storage.store import Store

KIND = ATTENDANCE
MOST_NAMES = 100
"""What fits into one message."""
MOST_NUMBERS = 9
"""There are number reactions from 1 to 9."""
TOO_LATE = timedelta(days=2)
"""The bot was away: nobody remembers after this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """A shift's list as it stands. People are counted with their guests, but for `open`: answers that lack.

    `missed` and `excused` are those who were booked and did not come.
    """

    shift: ShiftView
    came: int
    people: int
    missed: Sequence[Booking]
    excused: Sequence[Booking]
    open: int


async def on_list(store: Store, shift_id: int) -> list[Booking]:
    """Everybody who was booked, in the order of signing up: the numbers of the list."""
    return await store.signups.of_shift(shift_id, *ON_THE_ROSTER)


def as_listed(bookings: Sequence[Booking]) -> list[OnList]:
    """The same as `commands.rules.attendance` wants them."""
    return [OnList(one.person.name, one.identity.address if one.identity else None) for one in bookings]


async def perform(store: Store, post: Post, due: Due) -> Send | Wait | Expire:
    """Ask who came, once the shift is over, unless all of it is known already."""
    shift = await shift_of(store, due.subject)
    if shift is None or shift.state == ShiftState.CANCELLED:
        return Expire("moved" if shift is None else "cancelled")
    if post.now - shift.ends > TOO_LATE:
        return Expire("too late")
    bookings = await on_list(store, shift.id)
    if not bookings:
        return Expire("nobody booked")
    district = await store.rooms.district(shift.district_id)
    end = quiet_until(post.now, quiet=post.house.quiet, zone=ZoneInfo(district.timezone))
    if end is not None:
        return Wait(end)
    await reports.plan_asking(post, district, shift)
    if not any(one.signup.state == SignupState.BOOKED for one in bookings):
        return Expire("entered")
    prefix = post.house.prefix
    named_so = named_for_command(as_listed(bookings))[:MOST_NUMBERS]
    reached = await tell_responsible(
        post,
        district,
        shift,
        _list(post, shift, bookings),
        options=[f"{prefix}missed #{shift.number} {name}" for name in named_so],
        yes=f"{prefix}attended #{shift.number}",
    )
    if not reached:
        return Expire("nobody to tell")
    record_sent(post, shift, "attendance-list")
    return Send(late=False)


def _list(post: Post, shift: ShiftView, bookings: Sequence[Booking]) -> Say:
    lines = [
        say(
            "attendance-line",
            name=named(one.person, one.identity),
            guests=one.signup.guests,
            role=one.signup.role,
            state=one.signup.state.value,
            here=one.signup.checked_in_at is not None,
        )
        for one in bookings[:MOST_NAMES]
    ]
    return say(
        "attendance-list",
        **about(shift),
        people=Lines(lines, numbered=True),
        more=len(bookings) - len(lines),
        over=max(0, len(bookings) - MOST_NUMBERS),
        prefix=post.house.prefix,
    )


async def enter(
    post: Post,
    shift: ShiftView,
    words: Mapping[int, SignupState],
    *,
    others: SignupState | None = None,
) -> Attendance:
    """Write who came and who did not (`words`, by sign-up); `others`: of those without an answer.

    When nobody is left without one the list is closed, and what follows from that is planned.
    """
    signups = post.store.signups
    bookings = await on_list(post.store, shift.id)
    changed = False
    for one in bookings:
        state = words.get(one.signup.id) or (others if one.signup.state == SignupState.BOOKED else None)
        if state is not None and state != one.signup.state:
            changed = True
            await signups.change(one.signup, state=state, changed_at=post.now)
    unknown = [one for one in bookings if one.signup.state == SignupState.BOOKED]
    if all(one.signup.checked_in_at is not None for one in unknown):
        for one in unknown:
            await signups.change(one.signup, state=SignupState.ATTENDED, changed_at=post.now)
        row = await post.store.shifts.lock(shift.id)
        changed = changed or row.closed_off_at is None
        row.closed_off_at = post.now
        await post.store.flush()
        if changed:
            await reports.settle(post, shift)
    return counted(shift, bookings)


def counted(shift: ShiftView, bookings: Sequence[Booking]) -> Attendance:
    """The list in numbers."""

    def of(*states: SignupState) -> list[Booking]:
        return [one for one in bookings if one.signup.state in states]

    return Attendance(
        shift=shift,
        came=_people(of(SignupState.ATTENDED)),
        people=_people(bookings),
        missed=of(SignupState.MISSED),
        excused=of(SignupState.EXCUSED),
        open=len(of(SignupState.BOOKED)),
    )


def _people(bookings: Sequence[Booking]) -> int:
    return sum(1 + one.signup.guests for one in bookings)


def why_not(shift: ShiftView, post: Post) -> str | None:
    """Why nothing can be entered: "early" before the start, "late" when it is too long ago."""
    if shift.starts > post.now:
        return "early"
    return "late" if post.now - shift.ends > CHANGEABLE else None
