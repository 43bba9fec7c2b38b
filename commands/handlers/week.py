"""`week`: the coming weeks as a picture, and in words for those who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from commands.actions.find import find_activity
from commands.context import Context
from commands.declare import command
from commands.papers.week import picture, week_heading
from commands.parameters import WeekWords
from commands.reply import Refusal, Reply, answer
from commands.rules.names import without_stops
from commands.rules.weeks import MOST_WEEKS, USUAL_WEEKS, Weeks, monday_of, read_weeks
from commands.texts import Code, Lines, Say, Value, say
from commands.wording import about, shift_line
from storage.models import Activity
from storage.queries.shifts import ShiftView

MOST_LINES = 30
"""Of the text: what is more stands in the picture, and in what `shifts` answers."""


@command("week", en="week weeks", sv="vecka veckan veckor")
async def week(ctx: Context, asked: WeekWords | None = None) -> Reply:
    """How full the shifts of the coming weeks are. No names, so that anybody may ask, in any room."""
    activity, weeks = await _understand(ctx, without_stops(asked or ""))
    shifts = await _shifts(ctx, activity, weeks)
    if asked is None and shifts == await _shifts(ctx, activity, Weeks(weeks.monday + timedelta(weeks=1), 1)):
        weeks = Weeks(weeks.monday + timedelta(weeks=1), weeks.count)  # nothing is left of this week
        shifts = await _shifts(ctx, activity, weeks)
    if not shifts:
        return await _none(ctx, activity, weeks)
    heading = say("week-title", district=ctx.district.name, activity=activity.title if activity else None)
    shown = shifts[:MOST_LINES]
    free = next((one for one in shifts if one.starts > ctx.now and one.left != 0), None)
    return Reply(
        say=say(
            "week-list",
            heading=heading,
            weeks=[_in_words(ctx, weeks.monday + timedelta(weeks=at), shown) for at in range(weeks.count)],
            more=len(shifts) - len(shown),
            shifts=Code(ctx.typed("shifts")),
            signup=Code(ctx.typed("signup", f"#{free.number}")) if free else None,
        ),
        attachment=picture(ctx.district, shifts, weeks, heading=heading, now=ctx.now),
    )
