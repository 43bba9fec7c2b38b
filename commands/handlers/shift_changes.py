"""Changing, cancelling, closing and opening shifts: for organizers, and for leads on their own."""

from __future__ import annotations

from commands.actions import shifts as actions
from commands.actions.line import HAS_A_PLACE
from commands.actions.news import tell_cancelled, tell_moved, tell_put_back, who_hears
from commands.actions.people import must_lead
from commands.actions.shifts import Change, cancelled_refusal, check_alive, check_year, read_new_span
from commands.context import Context
from commands.declare import Who, command
from commands.handlers.shift_answers import change_lines
from commands.handlers.shift_series import (
    cancel_together,
    edit_together,
    later_edit,
    later_too,
    no_later,
    others_meant,
    set_open_together,
)
from commands.options import Confirm, Roles, WhichOnes
from commands.parameters import CalledOffShift, EditedShift, Minimum, Place, Seats, Shift, WhenPair
from commands.refusing import wrong
from commands.reply import Reply, answer
from commands.rules.series import Which
from commands.texts import Code, Lines, say
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
    roles: Roles | None = None,
    confirm: Confirm | None = None,
    when: WhenPair | None = None,
    which: WhichOnes | None = None,
) -> Reply:
    """Change what is given. Whoever is booked hears once of another time or place, and nobody else does.

    Of a series only this one, unless others are named.
    """
    must_lead(ctx, shift.shift.lead_id)
    check_alive(shift.shift, ctx.now)
    if when and shift.rest:
        raise wrong(ctx, shift_edit, "too-many", shift.rest)
    written = when or shift.rest
    if not written and all(wish is None for wish in (seats, minimum, place, roles, confirm)):
        raise wrong(ctx, shift_edit, "nothing", "")
    several = which not in (None, Which.ONE)
    span = None
    if written:
        span = read_new_span(written, shift.shift, now=ctx.now, zone=ctx.zone, own_week=several)
    if span is not None and written is not None:
        check_year(ctx, written, span, instead_of=shift.shift.starts)
    change = Change(span=span, seats=seats, minimum=minimum, place=place, roles=roles, confirm=confirm)
    if which and (others := await others_meant(ctx, shift.shift, which)):
        return await edit_together(ctx, shift.shift, others, change, which=which, written=written)
    async with ctx.transaction():
        edited = await actions.edit_shift(ctx.post, ctx.district, shift.shift.id, change, anyway=ctx.anyway)
        told = await tell_moved(ctx.post, ctx.district, [edited] if edited.moved else [])
        told = told.together(await tell_put_back(ctx.post, ctx.district, edited))
    changes = change_lines(edited)
    if not changes:
        return answer("shift-unchanged", **about(edited.after))
    ctx.record("shift-edit", subject=f"shift:{edited.after.number}")
    done = say(
        "shift-edited",
        **about(edited.after),
        changes=Lines(changes),
        **told.values(may_name=ctx.may_name_people),
        **(no_later() if which else await later_edit(ctx, edited, change)),
    )
    return Reply(say=done, privately=told.privately(may_name=ctx.may_name_people))


@command(
    "shift-cancel",
    en=("shift cancel",),
    sv=("pass ställin", "pass stallin", "pass ställ", "pass stall"),
    who=Who.LEAD,
)
async def shift_cancel(ctx: Context, shift: CalledOffShift, which: WhichOnes | None = None) -> Reply:
    """The shift will not be. With people booked it is asked first, and then everyone is told once."""
    must_lead(ctx, shift.lead_id)
    check_alive(shift, ctx.now)
    if which and (others := await others_meant(ctx, shift, which)):
        return await cancel_together(ctx, shift, others, which=which)
    booked = await ctx.store.signups.of_shift(shift.id, *HAS_A_PLACE)
    if booked and not ctx.anyway:
        again = ctx.typed("shift-cancel", f"#{shift.number}", ctx.anyway_word)
        sure = say(
            "shift-cancel-confirm",
            **about(shift),
            **who_hears(booked),
            count=1,
            numbers=None,
            again=Code(again),
        )
        return Reply(say=sure, yes=again)
    async with ctx.transaction() as store:
        cancelled = await actions.cancel_shift(store, shift.id, now=ctx.now)
        told = await tell_cancelled(ctx.post, ctx.district, [cancelled])
    ctx.record("shift-cancel", subject=f"shift:{shift.number}")
    done = say(
        "shift-cancel-done",
        **about(shift),
        **told.values(may_name=ctx.may_name_people),
        **(no_later() if which else await later_too(ctx, shift, "shift-cancel")),
    )
    return Reply(say=done, privately=told.privately(may_name=ctx.may_name_people))


@command("shift-close", en=("shift close",), sv=("pass stäng", "pass avsluta"), who=Who.LEAD)
async def shift_close(ctx: Context, shift: Shift, which: WhichOnes | None = None) -> Reply:
    """No more sign-ups; whoever is booked stays booked, and organizers may still book people."""
    must_lead(ctx, shift.lead_id)
    if which and (others := await others_meant(ctx, shift, which)):
        return await set_open_together(ctx, shift, others, is_open=False)
    now, changed = await _set_open(ctx, shift, is_open=False)
    again = Code(ctx.typed("shift-open", f"#{now.number}"))
    more = await later_too(ctx, shift, "shift-close") if changed and not which else no_later()
    return answer("shift-closed" if changed else "shift-closed-already", **about(now), again=again, **more)


@command("shift-open", en=("shift open",), sv=("pass öppna",), who=Who.LEAD)
async def shift_open(ctx: Context, shift: Shift, which: WhichOnes | None = None) -> Reply:
    """Sign-ups are taken again. What is cancelled stays so: whoever had a seat was told that it is off."""
    must_lead(ctx, shift.lead_id)
    if shift.state == ShiftState.CANCELLED:
        raise cancelled_refusal(shift, add=_anew(ctx, shift))
    if which and (others := await others_meant(ctx, shift, which)):
        return await set_open_together(ctx, shift, others, is_open=True)
    now, changed = await _set_open(ctx, shift, is_open=True)
    signup = Code(ctx.typed("signup", f"#{now.number}"))
    more = await later_too(ctx, shift, "shift-open") if changed and not which else no_later()
    return answer("shift-opened" if changed else "shift-opened-already", **about(now), signup=signup, **more)


def _anew(ctx: Context, shift: ShiftView) -> Code | None:
    """How to make a shift like the cancelled one, while its time has not come."""
    if shift.starts <= ctx.now:
        return None
    return Code(ctx.typed("shift-copy", f"#{shift.number}", f"{shift.starts.astimezone(ctx.zone):%Y-%m-%d}"))


async def _set_open(ctx: Context, shift: ShiftView, *, is_open: bool) -> tuple[ShiftView, bool]:
    must_lead(ctx, shift.lead_id)
    async with ctx.transaction() as store:
        now, changed = await actions.set_open(store, shift.id, is_open=is_open, now=ctx.now)
    if changed:
        ctx.record("shift-open" if is_open else "shift-close", subject=f"shift:{now.number}")
    return now, changed
