"""Cutting a typed line into its parts: words, quoted values, `key=value`.

Phones change straight quotes into curly ones, capitalize the first letter and put spaces where
nobody asked for them; all of that is taken as it was meant. Time is linear in the length.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace

QUOTES = '"”“„‟«»＂'
MAX_LENGTH = 4000
"""Characters of a command; nobody types more, and a longer one is refused before it is looked at."""

_UNSEEN = dict.fromkeys(
    [
        0xAD,
        0x200B,
        0x200E,
        0x200F,
        0xFEFF,
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0x2066, 0x206A),
    ]
)
"""Characters that do not show and change no word; joiners stay: they hold some letters and emoji together."""

_SPACE = re.compile(r"\s+")
_KEY = re.compile(r"([^\W\d_][\w-]{0,20})\s?=\s?", re.UNICODE)

_STRANGE_KEY = re.compile(r"([^\W\d_]{2,20})=", re.UNICODE)


class UnclosedQuote(ValueError):
    """A quote was opened and never closed."""


@dataclass(frozen=True, slots=True)
class Word:
    """One part of a command; `quoted` parts may contain spaces and are never names of options."""

    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Loose:
    """A value without quotes, and bare words right after it that may belong to it (`plats=Stora torget`).

    `starts` is where the value begins in the text, `ends` where it ends and where each of those words does.
    """

    key: str
    starts: int
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """The parts of a command after its name, in order, and the `key=value` pairs by lower-case key.

    `unknown` are keys as typed that are no option's; `twice` those that were given more than once;
    `loose` the values that may go on without quotes.
    """

    words: tuple[Word, ...] = ()
    pairs: dict[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    loose: tuple[Loose, ...] = ()


def split(text: str, keys: frozenset[str] = frozenset()) -> Line:
    """Cut `text` into words and pairs; only `keys` (lower case) are taken for names of options.

    Raises UnclosedQuote.
    """
    words: list[Word] = []
    pairs: dict[str, str] = {}
    unknown: list[str] = []
    twice: list[str] = []
    loose: list[Loose] = []
    goes_on = False
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        key = _KEY.match(text, at)
        if key and key[1].casefold() in keys:
            word, at = _value(text, key.end())
            if key[1].casefold() in pairs:
                twice.append(key[1])
            pairs[key[1].casefold()] = word.text
            goes_on = bool(word.text) and not word.quoted
            if goes_on:
                loose.append(Loose(key[1].casefold(), key.end(), (at,)))
            continue
        if strange := _STRANGE_KEY.match(text, at):
            unknown.append(strange[1])
        word, at = _value(text, at)
        words.append(word)
        goes_on = goes_on and not word.quoted
        if goes_on:
            loose[-1] = replace(loose[-1], ends=(*loose[-1].ends, at))
    followed = tuple(one for one in loose if len(one.ends) > 1)
    return Line(tuple(words), pairs, tuple(unknown), tuple(twice), followed)


def _value(text: str, at: int) -> tuple[Word, int]:
    if at < len(text) and text[at] in QUOTES:
        end = next((i for i in range(at + 1, len(text)) if text[i] in QUOTES), -1)
        if end < 0:
            raise UnclosedQuote(text[at:])
        return Word(_SPACE.sub(" ", text[at + 1 : end]).strip(), quoted=True), _after_stop(text, end + 1)
    end = at
    while end < len(text) and not text[end].isspace():
        end += 1
    return Word(text[at:end]), end


def _after_stop(text: str, at: int) -> int:
    """Past the full stop or comma that a quoted value is followed by where it was copied from a sentence."""
    end = at + 1
    return end if text[at:end] in tuple(".,;:!?") and (end == len(text) or text[end].isspace()) else at


def command_text(text: str, *, prefix: str, private: bool, own_names: tuple[str, ...]) -> str | None:
    """What follows the prefix, or the bot's name; None when the message does not speak to the bot.

    In a direct message (`private`) the prefix may be left out. A space after the prefix is forgiven, and so
    are characters that do not show, and letters in two parts (NFD), which copying from elsewhere brings.
    """
    stripped = unicodedata.normalize("NFC", text.translate(_UNSEEN)).lstrip(" \t\r\n\u00a0")
    if stripped.startswith(prefix):
        rest = stripped[len(prefix) :]
        return None if not private and rest.startswith(prefix) else rest.strip()
    for name in own_names:
        head = stripped[: len(name)]
        tail = stripped[len(name) :]
        if head.casefold() == name.casefold() and tail[:1] in (":", ",", " ", "\n"):
            return tail.lstrip(":, \n").removeprefix(prefix).strip()
    return stripped.strip() if private else None
