"""Looking at what is coming: all of it, one activity, certain days, or one shift."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from commands.actions.find import find_activity, on_day, shift_by_number
from commands.actions.seats import closed_because
from commands.actions.shifts import when_refused
from commands.actions.vacancies import with_vacancies
from commands.context import Context
from commands.declare import command
from commands.handlers.subcommands import suggest
from commands.parameters import ActivityWord, When
from commands.reply import Refusal, Reply, answer
from commands.rules.names import without_stops
from commands.rules.numbers import MOST_SHIFT, read_shift_number
from commands.rules.when import DayFilter, UnreadableWhen, WhenProblem, parse_filter
from commands.texts import Code, Lines, Say, say
from commands.wording import about, above, in_common, shift_line
from storage.models import Activity
from storage.queries.shifts import ShiftView
from storage.states import SignupState

WINDOW = timedelta(days=14)
MOST_LINES = 12
"""A screen of a phone; a day is not cut in two unless it has more than this by itself."""
MOST_OF_A_DAY = 30


@dataclass(frozen=True, slots=True)
class _Asked:
    """What somebody wants to see; neither: what comes next."""

    activity: Activity | None = None
    day: DayFilter | None = None


@command("shifts", en="shifts shift", sv="pass")
async def shifts(ctx: Context, activity: ActivityWord | None = None, when: When | None = None) -> Reply:
    """Shifts that have not ended; the asker's own are marked.

    Without an activity or a time those of the coming two weeks, and if there are none, the next one.
    """
    written = " ".join(part for part in (activity, when) if part)
    number = read_shift_number(written)
    if number is not None and number <= MOST_SHIFT:
        return await _one(ctx, number)
    written = without_stops(written)
    asked = await _understand(ctx, written)
    coming = await ctx.store.shifts.coming(
        ctx.district.id, now=ctx.now, activity_id=asked.activity.id if asked.activity else None
    )
    found = on_day(coming, asked.day, zone=ctx.zone)
    if not written:
        found = [one for one in coming if one.starts < ctx.now + WINDOW]
    if not found:
        return _none(ctx, asked, written, coming)
    return await _list(ctx, asked, found, coming if asked.day is None else found)


async def _understand(ctx: Context, written: str) -> _Asked:
    """An activity, days, or both. Raises Refusal that speaks of what was most likely meant."""
    if not written:
        return _Asked()
    first, _, rest = written.partition(" ")
    try:
        activity = await find_activity(ctx.store, first, district_id=ctx.district.id)
    except Refusal as unknown:
        try:
            return _Asked(day=parse_filter(written, now=ctx.now, zone=ctx.zone))
        except UnreadableWhen as unreadable:
            if unreadable.problem is not WhenProblem.UNREADABLE:
                raise when_refused(unreadable, written) from None
            raise suggest(ctx, "shifts", written) or unknown from None
    if not rest.strip():
        return _Asked(activity=activity)
    try:
        return _Asked(activity=activity, day=parse_filter(rest, now=ctx.now, zone=ctx.zone))
    except UnreadableWhen as unreadable:
        raise when_refused(unreadable, rest) from None


async def _list(
    ctx: Context, asked: _Asked, found: Sequence[ShiftView], everything: Sequence[ShiftView]
) -> Reply:
    shown = await with_vacancies(ctx.store, _page(found, ctx.zone))
    last = shown[-1]
    later = [one for one in everything if (one.starts, one.number) > (last.starts, last.number)]
    own = {one.id for one in await ctx.store.shifts.booked_by(ctx.district.id, ctx.asker.id, now=ctx.now)}
    free = [one for one in shown if one.left != 0 and closed_because(one, ctx.now) is None]
    example = next((one for one in free if one.id not in own), None)
    return answer(
        "shifts-list",
        shared=above(shown),
        shifts=Lines(_lines(ctx, shown, own)),
        more=len(later),
        later=Code(_later(ctx, asked, later)) if later else None,
        signup=Code(ctx.typed("signup", f"#{example.number}")) if example else None,
    )


def _page(found: Sequence[ShiftView], zone: ZoneInfo) -> Sequence[ShiftView]:
    """As many whole days as fit on a screen, at least one."""
    if len(found) <= MOST_LINES:
        return found
    days = [one.starts.astimezone(zone).date() for one in found]
    fitting = [at for at in range(1, MOST_LINES + 1) if days[at] != days[at - 1]]
    if fitting:
        return found[: fitting[-1]]
    return found[: min(days.count(days[0]), MOST_OF_A_DAY)]


def _later(ctx: Context, asked: _Asked, later: Sequence[ShiftView]) -> str:
    """What to type to see those that are not shown: the days from the first of them to the last."""
    first, last = (one.starts.astimezone(ctx.zone).date() for one in (later[0], later[-1]))
    days = f"{first.day}/{first.month} - {last.day}/{last.month}"
    if last.year != ctx.now.astimezone(ctx.zone).year:
        days = f"{first.isoformat()} - {last.isoformat()}"
    return ctx.typed("shifts", *([asked.activity.slug] if asked.activity else []), days)


def _lines(ctx: Context, shown: Sequence[ShiftView], own: Collection[int]) -> list[Say]:
    """Each shift, and whether one is on it (`own`, by id), or it is under way."""
    shared = in_common(shown)
    lines = []
    for shift in shown:
        line = shift_line(shift, about(shift) | shared)
        if shift.id in own:
            lines.append(say("shifts-line-own", line=line))
        elif shift.starts <= ctx.now:
            lines.append(say("shifts-line-begun", **(about(shift) | shared)))
        else:
            lines.append(say("shifts-line", line=line))
    return lines


def _none(ctx: Context, asked: _Asked, written: str, coming: Sequence[ShiftView]) -> Reply:
    """Nothing there: say so kindly, and what comes after it."""
    return answer(
        "shifts-none",
        activity=asked.activity.title if asked.activity else None,
        text=Code(written[:60]) if asked.day else None,
        next=say("shift-short", **about(coming[0])) if coming else None,
        add=_how_to_add(ctx, asked.activity) if ctx.is_organizer else None,
    )


def _how_to_add(ctx: Context, activity: Activity | None) -> Code:
    time = {"sv": "tis 18-20", "en": "tue 18-20"}[ctx.language]
    return Code(ctx.typed("shift-add", activity.slug if activity else "ringstuga", time))


async def _one(ctx: Context, number: int) -> Reply:
    """One shift by its number, also one that is over."""
    shift = await shift_by_number(ctx.store, number, district_id=ctx.district.id)
    activity = await ctx.store.activities.get(shift.activity_id)
    row = await ctx.store.signups.find(shift.id, ctx.asker.id)
    own = row is not None and row.state == SignupState.BOOKED
    return answer(
        "shifts-one",
        **about(shift),
        minimum=shift.minimum,
        about=activity.about,
        audience=activity.audience,
        state=closed_because(shift, ctx.now) or ("full" if shift.left == 0 else "open"),
        own=own,
        typed=Code(ctx.typed("leave" if own else "signup", f"#{number}")),
    )
