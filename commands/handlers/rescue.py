"""A shift with too few people: the lead's choice, and the answers of those who are asked to come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from commands.actions import rescue
from commands.actions.line import HAS_A_PLACE
from commands.actions.merging import merge
from commands.actions.people import must_lead
from commands.actions.seats import closed_because
from commands.actions.shifts import check_alive
from commands.context import Context
from commands.declare import Command, Param, Takes, Who, command
from commands.handlers.ask_over import over
from commands.handlers.signup import signup
from commands.handlers.standins import off_word
from commands.parameters import Shift
from commands.reply import Refusal, Reply, answer
from commands.rules.names import fold
from commands.texts import Code, say
from commands.which_shift import any_shift
from commands.wording import about
from storage.models import Ask
from storage.queries.shifts import ShiftView
from storage.states import ShiftState

_BETWEEN = frozenset({"med", "och", "i", "till", "with", "and", "into", "to", "+", "&"})


@dataclass(frozen=True, slots=True)
class Two:
    """The shift that is to end, and the one that is held; None: not said which."""

    shift: ShiftView
    into: ShiftView | None


async def _two(ctx: Context, text: str, asked: Command) -> Two:
    """`12 14`, `12 med 14`; Swedish also says "slå ihop", whose second word then stands first."""
    words = text.split()
    if fold(words[0]) == "ihop" and len(words) > 1:
        words = words[1:]
    shift = await any_shift(ctx, words[0], asked)
    rest = words[2:] if len(words) > 2 and fold(words[1]) in _BETWEEN else words[1:]
    return Two(shift, await any_shift(ctx, " ".join(rest), asked) if rest else None)


TwoShifts = Annotated[
    Two, Param(takes=Takes.REST, label={"sv": "PASS PASS", "en": "SHIFT SHIFT"}, resolve=_two)
]


@command("shift-keep", en=("shift keep",), sv=("pass kör", "pass behåll"), who=Who.LEAD)
async def shift_keep(ctx: Context, shift: Shift) -> Reply:
    """The shift is held however few come: nobody else is asked."""
    must_lead(ctx, shift.lead_id)
    check_alive(shift, ctx.now)
    async with ctx.transaction():
        await rescue.keep(ctx.post, shift)
    ctx.record("shift-keep", subject=f"shift:{shift.number}")
    return answer("shift-kept", **about(shift), minimum=shift.minimum)


@command("shift-merge", en=("shift merge",), sv=("pass slåihop", "pass slaihop", "pass slå"), who=Who.LEAD)
async def shift_merge(ctx: Context, shifts: TwoShifts) -> Reply:
    """Everyone on the first shift is moved to the second, and the first is cancelled. Asked first."""
    shift = shifts.shift
    must_lead(ctx, shift.lead_id)
    check_alive(shift, ctx.now)
    into = shifts.into or await rescue.merge_target(ctx.post, shift)
    if into is None:
        raise Refusal("error-merge", **about(shift), why="nowhere", into=None, open=None)
    must_lead(ctx, into.lead_id)
    _check(ctx, shift, into)
    people = await ctx.store.signups.of_shift(shift.id, *HAS_A_PLACE)
    both = about(shift) | {"into": say("shift-short", **about(into))}
    if (people or shifts.into is None) and not ctx.anyway:
        reached = sum(one.has_chat for one in people)
        again = ctx.typed("shift-merge", f"#{shift.number}", f"#{into.number}", ctx.anyway_word)
        sure = say(
            "shift-merge-confirm",
            **both,
            people=len(people),
            room=into.left,
            reached=reached,
            unreached=len(people) - reached,
            again=Code(again),
        )
        return Reply(say=sure, yes=again)
    async with ctx.transaction():
        merged = await merge(ctx.post, ctx.district, shift.id, into.id)
    ctx.record("shift-merge", subject=f"shift:{shift.number}")
    done = say(
        "shift-merge-done",
        **about(shift),
        into=say("shift-short", **about(merged.into)),
        seated=merged.seated,
        waiting=merged.waiting,
        **merged.told.values(may_name=ctx.may_name_people),
    )
    return Reply(say=done, privately=merged.told.privately(may_name=ctx.may_name_people))


def _check(ctx: Context, shift: ShiftView, into: ShiftView) -> None:
    """Raises Refusal where nobody could be moved there."""
    why = "same" if into.id == shift.id else closed_because(into, ctx.now)
    if why is None and shift.starts <= ctx.now:
        why = "begun"
    if why is not None:
        raise Refusal(
            "error-merge",
            **about(shift),
            why=why,
            into=say("shift-short", **about(into)),
            open=Code(ctx.typed("shift-open", f"#{into.number}")),
        )


async def comes(ctx: Context, _ask: Ask, shift: ShiftView) -> Reply:
    """Yes is a sign-up like any other, with all that may be said to one."""
    if shift.state == ShiftState.CANCELLED or shift.starts <= ctx.now:
        raise await over(ctx, shift)
    return await signup.handler(ctx, shift=shift)


async def does_not_come(ctx: Context, _ask: Ask, shift: ShiftView) -> Reply:
    """They are not asked again to come to this shift."""
    return answer("rescue-declined", **about(shift), off=Code(ctx.typed("standin", off_word(ctx))))
