"""aiosqlite with one trip to its thread per statement instead of four.

aiosqlite runs every call on a thread of its own: making a cursor, executing, fetching and closing are
four trips there and back, and the trips cost more than SQLite does. Passet's statements return few
rows, so all four are done in one. Measured by benchmarks/roundtrip.py in the bot's CPU per command.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, Self

import aiosqlite


class OneTripCursor:
    """What SQLAlchemy's adapter uses of an aiosqlite cursor. Rows are fetched with the execution."""

    def __init__(self, connection: OneTripConnection) -> None:
        self._connection = connection
        self._rows: Sequence[Any] = ()
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Iterable[Any] = ()) -> Self:
        """Execute and fetch everything. Raises what sqlite3 raises."""
        return await self._run(lambda cursor: cursor.execute(sql, tuple(parameters)))

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> Self:
        return await self._run(lambda cursor: cursor.executemany(sql, parameters))

    async def fetchall(self) -> Sequence[Any]:
        rows, self._rows = self._rows, ()
        return rows

    async def close(self) -> None:
        """The real cursor was closed in its thread already."""

    async def _run(self, work: Any) -> Self:
        def there() -> tuple[Any, ...]:
            cursor = self._connection.raw.cursor()
            try:
                work(cursor)
                rows = cursor.fetchall() if cursor.description is not None else ()
                return rows, cursor.description, cursor.rowcount, cursor.lastrowid
            finally:
                cursor.close()

        self._rows, self.description, self.rowcount, self.lastrowid = await self._connection.there(there)
        return self


class OneTripConnection(aiosqlite.Connection):
    """An aiosqlite connection that hands out `OneTripCursor`."""

    def cursor(self) -> OneTripCursor:  # type: ignore[override]  # a cursor is made when it is used
        return OneTripCursor(self)

    @property
    def raw(self) -> sqlite3.Connection:
        """The connection itself; to be touched in its thread only."""
        return self._conn

    async def there(self, work: Any) -> Any:
        """Run `work` in the connection's thread."""
        return await self._execute(work)  # type: ignore[no-untyped-call]  # aiosqlite has no type here


def connect(path: str) -> OneTripConnection:
    """An unopened connection to the file; awaiting it opens it. Its thread dies with the program."""
    connection = OneTripConnection(lambda: sqlite3.connect(path, check_same_thread=False), 64)
    connection._thread.daemon = True
    return connection
