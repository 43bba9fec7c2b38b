"""From what was typed to a short list of known words, numbers, dates and clock times.

Everything here is linear in the length of the text, which is cut off first.
Dates are day before month, as in Sweden: `5/14` is not the 14th of May.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from commands.rules.when_problem import UnreadableWhen, WhenProblem
from commands.rules.when_words import JOINED_TO_I, PHRASES, WORDS, Kind, Word

LONGEST = 200
"""Characters; nobody needs more to name a day and two times."""

LAST_DAY = -1

Half: TypeAlias = Literal["am", "pm", "midnight"]


@dataclass(frozen=True, slots=True)
class Number:
    """A bare number of one to four digits: an hour, a day, a year or `1830`; the reader decides."""

    value: int
    digits: int
    padded: bool = False  # written with a leading zero


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time as written, not yet checked."""

    hour: int
    minute: int
    half: Half | None = None
    padded: bool = False  # a leading zero: meant on the 24-hour clock
    bare: bool = False  # an hour alone
    dotted: bool = False  # `14.05`, which may also be the 14th of May


@dataclass(frozen=True, slots=True)
class DayMonth:
    """A date as written, not yet checked; the day may be `LAST_DAY` of the month."""

    day: int
    month: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Ordinal:
    """`9:e` or `9th`."""

    day: int


Token: TypeAlias = Word | Number | Clock | DayMonth | Ordinal

_LETTERS = str.maketrans("åäáàæ" + "öøó" + "éèë" + "ü" + "–—‐‑‒―−", "aaaaa" + "ooo" + "eee" + "u" + "-------")
_JOIN_I = re.compile(rf"\bi (?=(?:{JOINED_TO_I.replace(' ', '|')})\b)")
_HALF = r"(?:\ ?(?P<{0}>[ap])(?:m\b|\.m\b)\.?)"
_TOKEN = re.compile(
    r"""
      (?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?:t(?=\d)|(?!\d))     # 2024-05-14
    | (?P<yy>\d{4}|\d{2})(?P<mm>\d{2})(?P<dd>\d{2})(?!\d)                                  # 20240514 240514
    | (?P<sd>\d{1,2})/(?P<sm>\d{1,2})(?!\d)
      (?:/(?P<sy>\d{4}|\d{2})(?!\d)|\ ?-(?P<sy2>\d{4}|\d{2})(?![-\d:.,/]))?                # 14/5 14/5-24
    | (?P<pd>\d{1,2})\.(?P<pm>1[0-2]|0?[1-9])\.(?P<py>\d{4}|\d{2})?(?!\d)                  # 14.5. 14.5.2024
    | (?P<qd>\d{1,2})\.(?P<qm>[1-9])(?!\d)                                                 # 14.5
    | (?P<ord>\d{1,2})(?::?[ae]|st|nd|rd|th)\b(?!\.m)                                        # 9:e 9th
    | (?P<ch>\d{1,2})(?P<cs>[:.,])(?P<cm>\d{2})(?::00)?(?!\d)HALF_OF_CLOCK?                # 18.30 6:30pm
    | (?P<num>\d{1,4})(?!\d)HALF_OF_NUMBER?                                                # 18 1830 6pm
    | (?P<word>[a-z]+)
    | (?P<dash>-+)
    | (?P<blank>[ ,;.]+)
    """.replace("HALF_OF_CLOCK", _HALF.format("ca")).replace("HALF_OF_NUMBER", _HALF.format("na")),
    re.VERBOSE | re.ASCII,
)


def plain(text: str) -> str:
    """Lower case, single spaces, ordinary hyphens, and no å, ä, ö.

    Digits of other scripts stay what they are, so that nothing later takes them for digits.
    """
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return composed.lower().translate(_LETTERS)


def tokens(text: str) -> list[Token]:
    """What stands in the text; raises `UnreadableWhen` for anything unknown in it."""
    if len(text) > LONGEST:
        raise UnreadableWhen(WhenProblem.UNREADABLE)
    written = plain(text)
    if not written.isascii():
        raise UnreadableWhen(WhenProblem.UNREADABLE)
    for several, one in PHRASES:
        written = re.sub(rf"\b{several}\b", one, written)
    return _without_fillers(_scan(_JOIN_I.sub("i", written)))


