"""Days beside the shift's own: the last of a series, those it leaves out, and holidays it falls on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from commands.actions.shifts import when_refused
from commands.context import Context
from commands.reply import Refusal
from commands.rules.holidays import swedish_holiday
from commands.rules.when import UnreadableWhen, WhenProblem, parse_date
from commands.rules.when_several import split_days
from commands.texts import Code, Say, say
from storage.queries.shifts import ShiftView

MOST_DAYS = 60
SWEDEN = "Europe/Stockholm"


def read_day(ctx: Context, text: str) -> date:
    """One local day from today on. Raises Refusal."""
    try:
        return parse_date(text, now=ctx.now, zone=ctx.zone)
    except UnreadableWhen as unreadable:
        raise when_refused(unreadable, text) from None


def read_days(ctx: Context, text: str) -> list[date]:
    """Several local days (`1 maj, 6 juni`), each once, in order. Raises Refusal for the one that is none."""
    try:
        return [parse_date(text, now=ctx.now, zone=ctx.zone)]
    except UnreadableWhen as unreadable:
        parts = split_days(text)
        if unreadable.problem is not WhenProblem.UNREADABLE or len(parts) < 2:
            raise when_refused(unreadable, text) from None
    if len(parts) > MOST_DAYS:
        raise Refusal("error-days-many", most=MOST_DAYS)
    return sorted({read_day(ctx, part) for part in parts})


def holiday_lines(ctx: Context, shifts: Sequence[ShiftView]) -> list[Say]:
    """For each shift on a Swedish holiday that it is one, and how to cancel that shift.

    Only where the clocks are Sweden's: a holiday belongs to the country, not to the language.
    """
    if ctx.district.timezone != SWEDEN:
        return []
    days = [(one, one.starts.astimezone(ctx.zone).date()) for one in shifts]
    return [
        say(
            "series-holiday",
            day=day,
            holiday=say(f"holiday-{holiday}"),
            cancel=Code(ctx.typed("shift-cancel", f"#{one.number}")),
        )
        for one, day in days
        if (holiday := swedish_holiday(day)) is not None
    ]
