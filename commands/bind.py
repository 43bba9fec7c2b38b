"""From a typed line to a command with its arguments, and to its answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from commands.actions.find import WordsAfterNumber, own_on_weekday
from commands.context import Context
from commands.declare import MOST_COPIED, Command, Slot, Takes
from commands.misread import Unquoted, guests_in, unquoted_title, unquoted_value
from commands.person_choice import which_person
from commands.reply import NewBoard, Refusal, Reply
from commands.rules.names import clean_line, fold, near_misses, shortened, without_stops
from commands.rules.parsing import Line, Loose, UnclosedQuote, Word, split
from commands.rules.spoken import without_courtesies
from commands.rules.tail import cut_tail
from commands.rules.when import UnreadableWhen, parse_filter
from commands.texts import Code, Lines, Listed, Value, say
from commands.which_person import SeveralPeople
from commands.which_shift import Misfit, SeveralFit
from commands.wording import listing
from storage.queries.shifts import ShiftView
from storage.states import BoardKind

ANYWAY = frozenset({"anyway", "ändå", "anda"})
MOST_CHOICES = 9
"""There are number reactions from 1 to 9; a longer list is no help on a phone either."""


async def perform(ctx: Context, command: Command, rest: str) -> Reply:
    """Run the command on what was typed after its name; refusals and questions back are answers too.

    Raises Refusal when nothing was changed and the person has to be told why.
    """
    try:
        typed = _read(ctx, command, rest)
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
        if own := await _meant_to_leave(ctx, command, typed, refusal):
            if len(own) == 1:
                return await perform(ctx, command, f"#{own[0].number}")
            several = SeveralFit(own, typed.texts["shift"])
            return _choose(ctx, command, typed, several, slot=command.slots[0])
        if typed.unquoted and refusal.say.id in _WITH_WAYS_OUT:
            raise _wants_quotes(ctx, command, typed.unquoted) from None
        if refusal.say.id in _WITH_WAYS_OUT:
            values = dict(refusal.say.values) | _ways_out(ctx, command)
            if "near" in values:
                values["near"] = _mended(ctx, command, rest, values)
            raise Refusal(refusal.say.id, **values) from None
        raise
    except _SlotSeveral as several:
        return _choose(ctx, command, typed, several.fit, slot=several.slot)
    except SeveralFit as several:
        return _choose(ctx, command, typed, several, slot=None)
    except SeveralPeople as people:
        return which_person(ctx, command, typed.texts, _pairs(typed.pairs), people)


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


@dataclass(frozen=True, slots=True)
class _Typed:
    texts: dict[str, str]  # by the handler's names
    pairs: dict[str, str]  # as typed, to be typed again
    unquoted: Unquoted | None = None  # a value that may go on without quotes


class _SlotSeveral(Exception):
    def __init__(self, slot: Slot, fit: SeveralFit) -> None:
        super().__init__(slot.name)
        self.slot = slot
        self.fit = fit


def _read(ctx: Context, command: Command, rest: str) -> _Typed:
    texts: dict[str, str] = {}
    source = _without_tail(ctx, command, rest, texts)
    line = _line(ctx, command, source)
    unquoted = _unquoted(ctx, command, line, source)
    words = list(line.words)
    positional = [slot for slot in command.slots if slot.param.takes not in (Takes.PAIR, Takes.TAIL)]
    # A last word belongs to its parameter before the rest is given to anybody.
    for slot in sorted(positional, key=lambda one: _ORDER[one.param.takes]):
        if unquoted and words and slot.param.takes is Takes.REST and slot.param.quoted:
            raise _wants_quotes(ctx, command, unquoted)  # half of a place would become the title
        _take(slot, words, texts)
    if words and without_courtesies(" ".join(word.text for word in words)):
        raise _wants_quotes(ctx, command, unquoted) if unquoted else _too_many(ctx, command, words)
    for slot in command.slots:
        given = [key for key in line.pairs if key in slot.param.all_keys()]
        if len(given) > 1:
            raise wrong(ctx, command, "twice", given[-1])
        for key in given:
            texts[slot.name] = line.pairs[key]
    bare = command.id == "activity-add" and not any(word.quoted for word in line.words)
    if bare and "title" in texts and (title := unquoted_title(texts["short"], texts["title"])):
        corrected = " ".join([title.corrected, *_pairs(line.pairs)])
        raise _wants_quotes(ctx, command, Unquoted(title.words, corrected))
    return _Typed(texts, line.pairs, unquoted)


def _too_many(ctx: Context, command: Command, words: Sequence[Word]) -> Refusal:
    return wrong(ctx, command, "too-many", words[0].text)


def _unquoted(ctx: Context, command: Command, line: Line, source: str) -> Unquoted | None:
    """A value of several words without quotes, if there may be one."""

    def is_time(text: str) -> bool:
        try:
            return parse_filter(text, now=ctx.now, zone=ctx.zone) is not None
        except UnreadableWhen:
            return False

    texts = [slot.param for slot in command.slots if slot.param.takes is Takes.PAIR and slot.param.quoted]
    keys = frozenset(key for param in texts for key in param.all_keys())
    return unquoted_value(line, source, keys, is_time)


def _wants_quotes(ctx: Context, command: Command, unquoted: Unquoted) -> Refusal:
    """With the line as it was meant, if it is short enough to be copied."""
    short = len(unquoted.corrected) <= MOST_COPIED and "\n" not in unquoted.corrected
    typed = [unquoted.corrected] if short else []
    return wrong(ctx, command, "several-words", unquoted.words, typed=typed)


def _after_number(ctx: Context, command: Command, typed: _Typed, extra: WordsAfterNumber) -> Refusal:
    """A shift that exists, and words after it: which, and the line without them, or with the guests meant."""
    if typed.unquoted:
        return _wants_quotes(ctx, command, typed.unquoted)
    said = [f"#{extra.number}", *_pairs(typed.pairs)]
    guests = next((slot for slot in command.slots if slot.name == "guests"), None)
    if guests and guests.name not in typed.texts and (count := guests_in(extra.rest)) is not None:
        said.append(f"{guests.param.keys[ctx.language][0]}={count}")
    insist = [ctx.anyway_word] if ctx.anyway else []
    example = [*said, *insist] if _is_alone(command) else ()
    return wrong(ctx, command, "after-number", without_stops(extra.rest), typed=example)


async def _meant_to_leave(ctx: Context, command: Command, typed: _Typed, refusal: Refusal) -> list[ShiftView]:
    """Whoever leaves "on Tuesday" and has no seat on the nearest one means the Tuesday they have."""
    if command.id != "leave" or "shift" not in typed.texts or refusal.say.id not in _NO_SEAT_THERE:
        return []
    return await own_on_weekday(
        ctx.store,
        typed.texts["shift"],
        district_id=ctx.district.id,
        person_id=ctx.asker.id,
        now=ctx.now,
        zone=ctx.zone,
    )


def _is_alone(command: Command) -> bool:
    """Whether one argument is all it needs; else an example made of that one lacks the others."""
    return sum(not slot.optional for slot in command.slots) <= 1


def _pairs(pairs: Mapping[str, str]) -> list[str]:
    """The options as they were given, to be typed again."""
    return [f'{key}="{value}"' for key, value in pairs.items()]


_SHIFT_NUMBER = re.compile(r"#?[0-9]{1,7}[.,;:]*")
_ORDER = {Takes.WORD: 0, Takes.LAST: 1, Takes.REST: 2, Takes.FLAG: 3, Takes.PAIR: 4}


def _without_tail(ctx: Context, command: Command, rest: str, texts: dict[str, str]) -> str:
    """The line before its free text, for a command that ends in one; the text goes to its slot."""
    for slot in command.slots:
        if slot.param.takes is Takes.TAIL:
            try:
                rest, texts[slot.name] = cut_tail(rest)
            except UnclosedQuote:
                raise wrong(ctx, command, "quote", "") from None
    return rest


def _line(ctx: Context, command: Command, rest: str) -> Line:
    try:
        line = split(rest, command.keys)
    except UnclosedQuote:
        raise wrong(ctx, command, "quote", "") from None
    if line.unknown:
        key = line.unknown[0]
        raise wrong(ctx, command, "unknown-key", key, near=_near_keys(ctx, command, key))
    if line.twice:
        raise wrong(ctx, command, "twice", line.twice[0])
    ctx.anyway = any(_is_anyway(word) for word in line.words)
    words = tuple(word for word in line.words if not _is_anyway(word))
    return replace(line, words=words, loose=tuple(_loose(line, rest)))


def _loose(line: Line, rest: str) -> Iterator[Loose]:
    """Values that may go on without quotes, but not to an "anyway" at the end: that belongs to none."""
    for one in line.loose:
        ends = one.ends
        while len(ends) > 1 and _is_anyway(Word(rest[ends[-2] : ends[-1]].strip())):
            ends = ends[:-1]
        if len(ends) > 1:
            yield replace(one, ends=ends)


def _near_keys(ctx: Context, command: Command, written: str) -> list[str]:
    """The options that may be meant, as they are called in the asker's language."""
    shown = {key: slot.param.keys[ctx.language][0] for slot in command.slots for key in slot.param.all_keys()}
    wanted = fold(written)
    alike = [key for key in shown if key.startswith(wanted) or (len(key) > 2 and wanted.startswith(key))]
    return list(dict.fromkeys(shown[key] for key in [*alike, *near_misses(wanted, shown)]))


