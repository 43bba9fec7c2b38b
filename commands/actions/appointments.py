"""What is to happen at times before and after every shift, as rows: planned when its time is set.

A row is unique by kind, shift and revision of its time, so that however often it is planned it is done once,
and whatever belonged to an earlier time finds out so when it comes due.
"""

from __future__ import annotations

from datetime import timedelta

from storage.queries.shifts import ShiftView
from storage.store import Store

CONFIRM = "confirm"


async def plan_for_shift(store: Store, shift: ShiftView) -> None:
    """Plan what the shift asks for; what is there already stays."""
    if shift.confirm:
        due = shift.starts - timedelta(minutes=shift.confirm)
        await store.dues.plan_again(CONFIRM, subject(shift), due, district_id=shift.district_id)


def subject(shift: ShiftView, *more: object) -> str:
    """`shift:12:2`: the shift's id and revision, and what else tells one row from another."""
    return ":".join(map(str, ("shift", shift.id, shift.revision, *more)))


async def shift_of(store: Store, due_subject: str) -> ShiftView | None:
    """The shift that a row is about; None when it is another time's."""
    _, shift_id, revision, *_ = due_subject.split(":")
    shift = await store.shifts.view(int(shift_id))
    return shift if shift.revision == int(revision) else None
