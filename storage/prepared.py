"""Statements of every command, compiled once and run without ceremony.

For each execution SQLAlchemy looks the statement up, makes contexts and wraps rows, and does so across a
greenlet; that costs many times what SQLite takes for the work (`python -m benchmarks.inside`, before and
after). What the way of a message needs all the time is therefore worked out once: the text, the order of
the parameters and the conversions, all of them SQLAlchemy's own. On any other database than SQLite, and
for everything that is asked now and then, SQLAlchemy executes as usual.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.compiler import SQLCompiler

IN_PLACE = "sqlite connection of the open transaction"
"""Under this name a session's `info` holds the sqlite3 connection on which statements may run at once."""

Convert = Callable[[Any], Any] | None


class Prepared:
    """A select, insert, update or delete of tables (not of mapped classes: that needs the session).

    Parameters are named by `bindparam`. Rows come as tuples in the order of the columns. Pending changes
    of the session are not flushed before, as everywhere here. Raises what SQLAlchemy raises.
    """

    def __init__(self, clause: Any, *, columns: Sequence[str] | None = None) -> None:
        """`columns`: those that an insert without values of its own is given."""
        self._clause = clause
        self._columns = columns
        self._compiled: _Compiled | None = None

    async def rows(self, session: AsyncSession, **values: Any) -> Sequence[Any]:
        raw = session.info.get(IN_PLACE)
        if raw is None:
            connection = await session.connection()
            return (await connection.execute(self._clause, values)).all()
        return self._for(session).rows(raw, values)

    async def first(self, session: AsyncSession, **values: Any) -> Any | None:
        """The first row, if there is any."""
        found = await self.rows(session, **values)
        return found[0] if found else None

    async def scalar(self, session: AsyncSession, **values: Any) -> Any | None:
        """The first column of the first row, if there is any."""
        found = await self.rows(session, **values)
        return found[0][0] if found else None

    async def run(self, session: AsyncSession, **values: Any) -> int:
        """For what gives no rows: how many were touched."""
        return await self.run_each(session, [values])

    async def run_each(self, session: AsyncSession, values: Sequence[Mapping[str, Any]]) -> int:
        """The same for every set of values, in order: how many rows were touched together."""
        if not values:
            return 0  # SQLAlchemy would take an empty list for one set without values
        raw = session.info.get(IN_PLACE)
        if raw is None:
            connection = await session.connection()
            return (await connection.execute(self._clause, list(values))).rowcount
        return self._for(session).run(raw, values)

    def _for(self, session: AsyncSession) -> _Compiled:
        if self._compiled is None:
            self._compiled = _Compiled(self._clause, self._columns, session.get_bind().dialect)
        return self._compiled


class _Compiled:
    """The statement in SQLite's words."""

    def __init__(self, clause: Any, columns: Sequence[str] | None, dialect: Dialect) -> None:
        compiled: SQLCompiler = clause.compile(dialect=dialect, column_keys=columns)
        if compiled.insert_prefetch or compiled.update_prefetch:
            raise ValueError("a default is not filled in here: every column needs a value")
        if compiled.post_compile_params:
            raise ValueError("the number of parameters must be known: no IN with a list")
        self._text = compiled.string
        self._constants = {
            name: bind.effective_value for name, bind in compiled.binds.items() if not bind.required
        }
        self._binds: list[tuple[str, Convert]] = [
            (name, _binding(compiled, name, dialect)) for name in compiled.positiontup or ()
        ]
        self._results: list[tuple[int, Callable[[Any], Any]]] = [
            (place, convert)
            for place, column in enumerate(getattr(clause, "exported_columns", ()))
            if (convert := column.type.dialect_impl(dialect).result_processor(dialect, None)) is not None
        ]

    def rows(self, raw: sqlite3.Connection, values: Mapping[str, Any]) -> Sequence[Any]:
        parameters = self._parameters(values)
        try:
            found = raw.execute(self._text, parameters).fetchall()
        except sqlite3.Error as error:
            raise as_sqlalchemy(error, self._text) from error
        if not self._results:
            return found
        return [self._converted(row) for row in found]

    def run(self, raw: sqlite3.Connection, values: Sequence[Mapping[str, Any]]) -> int:
        touched = 0
        for one in values:
            parameters = self._parameters(one)
            try:
                touched += raw.execute(self._text, parameters).rowcount
            except sqlite3.Error as error:
                raise as_sqlalchemy(error, self._text) from error
        return touched

    def _parameters(self, values: Mapping[str, Any]) -> list[Any]:
        given = {**self._constants, **values}
        return [given[name] if convert is None else convert(given[name]) for name, convert in self._binds]

    def _converted(self, row: Sequence[Any]) -> list[Any]:
        changed = list(row)
        for place, convert in self._results:
            changed[place] = convert(changed[place])
        return changed


def as_sqlalchemy(error: sqlite3.Error, statement: str) -> Exception:
    """As SQLAlchemy would raise it, for those who tell a busy database from a broken rule; without values."""
    return cast(Exception, DBAPIError.instance(statement, (), error, sqlite3.Error, hide_parameters=True))


async def say(session: AsyncSession, statement: str) -> None:
    """A statement about the transaction itself, which gives no rows."""
    raw = session.info.get(IN_PLACE)
    if raw is None:
        await (await session.connection()).exec_driver_sql(statement)
        return
    at_once(raw, statement)


def at_once(raw: sqlite3.Connection, statement: str) -> None:
    """A statement that waits for nobody and gives no rows. Raises what SQLAlchemy raises."""
    try:
        raw.execute(statement)
    except sqlite3.Error as error:
        raise as_sqlalchemy(error, statement) from error


def _binding(compiled: SQLCompiler, name: str, dialect: Dialect) -> Convert:
    return compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect)
