"""`report`: the three numbers of a phone bank's evening, and their sums."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

from commands.actions import reports as actions
from commands.actions.afterwards import past_shift
from commands.actions.find import find_activity
from commands.actions.people import must_lead
from commands.actions.shifts import cancelled_refusal
from commands.context import Context
from commands.declare import Command, Param, Takes, Who, command
from commands.refusing import wrong
from commands.reply import WAYS_OUT, Refusal, Reply, answer
from commands.rules.figures import MOST, Figures, implausible, read_figures, shift_and_figures
from commands.rules.names import shortened
from commands.texts import Code, Lines, say
from commands.wording import about
from storage.models import Activity
from storage.queries.shifts import ShiftView
from storage.states import ShiftState

SUMMED = timedelta(days=30)


async def _written(_ctx: Context, text: str, _command: Command) -> str:
    return text


ShiftAndNumbers = Annotated[
    str,
    Param(
        takes=Takes.REST,
        label={"sv": "PASS SAMTAL SVAR RINGIGEN", "en": "SHIFT CALLS CONVERSATIONS CALLBACKS"},
        resolve=_written,
    ),
]


@command("report", en=("report",), sv=("rapport", "rapportera"), who=Who.LEAD)
async def report(ctx: Context, shift: ShiftAndNumbers | None = None) -> Reply:
    """Keep an evening's numbers, the last ones count; or show the sums, of all activities or of one."""
    if shift is None:
        return await _sums(ctx, None)
    if not any(char.isdigit() for char in shift):
        activity = await find_activity(ctx.store, shift.strip(), district_id=ctx.district.id)
        return await _sums(ctx, activity)
    there, figures = await _read(ctx, shift)
    must_lead(ctx, there.lead_id)
    if there.state == ShiftState.CANCELLED:
        raise cancelled_refusal(there)
    if there.starts > ctx.now:
        again = Code(ctx.typed("report", f"#{there.number}", figures.written()))
        raise Refusal("error-report-early", **about(there), again=again)
    why = implausible(figures)
    if why is not None and not ctx.anyway:
        again = Code(ctx.typed("report", f"#{there.number}", figures.written(), ctx.anyway_word))
        return answer(
            "report-confirm",
            **about(there),
            **_values(figures),
            why=why,
            most=MOST,
            right=Code(ctx.typed("report", f"#{there.number}")),
            again=again,
        )
    async with ctx.transaction() as store:
        first = await actions.keep(ctx.post, there, figures, by=ctx.asker.id)
        closed = (await store.shifts.lock(there.id)).closed_off_at is not None
    ctx.record("report", subject=f"shift:{there.number}")
    return answer(
        "report-kept",
        **about(there),
        **_values(figures),
        first=first,
        closed=closed,
        everyone=Code(ctx.typed("attended", f"#{there.number}")),
        again=Code(ctx.typed("report", f"#{there.number}", figures.written())),
    )


def _values(figures: Figures) -> dict[str, int]:
    return {
        "calls": figures.calls,
        "conversations": figures.conversations,
        "callbacks": figures.callbacks,
    }


async def _read(ctx: Context, text: str) -> tuple[ShiftView, Figures]:
    """The shift and the numbers: `12 40 12 3`, `ringstuga 40 12 3`, or the numbers alone. Raises Refusal."""
    numbered = shift_and_figures(text)
    if numbered is not None and numbered[0] is None:
        meant = await actions.as_command(ctx.store, ctx.asker.id, text, now=ctx.now)
        if meant is None or meant[1] != ctx.district.id:
            raise wrong(ctx, report, "missing-shift", "")
        numbered = shift_and_figures(meant[0].removeprefix("report "))
    if numbered is not None and numbered[0] is not None:
        found = await past_shift(ctx.store, f"#{numbered[0]}", district_id=ctx.district.id, now=ctx.now)
        figures: Figures | None = numbered[1]
    else:
        found = await past_shift(ctx.store, text, district_id=ctx.district.id, now=ctx.now)
        figures = read_figures(found.rest)
    if found.shift is None:
        raise Refusal("error-shift-none", text=Code(shortened(text, 60)), **WAYS_OUT)
    if figures is None:
        example = Code(ctx.typed("report", f"#{found.shift.number}", "40 12 3"))
        raise Refusal("error-report-numbers", **about(found.shift), example=example)
    return found.shift, figures


async def _sums(ctx: Context, activity: Activity | None) -> Reply:
    """Of one activity this year, or of every one for the last 30 days; a lead's own."""
    local = ctx.now.astimezone(ctx.zone)
    year = datetime(local.year, 1, 1, tzinfo=ctx.zone)
    if activity is not None:
        must_lead(ctx, activity.lead_id)
    totals = await ctx.store.reports.totals(
        ctx.district.id,
        since=year if activity is not None else ctx.now - SUMMED,
        activity_id=activity.id if activity is not None else None,
        lead_id=None if ctx.is_organizer else ctx.asker.id,
    )
    lines = [
        say(
            "report-line",
            title=one.title,
            evenings=one.evenings,
            calls=one.calls,
            conversations=one.conversations,
            callbacks=one.callbacks,
        )
        for one in totals
    ]
    return answer(
        "report-sums",
        activity=activity.title if activity else None,
        days=SUMMED.days,
        year=local.year,
        totals=Lines(lines),
        example=Code(ctx.typed("report", "#12", "40 12 3")),
    )
