"""Making, changing, closing and cancelling shifts. Who may, is asked before; who is told, in `news`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from commands.actions import asks, poll_offers
from commands.actions.appointments import plan_for_shift
from commands.actions.line import HAS_A_PLACE, ask_anew, put_in_line, settle
from commands.actions.moment import Moment
from commands.actions.reminders import replan_for_shift, withdraw_for_shift
from commands.actions.shift_roles import check_roles_fit, check_roles_taken, keep_roles
from commands.actions.standin_ends import end_for_move, end_for_shift
from commands.actions.watching import note_new
from commands.context import Context
from commands.post import Post
from commands.reply import WAYS_OUT, Refusal
from commands.rules.names import shortened
from commands.rules.recurrence import HasSpan
from commands.rules.roles import seats_with_roles, spelt_as
from commands.rules.seats import MOST_SEATS, seats_problem
from commands.rules.when import (
    DEFAULT_LENGTH,
    Span,
    UnreadableWhen,
    WhenProblem,
    is_weekday_alone,
    may_have_passed,
    parse_filter,
    parse_span,
)
from commands.texts import Code, Period
from storage.models import UNLIMITED, Activity, District, Series, Shift
from storage.queries.shifts import ShiftView
from storage.queries.signups import Booking
from storage.states import ENTERED, ShiftState, SignupState
from storage.store import Store

NEAR = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number somebody gave; `value` is None where they said that there shall be none."""

    value: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """How many people a new shift takes and needs, and where; None: no limit, no minimum, the activity's.

    `roles`: how many of each. `confirm`: minutes before the start; 0: never; None: as the activity says.
    """

    seats: int | None = None
    minimum: int | None = None
    place: str | None = None
    roles: Mapping[str, int] | None = None
    confirm: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is to be different; a field that is None stays as it is, and an empty place is the activity's.

    Empty `roles` take the roles away; `confirm` is in minutes as in `Needs`.
    """

    span: HasSpan | None = None
    seats: Amount | None = None
    minimum: Amount | None = None
    place: str | None = None
    roles: Mapping[str, int] | None = None
    confirm: Amount | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """A shift before and after a change, and who has a seat on it or waits for one.

    `put_back` had a seat and wait for one now, first in line: there are fewer seats. Those of them who had
    only been offered one are `offered`, by id.
    """

    before: ShiftView
    after: ShiftView
    booked: Sequence[Booking]
    put_back: Sequence[Booking] = ()
    offered: frozenset[int] = frozenset()

    @property
    def moved(self) -> bool:
        """Whether those booked have to know: another time, or another place."""
        return self.new_time or self.before.place != self.after.place

    @property
    def new_time(self) -> bool:
        return (self.before.starts, self.before.ends) != (self.after.starts, self.after.ends)


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A shift as it stood before it was cancelled, and who had a seat on it or waited for one.

    `waited`: the people, by id, who only waited, or had been offered a seat. `asked`: those who could on the
    day that a poll became, and had not said whether they come.
    """

    shift: ShiftView
    booked: Sequence[Booking]
    waited: frozenset[int]
    asked: tuple[int, ...] = ()


def read_span(
    text: str, *, now: datetime, zone: ZoneInfo, default_length: timedelta = DEFAULT_LENGTH
) -> Span:
    """When a new shift is to be. Raises Refusal in the words of WhenProblem."""
    try:
        return parse_span(text, now=now, zone=zone, default_length=default_length)
    except UnreadableWhen as unreadable:
        raise when_refused(unreadable, text) from None


def read_new_span(
    text: str, shift: ShiftView, *, now: datetime, zone: ZoneInfo, own_week: bool = False
) -> Span:
    """A shift's new time; what is not said stays: its day ("19-21"), hours ("ons") or length ("ons 19").

    With `own_week` a weekday alone is that of the shift's own week: a series is moved to another weekday, and
    not to where the next such day happens to be. Raises Refusal.
    """
    if own_week and _is_weekday_alone(text, now=now, zone=zone):
        span = read_new_span(text, shift, now=_week_of(shift, zone), zone=zone)
        if span.starts <= now:
            raise when_refused(UnreadableWhen(WhenProblem.PAST), text)
        return span
    starts, ends = shift.starts.astimezone(zone), shift.ends.astimezone(zone)
    if is_time_alone(text, now=now, zone=zone):
        text = f"{starts.date().isoformat()} {text}"
    try:
        try:
            return parse_span(text, now=now, zone=zone, default_length=shift.ends - shift.starts)
        except UnreadableWhen as unreadable:
            if unreadable.problem is not WhenProblem.NO_TIME:
                raise
            return parse_span(f"{text} {starts:%H:%M}-{ends:%H:%M}", now=now, zone=zone)
    except UnreadableWhen as unreadable:
        raise when_refused(unreadable, text) from None


