"""A shift with too few people climbs a ladder: the room, suitable people, then the lead's choice.

Issue 3, point 6. The times are rows (`commands.actions.appointments`); the steps are those of
`commands.rules.rescue`. Nobody is asked twice to come to the same shift.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

from commands.actions import asks
from commands.actions.appointments import RESCUE as KIND
from commands.actions.appointments import shift_of, subject
from commands.actions.responsible import tell_responsible
from commands.actions.rooms_of_shift import rooms_for
from commands.actions.suitable import suitable
from commands.actions.thin import FELL, is_kept, note_kept
from commands.post import Post
from commands.rules.line import answer_by
from commands.rules.quiet import quiet_until
from commands.rules.reminding import Expire, Send, Wait, decide
from commands.rules.rescue import LEAD, NEAR, PEOPLE, ROOM, Other, best_other, how_many, steps
from commands.texts import Lines, say
from commands.wording import about
from storage.models import Ask, District, Due
from storage.queries.shifts import ShiftView
from storage.states import ShiftState, SignupState
from storage.store import Store

RESCUE = "rescue"
"""The kind of the questions."""
OFFERED = timedelta(minutes=10)
"""While a seat is held for somebody who is asked whether they take it, nobody is told that one is missing."""
SIGNUP = {"sv": "anmäl", "en": "signup"}
KEEP = {"sv": "pass kör", "en": "shift keep"}
MERGE = {"sv": "pass slåihop", "en": "shift merge"}
CANCEL = {"sv": "pass ställin", "en": "shift cancel"}
"""As the commands are called; a test compares."""

__all__ = ["KIND", "RESCUE", "keep", "merge_target", "not_answered", "perform"]


async def perform(store: Store, post: Post, due: Due) -> Send | Wait | Expire:
    """Do the step whose time has come, if the shift still has too few people."""
    shift = await shift_of(store, due.subject)
    if shift is None or shift.state == ShiftState.CANCELLED:
        return Expire("moved" if shift is None else "cancelled")
    missing = missing_on(shift)
    if due.subject.startswith(subject(shift, FELL, "")):
        return await _fallen(post, shift, missing)
    ladder = (await store.activities.get(shift.activity_id)).ladder
    step = steps(ladder).get(int(due.subject.rpartition(":")[2]))
    if not missing or step is None:
        return Expire("enough" if not missing else "other times")
    if step != LEAD and shift.state == ShiftState.CLOSED:
        return Expire("closed")
    district = await store.rooms.district(shift.district_id)
    zone = ZoneInfo(district.timezone)
    decision = decide(due=due.due_at, starts=shift.starts, now=post.now, quiet=post.house.quiet, zone=zone)
    if not isinstance(decision, Send):
        return decision
    done = await _STEPS[step](post, district, shift, missing)
    return decision if done else Expire("nobody to ask")


async def _fallen(post: Post, shift: ShiftView, missing: int) -> Send | Wait | Expire:
    """The lead hears of it at once, by day; in quiet hours only of a shift that begins before they end."""
    store = post.store
    if not missing or shift.starts <= post.now or await is_kept(store, shift):
        return Expire("enough" if not missing else "over")
    if shift.minimum is not None and shift.taken >= shift.minimum:
        return Wait(post.now + OFFERED)
    district = await store.rooms.district(shift.district_id)
    woken = quiet_until(post.now, quiet=post.house.quiet, zone=ZoneInfo(district.timezone))
    if woken is not None and woken < shift.starts:
        return Wait(woken)
    await _ask_lead(post, district, shift, missing, fell=True)
    return Send(late=False)


def missing_on(shift: ShiftView) -> int:
    """How many people the shift lacks to its minimum."""
    return max(0, (shift.minimum or 0) - shift.booked)


async def _ask_rooms(post: Post, district: District, shift: ShiftView, missing: int) -> bool:
    """No names: how many there are, how many are needed, and what to press."""
    rooms = await rooms_for(post.store, district, shift)
    message = say(
        "rescue-room", **about(shift), minimum=shift.minimum, missing=missing, prefix=post.house.prefix
    )
    for room in rooms:
        typed = SIGNUP[room.language or district.language]
        await post.to_room(
            room,
            message,
            district=district,
            shift_id=shift.id,
            helps_until=shift.starts,
            yes=f"{post.house.prefix}{typed} #{shift.number}",
        )
    return bool(rooms)


async def _ask_people(post: Post, district: District, shift: ShiftView, missing: int) -> bool:
    until = answer_by(
        starts=shift.starts,
        now=post.now,
        quiet=post.house.quiet,
        zone=ZoneInfo(district.timezone),
    )
    message = say(
        "rescue-ask",
        **about(shift),
        minimum=shift.minimum,
        missing=missing,
        until=until,
        prefix=post.house.prefix,
    )
    reached = False
    for person_id in await suitable(post, shift, role=None, most=how_many(missing)):
        asked = await asks.ask(post, district, RESCUE, person_id, shift, message, until=until)
        reached = reached or asked is not None
    return reached


async def _ask_lead(
    post: Post, district: District, shift: ShiftView, _missing: int, *, fell: bool = False
) -> bool:
    """To run it, to merge it where that can be, or to cancel it; the last two are asked about once more.

    `fell`: it had enough people until just now.
    """
    target = await merge_target(post, shift)
    prefix, language = post.house.prefix, district.language
    number = f"#{shift.number}"
    options = [f"{prefix}{KEEP[language]} {number}"]
    lines = [say("rescue-keep", number=shift.number, prefix=prefix)]
    if target is not None:
        options.append(f"{prefix}{MERGE[language]} {number} #{target.number}")
        other = say("shift-short", **about(target))
        lines.append(
            say("rescue-merge", number=shift.number, other=other, into=f"#{target.number}", prefix=prefix)
        )
    options.append(f"{prefix}{CANCEL[language]} {number}")
    lines.append(say("rescue-cancel", number=shift.number, prefix=prefix))
    message = say(
        "rescue-choice",
        **about(shift),
        minimum=shift.minimum,
        fell=fell,
        choices=Lines(lines, numbered=True),
    )
    return await tell_responsible(post, district, shift, message, helps_until=shift.starts, options=options)


Step = Callable[[Post, District, ShiftView, int], Awaitable[bool]]

_STEPS: dict[str, Step] = {ROOM: _ask_rooms, PEOPLE: _ask_people, LEAD: _ask_lead}


async def merge_target(post: Post, shift: ShiftView) -> ShiftView | None:
    """The coming shift of the activity that is nearest in time and has room for everybody on this one."""
    store = post.store
    coming = await store.shifts.coming(
        shift.district_id,
        now=post.now,
        activity_id=shift.activity_id,
        starts_from=max(post.now, shift.starts - NEAR),
        starts_before=shift.starts + NEAR,
    )
    others = {
        one.id: one
        for one in coming
        if one.id != shift.id and one.state == ShiftState.OPEN and one.starts > post.now
    }
    party = sum(1 + one.signup.guests for one in await store.signups.of_shift(shift.id, *_COME_ALONG))
    best = best_other(
        (Other(one.id, one.starts, one.left) for one in others.values()), starts=shift.starts, party=party
    )
    return None if best is None else others[best]


_COME_ALONG = (SignupState.BOOKED, SignupState.OFFERED)


async def keep(post: Post, shift: ShiftView) -> None:
    """The shift is held with those who come: nobody is asked any more, unless it gets another time."""
    store = post.store
    ladder = (await store.activities.get(shift.activity_id)).ladder
    for hours in steps(ladder):
        await store.dues.settle(KIND, subject(shift, hours), post.now, district_id=shift.district_id)
    await note_kept(post, shift)
    await asks.withdraw(store, shift.id, now=post.now, kinds=(RESCUE,))


async def not_answered(_post: Post, _district: District, _ask: Ask) -> None:
    """Nothing follows: whoever says yes later is still welcome."""
