"""Which shift somebody means: resolvers of parameters that name one (see `commands.parameters`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from commands.actions.find import fitting, read_wanted, shift_by_number
from commands.context import Context
from commands.declare import Command
from commands.reply import WAYS_OUT, Refusal
from commands.rules.names import fold, shortened, without_stops
from commands.rules.numbers import are_several_numbers, leading_shift_number
from commands.texts import Code, say
from storage.queries.shifts import ShiftView
from storage.states import ShiftState

NO_SHIFT = frozenset(
    {"mig", "mej", "allt", "alla", "allting", "mina", "mina pass", "alla pass", "alla mina pass"}
    | {"me", "all", "everything", "mine", "my shifts", "all shifts", "all my shifts"}
)
"""After `leave`: words that name no shift."""
_FIRST_NUMBER = re.compile("[0-9]+")


class SeveralFit(Exception):
    """What was written may mean any of these shifts; `rest` is what was said after the one that is meant."""

    def __init__(self, shifts: Sequence[ShiftView], written: str, rest: str = "") -> None:
        super().__init__(written)
        self.shifts = list(shifts)
        self.written = written
        self.rest = rest


class Misfit(Exception):
    """What was written does not fit: the word for it in `error-arguments`, and arguments for the example."""

    def __init__(self, problem: str, text: str, *typed: str) -> None:
        super().__init__(problem, text)
        self.problem = problem
        self.text = text
        self.typed = typed


@dataclass(frozen=True, slots=True)
class ShiftAndRest:
    """A shift, and the words after its number; `rest` is empty where the shift was named in another way."""

    shift: ShiftView
    rest: str


async def any_shift(ctx: Context, text: str, _command: Command) -> ShiftView:
    """Any shift by number; by activity only among those coming."""
    return _the_one(text, await _candidates(ctx, text))


async def open_shift(ctx: Context, text: str, _command: Command) -> ShiftView:
    """As any shift, but a name means only those one can still sign up for, if there are any."""
    found = await _candidates(ctx, text)
    ahead = [one for one in found if one.starts > ctx.now and one.state == ShiftState.OPEN]
    return _the_one(text, ahead or found)


async def own_shift(ctx: Context, text: str, _command: Command) -> ShiftView:
    """By activity only among the shifts the asker has a seat on; "all" and "me" say no more than nothing."""
    if fold(without_stops(text)) in NO_SHIFT:
        return await only_own(ctx)
    own = await _own_ids(ctx)
    found = await _candidates(ctx, text)
    mine = [one for one in found if one.id in own]
    return _the_one(text, mine or found[:1])


async def only_own(ctx: Context) -> ShiftView:
    """The one shift ahead that the asker has a seat on; raises Refusal for none, SeveralFit for more."""
    mine = await ctx.store.shifts.booked_by(ctx.district.id, ctx.asker.id, now=ctx.now)
    ahead = [one for one in mine if one.starts > ctx.now]
    if not ahead:
        raise Refusal("error-none-booked", shifts=Code(ctx.typed("shifts")))
    if len(ahead) > 1:
        raise SeveralFit(ahead, "")
    return ahead[0]


async def _own_ids(ctx: Context) -> set[int]:
    own = await ctx.store.signups.coming_of(ctx.district.id, ctx.asker.id, now=ctx.now)
    return {one.shift_id for one in own}


async def _candidates(ctx: Context, text: str) -> list[ShiftView]:
    """The shifts that may be meant; one at a time."""
    if are_several_numbers(text):
        raise Misfit("several", text, f"#{int(_FIRST_NUMBER.findall(text)[0])}")
    wanted = await read_wanted(ctx.store, text, district_id=ctx.district.id, now=ctx.now, zone=ctx.zone)
    if wanted.number is not None:
        return [await shift_by_number(ctx.store, wanted.number, district_id=ctx.district.id)]
    return await fitting(ctx.store, wanted, district_id=ctx.district.id, now=ctx.now, zone=ctx.zone)


async def shift_and_rest(ctx: Context, text: str, command: Command) -> ShiftAndRest:
    """`12 ons 18-20` is a shift and a new time; without a number all of it says which shift."""
    if numbered := leading_shift_number(text):
        return ShiftAndRest(await any_shift(ctx, numbered[0], command), numbered[1])
    return ShiftAndRest(await any_shift(ctx, text, command), "")


async def called_off_shift(ctx: Context, text: str, command: Command) -> ShiftView:
    """Swedish says "ställ in" in two words, of which the second arrives here."""
    first, _, rest = text.strip().partition(" ")
    return await any_shift(ctx, rest if fold(first) == "in" and rest.strip() else text, command)


def _the_one(text: str, found: Sequence[ShiftView]) -> ShiftView:
    if not found:
        raise Refusal("error-shift-none", text=Code(shortened(text, 60)), **WAYS_OUT)
    if len(found) > 1:
        raise SeveralFit(found, text)
    return found[0]


async def shift_of_person(ctx: Context, text: str, command: Command) -> ShiftView:
    """As any shift; what cannot be read there may be half of a name that wants quotes."""
    try:
        return await any_shift(ctx, text, command)
    except Refusal as refusal:
        if refusal.say.id != "error-when":
            raise
        example = say(f"help-{command.id}-example", prefix=ctx.house.prefix)
        raise Refusal("error-name-quotes", text=Code(text[:60]), example=example) from None
