"""The same done with several shifts of a series, and how to do with the later ones what was done with one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from commands.actions import series, shifts
from commands.actions.line import HAS_A_PLACE
from commands.actions.news import tell_cancelled, tell_moved, tell_put_back, who_hears
from commands.actions.series import Kept
from commands.actions.shifts import Change, Edited
from commands.context import Context
from commands.handlers.shift_answers import change_lines, typed_change, typed_time, typed_which
from commands.reply import Refusal, Reply, answer
from commands.rules.series import Which, move_of, moved
from commands.texts import Code, Lines, Value, say
from commands.wording import about, numbers
from storage.queries.shifts import ShiftView


async def others_meant(ctx: Context, shift: ShiftView, which: Which) -> list[ShiftView]:
    """The other shifts that are meant by one and these words. Raises Refusal where there is no series."""
    found = await series.meant(ctx.store, shift, which, now=ctx.now)
    return [one for one in found if one.id != shift.id]


async def edit_together(
    ctx: Context,
    shift: ShiftView,
    others: Sequence[ShiftView],
    change: Change,
    *,
    which: Which,
    written: str | None,
) -> Reply:
    """Change all of them or none; with people booked on what is moved only when it is insisted on.

    `written` is the new time as it was typed. All is tried before it is asked about, and then undone: nobody
    is asked about what cannot be.
    """
    async with ctx.transaction():
        edits, kept = await series.edit_several(
            ctx.post, ctx.district, shift, others, change, anyway=ctx.anyway
        )
        retimed = [one for one in edits if one.new_time]
        people = list(chain.from_iterable(one.booked for one in retimed))
        if len(retimed) > 1 and people and not ctx.anyway:
            said = [f"#{shift.number}", *([written] if written else []), *typed_change(ctx, change)]
            again = ctx.typed("shift-edit", *said, typed_which(ctx, which), ctx.anyway_word)
            raise Refusal(
                "shift-edit-confirm",
                title=shift.title,
                count=len(retimed),
                numbers=numbers([one.before for one in retimed]),
                **who_hears(people),
                number=shift.number,
                changes=Lines(change_lines(next(one for one in edits if one.before.id == shift.id))),
                kept=Lines([_kept_line(one) for one in kept]),
                again=Code(again),
            )
        told = await tell_moved(ctx.post, ctx.district, [one for one in edits if one.moved])
        told = told.together(*[await tell_put_back(ctx.post, ctx.district, one) for one in edits])
    changed = [one for one in edits if change_lines(one)]
    if not changed and not kept:
        return answer("shift-unchanged", **about(shift))
    for one in changed:
        ctx.record("shift-edit", subject=f"shift:{one.after.number}")
    put_back = sum(len(one.put_back) for one in edits)
    example = next((one for one in changed if one.before.id == shift.id), changed[0] if changed else None)
    done = say(
        "shift-series-edited",
        title=shift.title,
        count=len(changed),
        numbers=numbers([one.after for one in changed]),
        number=example.after.number if example else shift.number,
        changes=Lines(change_lines(example, put_back=put_back) if example else []),
        kept=Lines([_kept_line(one) for one in kept]),
        **told.values(may_name=ctx.may_name_people),
    )
    return Reply(say=done, privately=told.privately(may_name=ctx.may_name_people))


def _kept_line(kept: Kept) -> Value:
    return say("series-kept", **about(kept.shift), reason=kept.reason)


async def cancel_together(
    ctx: Context, shift: ShiftView, others: Sequence[ShiftView], *, which: Which
) -> Reply:
    """Cancel all of them; with people booked it is asked first, and then everyone is told once."""
    meant = sorted([shift, *others], key=lambda one: (one.starts, one.number))
    people = [person for one in meant for person in await ctx.store.signups.of_shift(one.id, *HAS_A_PLACE)]
    if people and not ctx.anyway:
        again = ctx.typed("shift-cancel", f"#{shift.number}", typed_which(ctx, which), ctx.anyway_word)
        return answer(
            "shift-cancel-confirm",
            **about(shift),
            count=len(meant),
            numbers=numbers(meant),
            **who_hears(people),
            again=Code(again),
        )
    async with ctx.transaction() as store:
        cancelled = [await shifts.cancel_shift(store, one.id, now=ctx.now) for one in meant]
        told = await tell_cancelled(ctx.post, ctx.district, cancelled)
    for one in meant:
        ctx.record("shift-cancel", subject=f"shift:{one.number}")
    done = say(
        "shift-series-cancelled",
        title=shift.title,
        count=len(meant),
        numbers=numbers(meant),
        **told.values(may_name=ctx.may_name_people),
    )
    return Reply(say=done, privately=told.privately(may_name=ctx.may_name_people))


async def set_open_together(
    ctx: Context, shift: ShiftView, others: Sequence[ShiftView], *, is_open: bool
) -> Reply:
    """Take sign-ups for all of them, or no more."""
    async with ctx.transaction() as store:
        done = [
            await shifts.set_open(store, one.id, is_open=is_open, now=ctx.now) for one in [shift, *others]
        ]
    for one, changed in done:
        if changed:
            ctx.record("shift-open" if is_open else "shift-close", subject=f"shift:{one.number}")
    return answer(
        "shift-series-opened" if is_open else "shift-series-closed",
        title=shift.title,
        count=len(done),
        changed=sum(changed for _, changed in done),
        numbers=numbers([one for one, _ in done]),
    )


def no_later() -> dict[str, Value]:
    """Nothing is said of later shifts."""
    return {"later": None, "more": 0}


async def later_too(ctx: Context, shift: ShiftView, command_id: str) -> Mapping[str, Value]:
    """How many later shifts the series has, and what to type to do the same with them."""
    later = await series.later(ctx.store, shift, now=ctx.now)
    if not later:
        return no_later()
    typed = ctx.typed(command_id, f"#{later[0].number}", typed_which(ctx, Which.FOLLOWING))
    return {"later": Code(typed), "more": len(later)}


async def later_edit(ctx: Context, edited: Edited, change: Change) -> Mapping[str, Value]:
    """The same for what was changed on one; a new time is that of the next shift, moved by as much.

    Said of the next shift, and not of this one again: this one is where it is to be already.
    """
    later = await series.later(ctx.store, edited.before, now=ctx.now)
    if not later:
        return no_later()
    following = later[0]
    said = typed_change(ctx, replace(change, span=None))
    if edited.new_time:
        move = move_of(edited.before, edited.after, ctx.zone)
        there = moved(following, move, now=ctx.now, zone=ctx.zone)
        if isinstance(there, str):
            return no_later()
        said.insert(0, typed_time(there.starts, there.ends, now=ctx.now, zone=ctx.zone))
    typed = ctx.typed("shift-edit", f"#{following.number}", *said, typed_which(ctx, Which.FOLLOWING))
    return {"later": Code(typed), "more": len(later)}
