"""The random days find what they are there to find: a program in which one rule is broken never passes.

Each control breaks one rule of the program, and the machine of `test_state_machine.py` must see it within
a few runs, the same every time. Where the program holds a rule twice, the control breaks both.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import update

from bot.dispatcher import BATCH, Dispatcher
from bot.lanes import Lanes
from bot.parcels import Envelopes, Parcel
from commands.actions.line import OFFER
from commands.actions.reminders import replan_for_shift
from commands.actions.seats import closed_because
from commands.context import Context
from commands.post import Post
from commands.rules.line import Room, fit
from storage.models import Inbox, Outbox
from storage.queries.inbox import InboxRows
from storage.queries.outbox import OutboxRows
from storage.queries.reminders import Reminders
from storage.queries.signups import Signups
from storage.states import InboxState
from storage.store import Store
from tests.simulation.machine import DistrictMachine
from tests.simulation.world import beginning

RUNS = 30
STEPS = 40

Break = Callable[[], AbstractContextManager[object]]


async def nothing(*_: object, **__: object) -> None:
    """In place of what should be done."""


def one_seat_too_many() -> AbstractContextManager[object]:
    """The database refuses it, and nobody gets a proper answer."""

    def generous(room: Room, **asked: Any) -> object:
        return fit(replace(room, free=None if room.free is None else room.free + 1), **asked)

    return patch("commands.actions.seats.fit", generous)


def the_line_is_served_from_its_end() -> AbstractContextManager[object]:
    line = Signups.line

    async def from_its_end(self: Signups, shift_id: int) -> object:
        return list(reversed(await line(self, shift_id)))

    return patch.object(Signups, "line", from_its_end)


def a_freed_seat_stays_empty() -> AbstractContextManager[object]:
    return patch("commands.actions.line._move_up", nothing)


def an_unanswered_offer_stands_for_ever() -> AbstractContextManager[object]:
    return patch.dict("commands.actions.due.WITHOUT_ANSWER", {OFFER: nothing})


def leaving_frees_no_seat() -> AbstractContextManager[object]:
    return patch.object(Signups, "free_seats", nothing)


@contextmanager
def reminders_reach_whoever_left() -> Iterator[None]:
    with (
        patch.object(Reminders, "withdraw", nothing),
        patch("storage.queries.reminders._obsolete", lambda *_: None),
    ):
        yield


def unsent_news_is_not_taken_back() -> AbstractContextManager[object]:
    return patch.object(OutboxRows, "withdraw_for_signup", nothing)


def a_cancellation_tells_nobody() -> AbstractContextManager[object]:
    tell = Post.to_person

    async def silent(self: Post, person_id: int, message: Any, **more: Any) -> bool:
        return message.id == "shift-cancelled" or await tell(self, person_id, message, **more)

    return patch.object(Post, "to_person", silent)


def an_event_that_comes_again_is_done_again() -> AbstractContextManager[object]:
    keep = InboxRows.keep

    async def forgetful(self: InboxRows, rows: list[dict[str, Any]]) -> int:
        for row in rows:
            await self._session.execute(
                update(Inbox)
                .where(Inbox.event_id == row["event_id"], Inbox.state == InboxState.DONE)
                .values(state=InboxState.NEW, payload=row["payload"])
            )
        return await keep(self, rows)

    return patch.object(InboxRows, "keep", forgetful)


def the_change_and_the_events_end_are_two_transactions() -> AbstractContextManager[object]:
    async def torn(self: Dispatcher) -> tuple[int, Any]:
        async with self._database.writing() as store:
            rows = await store.inbox.waiting(limit=BATCH)
            turn = self._conversation.turn(store, self._clock.now())
            outcomes = [(row.id, await turn.handle(row)) for row in rows]
        async with self._database.writing() as later:
            await later.inbox.finish(outcomes)
        return len(rows), store.outbox.added

    return patch.object(Dispatcher, "_together", torn)


def a_new_program_has_new_transaction_ids() -> AbstractContextManager[object]:
    programs = iter(range(1_000_000))
    return patch("bot.app.Envelopes", lambda key: Envelopes(key + str(next(programs)).encode()))


def every_try_has_its_own_transaction_id() -> AbstractContextManager[object]:
    txn_id = Envelopes.txn_id

    def fresh(self: Envelopes, parcel: Parcel) -> str:
        return f"{txn_id(self, parcel)}-{parcel.first.attempts}"

    return patch.object(Envelopes, "txn_id", fresh)


def a_move_is_no_new_revision() -> AbstractContextManager[object]:
    async def unrevised(store: Store, shift_id: int, **more: Any) -> None:
        (await store.shifts.lock(shift_id)).revision -= 1
        await replan_for_shift(store, shift_id, **more)

    return patch("commands.actions.shifts.replan_for_shift", unrevised)


def a_move_plans_no_reminders() -> AbstractContextManager[object]:
    return patch("commands.actions.shifts.replan_for_shift", nothing)


def overlaps_are_overlooked() -> AbstractContextManager[object]:
    return patch.object(Signups, "overlapping", nothing)


def closed_shifts_take_people() -> AbstractContextManager[object]:
    def lenient(*facts: Any, **more: Any) -> str | None:
        why = closed_because(*facts, **more)
        return None if why == "closed" else why

    return patch("commands.actions.seats.closed_because", lenient)


def a_lead_manages_every_activity() -> AbstractContextManager[object]:
    return patch("commands.handlers.booking.must_lead", lambda *_: None)


def names_are_written_into_rooms() -> AbstractContextManager[object]:
    return patch.object(Context, "may_name_people", True)


def what_the_clock_wrote_is_overtaken() -> AbstractContextManager[object]:
    def careless(self: Lanes, rows: Sequence[Outbox]) -> None:
        for row in rows:
            if row.id not in self._known:
                self._known.add(row.id)
                self._waiting.setdefault(row.lane, deque()).append(row)

    return patch.object(Lanes, "_take_in", careless)


def a_reminder_is_not_marked_as_sent() -> AbstractContextManager[object]:
    async def unmarked(*_: object) -> bool:
        return True

    return patch.object(Reminders, "claim", unmarked)


CONTROLS: tuple[Break, ...] = (
    one_seat_too_many,
    the_line_is_served_from_its_end,
    a_freed_seat_stays_empty,
    an_unanswered_offer_stands_for_ever,
    leaving_frees_no_seat,
    reminders_reach_whoever_left,
    unsent_news_is_not_taken_back,
    a_cancellation_tells_nobody,
    an_event_that_comes_again_is_done_again,
    the_change_and_the_events_end_are_two_transactions,
    a_new_program_has_new_transaction_ids,
    every_try_has_its_own_transaction_id,
    a_move_is_no_new_revision,
    a_move_plans_no_reminders,
    overlaps_are_overlooked,
    closed_shifts_take_people,
    a_lead_manages_every_activity,
    names_are_written_into_rooms,
    what_the_clock_wrote_is_overtaken,
    a_reminder_is_not_marked_as_sent,
)


@pytest.mark.parametrize("broken", CONTROLS, ids=lambda one: one.__name__)
def test_a_program_with_one_rule_broken_is_found_out(broken: Break) -> None:
    beginning()
    with broken(), pytest.raises(AssertionError) as difference:
        run_state_machine_as_test(
            DistrictMachine,
            settings=settings(
                max_examples=RUNS,
                stateful_step_count=STEPS,
                deadline=None,
                derandomize=True,
                database=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            ),
        )
    # A control that only makes commands fail would prove nothing about its rule.
    assert ("error-failed" in str(difference.value)) == (broken is one_seat_too_many)
