"""Inserting what may be there already, which SQL leaves to each database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import FromClause
from sqlalchemy.dialects import sqlite


def insert_into(table: FromClause | type[Any], dialect: str) -> Any:
    """An insert that knows `on_conflict_do_nothing`, for this `dialect` ("sqlite" or "postgresql").

    PostgreSQL's part of SQLAlchemy is loaded only where a district has it: most never need its memory.
    """
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)  # type: ignore[arg-type]  # a mapped class is a table to it
    return sqlite.insert(table)  # type: ignore[arg-type]  # likewise
