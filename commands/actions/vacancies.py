"""Which roles of coming shifts nobody has yet, for the lists in which people look for something to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from storage.queries.shifts import ShiftView
from storage.states import ShiftState
from storage.store import Store


async def with_vacancies(store: Store, shifts: Sequence[ShiftView]) -> list[ShiftView]:
    """The same shifts, each with the roles that are still nobody's; asks only where there are roles."""
    return [await _with(store, one) for one in shifts]


async def _with(store: Store, shift: ShiftView) -> ShiftView:
    if not shift.roles or shift.left == 0 or shift.state != ShiftState.OPEN:
        return shift
    taken = await store.signups.by_role(shift.id)
    return replace(shift, vacant=tuple(role for role in shift.roles if not taken.get(role)))
