"""Times of day: 24-hour and 12-hour clocks, and what `22-01` means. Minutes after midnight throughout."""

from commands.rules.when_problem import UnreadableWhen, WhenProblem
from commands.rules.when_tokens import Clock
from commands.rules.when_words import AFTERNOON, EVENING, MORNING

NOON = 12 * 60
DAY = 24 * 60
LONGEST_NIGHT = 12 * 60
"""An earlier end means the next day when that makes no more than this; `20-18` is a slip, not 22 hours."""

_WINDOWS = {MORNING: range(4 * 60, NOON), AFTERNOON: range(NOON, 18 * 60), EVENING: range(16 * 60, DAY)}


def start_minute(start: Clock, part: int | None = None) -> int:
    """When it starts; with a part of the day, `8` on an evening is 20:00.

    "Midnight" is refused as a start: it could be either end of the day.
    """
    if start.half == "midnight":
        raise UnreadableWhen(WhenProblem.UNREADABLE)
    if part is None:
        return _as_written(start)
    for minute in _faces(start) if _is_loose(start) else [_as_written(start)]:
        if minute in _WINDOWS[part]:
            return minute
    raise UnreadableWhen(WhenProblem.UNREADABLE)


def span_minutes(start: Clock, end: Clock, part: int | None = None) -> tuple[int, int]:
    """Start and end of one day's span; an end on the next day is above 1440.

    One "am" or "pm" serves both sides (`6-8pm`, `11-1pm`, `9am-5`).
    """
    if part is None and _is_loose(start) and end.half is not None:
        begins = _led_by_end(start, _as_written(end))
    else:
        begins = start_minute(start, part)
    if _is_loose(end) and (start.half is not None or (part is not None and _is_loose(start))):
        ends = min(minute + days for minute in _faces(end) for days in (0, DAY) if minute + days > begins)
    else:
        ends = end_minute(end)
    return begins, _over_midnight(begins, ends)


def end_minute(end: Clock) -> int:
    """An end as it is written; 24:00 and "midnight" are 1440."""
    if end.half == "midnight" or (end.hour, end.minute, end.half) == (24, 0, None):
        return DAY
    return _as_written(end)


def _as_written(clock: Clock) -> int:
    """The 24-hour clock, or the 12-hour clock with its half."""
    hour = clock.hour
    if clock.minute > 59:
        raise UnreadableWhen(WhenProblem.IMPOSSIBLE)
    if clock.half is None:
        if hour > 23:
            raise UnreadableWhen(WhenProblem.IMPOSSIBLE)
        return hour * 60 + clock.minute
    if not 1 <= hour <= 12:
        raise UnreadableWhen(WhenProblem.IMPOSSIBLE)
    return hour % 12 * 60 + clock.minute + (NOON if clock.half == "pm" else 0)


def _is_loose(clock: Clock) -> bool:
    """Whether it may be meant on the 12-hour clock without saying so; `06` is not."""
    return clock.half is None and not clock.padded and 1 <= clock.hour <= 12


def _faces(clock: Clock) -> list[int]:
    """The two times of the day at which a 12-hour clock looks like this."""
    if clock.minute > 59:
        raise UnreadableWhen(WhenProblem.IMPOSSIBLE)
    before_noon = clock.hour % 12 * 60 + clock.minute
    return [before_noon, before_noon + NOON]


def _led_by_end(start: Clock, ends: int) -> int:
    """The start of `6-8pm`: in the end's half of the day, or in the other where it would not be before."""
    morning, evening = _faces(start)
    same, other = (evening, morning) if ends >= NOON else (morning, evening)
    return same if same < ends else other


def _over_midnight(begins: int, ends: int) -> int:
    """The end, a day later where it is earlier than the start and that makes sense."""
    if ends > begins:
        return ends
    if ends == begins:
        raise UnreadableWhen(WhenProblem.BACKWARDS)
    if ends == 0:
        return DAY
    if ends + DAY - begins > LONGEST_NIGHT:
        raise UnreadableWhen(WhenProblem.BACKWARDS)
    return ends + DAY
