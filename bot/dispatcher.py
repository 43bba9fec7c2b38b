"""From inbox rows to changes and answers: transaction B of the way of one message.

Rows are taken in the order in which they arrived. The change, its audit row, every message that
follows and "row done" are one transaction; several rows share one, so that a burst costs few disk
syncs. When something unexpected happens the whole batch is undone and its rows are taken one by one,
so that a poison row harms nobody but itself.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Sequence

import structlog
from sqlalchemy.exc import OperationalError

from bot.clock import Clock
from bot.conversation import Conversation
from storage.engine import Database
from storage.models import Inbox, Outbox
from storage.queries.inbox import MAX_ATTEMPTS

BATCH = 50
PAUSES = (0.05, 0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds between tries when the database itself does not answer; the last one repeats."""

log = structlog.get_logger(__name__)


class Dispatcher:
    """Works through the inbox. `step()` does one batch; `run()` goes on for ever."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        conversation: Conversation,
        *,
        on_answers: Callable[[Sequence[Outbox]], None],
    ) -> None:
        self._database = database
        self._clock = clock
        self._conversation = conversation
        self._on_answers = on_answers
        self._wake = asyncio.Event()
        self._wake.set()

    def wake(self) -> None:
        """There is something new in the inbox."""
        self._wake.set()

    async def run(self) -> None:
        """Until cancelled. A database that does not answer is waited for; nothing else stops it."""
        failures = 0
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                while await self.step() == BATCH:
                    failures = 0
                failures = 0
            except OperationalError as error:
                pause = PAUSES[min(failures, len(PAUSES) - 1)]
                failures += 1
                log.warning("database does not answer", reason=str(error.orig), again_in=pause)
                self._wake.set()
                await asyncio.sleep(pause)

    async def step(self) -> int:
        """Deal with the next rows; how many there were. Raises OperationalError, having changed nothing."""
        written: Sequence[Outbox] = ()
        try:
            done, written = await self._together()
        except OperationalError:
            raise
        except Exception as error:  # noqa: BLE001 - any row may be the culprit; they are tried alone
            log.warning("a batch is taken apart", error=type(error).__name__)
            done = await self._one_by_one()
        if done:
            self._on_answers(written)
        return done

    async def _together(self) -> tuple[int, Sequence[Outbox]]:
        async with self._database.writing() as store:
            rows = await store.inbox.waiting(limit=BATCH)
            if not rows:
                return 0, ()
            turn = self._conversation.turn(store, self._clock.now())
            outcomes = [(row.id, await turn.handle(row)) for row in rows]
            await store.inbox.finish(outcomes)
        return len(rows), store.outbox.added

    async def _one_by_one(self) -> int:
        async with self._database.reading() as store:
            rows = await store.inbox.waiting(limit=BATCH)
        for row in rows:
            await self._alone(row)
        return len(rows)

    async def _alone(self, row: Inbox) -> None:
        for _ in range(MAX_ATTEMPTS):
            try:
                async with self._database.writing() as store:
                    turn = self._conversation.turn(store, self._clock.now())
                    await store.inbox.finish([(row.id, await turn.handle(row))])
                return
            except OperationalError:
                raise
            except Exception as error:  # noqa: BLE001 - the boundary of surprises (STYLE.md, habit 6)
                reference = secrets.token_hex(3)
                log.error(
                    "a command failed",
                    reference=reference,
                    kind=row.kind,
                    error=type(error).__name__,
                    where=_where(error),
                )
            async with self._database.writing() as store:
                if await store.inbox.failed(row.id) >= MAX_ATTEMPTS:
                    await store.inbox.set_aside(row.id, reference)
                    turn = self._conversation.turn(store, self._clock.now())
                    await turn.apologize(row, reference)
                    return


def _where(error: BaseException) -> str:
    """The file and line the error came from; never its text, which may hold what somebody typed."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    return (
        "" if place is None else f"{place.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{place.tb_lineno}"
    )
