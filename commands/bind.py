"""From a typed line to a command with its arguments, and to its answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commands.actions.find import WordsAfterNumber
from commands.choosing import choose
from commands.context import Context
from commands.declare import MOST_COPIED, Command, Slot, Takes
from commands.misread import guests_in
from commands.person_choice import which_person
from commands.reading import Typed, pairs_of, read, wants_quotes
from commands.refusing import unknown, wrong
from commands.reply import Refusal, Reply
from commands.rules.names import without_stops
from commands.texts import Code, Lines, Value, say
from commands.which_person import SeveralPeople
from commands.which_shift import Misfit, SeveralFit
from storage.queries.shifts import ShiftView


async def perform(ctx: Context, command: Command, rest: str) -> Reply:
    """Run the command on what was typed after its name; refusals and questions back are answers too.

    Raises Refusal when nothing was changed and the person has to be told why.
    """
    try:
        typed = read(ctx, command, rest)
    except Refusal as refusal:
        raise _slip(ctx, command, rest) or refusal from None
    try:
        return await command.handler(ctx, **await _resolve(ctx, command, typed))
    except Misfit as misfit:
        example = misfit.typed if _is_alone(command) else ()
        raise wrong(ctx, command, misfit.problem, misfit.text, typed=example) from None
    except WordsAfterNumber as extra:
        raise _after_number(ctx, command, typed, extra) from None
    except Refusal as refusal:
        if own := await _meant_instead(ctx, command, typed, refusal):
            if len(own) == 1:
                return await perform(ctx, command, f"#{own[0].number}")
            several = SeveralFit(own, typed.texts["shift"])
            return choose(ctx, command, typed, several, slot=command.slots[0])
        if typed.unquoted and refusal.say.id in _WITH_WAYS_OUT:
            raise wants_quotes(ctx, command, typed.unquoted) from None
        if refusal.say.id in _WITH_WAYS_OUT:
            values = dict(refusal.say.values) | _ways_out(ctx, command)
            if "near" in values:
                values["near"] = _mended(ctx, command, rest, values)
            raise Refusal(refusal.say.id, **values) from None
        raise
    except _SlotSeveral as several:
        return choose(ctx, command, typed, several.fit, slot=several.slot)
    except SeveralFit as several:
        return choose(ctx, command, typed, several, slot=None)
    except SeveralPeople as people:
        return which_person(ctx, command, typed.texts, pairs_of(typed.pairs), people)


_NO_SEAT_THERE = frozenset({"error-shift-none", "error-not-booked"})
_WITH_WAYS_OUT = frozenset(
    {"error-when", "error-activity-unknown", "error-activity-near", "error-shift-unknown"}
    | {"error-shift-none", "error-shift-not-open", "error-not-booked"}
)


def _ways_out(ctx: Context, command: Command) -> dict[str, Value]:
    """What the asker can type next: the lists, and an example of the command they used."""
    lists: dict[str, Value] = {name: Code(ctx.typed(name)) for name in ("shifts", "activities", "mine")}
    return lists | {"example": say(f"help-{command.id}-example", prefix=ctx.house.prefix)}


def _slip(ctx: Context, command: Command, rest: str) -> Refusal | None:
    """What cannot be read as this command may be a slip in a name of two words (`pass nyy … platser=8`)."""
    near = ctx.registry.slips(command.id, rest, ctx.language)
    return unknown(ctx, rest.split(maxsplit=1)[0], near) if near else None


def _mended(ctx: Context, command: Command, rest: str, values: Mapping[str, Value]) -> Value:
    """The near misses of an activity's name, each in the whole command, to be copied."""
    near, text = values["near"], values["text"]
    if not isinstance(near, Lines) or not isinstance(text, Code):
        return near
    if text.text not in rest or "\n" in rest or len(rest) > MOST_COPIED:
        return near
    names = [one.text for one in near.items if isinstance(one, Code)]
    return Lines([Code(ctx.typed(command.id, rest.replace(text.text, name, 1))) for name in names])


class _SlotSeveral(Exception):
    def __init__(self, slot: Slot, fit: SeveralFit) -> None:
        super().__init__(slot.name)
        self.slot = slot
        self.fit = fit


def _after_number(ctx: Context, command: Command, typed: Typed, extra: WordsAfterNumber) -> Refusal:
    """A shift that exists, and words after it: which, and the line without them, or with the guests meant."""
    if typed.unquoted:
        return wants_quotes(ctx, command, typed.unquoted)
    said = [f"#{extra.number}", *pairs_of(typed.pairs)]
    guests = next((slot for slot in command.slots if slot.name == "guests"), None)
    if guests and guests.name not in typed.texts and (count := guests_in(extra.rest)) is not None:
        said.append(f"{guests.param.keys[ctx.language][0]}={count}")
    insist = [ctx.anyway_word] if ctx.anyway else []
    example = [*said, *insist] if _is_alone(command) else ()
    return wrong(ctx, command, "after-number", without_stops(extra.rest), typed=example)


async def _meant_instead(ctx: Context, command: Command, typed: Typed, refusal: Refusal) -> list[ShiftView]:
    """The shifts that were meant where the asker has no seat on the one that was found."""
    if command.instead is None or "shift" not in typed.texts or refusal.say.id not in _NO_SEAT_THERE:
        return []
    return await command.instead(ctx, typed.texts["shift"])


def _is_alone(command: Command) -> bool:
    """Whether one argument is all it needs; else an example made of that one lacks the others."""
    return sum(not slot.optional for slot in command.slots) <= 1


async def _resolve(ctx: Context, command: Command, typed: Typed) -> dict[str, Any]:
    arguments: dict[str, Any] = {}
    for slot in command.slots:
        text = typed.texts.get(slot.name)
        if text is None or (not text.strip() and slot.param.takes is not Takes.PAIR):
            if not slot.optional:
                # `error-arguments` has a sentence for each of them.
                raise wrong(ctx, command, f"missing-{slot.name}", slot.param.label[ctx.language])
            continue
        try:
            arguments[slot.name] = await slot.param.resolve(ctx, text, command)
        except SeveralFit as several:
            raise _SlotSeveral(slot, several) from None
    return arguments
