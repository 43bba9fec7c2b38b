"""What is said to an answer that comes too late, or to nothing: what holds now, and what to type instead."""

from __future__ import annotations

from commands.actions.seats import closed_because
from commands.context import Context
from commands.reply import Refusal
from commands.texts import Code, say
from commands.wording import about
from storage.queries.shifts import ShiftView
from storage.states import ON_THE_ROSTER, SignupState


async def over(ctx: Context, shift: ShiftView) -> Refusal:
    """What was asked about the shift no longer holds."""
    own, typed = await _where_they_stand(ctx, shift)
    return Refusal("error-ask-over", **about(shift), own=own, typed=typed, shifts=Code(ctx.typed("shifts")))


async def nothing_asked(ctx: Context, shift: ShiftView | None = None) -> Refusal:
    """Nothing was asked, or nothing about this shift, which the words name."""
    own, typed = ("over", None) if shift is None else await _where_they_stand(ctx, shift)
    return Refusal(
        "error-nothing-asked",
        shift=None if shift is None else say("shift-short", **about(shift)),
        own=own,
        typed=typed,
        mine=Code(ctx.typed("mine")),
        shifts=Code(ctx.typed("shifts")),
    )


async def _where_they_stand(ctx: Context, shift: ShiftView) -> tuple[str, Code | None]:
    """Their part in the shift, and what to type: "booked", "waits", for others "open" or "full"; "over"."""
    if shift.starts <= ctx.now:
        return "over", None
    row = await ctx.store.signups.find(shift.id, ctx.asker.id)
    if row is not None and row.state in (*ON_THE_ROSTER, SignupState.WAITLISTED):
        own = "waits" if row.state == SignupState.WAITLISTED else "booked"
        return own, Code(ctx.typed("leave", f"#{shift.number}"))
    if closed_because(shift, ctx.now) is not None:
        return "over", None
    return "full" if shift.left == 0 else "open", Code(ctx.typed("signup", f"#{shift.number}"))
