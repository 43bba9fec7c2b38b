"""A new shift like one that is there, on another day or on several."""

from __future__ import annotations

from functools import partial

from commands.actions import shifts as actions
from commands.actions.people import must_lead
from commands.actions.shifts import Needs, check_year, is_time_alone, read_new_span
from commands.context import Context
from commands.declare import Who, command
from commands.handlers.shift_add import sort_out
from commands.handlers.shift_answers import about_new
from commands.options import CopiedShift
from commands.parameters import check_live
from commands.refusing import wrong
from commands.reply import Refusal, Reply, answer
from commands.rules.when import Span, WhenProblem
from commands.rules.when_several import split_days, without_to
from commands.texts import Code, Lines, say
from commands.wording import about, numbers
from storage.queries.shifts import ShiftView

MOST_COPIES = 26


@command("shift-copy", en=("shift copy",), sv=("pass kopiera", "pass kopia"), who=Who.LEAD)
async def shift_copy(ctx: Context, shift: CopiedShift) -> Reply:
    """New shifts with everything that this one has, but for the people, who have not been asked.

    Also of one that is over or cancelled. The same shift is never made twice.
    """
    like = shift.shift
    must_lead(ctx, like.lead_id)
    activity = await ctx.store.activities.get(like.activity_id)
    check_live(ctx, activity)
    row = await ctx.store.shifts.row(like.id)
    needs = Needs(
        seats=like.seats, minimum=like.minimum, place=row.place, roles=like.roles, confirm=row.confirm
    )
    wanted, there = await sort_out(ctx, activity, _spans(ctx, like, shift.rest), needs)
    async with ctx.transaction() as store:
        made = await actions.add_shifts(store, activity, wanted, needs, now=ctx.now)
    for one in made:
        ctx.record("shift-add", subject=f"shift:{one.number}")
    return answer(
        "shift-copied",
        **about_new(made[0]),
        like=like.number,
        count=len(made),
        shifts=Lines([say("series-end", **about(one)) for one in made] if len(made) > 1 else []),
        there=numbers(there),
        signup=Code(ctx.typed("signup", f"#{made[0].number}")),
    )


def _spans(ctx: Context, like: ShiftView, written: str) -> list[Span]:
    """When the copies are to be, each once; raises Refusal for a time that cannot be."""
    text = without_to(written, is_hours=partial(is_time_alone, now=ctx.now, zone=ctx.zone))
    if not text:
        raise wrong(ctx, shift_copy, "missing-when", "")
    try:
        texts, spans = [text], [read_new_span(text, like, now=ctx.now, zone=ctx.zone)]
    except Refusal as refusal:
        texts = split_days(text)
        if refusal.say.values.get("problem") != WhenProblem.UNREADABLE or len(texts) < 2:
            raise
        if len(texts) > MOST_COPIES:
            raise Refusal("error-days-many", most=MOST_COPIES) from None
        spans = [read_new_span(part, like, now=ctx.now, zone=ctx.zone) for part in texts]
    for part, span in zip(texts, spans, strict=True):
        check_year(ctx, part, span)
    return sorted(dict.fromkeys(spans), key=lambda span: span.starts)