def _is_weekday_alone(text: str, *, now: datetime, zone: ZoneInfo) -> bool:
    try:
        return is_weekday_alone(text, now=now, zone=zone)
    except UnreadableWhen:
        return False


def _week_of(shift: ShiftView, zone: ZoneInfo) -> datetime:
    """Right before the shift's local week begins."""
    day = shift.starts.astimezone(zone).date()
    monday = datetime.combine(day - timedelta(days=day.weekday()), time(), tzinfo=zone)
    return monday.astimezone(UTC) - timedelta(seconds=1)


def is_time_alone(text: str, *, now: datetime, zone: ZoneInfo) -> bool:
    """Whether hours are written, and no day.

    `parse_filter` understands a time alone as every day up to its horizon, and a day as that day."""
    try:
        asked = parse_filter(text, now=now, zone=zone)
    except UnreadableWhen:
        return False
    return asked.start is not None and (asked.last - asked.first).days > 366


def when_refused(unreadable: UnreadableWhen, text: str) -> Refusal:
    """The refusal that words why a time is not accepted."""
    return Refusal(
        "error-when", problem=unreadable.problem.value, text=Code(shortened(text.strip(), 40)), **WAYS_OUT
    )


def check_year(ctx: Context, text: str, chosen: Span | date, *, instead_of: datetime | None = None) -> None:
    """Raises Refusal, which asks back, where a day without a year has just been and is read as next year's.

    A shift that is moved from about that time (`instead_of`) is meant to be there.
    """
    day = chosen.starts.astimezone(ctx.zone).date() if isinstance(chosen, Span) else chosen
    is_near = instead_of is not None and abs(instead_of.astimezone(ctx.zone).date() - day) <= NEAR
    if ctx.anyway or is_near or not may_have_passed(text, day, now=ctx.now, zone=ctx.zone):
        return
    raise Refusal(
        "shift-year-confirm",
        text=Code(shortened(text.strip(), 40)),
        when=Period(chosen.starts, chosen.ends) if isinstance(chosen, Span) else chosen,
        anyway=Code(ctx.anyway_word),
    )


def check_needs(
    *, seats: int | None, minimum: int | None, shift: ShiftView | None = None, begun: bool = False
) -> None:
    """Raises Refusal where these numbers cannot be; `shift` is the one to have them, perhaps `begun`."""
    booked = shift.taken if shift else 0
    problem = seats_problem(seats=seats, minimum=minimum, booked=booked)
    if problem is None:
        return
    raise Refusal(
        f"error-seats-{problem}",
        most=MOST_SEATS,
        seats=seats,
        minimum=minimum,
        booked=booked,
        number=shift.number if shift else None,
        begun=begun,
    )


def check_alive(shift: ShiftView, now: datetime) -> None:
    """Raises Refusal for a shift that is cancelled or over: there is nothing left to change."""
    if shift.state == ShiftState.CANCELLED:
        raise cancelled_refusal(shift)
    if shift.ends <= now:
        raise Refusal("error-shift-over", title=shift.title, number=shift.number, when=_when(shift))


def cancelled_refusal(shift: ShiftView, *, add: Code | None = None) -> Refusal:
    """It is cancelled; where it was to be opened again, `add` is what to type for a new one."""
    return Refusal(
        "error-shift-cancelled", title=shift.title, number=shift.number, when=_when(shift), add=add
    )


def _when(shift: ShiftView) -> Period:
    return Period(shift.starts, shift.ends)


async def already_there(store: Store, activity: Activity, spans: Sequence[HasSpan]) -> list[ShiftView]:
    """Shifts of the activity at exactly these times: whoever presses send twice means one shift."""
    wanted = {(span.starts, span.ends) for span in spans}
    found = await store.shifts.starting_at(activity.id, [span.starts for span in spans])
    return [one for one in found if (one.starts, one.ends) in wanted]


async def add_shifts(
    store: Store,
    activity: Activity,
    spans: Sequence[HasSpan],
    needs: Needs,
    *,
    now: datetime,
    series: Series | None = None,
) -> list[ShiftView]:
    """New shifts under the district's next numbers, in the order of `spans`."""
    if series is not None:
        await store.shifts.add_series(series)
    made = []
    for span in spans:
        row = Shift(
            district_id=activity.district_id,
            activity_id=activity.id,
            series_id=series.id if series else None,
            starts_at=span.starts,
            ends_at=span.ends,
            place=needs.place or None,
            capacity=UNLIMITED if needs.seats is None else needs.seats,
            minimum=needs.minimum or None,
            roles=dict(needs.roles) if needs.roles else None,
            confirm=needs.confirm,
            created_at=now,
        )
        await store.shifts.add(row)
        made.append(await store.shifts.view(row.id))
        await plan_for_shift(store, made[-1], now=now)
    if made:
        await note_new(store, activity.id, activity.district_id, now=now)
    return made


