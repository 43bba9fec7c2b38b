"""How long before a shift somebody wants to be reminded: "24h 2h" as people write it."""

from __future__ import annotations

import re
from datetime import timedelta
from enum import StrEnum

from commands.rules.durations import parse_duration

MOST_NOTICES = 5
SOONEST = timedelta(minutes=5)
EARLIEST = timedelta(days=14)

_BETWEEN = r"(?:[\s,;+&]|\b(?:och|samt|and)\b)*"
_NOTICE = re.compile(_BETWEEN + r"([0-9]{1,6}\s*[a-z]+)", re.IGNORECASE)
_REST = re.compile(_BETWEEN)


class NoticeProblem(StrEnum):
    """Why the times were not accepted."""

    UNREADABLE = "unreadable"
    RANGE = "range"
    MANY = "many"


class NoticeError(ValueError):
    """`problem` says why; `text` is the part that was not understood."""

    def __init__(self, problem: NoticeProblem, text: str) -> None:
        super().__init__(problem, text)
        self.problem = problem
        self.text = text


def read_notices(text: str) -> tuple[timedelta, ...]:
    """Every time in the text, the longest first, each once: "2h, 1 dag" is one day and two hours before.

    Raises NoticeError: something else stands in it, one is under five minutes or over fourteen days, or
    there are more than five.
    """
    found: set[timedelta] = set()
    at = 0
    while match := _NOTICE.match(text, at):
        try:
            length = parse_duration(match[1])
        except ValueError:
            known = _is_unit(match[1])
            raise NoticeError(NoticeProblem.RANGE if known else NoticeProblem.UNREADABLE, match[1]) from None
        if not SOONEST <= length <= EARLIEST:
            raise NoticeError(NoticeProblem.RANGE, match[1])
        found.add(length)
        at = match.end()
    rest = text[at:].strip()
    if not found or _REST.fullmatch(rest) is None:
        raise NoticeError(NoticeProblem.UNREADABLE, rest or text.strip())
    if len(found) > MOST_NOTICES:
        raise NoticeError(NoticeProblem.MANY, "")
    return tuple(sorted(found, reverse=True))


def _is_unit(text: str) -> bool:
    """Whether `99999h` fails for its number only."""
    try:
        parse_duration("1" + text.lstrip("0123456789"))
    except ValueError:
        return False
    return True
