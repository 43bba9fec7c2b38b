"""The answer to an offered seat."""

from __future__ import annotations

from commands.actions.line import accept as take
from commands.actions.seats import leave
from commands.context import Context
from commands.handlers.ask_over import over
from commands.papers.calendar import calendar_of
from commands.reply import Reply, answer
from commands.texts import Code, say
from commands.wording import about
from storage.models import Ask
from storage.queries.shifts import ShiftView
from storage.states import ShiftState, SignupState


async def accept(ctx: Context, ask: Ask, shift: ShiftView) -> Reply:
    """The seat is theirs."""
    signup = await ctx.store.signups.get(ask.signup_id or 0)
    if signup.state != SignupState.OFFERED or shift.state == ShiftState.CANCELLED or shift.starts <= ctx.now:
        raise await over(ctx, shift)
    now = await take(ctx.post, ctx.district, signup)
    booked = say("signup-booked", **about(now), guests=signup.guests, role=signup.role)
    return Reply(say=booked, attachment=calendar_of(ctx, now, signup))


async def decline(ctx: Context, ask: Ask, shift: ShiftView) -> Reply:
    """The seat goes to the next in line."""
    signup = await ctx.store.signups.get(ask.signup_id or 0)
    if signup.state != SignupState.OFFERED:
        raise await over(ctx, shift)
    now = await leave(ctx.post, ctx.district, signup)
    return answer("offer-declined", **about(now), again=Code(ctx.typed("signup", f"#{now.number}")))
