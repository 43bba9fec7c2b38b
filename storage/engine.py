"""Connections and transactions: one writer, separate readers, and no half-done change.

Measured on aiosqlite's defaults (shared notes): 175 of 200 concurrent increments were silently lost,
and a check followed by an insert gave 184 of 200 last seats away twice. Hence on SQLite every writing
transaction begins with BEGIN IMMEDIATE, on one connection, in the order in which it was asked for.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from typing import Any, cast

from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from storage.forgotten import ForgottenBook, beside
from storage.onetrip import OneTripConnection, connect
from storage.prepared import IN_PLACE
from storage.store import Store
from storage.writer import Writer

BUSY_TIMEOUT_MS = 10_000
TO_BE_REWRITTEN = "to_be_rewritten"
"""The setting that says that something was erased whose bytes are still to go."""
LOG_PATIENCE_MS = 200
"""How long readers are waited for before the log is emptied; else it is tried again later."""


class Database:
    """An open database. `writing()` and `reading()` give a `Store` inside one transaction.

    `url` is a SQLAlchemy async URL (sqlite+aiosqlite or postgresql+asyncpg). Always `dispose()` it.
    """

    def __init__(self, url: str, *, immediate: bool = True, forgotten: Path | None = None) -> None:
        """`immediate=False` takes the write lock away; it exists to show that a test notices.

        `forgotten`: the file that says who was forgotten; without it, that beside an SQLite file.
        """
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._turn = asyncio.Lock()
        self._log_holds_erased = True  # what the program before may not have come to
        self._holds_erased: bool | None = None  # the database itself knows
        self.when_erased: list[Callable[[], None]] = []
        """Called after a transaction in which somebody was forgotten: what waited to be sent has changed."""
        if self.is_sqlite:
            forgotten = forgotten or beside(self.path)
        self.forgotten = ForgottenBook(forgotten) if forgotten else None
        if self.is_sqlite:
            _prepare_file(self.path)
            begin = "BEGIN IMMEDIATE" if immediate else "BEGIN"
            self._writer = self._sqlite_engine(begin, connections=2)  # one is held, one for `writer`
            self._held = Writer(self._writer, begin, patience=BUSY_TIMEOUT_MS)
            self._reader = self._sqlite_engine("BEGIN", connections=4)
        else:
            self._writer = self._reader = create_async_engine(self.url, pool_pre_ping=True)

    @property
    def path(self) -> Path:
        """The SQLite file; meaningless for other databases."""
        return Path(self.url.database or "")

    @property
    def writer(self) -> AsyncEngine:
        """The engine of the writing connection, for migrations and backups."""
        return self._writer

    def _sqlite_engine(self, begin: str, *, connections: int) -> AsyncEngine:
        path = str(self.path)
        engine = create_async_engine(
            self.url,
            async_creator=lambda: connect(path),
            pool_size=connections,
            max_overflow=0,
            pool_timeout=60,
            query_cache_size=1000,
            hide_parameters=True,  # what somebody typed stays out of errors and logs
        )

        @event.listens_for(engine.sync_engine, "connect")
        def on_connect(connection: Any, _record: object) -> None:
            connection.isolation_level = None  # the driver shall not begin transactions of its own
            cursor = connection.cursor()
            for pragma in (
                f"busy_timeout={BUSY_TIMEOUT_MS}",
                "journal_mode=WAL",
                "synchronous=FULL",
                "foreign_keys=ON",
                "secure_delete=ON",  # what is deleted is overwritten (issue 4, point 9)
            ):
                cursor.execute(f"PRAGMA {pragma}")
            cursor.close()

        @event.listens_for(engine.sync_engine, "begin")
        def on_begin(connection: Any) -> None:
            if not connection.connection.driver_connection.raw.in_transaction:
                connection.exec_driver_sql(begin)

        return engine

    @asynccontextmanager
    async def writing(self, *, durable: bool = True) -> AsyncIterator[Store]:
        """A writing transaction: committed at the end of the block, undone by any exception.

        No network I/O inside: everyone else who writes is waiting. `durable=False` saves waiting for the
        disk, where after a power failure the program would find out again what it then had forgotten.
        """
        async with self._turn, self._transaction(durable=durable) as session:
            store = Store(session, locks_rows=not self.is_sqlite)
            yield store
            if store.erased and self.is_sqlite:
                await store.settings.set(TO_BE_REWRITTEN, "yes")  # also after a crash
            await store.flush()
            if store.forgets and self.forgotten is not None:
                # Before the commit: whoever is gone from here is to be gone from every restored backup too.
                self.forgotten.note(store.forgets)
        if store.cleared:
            self._log_holds_erased = True
        if store.erased:
            self._holds_erased = True
            for told in self.when_erased:
                told()

    async def wipe(self) -> bool:
        """Whether nothing that was erased stands in the bytes of the file or of its log any more.

        Overwriting what is deleted is not enough: a page that SQLite rearranges keeps parts of rows that were
        there before. So the file is written anew, and the log emptied, which has to wait while others read:
        then call again. Of a server's files its own administration takes care.
        """
        if not self.is_sqlite:
            return True
        if self._holds_erased is None:
            async with self.reading() as store:
                self._holds_erased = await store.settings.get(TO_BE_REWRITTEN) is not None
        if self._holds_erased:
            await self.rewrite()
            async with self.writing() as store:
                if not self._holds_erased:  # else somebody was forgotten meanwhile
                    await store.settings.remove(TO_BE_REWRITTEN)
        if self._log_holds_erased:
            async with self._turn:
                self._log_holds_erased = not await asyncio.to_thread(_empty_log, self.path)
        return not self._log_holds_erased and not self._holds_erased

    async def rewrite(self) -> None:
        """Write an SQLite file anew, without anything that was ever deleted. Whoever writes waits so long.

        Raises sqlite3.Error: another program writes, or there is no room for a copy.
        """
        if self.is_sqlite:
            async with self._turn:
                await asyncio.to_thread(_rewrite, self.path)
                self._holds_erased, self._log_holds_erased = False, True

    @asynccontextmanager
    async def _transaction(self, *, durable: bool) -> AsyncIterator[AsyncSession]:
        if self.is_sqlite:
            async with self._held.transaction(durable=durable) as session:
                yield session
        else:
            async with (
                AsyncSession(self._writer, expire_on_commit=False, autoflush=False) as session,
                session.begin(),
            ):
                yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Store]:
        """A snapshot to read from; writes in it are not kept."""
        async with AsyncSession(self._reader, expire_on_commit=False, autoflush=False) as session:
            await self._begin(session)
            try:
                yield Store(session, locks_rows=False)
            finally:
                session.expunge_all()  # what was read stays readable; a rollback would expire it
                await session.rollback()

    async def _begin(self, session: AsyncSession) -> None:
        """Begin, and let statements on SQLite run on the connection that is held until the end."""
        connection = await session.connection()
        if self.is_sqlite:
            raw = await connection.get_raw_connection()
            session.info[IN_PLACE] = cast(OneTripConnection, raw.driver_connection).raw

    async def dispose(self) -> None:
        """Close every connection; without it the driver's threads keep the program alive."""
        if self.is_sqlite:
            await self._held.close()
        await self._writer.dispose()
        await self._reader.dispose()


def _prepare_file(path: Path) -> None:
    """Members' data: the folder and the file are for the owner alone before anything is in them."""
    if str(path) in ("", ":memory:"):
        raise ValueError("Passet needs a database file; a database in memory forgets everything")
    if not path.parent.exists():
        path.parent.mkdir(parents=True, mode=0o700)
    if not path.exists():
        path.touch(mode=0o600)
    for file in (path, *(path.with_name(path.name + ending) for ending in ("-wal", "-shm"))):
        # SQLite gives the files it adds the mode of the first; this is for one that came from elsewhere.
        with suppress(FileNotFoundError, PermissionError):  # gone again, or somebody else's
            if file.stat().st_mode & 0o077:
                file.chmod(0o600)


def _rewrite(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000)) as connection:
        connection.execute("VACUUM")


def _empty_log(path: Path) -> bool:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA busy_timeout={LOG_PATIENCE_MS}")
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
