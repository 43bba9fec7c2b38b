"""Everything that Passet does by the clock: one look at what is due, every 15 seconds (`bot.scheduler`).

The state is in the database alone: a tick may come late, twice, or not at all for a week. Whatever else is
to happen at a time is a row in the table `due` and a line in `KINDS`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from commands.actions import (
    asks,
    attendance,
    calls,
    confirming,
    digests,
    line_over,
    membership,
    poll_reminders,
    reminder_messages,
    reports,
    rescue,
    retention,
    standin_search,
    watching,
)
from commands.actions.apart import apart
from commands.actions.unanswered import WITHOUT_ANSWER
from commands.house import House
from commands.post import Post
from commands.rules.reminding import LATE as LATE_AFTER
from commands.rules.reminding import Expire, Send, Wait
from commands.texts import Texts
from storage.models import Due
from storage.queries.reminders import LATE
from storage.store import Store

MOST_AT_ONCE = 100
"""Reminders, and as many other dues, in one transaction: commands wait for it."""

Perform = Callable[[Store, Post, Due], Awaitable[Send | Wait | Expire]]


async def _time_is_out(_store: Store, post: Post, due: Due) -> Send | Wait | Expire:
    return await asks.time_is_out(post, due, WITHOUT_ANSWER)


KINDS: Mapping[str, Perform] = {
    asks.KIND: _time_is_out,
    attendance.KIND: attendance.perform,
    reports.MISSING: reports.ask_once,
    reports.DONE: reports.tell_sum,
    reports.CORRECTED: reports.tell_sum,
    watching.KIND: watching.perform,
    confirming.KIND: confirming.perform,
    line_over.KIND: line_over.perform,
    membership.KIND: membership.perform,
    rescue.KIND: rescue.perform,
    standin_search.KIND: standin_search.perform,
    poll_reminders.KIND: poll_reminders.perform,
    calls.KIND: calls.perform,
    digests.KIND: digests.perform,
    retention.KIND: retention.perform,
}


@dataclass(frozen=True, slots=True)
class TickResult:
    """How many reminders and other dues were dealt with. `more`: call again at once, there may be others."""

    reminders: int
    dues: int

    @property
    def count(self) -> int:
        return self.reminders + self.dues

    @property
    def more(self) -> bool:
        return max(self.reminders, self.dues) >= MOST_AT_ONCE


async def tick(store: Store, texts: Texts, house: House, now: datetime) -> TickResult:
    """Do what is due at `now` (aware), inside one writing transaction. Cheap when nothing is."""
    post = Post(store=store, texts=texts, house=house, now=now)
    pending = await store.dues.pending(now, written_before=now - LATE_AFTER, kinds=KINDS)
    reminders = dues = 0
    if pending.unsent:
        await reminder_messages.look_after_unsent(store, post)
    if pending.reminders:
        reminders = await reminder_messages.send_due(store, post, limit=MOST_AT_ONCE)
    if pending.dues:
        for due in await store.dues.due(now, kinds=KINDS, limit=MOST_AT_ONCE):
            dues += 1
            await _perform(store, post, due)
    await digests.plan(store, house, now)
    return TickResult(reminders, dues)


async def _perform(store: Store, post: Post, due: Due) -> None:
    """Claim it, do it, and record what became of it."""

    async def work() -> None:
        if not await store.dues.claim(due_id):
            return
        match await KINDS[due.kind](store, post, due):
            case Wait(until=until):
                await store.dues.move(due_id, until, reason=LATE)
            case Expire(reason=reason):
                await store.dues.expire(due_id, reason)
            case Send():
                return

    due_id, kind = due.id, due.kind
    if failure := await apart(store, work, due=due_id, kind=kind):
        await store.dues.expire(due_id, f"failed: {failure}")
