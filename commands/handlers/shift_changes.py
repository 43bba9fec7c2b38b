"""Changing, cancelling, closing and opening shifts: for organizers, and for leads on their own."""

from __future__ import annotations

from commands.actions import shifts as actions
from commands.actions.line import HAS_A_PLACE
from commands.actions.news import tell_cancelled, tell_moved, tell_put_back
from commands.actions.people import must_lead
from commands.actions.shifts import Change, Edited, cancelled_refusal, check_alive, check_year, read_new_span
from commands.bind import wrong
from commands.context import Context
from commands.declare import Who, command
from commands.parameters import CalledOffShift, EditedShift, Minimum, Place, Seats, Shift, WhenPair
from commands.reply import Reply, answer
from commands.texts import Code, Lines, Period, Say, say
from commands.wording import about
from storage.queries.shifts import ShiftView
from storage.states import ShiftState


@command("shift-edit", en=("shift edit",), sv=("pass ändra",), who=Who.LEAD)
async def shift_edit(
    ctx: Context,
    shift: EditedShift,
    seats: Seats | None = None,
    minimum: Minimum | None = None,
    place: Place | None = None,
    when: WhenPair | None = None,
) -> Reply:
    """Change what is given. Whoever is booked hears once of another time or place, and nobody else does."""
    must_lead(ctx, shift.shift.lead_id)
    check_alive(shift.shift, ctx.now)
    if when and shift.rest:
        raise wrong(ctx, shift_edit, "too-many", shift.rest)
    written = when or shift.rest
    if not written and seats is None and minimum is None and place is None:
        raise wrong(ctx, shift_edit, "nothing", "")
    span = read_new_span(written, shift.shift, now=ctx.now, zone=ctx.zone) if written else None
    if span is not None and written is not None:
        check_year(ctx, written, span, instead_of=shift.shift.starts)
    change = Change(span=span, seats=seats, minimum=minimum, place=place)
    async with ctx.transaction():
        edited = await actions.edit_shift(ctx.post, ctx.district, shift.shift.id, change, anyway=ctx.anyway)
        told = await tell_moved(ctx.post, ctx.district, [edited] if edited.moved else [])
        await tell_put_back(ctx.post, ctx.district, edited)
    changes = _changes(edited)
    if not changes:
        return answer("shift-unchanged", **about(edited.after))
    ctx.record("shift-edit", subject=f"shift:{edited.after.number}")
    done = say(
        "shift-edited",
        **about(edited.after),
        changes=Lines(changes),
        **told.values(may_name=ctx.may_name_people),
    )
    return Reply(say=done, privately=told.privately(may_name=ctx.may_name_people))


def _changes(edited: Edited) -> list[Say]:
    """A line for everything that is different now."""
    before, after = edited.before, edited.after
    changes = []
    if edited.new_time:
        now, was = Period(after.starts, after.ends), Period(before.starts, before.ends)
        changes.append(say("shift-change-time", now=now, was=was))
    if after.place != before.place:
        changes.append(say("shift-change-place", now=after.place, was=before.place))
    if after.seats != before.seats:
        changes.append(say("shift-change-seats", now=after.seats, was=before.seats))
    if edited.put_back:
        changes.append(say("shift-change-put-back", people=len(edited.put_back)))
    if after.minimum != before.minimum:
        changes.append(say("shift-change-minimum", now=after.minimum, was=before.minimum))
    return changes


@command(
    "shift-cancel",
    en=("shift cancel",),
    sv=("pass ställin", "pass stallin", "pass ställ", "pass stall"),
    who=Who.LEAD,
)
async def shift_cancel(ctx: Context, shift: CalledOffShift) -> Reply:
    """The shift will not be. With people booked it is asked first, and then everyone is told once."""
    must_lead(ctx, shift.lead_id)
    check_alive(shift, ctx.now)
    booked = await ctx.store.signups.of_shift(shift.id, *HAS_A_PLACE)
    if booked and not ctx.anyway:
        again = Code(ctx.typed("shift-cancel", f"#{shift.number}", ctx.anyway_word))
        reached = sum(one.has_chat for one in booked)
        return answer(
            "shift-cancel-confirm",
            **about(shift),
            people=len(booked),
            reached=reached,
            unreached=len(booked) - reached,
            again=again,
        )
    async with ctx.transaction() as store:
        cancelled = await actions.cancel_shift(store, shift.id, now=ctx.now)
        told = await tell_cancelled(ctx.post, ctx.district, [cancelled])
    ctx.record("shift-cancel", subject=f"shift:{shift.number}")
    done = say("shift-cancel-done", **about(shift), **told.values(may_name=ctx.may_name_people))
    return Reply(say=done, privately=told.privately(may_name=ctx.may_name_people))


@command("shift-close", en=("shift close",), sv=("pass stäng",), who=Who.LEAD)
async def shift_close(ctx: Context, shift: Shift) -> Reply:
    """No more sign-ups; whoever is booked stays booked, and organizers may still book people."""
    now, changed = await _set_open(ctx, shift, is_open=False)
    again = Code(ctx.typed("shift-open", f"#{now.number}"))
    return answer("shift-closed" if changed else "shift-closed-already", **about(now), again=again)


@command("shift-open", en=("shift open",), sv=("pass öppna",), who=Who.LEAD)
async def shift_open(ctx: Context, shift: Shift) -> Reply:
    """Sign-ups are taken again. What is cancelled stays so: whoever had a seat was told that it is off."""
    must_lead(ctx, shift.lead_id)
    if shift.state == ShiftState.CANCELLED:
        raise cancelled_refusal(shift, add=_anew(ctx, shift))
    now, changed = await _set_open(ctx, shift, is_open=True)
    signup = Code(ctx.typed("signup", f"#{now.number}"))
    return answer("shift-opened" if changed else "shift-opened-already", **about(now), signup=signup)


def _anew(ctx: Context, shift: ShiftView) -> Code | None:
    """How to make a shift like the cancelled one, while its time has not come."""
    if shift.starts <= ctx.now:
        return None
    starts, ends = shift.starts.astimezone(ctx.zone), shift.ends.astimezone(ctx.zone)
    seats = {"sv": "platser", "en": "seats"}[ctx.language]
    more = [f"{seats}={shift.seats}"] if shift.seats is not None else []
    when = f"{starts:%Y-%m-%d %H:%M}-{ends:%H:%M}"
    return Code(ctx.typed("shift-add", shift.slug, when, *more))


async def _set_open(ctx: Context, shift: ShiftView, *, is_open: bool) -> tuple[ShiftView, bool]:
    must_lead(ctx, shift.lead_id)
    async with ctx.transaction() as store:
        now, changed = await actions.set_open(store, shift.id, is_open=is_open, now=ctx.now)
    if changed:
        ctx.record("shift-open" if is_open else "shift-close", subject=f"shift:{now.number}")
    return now, changed