def _is_anyway(word: Word) -> bool:
    return not word.quoted and fold(word.text.rstrip(".,;:!")) in ANYWAY


def _take(slot: Slot, words: list[Word], texts: dict[str, str]) -> None:
    if not words:
        return
    if slot.param.takes is Takes.WORD:
        texts[slot.name] = words.pop(0).text
    elif slot.param.takes is Takes.LAST:
        texts[slot.name] = _last(words)
    else:
        texts[slot.name] = " ".join(word.text for word in words)
        words.clear()


def _last(words: list[Word]) -> str:
    """The last word; `12 Bo Ek` without quotes means the shift 12 and all the rest."""
    if _SHIFT_NUMBER.fullmatch(words[0].text) and not any(word.quoted for word in words):
        rest = words[1:]
        del words[1:]
        return " ".join(word.text for word in rest)
    return words.pop().text


async def _resolve(ctx: Context, command: Command, typed: _Typed) -> dict[str, Any]:
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


def _choose(
    ctx: Context, command: Command, typed: _Typed, several: SeveralFit, *, slot: Slot | None
) -> Reply:
    """The question back: which of these? With whole commands for whoever answers by a number."""
    shown = several.shifts[:MOST_CHOICES]
    others = [
        f'"{text}"'
        for key, text in typed.texts.items()
        if (slot is None or key != slot.name) and _is_positional(command, key)
    ]
    insist = [ctx.anyway_word] if ctx.anyway else []
    others = [*([several.rest] if several.rest else []), *others]
    options = tuple(
        ctx.typed(command.id, f"#{one.number}", *others, *_pairs(typed.pairs), *insist) for one in shown
    )
    return Reply(
        say=say(
            command.choose,
            text=Code(several.written[:60]) if several.written else None,
            **listing(shown, numbered=True),
            more=len(several.shifts) - len(shown),
            example=Code(options[_first_with_seats(command, shown)]),
        ),
        options=options,
        board=_for_anybody(command, slot, shown),
    )


