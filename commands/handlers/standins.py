"""Looking for somebody who takes over one's seat, and the answers of those who are asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from commands.actions.confirming import still_comes
from commands.actions.seats import closed_because
from commands.actions.standin_ends import end_for_signup
from commands.actions.standin_search import go_on, search
from commands.actions.standins import Busy, NotTaken, Taken, take_over
from commands.context import Context
from commands.declare import Command, Param, Takes, command
from commands.handlers.ask_over import over
from commands.papers.calendar import calendar_of
from commands.reply import Refusal, Reply, answer
from commands.rules.choices import is_off
from commands.rules.names import fold, without_stops
from commands.rules.standins import ROOM, SWAP
from commands.texts import Code, say
from commands.which_shift import only_own, own_shift
from commands.wording import about
from storage.models import Ask, Signup, StandIn
from storage.queries.shifts import ShiftView
from storage.states import ON_THE_ROSTER, AskState, ShiftState, SignupState, StandInState

_ON = frozenset({"on", "på", "pa"})


@dataclass(frozen=True, slots=True)
class Request:
    """A shift, or none; `on` None: neither on nor off was said."""

    shift: ShiftView | None
    on: bool | None


async def _request(ctx: Context, text: str, asked: Command) -> Request:
    *words, last = text.split()
    word = fold(without_stops(last))
    on = True if word in _ON else False if is_off(word) else None
    rest = text if on is None else " ".join(words)
    return Request(await own_shift(ctx, rest, asked) if rest else None, on)


StandInWords = Annotated[
    Request,
    Param(takes=Takes.REST, label={"sv": "PASS [av]", "en": "SHIFT [off]"}, resolve=_request),
]


@command("standin", en="standin stand-in", sv="ersättare", choose="standin-choose")
async def standin(ctx: Context, words: StandInWords | None = None) -> Reply:
    """Look for somebody who takes over the asker's seat; `off` takes that back.

    Without a shift `off` and `on` say whether the asker may be asked to step in for others.
    """
    if words is not None and words.shift is None:
        return await _may_be_asked(ctx, may=bool(words.on))
    shift = (words.shift if words else None) or await only_own(ctx)
    signup = await own_seat(ctx, shift)
    if words is not None and words.on is False:
        return await _withdraw(ctx, shift, signup)
    async with ctx.transaction() as store:
        stand_in, new = await search(ctx.post, ctx.district, shift, signup)
        asked = [one for one in await store.asks.of_stand_in(stand_in.id) if one.state == AskState.OPEN]
        stage = stand_in.stage
    if new:
        ctx.record("stand-in", subject=f"shift:{shift.number}")
    return answer(
        "standin-started" if new else "standin-already",
        **about(shift),
        stage=stage,
        asked=len(asked),
        off=Code(ctx.typed("standin", f"#{shift.number}", off_word(ctx))),
    )


async def own_seat(ctx: Context, shift: ShiftView) -> Signup:
    """The asker's seat on a shift that is still to come. Raises Refusal."""
    signup = await ctx.store.signups.find(shift.id, ctx.asker.id)
    state = signup.state if signup is not None else None
    if shift.state == ShiftState.CANCELLED or shift.starts <= ctx.now:
        why = "cancelled" if shift.state == ShiftState.CANCELLED else "begun"
    elif state in (SignupState.WAITLISTED, SignupState.OFFERED):
        why = "waits"
    else:
        why = "none"
    if signup is None or state != SignupState.BOOKED or why != "none":
        raise Refusal(
            "error-standin-seat",
            **about(shift),
            why=why,
            leave=Code(ctx.typed("leave", f"#{shift.number}")),
            mine=Code(ctx.typed("mine")),
        )
    return signup


async def _withdraw(ctx: Context, shift: ShiftView, signup: Signup) -> Reply:
    if not await ctx.store.stand_ins.open_of_signup(signup.id):
        raise Refusal(
            "error-standin-none", **about(shift), again=Code(ctx.typed("standin", f"#{shift.number}"))
        )
    async with ctx.transaction() as store:
        await end_for_signup(store, signup.id, now=ctx.now, state=StandInState.WITHDRAWN)
        await still_comes(ctx.post, signup)
    ctx.record("stand-in-off", subject=f"shift:{shift.number}")
    return answer("standin-withdrawn", **about(shift))


