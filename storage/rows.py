"""Objects of a table without the unit of work's ceremony, for what every command reads and writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import Table, bindparam, insert, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.util import identity_key

from storage.models import Base
from storage.prepared import Prepared

Row = TypeVar("Row", bound=Base)
_NEW = "new_"
"""Before the name of a column, since a parameter must not be called like one that is set."""


class Rows(Generic[Row]):
    """Reads and writes objects of one class, whose primary key is `id`."""

    def __init__(self, model: type[Row]) -> None:
        self._model = model
        table = self._table = cast(Table, model.__table__)
        self._updates: dict[tuple[str, ...], Prepared] = {}
        self.columns = list(table.columns)
        """In the order in which `load` and `read` expect their values: the id first."""
        self._all = [column.key for column in self.columns]
        self._names = [column.key for column in self.columns if not column.primary_key]
        self._defaults: dict[str, Any] = {
            column.key: cast(Any, column.default).arg for column in self.columns if column.default is not None
        }
        self._insert = Prepared(insert(table).returning(table.c.id), columns=self._names)

    async def write(self, session: AsyncSession, rows: Iterable[Row]) -> None:
        """Insert new ones, in this order; they get their ids, and their columns' defaults.

        The session does not know them: what is changed later is not written.
        """
        for row in rows:
            loaded = row.__dict__  # past the bookkeeping of changes: nobody watches a new row
            for name in self._names:
                if loaded.get(name) is None:
                    loaded[name] = self._defaults.get(name)
            values = {name: loaded[name] for name in self._names}
            loaded["id"] = await self._insert.scalar(session, **values)

    async def add(self, session: AsyncSession, row: Row) -> Row:
        """Insert one that the session shall know as if it had been read: what is changed later is written."""
        await self.write(session, [row])
        return _known_from_now_on(session, row)

    async def change(self, session: AsyncSession, row: Row, **values: Any) -> None:
        """Write these columns of a row at once; the object says the same from now on."""
        await self._update(tuple(values)).run(
            session, row=cast(Any, row).id, **{_NEW + name: value for name, value in values.items()}
        )
        for name, value in values.items():
            set_committed_value(row, name, value)

    def _update(self, names: tuple[str, ...]) -> Prepared:
        if names not in self._updates:
            self._updates[names] = Prepared(
                update(self._table)
                .where(self._table.c.id == bindparam("row"))
                .values({name: bindparam(_NEW + name) for name in names})
            )
        return self._updates[names]

    def read(self, values: Sequence[Any]) -> Row:
        """An object to look at; the session does not know it."""
        row = self._model()
        row.__dict__.update(zip(self._all, values, strict=True))  # as loaded, not as set one by one
        return row

    def load(self, session: AsyncSession, values: Sequence[Any]) -> Row:
        """The session's object for what was read; one that it knows already stays as it is."""
        return self.known(session, values[0]) or _known_from_now_on(session, self.read(values))

    def known(self, session: AsyncSession, row_id: int) -> Row | None:
        """The object with this id, if the session holds it."""
        key = identity_key(self._model, row_id)
        return cast("Row | None", session.sync_session.identity_map.get(key))


def _known_from_now_on(session: AsyncSession, row: Row) -> Row:
    make_transient_to_detached(row)
    session.add(row)
    return row
