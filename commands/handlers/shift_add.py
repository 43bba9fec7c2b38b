"""Making shifts: one, or a series that comes every week, every other week or every month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from commands.actions import shifts as actions
from commands.actions.defaults import Said, needs_for
from commands.actions.people import must_lead
from commands.actions.shifts import Needs, check_year, read_span
from commands.context import Context
from commands.declare import Who, command
from commands.handlers.shift_answers import about_new, taken_from
from commands.handlers.shift_days import holiday_lines, read_day, read_days
from commands.options import Confirm, Roles, Skip
from commands.parameters import Every, LiveActivity, Minimum, Place, Seats, Until, When
from commands.refusing import wrong
from commands.reply import Refusal, Reply, answer
from commands.rules.names import fold
from commands.rules.recurrence import Every as Rule
from commands.rules.recurrence import HasSpan, Occurrence, Skipped, occurrences, parse_every
from commands.rules.when import DEFAULT_LENGTH, Span, has_end
from commands.texts import Code, Lines, Listed, Period, Value, say
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
    roles: Roles | None = None,
    confirm: Confirm | None = None,
    every: Every | None = None,
    until: Until | None = None,
    skip: Skip | None = None,
) -> Reply:
    """A new shift, or with `every` and `until` a series of them; what is not said is as the activity says.

    The same shift is never made twice: on a shaky connection people press send again.
    """
    must_lead(ctx, activity.lead_id)
    made = needs_for(activity, Said(seats=seats, minimum=minimum, place=place, roles=roles, confirm=confirm))
    length = timedelta(minutes=activity.length) if activity.length else DEFAULT_LENGTH
    first = read_span(when, now=ctx.now, zone=ctx.zone, default_length=length)
    check_year(ctx, when, first)
    usual = activity.length is not None and not has_end(when, now=ctx.now, zone=ctx.zone)
    taken = taken_from(made, length if usual else None)
    if every is None and until is None:
        if skip is not None:
            raise Refusal("error-skip-alone")
        return await _one(ctx, activity, first, made.needs, taken)
    plan = _planned(ctx, first, every=every, until=until, skip=skip)
    return await _series(ctx, activity, plan, made.needs, taken, until=until or "")


async def _one(
    ctx: Context, activity: Activity, span: Span, needs: Needs, taken: Mapping[str, Value]
) -> Reply:
    await sort_out(ctx, activity, [span], needs)
    async with ctx.transaction() as store:
        (made,) = await actions.add_shifts(store, activity, [span], needs, now=ctx.now)
    ctx.record("shift-add", subject=f"shift:{made.number}")
    return answer(
        "shift-added",
        **about_new(made),
        signup=Code(ctx.typed("signup", f"#{made.number}")),
        **taken,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """When the shifts of a series are to be. `skip`: days that were to be left out; all days are local."""

    rule: Rule
    until: date
    spans: Sequence[Occurrence]
    skipped: Sequence[Skipped]
    skip: Sequence[date]
    left_out: Sequence[date]


def _planned(ctx: Context, first: Span, *, every: str | None, until: str | None, skip: str | None) -> _Plan:
    """Raises Refusal where that makes no series."""
    if every is None or until is None:
        raise wrong(ctx, shift_add, "every-alone" if until is None else "until-alone", "")
    rule = parse_every(every)
    if rule is None:
        raise wrong(ctx, shift_add, "every", every)
    last_day = read_day(ctx, until)
    days = read_days(ctx, skip) if skip is not None else []
    spans, skipped = occurrences(first, rule, last_day, ctx.zone, limit=MOST_IN_SERIES + 1)
    if not spans:
        raise Refusal("error-series-until", until=last_day, first=Period(first.starts, first.ends))
    if len(spans) > MOST_IN_SERIES:
        raise Refusal("error-series-long", most=MOST_IN_SERIES, until=last_day)
    kept = [span for span in spans if span.starts.astimezone(ctx.zone).date() not in days]
    if not kept:
        raise Refusal("error-series-skipped")
    gone = [span.starts.astimezone(ctx.zone).date() for span in spans if span not in kept]
    return _Plan(rule=rule, until=last_day, spans=kept, skipped=skipped, skip=days, left_out=gone)


async def _series(
    ctx: Context, activity: Activity, plan: _Plan, needs: Needs, taken: Mapping[str, Value], *, until: str
) -> Reply:
    wanted, there = await sort_out(ctx, activity, plan.spans, needs)
    if len(plan.spans) > MANY_IN_SERIES and not ctx.anyway:
        first, last = plan.spans[0], plan.spans[-1]
        return answer(
            "shift-series-confirm",
            count=len(plan.spans),
            title=activity.title,
            first=Period(first.starts, first.ends),
            last=Period(last.starts, last.ends),
            anyway=Code(ctx.anyway_word),
        )
    check_year(ctx, until, plan.until)
    series = Series(
        district_id=ctx.district.id,
        activity_id=activity.id,
        every=plan.rule.value,
        until=plan.until.isoformat(),
        skip=[day.isoformat() for day in plan.skip] or None,
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
        left_out=Listed(plan.left_out),
        missed=Listed([day for day in plan.skip if day not in plan.left_out]),
        skipped=Lines([say("series-skipped", day=one.day, reason=one.reason) for one in plan.skipped]),
        holidays=Lines(holiday_lines(ctx, made)),
        **taken,
        shifts=Code(ctx.typed("shifts", activity.slug)),
    )


async def sort_out(
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
