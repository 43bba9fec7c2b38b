"""Why a date or time that somebody wrote was not accepted."""

import enum

SHOWN = 200
"""Characters of the written text that a refusal keeps: enough to quote, too few to flood a log."""


class WhenProblem(enum.StrEnum):
    """What is wrong with a date or time; the bot words each of them (CONTRACT.md, section 4, WHEN)."""

    UNREADABLE = "unreadable"
    PAST = "past"
    GAP = "gap"  # a local time that daylight saving leaves out
    FOLD = "fold"  # a local time that happens twice
    BACKWARDS = "backwards"  # ends before it starts, where that cannot mean over midnight
    TOO_LONG = "too-long"  # over 24 hours
    NO_TIME = "no-time"
    IMPOSSIBLE = "impossible"  # 31/2, 25:00
    TOO_FAR = "too-far"  # more than two years ahead
    WEEKDAY = "weekday"  # "tis 15/5" when that is a Wednesday


class UnreadableWhen(ValueError):
    """A date or time that is not accepted: `problem` says why, `text` is what was written (shortened)."""

    def __init__(self, problem: WhenProblem, text: str = "") -> None:
        super().__init__(problem, text[:SHOWN])
        self.problem = problem
        self.text = text[:SHOWN]

    def __str__(self) -> str:
        return f"{self.problem}: {self.text!r}"
