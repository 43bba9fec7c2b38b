"""The evening's report: three numbers for a phone bank, their sum for the organizers, and a thank-you.

Issue 3, point 7. The sum goes out once, a while after both the list of who came and (where it is asked for)
the report are in, so that a slip can be put right first; what is changed later is told in one line, also a
while after, and without thanks. A missing report is asked for once, the next day at
noon. If it never comes, what is known is told a day later: those who came are to be thanked.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from commands.actions.appointments import shift_of, subject
from commands.actions.responsible import tell_organizers_rooms, tell_responsible
from commands.post import Post
from commands.rules.attendance import next_noon
from commands.rules.figures import Figures, asks_for_calls, looks_like_figures, read_figures
from commands.rules.quiet import quiet_until
from commands.rules.reminding import Expire, Send, Wait
from commands.texts import Say, Value, say
from commands.wording import about
from storage.models import District, Due, Report
from storage.queries.shifts import ShiftView
from storage.states import ON_THE_ROSTER, ShiftState, SignupState
from storage.store import Store

MISSING = "report-missing"
DONE = "report-done"
CORRECTED = "report-corrected"
CORRECTABLE = timedelta(minutes=10)
"""How long a slip can be put right before the sum is told."""
WAITED_FOR = timedelta(days=1)
"""How long after it was asked for a report is waited for."""
ANSWERABLE = timedelta(days=7)
"""How long after a shift three numbers alone are its report."""
JUST_NOW = timedelta(days=1)
"""How long three numbers alone correct the last report."""


async def is_asked_for(store: Store, shift: ShiftView) -> bool:
    """Whether the activity's evenings are reported in numbers."""
    activity = await store.activities.get(shift.activity_id)
    return asks_for_calls(activity.report, slug=activity.slug, title=activity.title)


async def is_missing(store: Store, shift: ShiftView) -> bool:
    return await is_asked_for(store, shift) and await store.reports.get(shift.id) is None


async def keep(post: Post, shift: ShiftView, figures: Figures, *, by: int) -> bool:
    """Keep the numbers, in the place of earlier ones; whether they are the first."""
    earlier = await post.store.reports.get(shift.id)
    was = None if earlier is None else (earlier.calls, earlier.conversations, earlier.callbacks)
    first = await post.store.reports.keep(
        Report(
            district_id=shift.district_id,
            shift_id=shift.id,
            calls=figures.calls,
            conversations=figures.conversations,
            callbacks=figures.callbacks,
            reported_by_id=by,
            reported_at=post.now,
        )
    )
    if was != (figures.calls, figures.conversations, figures.callbacks):
        await settle(post, shift)
    return first


async def settle(post: Post, shift: ShiftView) -> None:
    """Something came in: when it was the last that is waited for, the sum is told in a while, once.

    After that it was a correction, which is told in a while too, with the others of that time.
    """
    store = post.store
    if any(one.subject == subject(shift) for one in await store.dues.done(DONE, subject(shift))):
        due = post.now + CORRECTABLE
        await store.dues.withdraw(CORRECTED, subject(shift, ""))
        told_then = subject(shift, int(due.timestamp()))
        await store.dues.plan_again(CORRECTED, told_then, due, district_id=shift.district_id)
        return
    row = await store.shifts.lock(shift.id)
    if row.closed_off_at is None or await is_missing(store, shift):
        return
    due = max(post.now, shift.ends) + CORRECTABLE
    await store.dues.plan_again(DONE, subject(shift), due, district_id=shift.district_id)


