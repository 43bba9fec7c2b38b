"""Changing several shifts of a series together: all of them, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from commands.actions.moment import Moment
from commands.actions.shifts import Change, Edited, edit_shift
from commands.post import Post
from commands.reply import Refusal
from commands.rules.recurrence import Occurrence
from commands.rules.series import Move, Which, move_of, moved
from commands.texts import Period
from storage.models import District
from storage.queries.shifts import ShiftView
from storage.states import ShiftState
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Kept:
    """A shift that stays at its time, though others were moved: `reason` is "gap", "fold" or "past"."""

    shift: ShiftView
    reason: str


async def meant(store: Store, shift: ShiftView, which: Which, *, now: datetime) -> list[ShiftView]:
    """The shift itself, and the others of its series that are meant, have not begun and are not cancelled.

    Soonest first. Raises Refusal where the shift is of no series.
    """
    if which is Which.ONE:
        return [shift]
    if shift.series_id is None:
        raise Refusal(
            "error-series-none",
            number=shift.number,
            title=shift.title,
            when=Period(shift.starts, shift.ends),
        )
    return [
        one
        for one in await store.shifts.of_series(shift.series_id)
        if one.id == shift.id
        or (
            one.starts > now
            and one.state != ShiftState.CANCELLED
            and (which is Which.ALL or (one.starts, one.number) > (shift.starts, shift.number))
        )
    ]


async def later(store: Store, shift: ShiftView, *, now: datetime) -> list[ShiftView]:
    """The shifts of its series that come after it, as `meant` counts them; none where it is of no series."""
    if shift.series_id is None:
        return []
    following = await meant(store, shift, Which.FOLLOWING, now=now)
    return [one for one in following if one.id != shift.id]


async def edit_several(
    post: Post,
    district: District,
    shift: ShiftView,
    others: Sequence[ShiftView],
    change: Change,
    *,
    anyway: bool,
) -> tuple[list[Edited], list[Kept]]:
    """Change the shift as said, and the others in the same way; in the order of the shifts.

    A new time moves each by as much, by the clock on the wall; one that cannot be there keeps its time, and
    is named. `anyway` as of `edit_shift`. Raises Refusal, which undoes all of it, for the first that cannot
    be changed.
    """
    move, moment = None, Moment.of(post, district)
    if change.span is not None:
        move = move_of(shift, change.span, moment.zone)
    edits = [await edit_shift(post, district, shift.id, change, anyway=anyway)]
    kept = []
    for one in others:
        span, reason = _moved(one, move, moment) if move else (None, None)
        if reason is not None:
            kept.append(Kept(one, reason))
        try:
            own = replace(change, span=span)
            edits.append(await edit_shift(post, district, one.id, own, anyway=anyway))
        except Refusal as refusal:
            raise _about(one, refusal) from None
    return sorted(edits, key=lambda one: (one.before.starts, one.before.number)), kept


def _moved(shift: ShiftView, move: Move, moment: Moment) -> tuple[Occurrence | None, str | None]:
    """Its new time, or why it has none."""
    found = moved(shift, move, now=moment.now, zone=moment.zone)
    return (None, found) if isinstance(found, str) else (found, None)


def _about(shift: ShiftView, refusal: Refusal) -> Refusal:
    """The refusal with the shift that it is about; a question stays one."""
    if not refusal.say.id.startswith("error-"):
        return refusal
    return Refusal(
        "error-series-one",
        number=shift.number,
        title=shift.title,
        when=Period(shift.starts, shift.ends),
        reason=refusal.say,
    )
