"""The one connection to the SQLite file that writes: held open, its transactions without ceremony.

A transaction through SQLAlchemy's pool and session takes several times as long as what the way of a message
does in it (`python -m benchmarks.inside`, before and after). So the connection is kept, BEGIN and COMMIT are
said to it directly, and a session comes in only for those who use it.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession

from storage.onetrip import OneTripConnection
from storage.prepared import IN_PLACE, as_sqlalchemy, at_once

SLICE = 500
"""Milliseconds of waiting for a lock after which it is looked whether the waiting still has a point."""


class Writer:
    """Transactions of `engine`, one at a time: the caller sees to that.

    `begin` is the statement that begins one, `patience` for how many milliseconds it waits for the lock of
    another program.
    """

    def __init__(self, engine: AsyncEngine, begin: str, *, patience: int) -> None:
        self._engine = engine
        self._begin = begin
        self._patience = patience
        self._held: AsyncConnection | None = None
        self._driver: OneTripConnection | None = None

    @asynccontextmanager
    async def transaction(self, *, durable: bool = True) -> AsyncIterator[AsyncSession]:
        """Committed at the end of the block, undone by any exception.

        `durable`: the disk has it when the block is left. Otherwise a power failure may undo it, with all
        that came after; a death of the program does not (SQLite, "PRAGMA synchronous", NORMAL in WAL mode).

        Raises OperationalError when the lock is not to be had, or the disk does not take what was written.
        """
        connection, driver = await self._open()
        session = AsyncSession(connection, expire_on_commit=False, autoflush=False)
        session.info[IN_PLACE] = driver.raw
        try:
            self._wait_for_disk(driver, durable=durable)
            await self._lock(driver)
            yield session
            if durable:
                await _in_thread(driver, "COMMIT")
            else:
                at_once(driver.raw, "COMMIT")  # waits for nobody, and not for the disk
        except BaseException:
            await self._roll_back(driver)
            raise
        finally:
            await session.close()  # its own idea of a transaction ends too; the connection has none any more

    async def close(self) -> None:
        if self._held is not None:
            await self._held.close()
            self._held = self._driver = None

    async def _open(self) -> tuple[AsyncConnection, OneTripConnection]:
        if self._held is None or self._driver is None:
            self._held = await self._engine.connect()
            self._driver = cast(OneTripConnection, (await self._held.get_raw_connection()).driver_connection)
            at_once(self._driver.raw, "PRAGMA busy_timeout=0")
        return self._held, self._driver

    def _wait_for_disk(self, driver: OneTripConnection, *, durable: bool) -> None:
        at_once(driver.raw, f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")

    async def _lock(self, driver: OneTripConnection) -> None:
        """At once, which is a matter of microseconds; while another program is writing, wait in the thread.

        In slices, for whoever is to stop meanwhile cannot leave before the thread is done.
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + self._patience / 1000
        try:
            driver.raw.execute(self._begin)
            return
        except sqlite3.Error as error:
            _only_busy(error, self._begin)
        while True:
            try:
                await driver.there(_begin_within, driver.raw, self._begin, min(SLICE, self._patience))
                return
            except sqlite3.Error as error:
                _only_busy(error, self._begin)
                if loop.time() >= end:
                    raise as_sqlalchemy(error, self._begin) from error

    async def _roll_back(self, driver: OneTripConnection) -> None:
        """Where even that fails, the connection is given up, and what it had begun with it."""
        try:
            await driver.there(_roll_back, driver.raw)
        except sqlite3.Error:
            await self.close()


async def _in_thread(driver: OneTripConnection, statement: str) -> None:
    try:
        await driver.there(_execute, driver.raw, statement)
    except sqlite3.Error as error:
        raise as_sqlalchemy(error, statement) from error


def _only_busy(error: sqlite3.Error, statement: str) -> None:
    """Raises what is no matter of waiting."""
    if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
        raise as_sqlalchemy(error, statement) from error


def _execute(raw: sqlite3.Connection, statement: str) -> None:
    raw.execute(statement)


def _begin_within(raw: sqlite3.Connection, begin: str, milliseconds: int) -> None:
    raw.execute(f"PRAGMA busy_timeout={milliseconds}")
    try:
        raw.execute(begin)
    finally:
        raw.execute("PRAGMA busy_timeout=0")  # in the event loop nothing may wait


def _roll_back(raw: sqlite3.Connection) -> None:
    if raw.in_transaction:
        raw.execute("ROLLBACK")
