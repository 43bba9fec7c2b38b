"""From a typed line to the texts of a command's parameters; what they mean is found out later."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from commands.context import Context
from commands.declare import MOST_COPIED, Command, Slot, Takes
from commands.misread import Unquoted, days_after, unquoted_value
from commands.refusing import wrong
from commands.reply import Refusal
from commands.rules.names import fold, near_misses
from commands.rules.parsing import Line, Loose, UnclosedQuote, Word, split
from commands.rules.spoken import without_courtesies
from commands.rules.tail import cut_tail
from commands.rules.when import DayFilter, UnreadableWhen, parse_filter

ANYWAY = frozenset({"anyway", "ändå", "anda"})


@dataclass(frozen=True, slots=True)
class Typed:
    """A line by its parts."""

    texts: dict[str, str]  # by the handler's names
    pairs: dict[str, str]  # as typed, to be typed again
    unquoted: Unquoted | None = None  # a value that may go on without quotes


def read(ctx: Context, command: Command, rest: str) -> Typed:
    """Raises Refusal for what cannot be read as this command."""
    texts: dict[str, str] = {}
    source = _without_tail(ctx, command, rest, texts)
    line = _with_days(ctx, command, _line(ctx, command, source), source)
    unquoted = _unquoted(ctx, command, line, source)
    words = list(line.words)
    positional = [slot for slot in command.slots if slot.param.takes not in (Takes.PAIR, Takes.TAIL)]
    # A last word belongs to its parameter before the rest is given to anybody.
    for slot in sorted(positional, key=lambda one: _ORDER[one.param.takes]):
        if unquoted and words and slot.param.takes is Takes.REST and slot.param.quoted:
            raise wants_quotes(ctx, command, unquoted)  # half of a place would become the title
        _take(slot, words, texts)
    if words and without_courtesies(" ".join(word.text for word in words)):
        raise wants_quotes(ctx, command, unquoted) if unquoted else _too_many(ctx, command, words)
    for slot in command.slots:
        given = [key for key in line.pairs if key in slot.param.all_keys()]
        if len(given) > 1:
            raise wrong(ctx, command, "twice", given[-1])
        for key in given:
            texts[slot.name] = line.pairs[key]
    bare = not any(word.quoted for word in line.words)
    if bare and command.unquoted and (meant := command.unquoted(texts)):
        corrected = " ".join([meant.corrected, *pairs_of(line.pairs)])
        raise wants_quotes(ctx, command, Unquoted(meant.words, corrected))
    return Typed(texts, line.pairs, unquoted)


def _too_many(ctx: Context, command: Command, words: Sequence[Word]) -> Refusal:
    return wrong(ctx, command, "too-many", words[0].text)


def _unquoted(ctx: Context, command: Command, line: Line, source: str) -> Unquoted | None:
    """A value of several words without quotes, if there may be one."""

    def is_time(text: str) -> bool:
        return _asked(ctx, text) is not None

    def has_hours(text: str) -> bool:
        asked = _asked(ctx, text)
        return asked is not None and asked.start is not None

    texts = [slot.param for slot in command.slots if slot.param.takes is Takes.PAIR and slot.param.quoted]
    # A day after days is another one of them; with hours it is when the shift is.
    keys = {key: has_hours if param.days else is_time for param in texts for key in param.all_keys()}
    return unquoted_value(line, source, keys)


def _asked(ctx: Context, text: str) -> DayFilter | None:
    """What it says as a time; None where it is none."""
    try:
        return parse_filter(text, now=ctx.now, zone=ctx.zone)
    except UnreadableWhen:
        return None


def wants_quotes(ctx: Context, command: Command, unquoted: Unquoted) -> Refusal:
    """With the line as it was meant, if it is short enough to be copied."""
    short = len(unquoted.corrected) <= MOST_COPIED and "\n" not in unquoted.corrected
    typed = [unquoted.corrected] if short else []
    return wrong(ctx, command, "several-words", unquoted.words, typed=typed)


def pairs_of(pairs: Mapping[str, str]) -> list[str]:
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


def _with_days(ctx: Context, command: Command, line: Line, source: str) -> Line:
    """`fre 18-20 … utom=11/10 18/10`: the second day is left out too, for the line has its day already.

    Where it has none (`18-20 … utom=11/10 4/10`), the last one is that.
    """
    keys = {key for slot in command.slots if slot.param.days for key in slot.param.all_keys()}
    for loose in line.loose:
        days = days_after(loose, source) if loose.key in keys else []
        at = _place_of(days, line.words)
        if not days or at is None:
            continue
        rest = (*line.words[:at], *line.words[at + len(days) :])
        if _has_day(ctx, " ".join(word.text for word in rest[1:])):
            value = " ".join([line.pairs[loose.key], *days])
            others = tuple(one for one in line.loose if one is not loose)
            return replace(line, words=rest, pairs=line.pairs | {loose.key: value}, loose=others)
    return line


def _place_of(texts: Sequence[str], words: Sequence[Word]) -> int | None:
    """Where these stand among the words, one after the other."""
    starts = range(len(words) - len(texts) + 1)
    return next((at for at in starts if [one.text for one in words[at : at + len(texts)]] == [*texts]), None)


def _has_day(ctx: Context, text: str) -> bool:
    """Whether it says a day, and not only a time, which would be that of any day."""
    asked = _asked(ctx, text)
    return asked is not None and (asked.last - asked.first).days <= 7


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
