"""The program with one rule broken: deliveries, reminders, and who may do what.

See `test_state_machine_controls`. Where the program holds a rule twice, both are broken.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from unittest.mock import patch

from sqlalchemy import update

from bot.dispatcher import BATCH, Dispatcher
from bot.lanes import Lanes
from bot.parcels import Envelopes, Parcel
from commands.actions.reminders import replan_for_shift
from commands.actions.seats import closed_because
from commands.context import Context
from commands.post import Post
from storage.models import Inbox, Outbox
from storage.queries.inbox import InboxRows
from storage.queries.outbox import OutboxRows
from storage.queries.reminders import Reminders
from storage.queries.signups import Signups
from storage.states import InboxState
from storage.store import Store

Break = Callable[[], AbstractContextManager[object]]


async def nothing(*_: object, **__: object) -> None:
    """In place of what should be done."""


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


def silent_about(kind: str) -> AbstractContextManager[object]:
    """Letters of this kind are not written, and nobody notices."""
    write = Post.to_person

    async def silent(self: Post, person_id: int, message: Any, **more: Any) -> Any:
        return object() if message.id == kind else await write(self, person_id, message, **more)

    return patch.object(Post, "to_person", silent)


def a_cancellation_tells_nobody() -> AbstractContextManager[object]:
    return silent_about("shift-cancelled")


def whoever_is_unbooked_hears_nothing() -> AbstractContextManager[object]:
    return silent_about("unbooked-by-other")


def letters_arrive_in_the_night() -> AbstractContextManager[object]:
    return patch.object(Post, "_after_quiet", lambda *_: None)


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
    return patch("commands.actions.seats._overlap", nothing)


def closed_shifts_take_people() -> AbstractContextManager[object]:
    def lenient(*facts: Any, **more: Any) -> str | None:
        why = closed_because(*facts, **more)
        return None if why == "closed" else why

    return patch("commands.actions.seats.closed_because", lenient)


def a_lead_manages_every_activity() -> AbstractContextManager[object]:
    return patch("commands.handlers.booking.must_lead", lambda *_: None)


def the_last_organizer_may_go() -> AbstractContextManager[object]:
    """However many there are, they are counted as two."""
    return patch("commands.actions.organizers.len", lambda _: 2, create=True)


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
