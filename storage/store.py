"""The unit of work: everything that one transaction may ask and change, in plain words."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cached_property

from sqlalchemy import inspect
from sqlalchemy.ext.asyncio import AsyncSession

from storage.queries.activities import Activities
from storage.queries.audit import AuditLog
from storage.queries.dues import Dues
from storage.queries.inbox import InboxRows
from storage.queries.outbox import OutboxRows
from storage.queries.people import People
from storage.queries.reminders import Reminders
from storage.queries.rooms import Rooms
from storage.queries.settings import Settings
from storage.queries.shifts import Shifts
from storage.queries.signups import Signups


class Store:
    """The tables inside one open transaction. Made by `Database.writing()` and `Database.reading()`."""

    def __init__(self, session: AsyncSession, *, locks_rows: bool) -> None:
        """`locks_rows`: whether a row must be locked before it is counted (SQLite locks the whole file)."""
        self.session = session
        self._locks_rows = locks_rows

    @cached_property
    def activities(self) -> Activities:
        return Activities(self.session)

    @cached_property
    def audit(self) -> AuditLog:
        return AuditLog(self.session)

    @cached_property
    def dues(self) -> Dues:
        return Dues(self.session)

    @cached_property
    def inbox(self) -> InboxRows:
        return InboxRows(self.session)

    @cached_property
    def outbox(self) -> OutboxRows:
        return OutboxRows(self.session)

    @cached_property
    def people(self) -> People:
        return People(self.session)

    @cached_property
    def reminders(self) -> Reminders:
        return Reminders(self.session)

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

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """A part that is undone by an exception while the rest of the transaction stands.

        What the part had changed is read again: an answer may still speak of it, and a value that is
        fetched only when it is looked at cannot be fetched from there.
        """
        try:
            async with self.session.begin_nested():
                yield
        except BaseException:
            for known in list(self.session.identity_map.values()):
                if inspect(known).expired:
                    await self.session.refresh(known)
            raise

    async def flush(self) -> None:
        """Send pending rows, so that their ids are known and their constraints are checked."""
        await self.session.flush()
