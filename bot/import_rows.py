"""What an imported file asks for, whatever its format, and what is wrong with it, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.errors import OperatorError
from commands.rules.names import clean_line

MOST_ROWS = 5000
LINES_NAMED = 10
QUOTED = 40
"""Characters of a cell that a message repeats."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a line cannot be taken; lines count from 1."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.text}"


class WrongValue(ValueError):
    """A value that cannot be taken; the text completes `line 7: seats: …`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One entry of the file. Times are aware, in UTC; without them it is about the activity alone.

    `activity` is a short name, or the title of an activity that exists; "" where it is to be made from
    the title, as in a calendar. `district` is a key.
    """

    line: int
    district: str
    activity: str
    title: str | None = None
    about: str | None = None
    audience: str | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    place: str | None = None
    seats: int | None = None
    minimum: int | None = None
    closed: bool = False


@dataclass(slots=True)
class Content:
    """What stands in a file. `left_out` counts entries that the file itself says are cancelled or done.

    `past_is_left_out`: a calendar holds what has been, too; in a list made for this a past time is a slip.
    """

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: int = 0
    past_is_left_out: bool = False


def refused(file: str, problems: Sequence[Problem]) -> OperatorError:
    """The one line that says what is wrong: the first problem, and the lines of the others."""
    first, *others = sorted(problems, key=lambda problem: problem.line)
    text = f"{file}: {first}"
    lines = sorted({problem.line for problem in others} - {first.line})
    if lines:
        more = ", …" if len(lines) > LINES_NAMED else ""
        text += f" (also wrong: line {', '.join(map(str, lines[:LINES_NAMED]))}{more})"
    return OperatorError(f"{text}; nothing was imported")


def quoted(text: str) -> str:
    """A piece of the file, safe to show."""
    return f"'{clean_line(text, limit=QUOTED)}'"
