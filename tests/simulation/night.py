"""The quiet hours of the model, and until when somebody who is asked has to answer.

Issue 3, point 1: the deadline shortens as the shift nears, and respects quiet hours. Minutes throughout.
"""

from __future__ import annotations

DAY = 24 * 60
QUIET = (23 * 60, 5 * 60)
"""From and until, by the clock. No shift of the model begins in them, and no reminder falls into them."""


def morning_after(at: float) -> int | None:
    """When the quiet hours around that minute end; None when it is not in any."""
    begins, ends = QUIET
    clock = at % DAY
    if ends <= clock < begins:
        return None
    midnight = int(at // DAY) * DAY
    return midnight + ends + (DAY if clock >= begins else 0)


def awake(at: float) -> float:
    """That minute, or the end of the quiet hours that it is in."""
    return morning_after(at) or at


def answer_by(start: float, now: float, *, share: int, longest: float) -> float:
    """A part of the time that is left from when they hear of it: at least 10 minutes, never after the start.

    What would end in the night ends half an hour after it.
    """
    heard = awake(now)
    until = heard + min(longest, max(10, (start - heard) / share))
    if (morning := morning_after(until)) is not None:
        until = morning + 30
    return min(until, start)


WEEKDAYS = ("mån", "tis", "ons", "tors", "fre", "lör", "sön")


def clock(at: float) -> str:
    """The time of day as it stands in a Swedish text."""
    minute = int(at)
    return f"{minute // 60 % 24:02}.{minute % 60:02}"
