"""What organizers wrote about activities, shifts and polls: somebody's name or account may stand in it.

Issue 4, point 9. An account there means one person and is taken out when they are forgotten. A name may be
anybody's, or a word ("Bo" is one): where it stands is told, and people decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Activity, Board, Shift

TEXTS: dict[type[Any], tuple[str, ...]] = {
    Activity: ("title", "place", "about", "audience"),
    Shift: ("place",),
}
"""Columns in which people write what they like; the titles of polls stand in `Board.data`."""
INSTEAD = "…"
TITLE = "title"


class FreeText:
    """All of it is read through: there are some hundreds of rows, and it is asked seldom."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def naming(self, name: str, addresses: Collection[str]) -> list[str]:
        """The titles of what speaks of the name or of one of the accounts, in order; polls by their own."""
        patterns = [*map(_account, addresses), *([_name(name)] if name else [])]

        def names(text: str) -> bool:
            return any(one.search(text) for one in patterns)

        activities = {one.id: one.title for one in await self._session.scalars(select(Activity))}
        found: list[str] = []
        for table, columns in TEXTS.items():
            rows = await self._session.scalars(select(table).order_by(table.id))
            found += [
                activities[row.id if table is Activity else row.activity_id]
                for row in rows
                if any(names(getattr(row, column) or "") for column in columns)
            ]
        for board in await self._session.scalars(select(Board).where(Board.data.is_not(None))):
            data = board.data or {}
            if any(names(text) for text in _texts(data)):
                found += [str(data.get(TITLE, ""))]
        return [one for one in dict.fromkeys(found) if one]

    async def blank(self, addresses: Collection[str]) -> None:
        """The accounts stand nowhere any more; what else was written stays as it is."""
        patterns = [_account(one) for one in addresses]

        def blanked(text: str) -> str:
            for one in patterns:
                text = one.sub(INSTEAD, text)
            return text

        for table, columns in TEXTS.items():
            for row in await self._session.scalars(select(table)):
                for column in columns:
                    text = getattr(row, column)
                    if text and (now := blanked(text)) != text:
                        setattr(row, column, now)
        for board in await self._session.scalars(select(Board).where(Board.data.is_not(None))):
            if (data := _replaced(board.data, blanked)) != board.data:
                board.data = data


def _name(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)


def _account(address: str) -> re.Pattern[str]:
    """The whole account, or its first part as one types it; not the beginning of a longer one."""
    local, _, server = address.partition(":")
    return re.compile(
        rf"(?<!\w){re.escape(local)}(?::{re.escape(server)}(?![\w:-]|\.\w)|(?![\w=/+:-]|\.\w))", re.IGNORECASE
    )


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for one in value.values():
                yield from _texts(one)
        case list():
            for one in value:
                yield from _texts(one)


def _replaced(value: Any, blanked: Callable[[str], str]) -> Any:
    match value:
        case str():
            return blanked(value)
        case dict():
            return {key: _replaced(one, blanked) for key, one in value.items()}
        case list():
            return [_replaced(one, blanked) for one in value]
    return value
