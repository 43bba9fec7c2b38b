"""Personal reminders as rows: planned when a seat is taken, planned anew when the shift or a wish changes.

A row is unique per sign-up, minutes before the shift and revision of the shift's time (DESIGN.md, "Time"),
and one that was sent stays sent: whatever is planned again, nobody is told the same thing twice.
The times come from `commands.rules.reminding`; the messages are written by `reminder_messages`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from commands.actions import calls
from commands.actions.moment import Moment
from commands.rules.reminding import PAST, Planned, plan
from storage.models import Person, Reminder, Signup
from storage.queries.shifts import ShiftView
from storage.states import ReminderState
from storage.store import Store


async def plan_for_signup(
    store: Store, signup: Signup, shift: ShiftView, *, moment: Moment, new: bool = False
) -> None:
    """Plan what the person is to be told of the shift from now on; without chat, a call instead.

    `new`: nothing was ever planned for this sign-up.
    """
    person = await store.people.get(signup.person_id)
    if not await _has_chat(store, person):
        await calls.plan_for_signup(store, signup.id, shift, moment=moment)
        return
    existing = {} if new else await store.reminders.of_signups([signup.id])
    await _settle(store, signup, shift, person, existing.get(signup.id, []), moment)


async def replan_for_shift(store: Store, shift_id: int, *, moment: Moment) -> None:
    """The shift's time is another (its `revision` was raised): plan anew for everyone who has a seat."""
    await store.flush()
    shift = await store.shifts.view(shift_id)
    await store.reminders.withdraw_for_shift(shift_id, "moved", but_revision=shift.revision)
    await calls.withdraw_for_shift(store, shift_id)
    bookings = await store.signups.of_shift(shift_id)
    existing = await store.reminders.of_signups(one.signup.id for one in bookings)
    for one in bookings:
        if one.has_chat:
            rows = existing.get(one.signup.id, [])
            await _settle(store, one.signup, shift, one.person, rows, moment)
        else:
            await calls.plan_for_signup(store, one.signup.id, shift, moment=moment)
    await store.flush()


async def replan_for_person(store: Store, person_id: int, *, moment: Moment) -> None:
    """The person's own times (`Person.remind`) have changed: plan anew for every seat they have.

    What they were reminded of already for the same shift at the same time is not sent again.
    """
    await store.flush()
    person = await store.people.get(person_id)
    if not await _has_chat(store, person):
        return
    booked = await store.reminders.booked_signups_of(person_id, now=moment.now)
    existing = await store.reminders.of_signups(signup.id for signup, _ in booked)
    for signup, row in booked:
        shift = await store.shifts.view(row.id)
        zone = ZoneInfo((await store.rooms.district(shift.district_id)).timezone)
        there = Moment(now=moment.now, zone=zone, house=moment.house)
        await _settle(store, signup, shift, person, existing.get(signup.id, []), there)
    await store.flush()


async def leave_out(store: Store, signup: Signup, *, before: datetime, reason: str) -> None:
    """Another letter, of now, says it: what is on its way, or due `before` that time, is not sent."""
    await store.flush()
    await store.outbox.withdraw_for_signup(signup.person_id, signup.shift_id, ("reminder-shift",))
    for one in (await store.reminders.of_signups([signup.id]))[signup.id]:
        if one.state is ReminderState.WAITING and one.due_at <= before:
            await store.reminders.change(one, state=ReminderState.WITHDRAWN, reason=reason)


async def withdraw_for_shift(store: Store, shift_id: int, *, reason: str) -> None:
    """The shift will not be: nobody is to be reminded of it, or called."""
    await store.reminders.withdraw_for_shift(shift_id, reason)
    await calls.withdraw_for_shift(store, shift_id)


async def _has_chat(store: Store, person: Person) -> bool:
    """Only who was entered by name belongs to a district and may have no account."""
    return person.district_id is None or bool(await store.people.identities([person.id]))


async def _settle(
    store: Store,
    signup: Signup,
    shift: ShiftView,
    person: Person,
    existing: Sequence[Reminder],
    moment: Moment,
) -> None:
    """Bring the sign-up's rows in line with what is to be sent from now on."""
    house = [int(one.total_seconds() // 60) for one in moment.house.remind]
    written = await _written(store, [one for one in existing if one.revision == shift.revision])
    planned = plan(
        starts=shift.starts,
        minutes=house if person.remind is None else person.remind,
        now=moment.now,
        quiet=moment.house.quiet,
        zone=moment.zone,
        told=max((at for at in written.values() if at is not None), default=None),
    )
    rows = {one.minutes: one for one in existing if one.revision == shift.revision}
    new = []
    for one in planned:
        row = rows.pop(one.minutes, None)
        if row is None:
            new.append(_row(signup, shift, one))
        elif row.state is not ReminderState.SENT or written.get(row.id, moment.now) is None:
            await _change(store, row, one)
    await store.reminders.add(new)
    for row in rows.values():
        if row.state is ReminderState.WAITING:
            await store.reminders.change(row, state=ReminderState.WITHDRAWN, reason="other times")


async def _written(store: Store, rows: Sequence[Reminder]) -> dict[int, datetime | None]:
    """When those that were sent were written; None for one taken back before it went out."""
    sent = [one.id for one in rows if one.state is ReminderState.SENT]
    return await store.reminders.written(sent) if sent else {}


def _row(signup: Signup, shift: ShiftView, planned: Planned) -> Reminder:
    return Reminder(
        district_id=shift.district_id,
        signup_id=signup.id,
        minutes=planned.minutes,
        revision=shift.revision,
        due_at=planned.due,
        state=ReminderState.WAITING if planned.skipped is None else ReminderState.EXPIRED,
        reason=planned.skipped,
    )


async def _change(store: Store, row: Reminder, planned: Planned) -> None:
    """A row that was not sent, as it is planned now. One that still waits keeps the time it was given."""
    if planned.skipped is None:
        state = ReminderState.WAITING
    elif row.state is not ReminderState.WAITING or planned.skipped != PAST:
        state = ReminderState.EXPIRED
    else:
        return
    if (row.state, row.due_at, row.reason) != (state, planned.due, planned.skipped):
        await store.reminders.change(row, state=state, due_at=planned.due, reason=planned.skipped)
