"""Several days in one text: `21/5 28/5`, `1 maj, 6 juni`, `tis och tors 18-20`."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

_BETWEEN = re.compile(  # beginning where white space begins, or a mebibyte of it would take hours
    r"(?<!\s)(?:\s*(?:[;&+]|(?<![0-9]),|,(?![0-9]))\s*|\s+(?:och|and|samt)\s+)", re.IGNORECASE
)
_ARROWS = ("→", "->", "=>", ":")
_FIGURES = re.compile(
    r"(?<![0-9/.:-])(?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?)"
)
_CLOCK_LAST = re.compile(
    r"\s(?:kl\.?\s*)?([0-9]{1,2}(?:[:.][0-9]{2})?(?:\s*[-–—]\s*[0-9]{1,2}(?:[:.][0-9]{2})?)?)$"
)


def split_days(text: str) -> list[str]:
    """The text cut before each date in figures and at commas, "och" and the like; never empty parts.

    A time that stands only after the last is that of all: `21/5 28/5 19-21` is both days from 19 to 21.
    """
    parts = [piece for part in _BETWEEN.split(text) for piece in _at_figures(part)]
    last = _CLOCK_LAST.search(parts[-1]) if len(parts) > 1 else None
    if last is None or any(_CLOCK_LAST.search(part) for part in parts[:-1]):
        return parts
    return [f"{part} {last[1]}" for part in parts[:-1]] + parts[-1:]


def without_to(text: str, *, is_hours: Callable[[str], bool]) -> str:
    """What follows "till" or "to" at the beginning, if one is there.

    In Swedish "to" is Thursday too: it stays where nothing (`12 to`) or hours alone follow (`12 to 19-21`).
    """
    word, _, rest = text.strip().partition(" ")
    rest = rest.strip()
    if word.casefold() == "till" or word in _ARROWS:
        return rest
    return rest if word.casefold() == "to" and rest and not is_hours(rest) else text.strip()


def _at_figures(part: str) -> list[str]:
    """`21/5 28/5 19-21` is "21/5" and "28/5 19-21"; what stands before the first date belongs to it."""
    starts = [match.start() for match in _FIGURES.finditer(part)][1:]
    cuts = [0, *starts, len(part)]
    pieces = [part[begin:end].strip(" ,") for begin, end in pairwise(cuts)]
    return [piece for piece in pieces if piece]
