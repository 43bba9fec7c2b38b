"""The unit of work: everything that one transaction may ask and change, in plain words."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cached_property
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from storage.forgotten import Forgotten
from storage.prepared import say
from storage.queries.activities import Activities
from storage.queries.asks import Asks
from storage.queries.audit import AuditLog
from storage.queries.boards import Boards
from storage.queries.dues import Dues
from storage.queries.erasing import Erasing
from storage.queries.free_text import FreeText
from storage.queries.inbox import InboxRows
from storage.queries.keeping import Keeping
from storage.queries.members import Members
from storage.queries.outbox import OutboxRows
from storage.queries.pairings import Pairings
from storage.queries.people import People
from storage.queries.personal_data import PersonalData
from storage.queries.questions import Questions
from storage.queries.reminders import Reminders
from storage.queries.reports import Reports
from storage.queries.rooms import Rooms
from storage.queries.settings import Settings
from storage.queries.shifts import Shifts
from storage.queries.signups import Signups
from storage.queries.skills import Skills
from storage.queries.stand_ins import StandIns
from storage.queries.taking_back import TakingBack
from storage.queries.upcoming import Upcoming
from storage.queries.watches import Watches


class Store:
    """The tables inside one open transaction. Made by `Database.writing()` and `Database.reading()`."""

    def __init__(self, session: AsyncSession, *, locks_rows: bool) -> None:
        """`locks_rows`: whether a row must be locked before it is counted (SQLite locks the whole file)."""
        self.session = session
        self._locks_rows = locks_rows
        self.forgets: list[Forgotten] = []
        """Who is forgotten in this transaction: noted when it is committed."""
        self.erased = False
        """Whether something was erased that must not be found in the log either."""
        self.cleared = False
        """Whether rows were cleared away of which the log need not keep what stood there."""

    @cached_property
    def activities(self) -> Activities:
        return Activities(self.session)

    @cached_property
    def asks(self) -> Asks:
        return Asks(self.session)

    @cached_property
    def audit(self) -> AuditLog:
        return AuditLog(self.session)

    @cached_property
    def boards(self) -> Boards:
        return Boards(self.session)

    @cached_property
    def dues(self) -> Dues:
        return Dues(self.session)

    @cached_property
    def erasing(self) -> Erasing:
        return Erasing(self.session)

    @cached_property
    def free_text(self) -> FreeText:
        return FreeText(self.session)

    @cached_property
    def inbox(self) -> InboxRows:
        return InboxRows(self.session)

    @cached_property
    def keeping(self) -> Keeping:
        return Keeping(self.session)

    @cached_property
    def members(self) -> Members:
        return Members(self.session)

    @cached_property
    def outbox(self) -> OutboxRows:
        return OutboxRows(self.session)

    @cached_property
    def pairings(self) -> Pairings:
        return Pairings(self.session)

    @cached_property
    def people(self) -> People:
        return People(self.session)

    @cached_property
    def personal_data(self) -> PersonalData:
        return PersonalData(self.session)

    @cached_property
    def questions(self) -> Questions:
        return Questions(self.session)

    @cached_property
    def reminders(self) -> Reminders:
        return Reminders(self.session)

    @cached_property
    def reports(self) -> Reports:
        return Reports(self.session)

    @cached_property
    def rooms(self) -> Rooms:
        return Rooms(self.session)

    @cached_property
    def settings(self) -> Settings:
        return Settings(self.session)

    @cached_property
    def shifts(self) -> Shifts:
        return Shifts(self.session, locks_rows=self._locks_rows)

    @cached_property
    def signups(self) -> Signups:
        return Signups(self.session)

    @cached_property
    def skills(self) -> Skills:
        return Skills(self.session)

    @cached_property
    def taking_back(self) -> TakingBack:
        return TakingBack(self.session)

    @cached_property
    def upcoming(self) -> Upcoming:
        return Upcoming(self.session)

    @cached_property
    def watches(self) -> Watches:
        return Watches(self.session)

    @cached_property
    def stand_ins(self) -> StandIns:
        return StandIns(self.session)

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """A part that is undone by an exception while the rest of the transaction stands.

        What the part had changed is read again: an answer may still speak of it, and a value that is
        fetched only when it is looked at cannot be fetched from there.
        """
        await self.flush()
        outbox, known = len(self.outbox.added), set(self.session)
        await say(self.session, "SAVEPOINT part")
        try:
            yield
            await self.flush()
        except BaseException:
            await say(self.session, "ROLLBACK TO SAVEPOINT part")
            await self._forget(known, outbox)
            raise
        finally:
            await say(self.session, "RELEASE SAVEPOINT part")

    async def _forget(self, known: set[Any], outbox: int) -> None:
        """Everything but these objects, and so many rows of the outbox, as they stand in the database."""
        self.outbox.forget(outbox)
        self.audit.pending.clear()
        for row in list(self.session):
            if row in known:
                await self.session.refresh(row)
            else:
                self.session.expunge(row)

    async def flush(self) -> None:
        """Send pending rows, so that their ids are known and their constraints are checked."""
        if self.session.new or self.session.dirty or self.session.deleted:
            await self.session.flush()
        await self.outbox.flush()
        await self.audit.flush()