def _scan(written: str) -> list[Token | str]:
    """The tokens in order; the words `on` and `to` stay text, because their neighbours decide."""
    found: list[Token | str] = []
    at = 0
    while at < len(written):
        match = _TOKEN.match(written, at)
        if match is None:
            raise UnreadableWhen(WhenProblem.UNREADABLE)
        at = match.end()
        word = match["word"]
        if match["blank"]:
            continue
        if match["dash"]:
            found.append(Word(Kind.RANGE))
        elif word in ("on", "to"):
            found.append(word)
        elif word:
            if word not in WORDS:
                raise UnreadableWhen(WhenProblem.UNREADABLE)
            found.extend(WORDS[word])
        else:
            found.append(_figure(match))
    return found


def _figure(match: re.Match[str]) -> Token:
    """A token that begins with a digit."""
    part = match.groupdict()
    for day, month, year in (
        (part["d"], part["m"], part["y"]),
        (part["dd"], part["mm"], part["yy"]),
        (part["sd"], part["sm"], part["sy"] or part["sy2"]),
        (part["pd"], part["pm"], part["py"]),
        (part["qd"], part["qm"], None),
    ):
        if day:
            return DayMonth(int(day), int(month), _year(year))
    if part["ord"]:
        return Ordinal(int(part["ord"]))
    if part["ch"]:
        hour, minute = part["ch"], part["cm"]
        dotted = part["cs"] == "." and not part["ca"]
        return Clock(int(hour), int(minute), _half(part["ca"]), hour.startswith("0"), dotted=dotted)
    digits = part["num"]
    number = Number(int(digits), len(digits), digits.startswith("0"))
    return replace(as_clock(number), half=_half(part["na"])) if part["na"] else number


def _year(written: str | None) -> int | None:
    """A year of two digits is of this century."""
    if written is None:
        return None
    return int(written) + (2000 if len(written) == 2 else 0)


def _half(letter: str | None) -> Half | None:
    if letter is None:
        return None
    return "am" if letter == "a" else "pm"


def as_clock(number: Number) -> Clock:
    """`18` is 18:00 and `1830` is 18:30."""
    if number.digits <= 2:
        return Clock(number.value, 0, padded=number.padded, bare=True)
    return Clock(number.value // 100, number.value % 100, padded=number.padded)


def _without_fillers(found: list[Token | str]) -> list[Token]:
    """Drop small words, and decide what `on` (onsdag) and `to` (torsdag) are.

    `to` at the beginning or after "nästa" is Thursday, elsewhere "until".
    `on` before a day is the English preposition, elsewhere Wednesday.
    """
    rest = [token for token in found if not (isinstance(token, Word) and token.kind is Kind.FILLER)]
    kept: list[Token] = []
    for place, piece in enumerate(rest):
        if piece == "to":
            leads = not kept or _is(kept[-1], Kind.RELATIVE, Kind.COMING)
            kept.append(Word(Kind.WEEKDAY, 3) if leads else Word(Kind.RANGE))
        elif piece == "on":
            if not _begins_a_day(rest[place + 1 : place + 3]):
                kept.append(Word(Kind.WEEKDAY, 2))
        elif not isinstance(piece, str):
            kept.append(piece)
    return kept


def _is(token: Token | str, *kinds: Kind) -> bool:
    return isinstance(token, Word) and token.kind in kinds


def _begins_a_day(following: list[Token | str]) -> bool:
    match following:
        case [DayMonth() | Ordinal(), *_]:
            return True
        case [Number(), Word(kind=Kind.MONTH)]:
            return True
        case [first, *_]:
            days = (Kind.WEEKDAY, Kind.MONTH, Kind.OFFSET, Kind.RELATIVE, Kind.COMING, Kind.ARTICLE)
            return _is(first, *days)
        case _:
            return False
