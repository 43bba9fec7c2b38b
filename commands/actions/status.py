"""How things stand: what the bot will do next, what waits to be sent, how full the coming shifts are.

Issue 3, point 12. For organizers, and without names of people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from commands.actions import (
    asks,
    attendance,
    calls,
    confirming,
    digests,
    line_over,
    poll_reminders,
    reminder_messages,
    reports,
    rescue,
    standin_search,
    watching,
)
from commands.rules.digests import is_thin, missing
from commands.rules.letters import by_sort
from commands.texts import Say, Value, say
from commands.wording import about
from storage.models import Due
from storage.queries.shifts import ShiftView
from storage.states import AskState, ShiftState, StandInState
from storage.store import Store

LINES = 5
LOOKED_AT = 100
"""Rows of what is planned from which the next few lines are made: many of them are one line together."""
AHEAD = timedelta(days=14)
DEAD_FOR = timedelta(days=7)


@dataclass(slots=True)
class Coming:
    """Something that will be done at a time, for so many people or rooms; `shift` by id."""

    at: datetime
    kind: str
    shift: int | None
    count: int


async def coming(store: Store, district_id: int) -> list[Say]:
    """The next things that the bot will do of its own accord, soonest first."""
    found = [
        Coming(one.due_at, reminder_messages.KIND, one.shift_id, one.count)
        for one in await store.upcoming.reminders(district_id, limit=LINES)
    ]
    grouped: dict[tuple[datetime, str, int | None], Coming] = {}
    for due in await store.upcoming.dues(district_id, limit=LOOKED_AT):
        if await _is_moot(store, due):
            continue
        shift_id = await _shift_id(store, due)
        one = grouped.setdefault((due.due_at, due.kind, shift_id), Coming(due.due_at, due.kind, shift_id, 0))
        one.count += 1
    # Python's order is kept among equals: what was planned first stands first.
    soonest = sorted([*found, *grouped.values()], key=lambda one: one.at)[:LINES]
    return [await _line(store, one) for one in soonest]


async def _is_moot(store: Store, due: Due) -> bool:
    """Whether it will be found to be nothing to do when its time comes, as far as can be told now."""
    what, subject_id, *rest = due.subject.split(":")
    if what == "ask":
        asked = await store.asks.get(int(subject_id))
        return asked is None or asked.state != AskState.OPEN
    if what == "stand-in":
        return (await store.stand_ins.get(int(subject_id))).state != StandInState.OPEN
    if what == "poll":
        return await poll_reminders.is_moot(store, due)
    if what != "shift" or not rest or not rest[0].isdigit():
        return False
    shift = await store.shifts.view(int(subject_id))
    if shift.state == ShiftState.CANCELLED or shift.revision != int(rest[0]):
        return True
    if due.kind == line_over.KIND:
        return not shift.waiting
    return due.kind in (attendance.KIND, confirming.KIND) and not shift.booked


async def _shift_id(store: Store, due: Due) -> int | None:
    """The shift that a planned thing is about, if it is about one."""
    if due.kind == digests.KIND:
        return None
    what, subject_id, *_ = [*due.subject.split(":"), ""]
    if what in ("shift", "seat"):
        return int(subject_id)
    if what == "ask":
        asked = await store.asks.get(int(subject_id))
        return None if asked is None else asked.shift_id
    if what == "stand-in":
        return (await store.stand_ins.get(int(subject_id))).shift_id
    return None


async def _line(store: Store, one: Coming) -> Say:
    shift = None if one.shift is None else await store.shifts.view(one.shift)
    count = one.count
    if one.kind == confirming.KIND and shift is not None:
        booked = await store.signups.of_shift(shift.id)
        count = sum(person.has_chat and person.signup.confirmed_at is None for person in booked)
    if one.kind == line_over.KIND and shift is not None:
        count = shift.waiting
    return say(
        "status-next",
        at=one.at,
        what=one.kind if one.kind in KNOWN else "other",
        kind=one.kind,
        count=count,
        shift=None if shift is None else say("status-shift-name", **about(shift)),
    )


KNOWN = frozenset(
    {reminder_messages.KIND, asks.KIND, digests.KIND, calls.KIND, confirming.KIND}
    | {rescue.KIND, standin_search.KIND, attendance.KIND, reports.MISSING, reports.DONE, watching.KIND}
    | {line_over.KIND, reports.CORRECTED, poll_reminders.KIND}
)
"""Kinds for which `status-next` has words; of others it says the kind itself."""


async def waiting(store: Store, district_id: int, *, now: datetime) -> dict[str, Value]:
    """What has not gone out, and why; and what could not be delivered, by sort, without what it said."""
    letters = await store.upcoming.letters(district_id, now=now)
    dead = by_sort(await store.upcoming.dead(district_id, since=now - DEAD_FOR))
    return {
        "waiting": letters.count,
        "oldest": None if letters.oldest is None else max(timedelta(minutes=1), now - letters.oldest),
        "why": "tried" if letters.tried else "later" if letters.later else "going",
        "dead": sum(count for _, count in dead),
        "kinds": [say("status-dead", what=what, count=count) for what, count in dead] or None,
        "days": DEAD_FOR.days,
    }


async def fullness(store: Store, district_id: int, *, now: datetime, most: int) -> dict[str, Value]:
    """The coming two weeks in sums, and the first shifts one by one."""
    shifts = await store.shifts.coming(district_id, now=now, starts_before=now + AHEAD)
    limited = [one for one in shifts if one.seats is not None]
    return {
        "shifts": len(shifts),
        "booked": sum(one.booked for one in shifts),
        "taken": sum(one.booked for one in limited),
        "seats": sum(one.seats or 0 for one in limited),
        "thin": sum(is_thin(one, now) for one in shifts),
        "waits": sum(one.waiting for one in shifts),
        "lines": _lines(shifts[:most], now) or None,
        "more": max(0, len(shifts) - most),
    }


def _lines(shifts: Sequence[ShiftView], now: datetime) -> list[Say]:
    return [
        say(
            "status-shift",
            **about(one),
            starts=one.starts,
            missing=missing(one) if is_thin(one, now) else 0,
            offered=one.offered,
            closed=one.state == "closed",
        )
        for one in shifts
    ]
