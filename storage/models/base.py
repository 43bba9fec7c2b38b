"""What all tables have in common: names of constraints, and how Python's types are kept."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, Enum, MetaData, Text
from sqlalchemy.orm import DeclarativeBase

from storage import states
from storage.types import UtcDateTime

UNLIMITED = 1_000_000
"""The capacity of a shift without a limit; far above what `commands.rules.seats` lets anyone ask for."""

_STATES: tuple[type[StrEnum], ...] = tuple(
    one for one in vars(states).values() if isinstance(one, type) and StrEnum in one.__bases__
)


def _words(of: type[StrEnum]) -> Enum:
    """Text in the database, so that a new state needs no change of a database type."""
    return Enum(of, native_enum=False, length=16, values_callable=lambda all_: [one.value for one in all_])


class Base(DeclarativeBase):
    """Names every constraint, so that a migration can speak of it on any database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime(),
        str: Text(),
        dict[str, Any]: JSON(none_as_null=True),
        list[str]: JSON(none_as_null=True),
        list[int]: JSON(none_as_null=True),
    } | {state: _words(state) for state in _STATES}
