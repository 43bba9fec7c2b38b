"""Who came: for the lead and the organizers; and `checkin`, with which somebody says it of themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from commands.actions import attendance as actions
from commands.actions.afterwards import past_shift
from commands.actions.attendance import Attendance, as_listed, on_list
from commands.actions.people import must_lead
from commands.actions.reports import is_missing
from commands.actions.shifts import cancelled_refusal
from commands.context import Context
from commands.declare import Command, Param, Takes, Who, command
from commands.parameters import OwnShift
from commands.refusing import wrong
from commands.reply import WAYS_OUT, Refusal, Reply, answer
from commands.rules.attendance import CHANGEABLE, CHECK_IN, may_check_in, parted, who_is_meant
from commands.rules.names import shortened
from commands.texts import Code, Lines, Listed, Value, say
from commands.wording import about, named
from storage.queries.shifts import ShiftView
from storage.queries.signups import Booking
from storage.states import RoomRole, ShiftState, SignupState


async def _written(_ctx: Context, text: str, _command: Command) -> str:
    return text


def _shift_and(people_sv: str, people_en: str) -> Param:
    label = {"sv": f"PASS {people_sv}", "en": f"SHIFT {people_en}"}
    return Param(takes=Takes.REST, label=label, resolve=_written)


ShiftAndExceptions = Annotated[str, _shift_and("[utom PERSON …]", "[but PERSON …]")]
ShiftAndPeople = Annotated[str, _shift_and("PERSON …", "PERSON …")]


@command("attended", en=("attended", "attendance"), sv=("närvaro", "närvarande"), who=Who.LEAD)
async def attended(ctx: Context, shift: ShiftAndExceptions) -> Reply:
    """Everyone came, or all but some, or these did. Who was said not to have come is not changed by it."""
    there = await _find(ctx, attended, shift)
    came, but = parted(there.rest)
    if but == "":
        raise wrong(ctx, attended, "missing-whom", "")
    words = dict.fromkeys(_meant(ctx, there, came), SignupState.ATTENDED)
    if but is not None:
        words |= dict.fromkeys(_meant(ctx, there, but), SignupState.MISSED)
    everyone = but is not None or not words
    return await _enter(ctx, there, words, others=SignupState.ATTENDED if everyone else None)


@command("missed", en=("missed", "noshow"), sv=("uteblev", "kominte"), who=Who.LEAD)
async def missed(ctx: Context, shift: ShiftAndPeople) -> Reply:
    """These did not come."""
    return await _did_not_come(ctx, missed, shift, SignupState.MISSED)


@command("excused", en=("excused",), sv=("förhinder",), who=Who.LEAD)
async def excused(ctx: Context, shift: ShiftAndPeople) -> Reply:
    """These had a reason not to come."""
    return await _did_not_come(ctx, excused, shift, SignupState.EXCUSED)


async def _did_not_come(ctx: Context, used: Command, text: str, state: SignupState) -> Reply:
    there = await _find(ctx, used, text)
    if not there.rest:
        raise wrong(ctx, used, "missing-whom", "")
    return await _enter(ctx, there, dict.fromkeys(_meant(ctx, there, there.rest), state))


class _There:
    """The shift that was meant, who was booked on it, and the words about them."""

    def __init__(self, shift: ShiftView, bookings: Sequence[Booking], rest: str) -> None:
        self.shift = shift
        self.bookings = bookings
        self.rest = rest


async def _find(ctx: Context, used: Command, text: str) -> _There:
    """Raises Refusal where nothing can be entered, or not by the asker."""
    found = await past_shift(ctx.store, text, district_id=ctx.district.id, now=ctx.now)
    if found.shift is None:
        raise Refusal("error-shift-none", text=Code(shortened(text, 60)), **WAYS_OUT)
    shift = found.shift
    must_lead(ctx, shift.lead_id)
    if shift.state == ShiftState.CANCELLED:
        raise cancelled_refusal(shift)
    why = actions.why_not(shift, ctx.post)
    if why is not None:
        raise Refusal(
            "error-attendance-time",
            **about(shift),
            why=why,
            days=CHANGEABLE.days,
            again=Code(ctx.typed(used.id, f"#{shift.number}")),
        )
    bookings = await on_list(ctx.store, shift.id)
    if not bookings:
        raise Refusal("error-attendance-nobody", **about(shift), book=Code(ctx.typed("book")))
    return _There(shift, bookings, found.rest)


def _meant(ctx: Context, there: _There, text: str) -> list[int]:
    """The sign-ups of those who are named. Raises Refusal where somebody is not found, or several are."""
    found = who_is_meant(text, as_listed(there.bookings))
    if not found.unknown:
        return [there.bookings[place].signup.id for place in found.places]
    lines = [
        say(
            "attendance-near",
            name=named(one.person),
            account=one.identity.address if one.identity else None,
        )
        for one in there.bookings[: actions.MOST_NAMES]
    ]
    values: dict[str, Value] = {
        **about(there.shift),
        "text": Code(shortened(" ".join(found.unknown), 60)),
        "roster": Code(ctx.typed("booked", f"#{there.shift.number}")),
    }
    people = Lines(lines, numbered=True)
    refusal = Refusal("error-attendance-person", **values, people=people if ctx.may_name_people else None)
    if not ctx.may_name_people:
        refusal.privately = say("error-attendance-person", **values, people=people)
    raise refusal


async def _enter(
    ctx: Context, there: _There, words: dict[int, SignupState], *, others: SignupState | None = None
) -> Reply:
    async with ctx.transaction() as store:
        entered = await actions.enter(ctx.post, there.shift, words, others=others)
        asked = not entered.open and await is_missing(store, there.shift)
    number = f"#{there.shift.number}"
    ctx.record("attendance", subject=f"shift:{there.shift.number}")
    for one in there.bookings:
        if state := words.get(one.signup.id):
            ctx.record(state.value, subject=f"shift:{there.shift.number}", person_id=one.person.id)
    private = ctx.room.role is RoomRole.DIRECT
    return Reply(
        say=say(
            "attendance-kept",
            **about(there.shift),
            **_counts(ctx, entered),
            asked="no" if not asked else "here" if private else "there",
            report=Code(ctx.typed("report", number, "40 12 3")),
            everyone=Code(ctx.typed("attended", number)),
        ),
        yes=ctx.typed("attended", number) if entered.open else None,
    )


def _counts(ctx: Context, entered: Attendance) -> dict[str, Value]:
    """Numbers; and the names of those who did not come, where they may be read."""

    def names(bookings: Sequence[Booking]) -> Value:
        if not bookings or not ctx.may_name_people:
            return None
        return Listed([named(one.person) for one in bookings])

    return {
        "came": entered.came,
        "people": entered.people,
        "open": entered.open,
        "absent": len(entered.missed),
        "absentees": names(entered.missed),
        "excused": len(entered.excused),
        "excused_names": names(entered.excused),
    }


@command("checkin", en=("checkin", "here"), sv=("incheckad", "här", "incheckning", "checka in"))
async def checkin(ctx: Context, shift: OwnShift | None = None) -> Reply:
    """Say that one is there, from an hour before the shift until its end."""
    chosen = shift or await _own_now(ctx)
    why = may_check_in(starts=chosen.starts, ends=chosen.ends, now=ctx.now)
    if chosen.state == ShiftState.CANCELLED:
        raise cancelled_refusal(chosen)
    row = await ctx.store.signups.find(chosen.id, ctx.asker.id)
    if row is None or row.state not in (SignupState.BOOKED, SignupState.ATTENDED, SignupState.MISSED):
        begun = chosen.starts <= ctx.now
        signup = None if begun or chosen.state != ShiftState.OPEN else f"#{chosen.number}"
        raise Refusal(
            "error-checkin-not-booked",
            **about(chosen),
            over=why == "late",
            signup=Code(ctx.typed("signup", signup)) if signup else None,
        )
    if why is not None:
        raise Refusal("error-checkin-time", **about(chosen), why=why, opens=chosen.starts - CHECK_IN)
    if row.checked_in_at is not None:
        return answer("checkin-already", **about(chosen))
    async with ctx.transaction() as store:
        await store.signups.change(row, checked_in_at=ctx.now)
    ctx.record("checkin", subject=f"shift:{chosen.number}")
    return answer("checkin-done", **about(chosen))


async def _own_now(ctx: Context) -> ShiftView:
    """The asker's shift that is on, or comes next. Raises Refusal when they have none."""
    mine = await ctx.store.shifts.booked_by(ctx.district.id, ctx.asker.id, now=ctx.now)
    seats = {
        one.shift_id
        for one in await ctx.store.signups.coming_of(ctx.district.id, ctx.asker.id, now=ctx.now)
        if one.state == SignupState.BOOKED
    }
    own = [one for one in mine if one.id in seats]
    if not own:
        raise Refusal("error-checkin-none", shifts=Code(ctx.typed("shifts")))
    running = [one for one in own if may_check_in(starts=one.starts, ends=one.ends, now=ctx.now) is None]
    return (running or own)[0]