def _for_anybody(command: Command, slot: Slot | None, shown: Sequence[ShiftView]) -> NewBoard | None:
    """Whoever reads a list of shifts to sign up for may press a number too, and signs up themselves."""
    if command.id != "signup" or slot is None or slot.name != "shift":
        return None
    return NewBoard(kind=BoardKind.CHOICE, menu=tuple(one.id for one in shown))


def _first_with_seats(command: Command, shown: Sequence[ShiftView]) -> int:
    """Which of the shifts is the example: nobody is told to sign up for a full one."""
    free = [at for at, one in enumerate(shown) if one.left != 0] if command.id == "signup" else []
    return free[0] if free else 0


def _is_positional(command: Command, name: str) -> bool:
    return any(
        slot.name == name and slot.param.takes in (Takes.WORD, Takes.LAST, Takes.TAIL, Takes.REST)
        for slot in command.slots
    )


def wrong(
    ctx: Context,
    command: Command,
    problem: str,
    text: str,
    *,
    near: Sequence[str] = (),
    typed: Sequence[str] = (),
) -> Refusal:
    """The refusal for arguments that do not fit: what was wrong, how it is written, an example.

    `near`: options that may be meant; `typed`: the arguments of a better example than the usual one.
    """
    example = say(f"help-{command.id}-example", prefix=ctx.house.prefix)
    return Refusal(
        "error-arguments",
        problem=problem,
        text=Code(shortened(text, 60)) if text else None,
        near=Listed([Code(f"{key}=") for key in near]) if near else None,
        usage=Code(ctx.house.prefix + command.usage(ctx.language)) if command.slots else None,
        example=Code(ctx.typed(command.id, *typed)) if typed else example,
        shifts=Code(ctx.typed("shifts")),
    )


def unknown(ctx: Context, written: str, near: Sequence[str]) -> Refusal:
    """The refusal for a command that does not exist; `near`: those that may be meant, without prefix."""
    return Refusal(
        "error-unknown",
        text=Code(clean_line(written, limit=40)),
        near=Lines([Code(ctx.house.prefix + one) for one in near]) if near else None,
        prefix=ctx.house.prefix,
    )