async def as_command(store: Store, person_id: int, text: str, *, now: datetime) -> tuple[str, int] | None:
    """What three numbers alone mean, written to the bot: a command without prefix, and its district.

    The report of the latest shift that lacks one; else another try at the one they have just given.
    Numbers that are not three, or too large, are a try at it: the command says what is wrong with them. None
    for anything else, and for those whom nobody has asked.
    """
    figures = read_figures(text)
    if figures is None and not looks_like_figures(text):
        return None
    written = text if figures is None else figures.written()
    for one in await store.reports.lacking(person_id, since=now - ANSWERABLE, now=now):
        if asks_for_calls(one.report, slug=one.slug, title=one.title):
            return f"report #{one.number} {written}", one.district_id
    if figures is None:
        return None
    last = await store.reports.latest_by(person_id, since=now - JUST_NOW)
    return None if last is None else (f"report #{last[0]} {figures.written()}", last[1])


async def plan_asking(post: Post, district: District, shift: ShiftView) -> None:
    """The evening is over: if no report comes, it is asked for the next day at noon."""
    if await is_asked_for(post.store, shift):
        noon = next_noon(shift.ends, ZoneInfo(district.timezone))
        await post.store.dues.plan(MISSING, subject(shift), noon, district_id=district.id)


async def ask_once(store: Store, post: Post, due: Due) -> Send | Wait | Expire:
    """Ask for what is missing, once."""
    shift = await shift_of(store, due.subject)
    if shift is None or shift.state == ShiftState.CANCELLED:
        return Expire("moved" if shift is None else "cancelled")
    district = await store.rooms.district(shift.district_id)
    if (end := _quiet(post, district)) is not None:
        return Wait(end)
    await store.dues.plan(DONE, subject(shift), post.now + WAITED_FOR, district_id=district.id)
    if not await is_missing(store, shift):
        return Expire("reported")
    row = await store.shifts.lock(shift.id)
    message = say(MISSING, **about(shift), closed=row.closed_off_at is not None, prefix=post.house.prefix)
    reached = await tell_responsible(post, district, shift, message)
    return Send(late=False) if reached else Expire("nobody to tell")


async def tell_sum(store: Store, post: Post, due: Due) -> Send | Wait | Expire:
    """The evening's sum to the organizers, without names, and a thank-you to everyone who came.

    Of a correction only the sum, as it is now.
    """
    shift = await shift_of(store, due.subject)
    if shift is None or shift.state == ShiftState.CANCELLED:
        return Expire("moved" if shift is None else "cancelled")
    report = await store.reports.get(shift.id)
    closed = (await store.shifts.lock(shift.id)).closed_off_at is not None
    if report is None and not closed:
        return Expire("nothing entered")
    district = await store.rooms.district(shift.district_id)
    if (end := _quiet(post, district)) is not None:
        return Wait(end)
    people = await store.signups.of_shift(shift.id, *ON_THE_ROSTER)
    came = [one for one in people if one.signup.state == SignupState.ATTENDED]
    figures = _values(report)
    total = say(
        due.kind,
        **about(shift),
        closed=closed,
        came=sum(1 + one.signup.guests for one in came),
        people=sum(1 + one.signup.guests for one in people),
        lacking=report is None and await is_asked_for(store, shift),
        **figures,
    )
    await _tell_organizers(post, district, shift, total)
    for one in came if due.kind == DONE else ():
        thanks = say("thanks", **about(shift), prefix=post.house.prefix, **figures)
        await post.to_person(one.person.id, thanks, district=district, shift_id=shift.id)
    return Send(late=False)


def _values(report: Report | None) -> dict[str, Value]:
    return {
        "calls": None if report is None else report.calls,
        "conversations": None if report is None else report.conversations,
        "callbacks": None if report is None else report.callbacks,
    }


async def _tell_organizers(post: Post, district: District, shift: ShiftView, message: Say) -> None:
    if await tell_organizers_rooms(post, district, message):
        return
    for organizer in await post.store.people.organizers(district.id):
        await post.to_person(organizer.id, message, district=district, shift_id=shift.id)


def _quiet(post: Post, district: District) -> datetime | None:
    return quiet_until(post.now, quiet=post.house.quiet, zone=ZoneInfo(district.timezone))
