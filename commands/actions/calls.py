"""Call lists: who is booked without chat cannot be reminded by the bot, so somebody is asked to ring them.

Issue 2, point 6. One row for each such sign-up and revision of the shift's time; all that wait for one
shift go out as one message, so whoever is booked after the list makes a further one, with the new names
only. It goes to the shift's lead, else to the organizers' rooms, else to each organizer.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from commands.actions.moment import Moment
from commands.actions.responsible import record_sent, tell_responsible
from commands.post import Post
from commands.rules.reminding import Expire, Send, Wait, call_list_at, decide
from commands.texts import Lines, Say, say
from commands.wording import about, named
from storage.models import Due
from storage.queries.shifts import ShiftView
from storage.queries.signups import Booking
from storage.states import ShiftState
from storage.store import Store

KIND = "call-list"


def list_time(shift: ShiftView, *, moment: Moment) -> datetime | None:
    """When the name of somebody who is booked now is handed over; None: never, there is no time for it."""
    return call_list_at(starts=shift.starts, now=moment.now, quiet=moment.house.quiet, zone=moment.zone)


async def plan_for_signup(store: Store, signup_id: int, shift: ShiftView, *, moment: Moment) -> None:
    """The person has a seat and no chat: somebody is to ring them the day before, or soon if that has passed.

    Where there is no time left for that before the shift, the row says so: it expires as "quiet" at once.
    Called again for the same sign-up it changes nothing, once the name was told.
    """
    if shift.starts <= moment.now:
        return
    due = list_time(shift, moment=moment) or moment.now
    await store.dues.plan_again(
        KIND, _subject(shift.id, shift.revision, signup_id), due, district_id=shift.district_id
    )


async def withdraw_for_shift(store: Store, shift_id: int) -> None:
    """Forget the calls that have not been asked for yet."""
    await store.dues.withdraw(KIND, f"shift:{shift_id}:")


async def perform(store: Store, post: Post, due: Due) -> Send | Wait | Expire:
    """Tell who on the shift is to be rung and was not named yet, if there still is anybody."""
    shift_id, revision, signup_id = _parts(due.subject)
    shift = await store.shifts.view(shift_id)
    if shift.state == ShiftState.CANCELLED or shift.revision != revision:
        return Expire("cancelled" if shift.state == ShiftState.CANCELLED else "moved")
    district = await store.rooms.district(shift.district_id)
    decision = decide(
        due=due.due_at,
        starts=shift.starts,
        now=post.now,
        quiet=post.house.quiet,
        zone=ZoneInfo(district.timezone),
    )
    if not isinstance(decision, Send):
        return decision
    without_chat = {one.signup.id: one for one in await store.signups.of_shift(shift_id) if not one.has_chat}
    if signup_id not in without_chat:
        return Expire("left")
    prefix = f"shift:{shift_id}:{revision}:"
    further = any(one.id != due.id for one in await store.dues.done(KIND, prefix))
    people = [without_chat.pop(signup_id)]
    for other in await store.dues.waiting(KIND, prefix):
        found = without_chat.pop(_parts(other.subject)[2], None)
        if found is not None and await store.dues.claim(other.id):
            people.append(found)
    message = _wording(shift, people, further=further)
    reached = await tell_responsible(post, district, shift, message, helps_until=shift.starts)
    if not reached:
        return Expire("nobody to tell")
    record_sent(post, shift, "call-list")
    return decision


def _wording(shift: ShiftView, people: Sequence[Booking], *, further: bool) -> Say:
    names = Lines(
        [
            say("call-list-line", name=named(one.person), guests=one.signup.guests)
            for one in sorted(people, key=lambda one: one.signup.id)
        ]
    )
    return say(KIND, **about(shift), people=names, count=len(people), further=further)


def _subject(shift_id: int, revision: int, signup_id: int) -> str:
    return f"shift:{shift_id}:{revision}:{signup_id}"


def _parts(subject: str) -> tuple[int, int, int]:
    _, shift_id, revision, signup_id = subject.split(":")
    return int(shift_id), int(revision), int(signup_id)
