"""Personal reminders whose time has come: looked at once more, and written as direct messages.

Whether one is sent, waits or expires is decided by `commands.rules.reminding`; it is marked sent in the
transaction that writes its message, so it is written once, whatever crashes (CONTRACT.md, promise 3).
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from commands.actions.apart import apart
from commands.post import Post
from commands.rules.reminding import LATE, Expire, Send, Wait, decide, in_how_long
from commands.texts import Say, say
from commands.wording import about
from storage.models import Outbox
from storage.queries.reminders import DueReminder
from storage.queries.shifts import ShiftView
from storage.states import OutboxState, ReminderState
from storage.store import Store

KIND = "reminder-shift"


async def send_due(store: Store, post: Post, *, limit: int) -> int:
    """Write the reminders whose time has come, or say why not; how many were dealt with.

    Each is looked at again first: whether the person still has the seat, and the shift its time.
    """
    due = await store.reminders.due(post.now, limit=limit)
    shifts: dict[int, ShiftView] = {}
    for one in due:

        async def work(one: DueReminder = one) -> None:
            await _send(store, post, one, shifts)

        if failure := await apart(store, work, reminder=one.id):
            await store.reminders.set_state(one.id, ReminderState.EXPIRED, f"failed: {failure}")
    return len(due)


async def look_after_unsent(store: Store, post: Post) -> None:
    """Reminders that were written and could not go out, in an outage: see that they are still true.

    Late is said to be late there too, and nothing goes out in quiet hours or after the start.
    """
    for one, row in await store.reminders.unsent(post.now - LATE):

        async def work(one: DueReminder = one, row: Outbox = row) -> None:
            await _look_again(store, post, one, row)

        await apart(store, work, reminder=one.id)


async def _look_again(store: Store, post: Post, one: DueReminder, row: Outbox) -> None:
    if one.obsolete:
        await _take_back(store, one, row, ReminderState.WITHDRAWN, one.obsolete)
        return
    following = await store.reminders.following(one)
    match _decide(one, post, await _zone(store, one), late=True, following=following):
        case Expire(reason=reason):
            await _take_back(store, one, row, ReminderState.EXPIRED, reason)
        case Wait(until=until):
            if row.next_try_at is None or row.next_try_at < until:
                row.next_try_at, row.attempts = until, 0  # it waits for the morning, and holds up nothing
        case Send():
            text = await _rendered(store, post, one)
            if row.text != text:
                row.text = text


async def _send(store: Store, post: Post, one: DueReminder, shifts: dict[int, ShiftView]) -> None:
    if one.obsolete:
        await store.reminders.set_state(one.id, ReminderState.WITHDRAWN, one.obsolete)
        return
    late = one.waited or post.now - one.due >= LATE
    following = await store.reminders.following(one) if late else None
    match _decide(one, post, await _zone(store, one), late=late, following=following):
        case Expire(reason=reason):
            await store.reminders.set_state(one.id, ReminderState.EXPIRED, reason)
        case Wait(until=until):
            await store.reminders.postpone(one.id, until)
        case Send(late=late):
            if one.shift_id not in shifts:
                shifts[one.shift_id] = await store.shifts.view(one.shift_id)
            await _write(store, post, one, shifts[one.shift_id], late=late)


async def _write(store: Store, post: Post, one: DueReminder, shift: ShiftView, *, late: bool) -> None:
    """The message and the mark that it was sent, together."""
    if not await store.reminders.claim(one.id):
        return
    reached = await post.to_person(
        one.person_id,
        _wording(post, shift, late=late),
        district=await store.rooms.district(one.district_id),
        shift_id=one.shift_id,
        reminder_id=one.id,
        helps_until=one.starts,
    )
    if not reached:
        await store.reminders.set_state(one.id, ReminderState.EXPIRED, "no chat")


async def _take_back(store: Store, one: DueReminder, row: Outbox, state: ReminderState, reason: str) -> None:
    """It is not sent after all: the message is dropped, the reminder says why."""
    await store.outbox.give_up([row.id], state=OutboxState.DROPPED, reason=reason)
    await store.reminders.set_state(one.id, state, reason)


async def _rendered(store: Store, post: Post, one: DueReminder) -> str:
    """The text as it would be written now."""
    district = await store.rooms.district(one.district_id)
    person = await store.people.get(one.person_id)
    message = _wording(post, await store.shifts.view(one.shift_id), late=True)
    return post.texts.render(
        await post.for_person(person.id, message, district=district),
        language=person.language or district.language,
        zone=ZoneInfo(district.timezone),
        now=post.now,
    )


def _wording(post: Post, shift: ShiftView, *, late: bool) -> Say:
    left = in_how_long(shift.starts, post.now)
    return say(KIND, **about(shift), left_time=left, late=late, prefix=post.house.prefix)


def _decide(
    one: DueReminder, post: Post, zone: ZoneInfo, *, late: bool, following: datetime | None
) -> Send | Wait | Expire:
    return decide(
        due=one.due,
        starts=one.starts,
        now=post.now,
        quiet=post.house.quiet,
        zone=zone,
        late=late,
        following=following,
    )


async def _zone(store: Store, one: DueReminder) -> ZoneInfo:
    return ZoneInfo((await store.rooms.district(one.district_id)).timezone)