async def edit_shift(
    post: Post, district: District, shift_id: int, change: Change, *, anyway: bool = False
) -> Edited:
    """Change what is given; a new time counts up the revision and plans everything anew.

    Raises Refusal, with nothing changed, when fewer of a role are wanted than have it, or fewer seats than
    are taken; with `anyway` the last who signed up wait at the head of the line. Nobody is thrown out (issue
    3, point 1).
    """
    store, moment = post.store, Moment.of(post, district)
    row = await store.shifts.lock(shift_id)
    before = await store.shifts.view(shift_id)
    check_alive(before, moment.now)
    seats = change.seats.value if change.seats else before.seats
    minimum = change.minimum.value if change.minimum else before.minimum
    roles = before.roles
    if change.roles is not None:
        roles = spelt_as(change.roles, before.roles) or None
        await check_roles_taken(store, before, roles)
        seats = seats if change.seats else seats_with_roles(before.seats, before.roles, roles)
    check_roles_fit(roles, seats)
    if change.seats or change.minimum or seats != before.seats:
        begun = before.starts <= moment.now  # then the line stands still, and nobody is put into it
        taken = None if anyway and not begun else before
        check_needs(seats=seats, minimum=minimum, shift=taken, begun=begun)
    new_time = change.span is not None and (change.span.starts, change.span.ends) != (
        before.starts,
        before.ends,
    )
    if change.span is not None and new_time:
        row.starts_at, row.ends_at = change.span.starts, change.span.ends
        row.revision += 1
    if new_time or (change.place is not None and (change.place or None) != row.place):
        row.sequence = before.sequence + 1
    if change.place is not None:
        row.place = change.place or None
    row.minimum = minimum or None
    row.roles = dict(roles) if roles else None
    if change.confirm is not None:
        row.confirm = change.confirm.value
    put_back: Sequence[Booking] = ()
    offered: frozenset[int] = frozenset()
    if seats != before.seats:
        if seats is not None and seats < before.taken:
            put_back, offered = await put_in_line(post, shift_id, seats=seats, taken=before.taken)
        await store.shifts.close_gaps(shift_id)
        await store.shifts.change_capacity(row, UNLIMITED if seats is None else seats)
    await store.flush()
    if new_time:
        could = await poll_offers.asked_about(store, shift_id)
        await ask_anew(post, shift_id)
        await replan_for_shift(store, shift_id, moment=moment)
        moved = await store.shifts.view(shift_id)
        await end_for_move(post, district, moved)
        await poll_offers.offer(post, district, moved, could, moved=True)
    view = await store.shifts.view(shift_id)
    if new_time or (view.minimum, view.confirm) != (before.minimum, before.confirm):
        await plan_for_shift(store, view, now=moment.now)
    if change.roles is not None:
        await keep_roles(store, shift_id, roles)
    added = (UNLIMITED if seats is None else seats) - before.capacity if before.left == 0 else 0
    was = Period(before.starts, before.ends) if new_time else None
    after = await settle(post, district, shift_id, added=added, was=was)
    concerned = await store.signups.of_shift(shift_id, *HAS_A_PLACE)
    return Edited(before, after, concerned, put_back, offered)


async def cancel_shift(store: Store, shift_id: int, *, now: datetime) -> Cancelled:
    """The shift will not be. Its seats are freed and its sign-ups end as cancelled, so that nobody has it
    among their shifts, in a list or in an export; reminders and questions are withdrawn.

    Raises Refusal when it is cancelled already, or over.
    """
    row = await store.shifts.lock(shift_id)
    shift = await store.shifts.view(shift_id)
    check_alive(shift, now)
    concerned = await store.signups.of_shift(shift_id, *HAS_A_PLACE, *ENTERED)
    hoping = (SignupState.OFFERED, SignupState.WAITLISTED)
    waited = frozenset(one.person.id for one in concerned if one.signup.state in hoping)
    row.state = ShiftState.CANCELLED
    row.sequence = shift.sequence + 1
    for one in concerned:
        await store.signups.change(one.signup, state=SignupState.CANCELLED, line=None, changed_at=now)
        await store.signups.free_seats(one.signup.id)
    asked = await poll_offers.heard_of(store, shift_id)
    await withdraw_for_shift(store, shift_id, reason="cancelled")
    await asks.withdraw(store, shift_id, now=now)
    await end_for_shift(store, shift_id, now=now)
    await store.flush()
    await store.outbox.withdraw_from_rooms(shift_id, ("rescue-room",))
    return Cancelled(shift, concerned, waited, asked)


async def set_open(store: Store, shift_id: int, *, is_open: bool, now: datetime) -> tuple[ShiftView, bool]:
    """Take sign-ups, or take no more; the shift, and whether that is new. Raises Refusal as `check_alive`."""
    row = await store.shifts.lock(shift_id)
    check_alive(await store.shifts.view(shift_id), now)
    wanted = ShiftState.OPEN if is_open else ShiftState.CLOSED
    changed = row.state != wanted
    row.state = wanted
    await store.flush()
    return await store.shifts.view(shift_id), changed
