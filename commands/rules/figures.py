"""The three numbers of a phone bank's evening: calls, conversations, and people to call back.

Issue 3, point 7. Read as people write them: "40 12 3", "40, 12 och 3", "samtal 40 svar 12 ring igen 3",
"40 samtal, 12 svar och 3 ring igen". Anything else is none of ours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from commands.rules.names import fold
from commands.rules.spoken import without_courtesies

MOST = 10_000
"""No evening of a district has more calls; a larger number is a slip."""

_CALLS, _TALKS, _AGAIN = "calls", "conversations", "callbacks"
_WORDS = {
    _CALLS: "samtal, ringda, ringda samtal, uppringda, calls, call, called",
    _TALKS: "svar, svarade, pratade, pratade med, pratat med, samtal med svar"
    ", conversations, conversation, answers, answered, talked, talked to, talks",
    _AGAIN: "ring igen, att ringa igen, ringa igen, återringning, återringningar, igen"
    ", call back, call backs, callback, callbacks, to call back, again",
}
_LABELS = {word: label for label, words in _WORDS.items() for word in words.split(", ")}
_PIECE = re.compile(r"[0-9]+|[^\W\d_]+(?:\s+[^\W\d_]+)*|[^\s\w]|_")
_NUMBERS = re.compile(r"[0-9][0-9 .,/;:+-]*")
_CLOCK = re.compile(r"[0-9][.:][0-9]")
_BETWEEN = frozenset(",;:.!&+")
_AND = frozenset({"och", "and", "samt"})
_NUMBERED = re.compile(r"(?:(?:pass|shift|nr)\s*)?(#?)([0-9]{1,7})[.,:;]?(?:\s+|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figures:
    calls: int
    conversations: int
    callbacks: int

    def written(self) -> str:
        """As they can be typed."""
        return f"{self.calls} {self.conversations} {self.callbacks}"


def looks_like_figures(text: str) -> bool:
    """Whether a text is nothing but numbers, several or one that is too long to be a choice."""
    bare = text.strip()
    return _NUMBERS.fullmatch(bare) is not None and (len(bare.split()) > 1 or "/" in bare or len(bare) > 7)


def read_figures(text: str) -> Figures | None:
    """The three numbers that a text consists of; None for any other text."""
    numbers: list[int] = []
    labels: list[str] = []
    label_first = False
    if _CLOCK.search(text):
        return None  # "18.30 20" is a time
    for piece in _PIECE.findall(without_courtesies(text)):
        if piece.isascii() and piece.isdigit():
            if len(piece) > 7:
                return None
            numbers.append(int(piece))
            continue
        if piece in _BETWEEN:
            continue
        words = " ".join(word for word in fold(piece).split() if word not in _AND)
        if not words:
            continue
        if words not in _LABELS:
            return None
        label_first = label_first or not numbers
        labels.append(_LABELS[words])
        if len(labels) != len(numbers) + label_first:
            return None
    return _together(numbers, labels)


def _together(numbers: Sequence[int], labels: Sequence[str]) -> Figures | None:
    if len(numbers) != 3:
        return None
    if not labels:
        return Figures(*numbers)
    if sorted(labels) != sorted((_CALLS, _TALKS, _AGAIN)):
        return None
    return Figures(**dict(zip(labels, numbers, strict=True)))


def shift_and_figures(text: str) -> tuple[str | None, Figures] | None:
    """`12 40 12 3`, `#12: 40 12 3`, or the three numbers alone; the shift's number, if there is one."""
    alone = read_figures(text)
    if alone is not None and not text.lstrip().startswith("#"):
        return None, alone
    match = _NUMBERED.match(text.strip())
    if match is None:
        return None
    figures = read_figures(text.strip()[match.end() :])
    return None if figures is None else (match[2], figures)


def implausible(figures: Figures) -> str | None:
    """Why the numbers can hardly be right: "many", "talks" (more than calls), "again" (likewise)."""
    if max(figures.calls, figures.conversations, figures.callbacks) > MOST:
        return "many"
    if figures.conversations > figures.calls:
        return "talks"
    return "again" if figures.callbacks > figures.calls else None


def asks_for_calls(report: str | None, *, slug: str, title: str) -> bool:
    """Whether an activity's evenings are to be reported in numbers (`Activity.report`).

    Where nothing was said: those of a phone bank, by its name.
    """
    if report is not None:
        return report == "calls"
    names = f"{fold(slug)} {fold(title)}".replace("-", " ")
    return any(word in names for word in ("ringstug", "ringkväll", "phonebank", "phone bank"))
