"""`week`: the coming weeks as a picture, and in words for those who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from commands.actions.find import find_activity
from commands.actions.seats import closed_because
from commands.actions.shifts import when_refused
from commands.context import Context
from commands.declare import command
from commands.papers.week import picture, week_heading, within
from commands.parameters import WeekWords
from commands.reply import Refusal, Reply, answer
from commands.rules.names import without_stops
from commands.rules.weeks import (
    LAST_WEEK,
    MOST_WEEKS,
    USUAL_WEEKS,
    Weeks,
    coming_weeks,
    how_many,
    in_full,
    is_week_number,
    no_week,
    weeks_of,
)
from commands.rules.when import UnreadableWhen, WhenProblem, parse_filter
from commands.texts import Code, Lines, Say, say
from commands.wording import about, shift_line
from storage.models import Activity
from storage.queries.shifts import ShiftView

MOST_LINES = 40
"""Of the text; what is more stands in the picture, and in what `shifts` answers."""


@command("week", en="week weeks", sv="vecka veckan veckor")
async def week(ctx: Context, asked: WeekWords | None = None) -> Reply:
    """How full the shifts of the coming weeks are. No names, so that anybody may ask, in any room."""
    activity, weeks = await _understand(ctx, without_stops(asked or ""))
    coming = await ctx.store.shifts.coming(
        ctx.district.id, now=ctx.now, activity_id=activity.id if activity else None
    )
    if weeks is None:
        weeks = _next(ctx, coming, USUAL_WEEKS)
    end = datetime.combine(weeks.last + timedelta(days=1), time(), tzinfo=ctx.zone).astimezone(UTC)
    shifts = [
        one for one in coming if weeks.monday <= one.starts.astimezone(ctx.zone).date() and one.starts < end
    ]
    if not shifts:
        return answer(
            "week-none",
            first=weeks.monday,
            last=weeks.last,
            activity=activity.title if activity else None,
            next=say("shift-short", **about(coming[0])) if coming else None,
            shifts=Code(ctx.typed("shifts")),
        )
    heading = say("week-title", district=ctx.district.name, activity=activity.title if activity else None)
    free = [one for one in shifts if one.left != 0 and closed_because(one, ctx.now) is None]
    return Reply(
        say=say(
            "week-list",
            heading=heading,
            weeks=Lines(_in_words(ctx, weeks, shifts[:MOST_LINES])),
            more=max(0, len(shifts) - MOST_LINES),
            shifts=Code(ctx.typed("shifts")),
            signup=Code(ctx.typed("signup", f"#{free[0].number}")) if free else None,
        ),
        attachment=picture(ctx.district, shifts, weeks, heading=heading, now=ctx.now),
    )


async def _understand(ctx: Context, written: str) -> tuple[Activity | None, Weeks | None]:
    """An activity, weeks (so many, or certain ones), or both. Raises Refusal for what is neither."""
    first, _, rest = written.partition(" ")
    weeks = _weeks(ctx, written)
    if not written or weeks is not None:
        return None, weeks
    try:
        activity = await find_activity(ctx.store, first, district_id=ctx.district.id)
    except Refusal as unknown:
        try:
            return None, _days(ctx, written)
        except UnreadableWhen as unreadable:
            if unreadable.problem is not WhenProblem.UNREADABLE:
                raise when_refused(unreadable, written) from None
            raise unknown from None
    if not rest:
        return activity, None
    try:
        return activity, _weeks(ctx, rest) or _days(ctx, rest)
    except UnreadableWhen as unreadable:
        raise when_refused(unreadable, rest) from None


def _weeks(ctx: Context, written: str) -> Weeks | None:
    """So many weeks from now on, if that is what it says. Raises Refusal for a number that is no week's."""
    if no_week(written):
        raise Refusal(
            "error-week",
            text=Code(written[:10]),
            most=MOST_WEEKS,
            last=LAST_WEEK,
            example=Code(ctx.typed("week", "20")),
        )
    count = how_many(written)
    return None if count is None else coming_weeks(ctx.now.astimezone(ctx.zone).date(), count)


def _days(ctx: Context, written: str) -> Weeks:
    """The weeks of certain days ("v 20", "maj", "nästa vecka"). Raises UnreadableWhen."""
    text = f"v {written}" if is_week_number(written) else in_full(written)
    found = parse_filter(text, now=ctx.now, zone=ctx.zone)
    return weeks_of(found.first, found.last)


def _next(ctx: Context, coming: Sequence[ShiftView], count: int) -> Weeks:
    """From this week on; from the next one, when nothing is left of this."""
    this = coming_weeks(ctx.now.astimezone(ctx.zone).date(), count)
    if coming and not within(coming, this.monday, ctx.zone):
        following = Weeks(this.monday + timedelta(weeks=1), count)
        if within(coming, following.monday, ctx.zone):
            return following
    return this


def _in_words(ctx: Context, weeks: Weeks, shifts: Sequence[ShiftView]) -> list[Say]:
    """A heading for each week and a line for each shift, as `shifts` has them."""
    parts = []
    for at in range(weeks.count):
        monday = weeks.monday + timedelta(weeks=at)
        lines = [shift_line(one, about(one)) for one in within(shifts, monday, ctx.zone)]
        if lines:
            parts.append(say("week-part", heading=week_heading(monday), shifts=Lines(lines)))
    return parts
