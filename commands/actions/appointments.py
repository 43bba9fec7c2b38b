"""What is to happen at times before and after every shift, as rows: planned when its time is set.

A row is unique by kind, shift and revision of its time, so that however often it is planned it is done once,
and whatever belonged to an earlier time finds out so when it comes due.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

from commands.rules import rescue
from storage.queries.shifts import ShiftView
from storage.store import Store

CONFIRM = "confirm"
ATTENDANCE = "attendance"
RESCUE = "rescue"
LINE_OVER = "line-over"
KINDS = (CONFIRM, RESCUE, LINE_OVER, ATTENDANCE)
"""What is planned here, with the shift's `subject`."""

Plan = Callable[[str, str, datetime], Awaitable[object]]


async def plan_for_shift(store: Store, shift: ShiftView, *, now: datetime) -> None:
    """Plan what the shift asks for from `now` (aware) on; what is there already stays."""
    await _plan(store, shift, now, partial(store.dues.plan_again, district_id=shift.district_id))


async def plan_all(store: Store, now: datetime) -> None:
    """Once at the start: what older shifts, or those of an older version, ask for and was never planned."""
    known = await store.dues.subjects(KINDS)

    async def plan(district_id: int, kind: str, subject: str, due: datetime) -> None:
        if (kind, subject) not in known:
            await store.dues.plan(kind, subject, due, district_id=district_id)

    for district in await store.rooms.districts():
        for shift in await store.shifts.coming(district.id, now=now, starts_from=now):
            await _plan(store, shift, now, partial(plan, district.id))


async def _plan(store: Store, shift: ShiftView, now: datetime, plan: Plan) -> None:
    if shift.confirm:
        await plan(CONFIRM, subject(shift), shift.starts - timedelta(minutes=shift.confirm))
    if shift.minimum:
        ladder = (await store.activities.get(shift.activity_id)).ladder
        for hours, due in rescue.times(ladder, starts=shift.starts, now=now).items():
            await plan(RESCUE, subject(shift, hours), due)
    await plan(LINE_OVER, subject(shift), shift.starts)
    await plan(ATTENDANCE, subject(shift), shift.ends)


def subject(shift: ShiftView, *more: object) -> str:
    """`shift:12:2`: the shift's id and revision, and what else tells one row from another."""
    return ":".join(map(str, ("shift", shift.id, shift.revision, *more)))


async def shift_of(store: Store, due_subject: str) -> ShiftView | None:
    """The shift that a row is about; None when it is another time's."""
    _, shift_id, revision, *_ = due_subject.split(":")
    shift = await store.shifts.view(int(shift_id))
    return shift if shift.revision == int(revision) else None
