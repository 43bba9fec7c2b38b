"""Whether somebody names a weekday and nothing else about the day."""

from __future__ import annotations

from dataclasses import replace

from commands.rules.when_problem import UnreadableWhen
from commands.rules.when_read import Day, read
from commands.rules.when_tokens import tokens


def bare_weekday(text: str) -> int | None:
    """The weekday (0: Monday) in `tis`, `på tis`, `tis 18`; None for `nästa tis`, `tis 14/5`, `imorgon`."""
    try:
        phrase = read(tokens(text), range(0))
    except UnreadableWhen:
        return None
    day = phrase.start.day
    only_that = replace(day, weekday=None) == Day() and not (phrase.end and phrase.end.day.said())
    return day.weekday if only_that else None
