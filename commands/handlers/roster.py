"""`booked`: who is coming, for those who organize it. Names go only where they may be read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from commands.actions.people import must_lead
from commands.actions.roster import Asked, Roster, asked_for, roster
from commands.context import Context
from commands.declare import Who, command
from commands.papers.calendar import of_district
from commands.papers.lists import day_list, table
from commands.parameters import ListForm, ShiftOrActivity, WhenWords
from commands.reply import Reply, answer
from commands.texts import Code, Lines, Listed, Say, Value, say
from commands.wording import about, named
from storage.queries.shifts import ShiftView
from storage.queries.signups import Booking

MOST_SHIFTS = 20
MOST_IN_FILE = 200
FILE_NAMES = {"sv": "bokade", "en": "booked"}
MOST_NAMES = 150
"""What fits into one message, with a link for each person; far more than any shift of a district has."""


@command("booked", en="booked roster", sv="bokade", who=Who.LEAD)
async def booked(
    ctx: Context,
    what: ShiftOrActivity | None = None,
    when: WhenWords | None = None,
    form: ListForm | None = None,
) -> Reply:
    """Who is booked: on one shift in full, on several in short, on the coming 7 days when nothing is said.

    As a file (`form`) it goes where the names may go; a calendar has no names in it.
    """
    text = " ".join(part for part in (what, when) if part)
    asked = await asked_for(ctx.store, text, district_id=ctx.district.id, now=ctx.now, zone=ctx.zone)
    shown = _allowed(ctx, asked)
    if not shown:
        return answer("booked-none", text=_code(asked), shifts=Code(ctx.typed("shifts")))
    if form is not None:
        return await _as_file(ctx, shown, form)
    rosters = [await roster(ctx.store, shift) for shift in shown[:MOST_SHIFTS]]
    more = len(shown) - len(rosters)
    everything = _in_full(rosters[0]) if asked.one else _in_short(asked, rosters, more=more)
    if ctx.may_name_people:
        _record(ctx, rosters)
        return Reply(say=everything)
    anybody = any(one.bookings or one.offered or one.waiting for one in rosters)
    if anybody:
        _record(ctx, rosters)
    counts = _counts(asked, rosters, more=more, privately=anybody)
    return Reply(say=counts, privately=everything if anybody else None)


async def _as_file(ctx: Context, shown: Sequence[ShiftView], form: str) -> Reply:
    """The same as a table, a day list or a calendar."""
    kept = shown[:MOST_IN_FILE]
    day = kept[0].starts.astimezone(ctx.zone).date().isoformat()
    name = f"{FILE_NAMES[ctx.language]}-{f'{kept[0].number}-' if len(kept) == 1 else ''}{day}"
    said = say("booked-file", form=form, shifts=len(kept), more=len(shown) - len(kept))
    if form == "ics":
        paper = of_district(ctx.district, kept, server=ctx.house.server, now=ctx.now, name=name)
        return Reply(say=said, attachment=paper)
    rosters = [await roster(ctx.store, shift) for shift in kept]
    _record(ctx, rosters)
    if form == "csv":
        paper = table(ctx.district, rosters, name=name)
    else:
        paper = day_list(ctx.district, rosters, language=ctx.language, now=ctx.now, names=True, name=name)
    if ctx.may_name_people:
        return Reply(say=said, attachment=paper)
    return Reply(say=say("booked-file-privately", form=form), privately=said, attachment=paper)


def _allowed(ctx: Context, asked: Asked) -> list[ShiftView]:
    """What the asker may see of it: a lead is refused others' shifts by name, and not shown them unasked."""
    if ctx.is_organizer:
        return list(asked.shifts)
    if asked.by_activity:
        must_lead(ctx, asked.activity_lead)
    elif asked.one:
        must_lead(ctx, asked.shifts[0].lead_id)
    return [one for one in asked.shifts if one.lead_id == ctx.asker.id]


def _record(ctx: Context, rosters: Sequence[Roster]) -> None:
    """That the asker saw who is on these shifts."""
    for one in rosters:
        if one.bookings or one.offered or one.waiting:
            ctx.record("roster", subject=f"shift:{one.shift.number}")


def _code(asked: Asked) -> Code | None:
    return Code(asked.text[:60]) if asked.text else None


def _in_full(one: Roster) -> Say:
    """One shift: everyone on a line of their own, with all that is known."""
    shown = one.bookings[:MOST_NAMES]
    ambiguous = one.ambiguous()
    lines = [_person(one, booking, ambiguous=booking.person.id in ambiguous) for booking in shown]
    return say(
        "booked-list",
        heading=say("booked-heading-shift", **_shift(one)),
        people=Lines(lines),
        more=len(one.bookings) - len(shown),
        shifts=0,
        offered=Lines([_held(booking, until) for booking, until in one.offered]) if one.offered else None,
        waiting=Lines([_waits(booking) for booking in one.waiting[:MOST_NAMES]], numbered=True)
        if one.waiting
        else None,
    )


def _held(booking: Booking, until: datetime | None) -> Say:
    name = say("booked-name", name=named(booking.person), guests=booking.signup.guests)
    return say("booked-offered", name=name, role=booking.signup.role, until=until)


def _waits(booking: Booking) -> Say:
    name = say("booked-name", name=named(booking.person), guests=booking.signup.guests)
    return say("booked-waits", name=name, role=booking.signup.role, chat=booking.has_chat)


def _person(one: Roster, booking: Booking, *, ambiguous: bool) -> Say:
    by = one.booker_of(booking)
    account = booking.identity.address if booking.identity and ambiguous else None
    return say(
        "booked-person",
        name=named(booking.person, booking.identity),
        account=account,
        guests=booking.signup.guests,
        role=booking.signup.role,
        by=named(by) if by else None,
        chat=booking.has_chat,
        state=booking.signup.state.value,
        here=booking.signup.checked_in_at is not None,
        unconfirmed=booking.signup.confirm_by is not None and booking.signup.confirmed_at is None,
    )


def _in_short(asked: Asked, rosters: Sequence[Roster], *, more: int) -> Say:
    """Several shifts: the names of each in one sentence, as many as fit."""
    room = MOST_NAMES
    lines = []
    for one in rosters:
        shown, room = one.bookings[:room], max(0, room - len(one.bookings))
        names = [
            say("booked-name", name=named(person.person), guests=person.signup.guests) for person in shown
        ]
        left_out = len(one.bookings) - len(shown)
        lines.append(say("booked-shift-names", **_shift(one), names=Listed(names), more=left_out))
    return say(
        "booked-list",
        heading=_heading(asked),
        people=Lines(lines),
        more=0,
        shifts=more,
        offered=None,
        waiting=None,
    )


def _counts(asked: Asked, rosters: Sequence[Roster], *, more: int, privately: bool) -> Say:
    """The same without anybody's name."""
    if asked.one:
        heading, lines = say("booked-heading-shift", **_shift(rosters[0])), []
    else:
        heading = _heading(asked)
        lines = [say("booked-shift", **_shift(one)) for one in rosters]
    return say("booked-counts", heading=heading, people=Lines(lines), shifts=more, privately=privately)


def _heading(asked: Asked) -> Say:
    return say("booked-heading-some", text=_code(asked))


def _shift(one: Roster) -> dict[str, Value]:
    return {
        **about(one.shift),
        "minimum": one.shift.minimum,
        "missing": one.missing,
        "state": one.shift.state.value,
        "held": one.shift.offered,
    }