async def _may_be_asked(ctx: Context, *, may: bool) -> Reply:
    async with ctx.transaction():
        if may:
            ctx.asker.unasked_since = None
        elif ctx.asker.unasked_since is None:
            ctx.asker.unasked_since = ctx.now
    again = Code(ctx.typed("standin", off_word(ctx) if may else {"sv": "på", "en": "on"}[ctx.language]))
    return answer("standin-on" if may else "standin-off", again=again)


def off_word(ctx: Context) -> str:
    """What takes it back, in the asker's language."""
    return {"sv": "av", "en": "off"}[ctx.language]


async def steps_in(ctx: Context, ask: Ask, shift: ShiftView) -> Reply:
    """Whoever was asked says yes: the seat is theirs, if nobody was faster."""
    return await take(ctx, await ctx.store.stand_ins.get(ask.stand_in_id or 0), shift)


async def take(ctx: Context, stand_in: StandIn, shift: ShiftView) -> Reply:
    """The asker takes over the seat. Raises Refusal; in an open transaction.

    Who was asked in person by another knows from the question whether they are busy then.
    """
    anyway = ctx.anyway or stand_in.stage == SWAP
    outcome = await take_over(ctx.post, ctx.district, stand_in, ctx.asker.id, anyway=anyway)
    match outcome:
        case Taken(shift=now, signup=signup):
            ctx.record("stand-in-taken", subject=f"shift:{now.number}")
            done = say("standin-done", **about(now), guests=signup.guests, role=signup.role)
            return Reply(say=done, attachment=calendar_of(ctx, now, signup))
        case Busy(other=other):
            raise Refusal(
                "standin-overlap-confirm",
                **about(shift),
                other=say("shift-short", **about(other)),
                again=Code(ctx.typed("yes", f"#{shift.number}", ctx.anyway_word)),
            )
        case NotTaken(why="taken"):
            raise taken(ctx, shift)
        case NotTaken(why="over"):
            raise await over(ctx, shift)
        case NotTaken(why=why, party=party):
            raise Refusal(
                "error-standin-cannot",
                **about(shift),
                why=why,
                party=party,
                off=Code(ctx.typed("standin", f"#{shift.number}", off_word(ctx))),
                leave=Code(ctx.typed("leave", f"#{shift.number}")),
            )


def taken(ctx: Context, shift: ShiftView) -> Refusal:
    """Somebody else was faster."""
    return Refusal("error-standin-taken", **about(shift), shifts=Code(ctx.typed("shifts")))


async def does_not_step_in(ctx: Context, ask: Ask, shift: ShiftView) -> Reply:
    """The next are asked; whoever waits keeps their place in the line."""
    stand_in = await ctx.store.stand_ins.get(ask.stand_in_id or 0)
    await go_on(ctx.post, ctx.district, stand_in)
    return answer("standin-declined", **about(shift), off=Code(ctx.typed("standin", off_word(ctx))))


async def from_room(ctx: Context, shift: ShiftView) -> StandIn | None:
    """The request that everybody in the room may answer. Raises Refusal when the last one there is over."""
    asked = await _asked_in_room(ctx, shift)
    wanted = [one for one in asked if one.state == StandInState.OPEN]
    if wanted or not asked:
        return wanted[0] if wanted else None
    if asked[-1].state == StandInState.TAKEN and shift.starts > ctx.now:
        raise taken(ctx, shift)
    raise await over(ctx, shift)


async def has_room_all_the_same(ctx: Context, shift: ShiftView) -> bool:
    """The room was asked, and whoever had the seat is not on the shift any more: there are seats to be had.

    The question stands in the room all the same, and whoever presses ✅ under it means a seat.
    """
    asked = await _asked_in_room(ctx, shift)
    if not asked or any(one.state != StandInState.ENDED for one in asked):
        return False
    seats = [await ctx.store.signups.get(one.signup_id) for one in asked]
    if any(one.state in ON_THE_ROSTER for one in seats):
        return False  # the shift was moved, and whoever had the seat has it
    return closed_because(shift, ctx.now) is None and (shift.left is None or shift.left > 0)


async def _asked_in_room(ctx: Context, shift: ShiftView) -> Sequence[StandIn]:
    return await ctx.store.stand_ins.in_stage(shift.id, ROOM)
