"""What people easily leave out of a command, and the line that would have worked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from commands.rules.names import fold, slug
from commands.rules.parsing import Line, Loose

_GUESTS = frozenset(["gäst", "gäster", "gaster", "guest", "guests", "till", "more", "extra"])
_COUNTS = {"en": 1, "ett": 1, "one": 1, "a": 1, "två": 2, "tva": 2, "two": 2, "tre": 3, "three": 3}
_NUMBER = re.compile("[0-9]{1,3}")
_DAY = re.compile(r"(?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?)[,;]?")
_AND = frozenset(["och", "and", "samt", "&", "+", ","])


@dataclass(frozen=True, slots=True)
class Unquoted:
    """Several words that stand without quotes: the words, and the arguments as they would be understood."""

    words: str
    corrected: str


def unquoted_value(line: Line, source: str, keys: Mapping[str, Callable[[str], bool]]) -> Unquoted | None:
    """`plats=Stora torget` in `source`, whose parts `line` is; `keys` are the options that take a text.

    The value goes on to the next option, or to what `keys` say belongs to it no more: a time.
    """
    for loose in line.loose:
        if loose.key in keys:
            end = _end(loose, source, keys[loose.key])
            value = source[loose.starts : end]
            return Unquoted(
                " ".join(value.split()), f'{source[: loose.starts]}"{value}"{source[end:]}'.strip()
            )
    return None


def _end(loose: Loose, source: str, is_time: Callable[[str], bool]) -> int:
    last = loose.ends[-1]
    return next((end for end in loose.ends[1:] if end == last or is_time(source[end:last])), last)


def days_after(loose: Loose, source: str) -> list[str]:
    """Days in figures, with "och" between them, that follow a value without quotes: `utom=11/10 18/10`."""
    bounds = zip(loose.ends, loose.ends[1:], strict=False)
    found: list[str] = []
    for word in (source[begin:end].strip() for begin, end in bounds):
        if not (_DAY.fullmatch(word) or word.casefold() in _AND):
            break
        found.append(word)
    while found and found[-1].casefold() in _AND:
        found.pop()
    return found


def unquoted_title(texts: Mapping[str, str]) -> Unquoted | None:
    """`EU valskola`, of which the first word was taken for the short name.

    None where the title begins with the short name (`ringstuga Ringstuga i Borås`), as it would not there.
    """
    if "short" not in texts or "title" not in texts:
        return None
    short, title = texts["short"], texts["title"]
    whole = f"{short} {title}"
    made, own, first = slug(whole), slug(title), slug(short)
    if made is None or first is None or (own is not None and own.startswith(first)):
        return None
    return Unquoted(whole, f'{made} "{whole}"')


def guests_in(text: str) -> int | None:
    """How many guests somebody speaks of: `med 2 gäster`, `gäster 1`, `plus en gäst`."""
    words = [fold(word).strip("+.,;:!?()") for word in text.split()]
    if not any(word in _GUESTS for word in words):
        return None
    counted = (int(word) if _NUMBER.fullmatch(word) else _COUNTS.get(word) for word in words)
    return next((count for count in counted if count is not None), None)
