"""The answer to whether somebody still comes."""

from __future__ import annotations

from commands.actions.confirming import confirm
from commands.actions.seats import closed_because, leave
from commands.context import Context
from commands.handlers.ask_over import over
from commands.papers.calendar import given_up
from commands.reply import Reply, answer
from commands.texts import Code, say
from commands.wording import about
from storage.models import Ask
from storage.queries.shifts import ShiftView
from storage.states import ShiftState, SignupState


async def comes(ctx: Context, ask: Ask, shift: ShiftView) -> Reply:
    """They come; also said late, as long as the seat has not been given on."""
    signup = await ctx.store.signups.get(ask.signup_id or 0)
    if signup.state != SignupState.BOOKED or shift.state == ShiftState.CANCELLED or shift.ends <= ctx.now:
        raise await over(ctx, shift)
    await confirm(ctx.post, signup)
    return answer("seat-confirmed", **about(shift))


async def does_not_come(ctx: Context, ask: Ask, shift: ShiftView) -> Reply:
    """They give the seat up, and whoever waits moves up."""
    signup = await ctx.store.signups.get(ask.signup_id or 0)
    if signup.state != SignupState.BOOKED or shift.starts <= ctx.now:
        raise await over(ctx, shift)
    was = signup.state
    now = await leave(ctx.post, ctx.district, signup)
    again = Code(ctx.typed("signup", f"#{now.number}")) if closed_because(now, ctx.now) is None else None
    gone = await given_up(ctx.post, ctx.district, now, signup)
    return Reply(say=say("leave-done", **about(now), was=was.value, again=again), attachment=gone)
