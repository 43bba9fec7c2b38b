"""Making shifts: one, or a series that comes every week, every other week or every month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from commands.actions import shifts as actions
from commands.actions.people import must_lead
from commands.actions.shifts import Needs, check_year, read_span, when_refused
from commands.bind import wrong
from commands.context import Context
from commands.declare import Who, command
from commands.parameters import Every, LiveActivity, Minimum, Place, Seats, Until, When
from commands.reply import Refusal, Reply, answer
from commands.rules.names import fold
from commands.rules.recurrence import HasSpan, occurrences, parse_every
from commands.rules.when import Span, UnreadableWhen, parse_date
from commands.texts import Code, Lines, Period, say
from commands.wording import about, numbers
from storage.models import Activity, Series
from storage.queries.shifts import ShiftView

MOST_IN_SERIES = 60
"""More than a year of weeks; a longer series is a slip in `until`, and a list that nobody reads."""

MANY_IN_SERIES = 26
"""More than half a year of weeks is asked back: a date without a year that has just passed is next year's."""


@command("shift-add", en=("shift add", "shift new"), sv=("pass ny", "pass nytt"), who=Who.LEAD)
async def shift_add(
    ctx: Context,
    activity: LiveActivity,
    when: When,
    seats: Seats | None = None,
    minimum: Minimum | None = None,
    place: Place | None = None,
    every: Every | None = None,
    until: Until | None = None,
) -> Reply:
    """A new shift, or with `every` and `until` a series of them.

    The same shift is never made twice: on a shaky connection people press send again.
    """
    must_lead(ctx, activity.lead_id)
    needs = Needs(
        seats=seats.value if seats else None, minimum=minimum.value if minimum else None, place=place
    )
    actions.check_needs(seats=needs.seats, minimum=needs.minimum)
    first = read_span(when, now=ctx.now, zone=ctx.zone)
    check_year(ctx, when, first)
    if every is None and until is None:
        return await _one(ctx, activity, first, needs)
    return await _series(ctx, activity, first, needs, every=every, until=until)


async def _one(ctx: Context, activity: Activity, span: Span, needs: Needs) -> Reply:
    await _sort_out(ctx, activity, [span], needs)
    async with ctx.transaction() as store:
        (made,) = await actions.add_shifts(store, activity, [span], needs, now=ctx.now)
    ctx.record("shift-add", subject=f"shift:{made.number}")
    return answer(
        "shift-added",
        **about(made),
        minimum=made.minimum,
        signup=Code(ctx.typed("signup", f"#{made.number}")),
    )


async def _series(
    ctx: Context, activity: Activity, first: Span, needs: Needs, *, every: str | None, until: str | None
) -> Reply:
    if every is None or until is None:
        raise wrong(ctx, shift_add, "every-alone" if until is None else "until-alone", "")
    rule = parse_every(every)
    if rule is None:
        raise wrong(ctx, shift_add, "every", every)
    last_day = _last_day(ctx, until)
    spans, skipped = occurrences(first, rule, last_day, ctx.zone, limit=MOST_IN_SERIES + 1)
    if not spans:
        raise Refusal("error-series-until", until=last_day, first=Period(first.starts, first.ends))
    if len(spans) > MOST_IN_SERIES:
        raise Refusal("error-series-long", most=MOST_IN_SERIES, until=last_day)
    wanted, there = await _sort_out(ctx, activity, spans, needs)
    if len(spans) > MANY_IN_SERIES and not ctx.anyway:
        return answer(
            "shift-series-confirm",
            count=len(spans),
            title=activity.title,
            first=Period(spans[0].starts, spans[0].ends),
            last=Period(spans[-1].starts, spans[-1].ends),
            anyway=Code(ctx.anyway_word),
        )
    check_year(ctx, until, last_day)
    series = Series(
        district_id=ctx.district.id, activity_id=activity.id, every=rule.value, until=last_day.isoformat()
    )
    async with ctx.transaction() as store:
        made = await actions.add_shifts(store, activity, wanted, needs, now=ctx.now, series=series)
    for one in made:
        ctx.record("shift-add", subject=f"shift:{one.number}")
    return answer(
        "shift-series-added",
        count=len(made),
        title=activity.title,
        first=say("series-end", **about(made[0])),
        last=say("series-end", **about(made[-1])),
        there=numbers(there),
        skipped=Lines([say("series-skipped", day=one.day, reason=one.reason) for one in skipped]),
        shifts=Code(ctx.typed("shifts", activity.slug)),
    )


def _last_day(ctx: Context, until: str) -> date:
    try:
        return parse_date(until, now=ctx.now, zone=ctx.zone)
    except UnreadableWhen as unreadable:
        raise when_refused(unreadable, until) from None


async def _sort_out(
    ctx: Context, activity: Activity, spans: Sequence[HasSpan], needs: Needs
) -> tuple[list[HasSpan], list[ShiftView]]:
    """Which of the shifts are new, and which are there already, at the same time and place.

    Raises Refusal when none is new; and, unless it is insisted on, where the activity has shifts at these
    times at all, be it at another place.
    """
    twins = await actions.already_there(ctx.store, activity, spans)
    place = fold(needs.place or activity.place or "")
    there = [one for one in twins if fold(one.place or "") == place]
    taken = {(one.starts, one.ends) for one in there}
    new = [span for span in spans if (span.starts, span.ends) not in taken]
    if twins and not (ctx.anyway and new):
        reason = say(
            "exists-shift",
            **about(twins[0]),
            wanted=len(spans),
            count=len({(one.starts, one.ends) for one in twins}),
            new=len(new),
            numbers=numbers(twins),
            edit=Code(ctx.typed("shift-edit", f"#{twins[0].number}")),
            anyway=Code(ctx.anyway_word),
        )
        raise Refusal("error-exists", reason=reason)
    return new, there
