"""No column in which a person can stand is left out, neither when they are erased nor when they are shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import JSON, Column, MetaData, String, Table, Text

from storage.models import Base
from storage.queries.erasing import WHERE
from storage.queries.personal_data import SHOWN

POINTS_AT_A_PERSON = {"person", "identity"}
NOT_ABOUT_ANYBODY = [
    "activity.about",
    "activity.audience",
    "activity.branch",
    "activity.ladder",
    "activity.newcomers",
    "activity.place",
    "activity.report",
    "activity.roles",
    "activity.slug",
    "activity.title",
    "absence.how",
    "ask.kind",
    "audit.action",
    "audit.subject",
    "board.data",
    "board.menu",
    "board.shown",
    "district.branches",
    "district.key",
    "district.language",
    "district.name",
    "district.timezone",
    "due.kind",
    "due.reason",
    "due.subject",
    "identity.platform",
    "inbox.event_id",
    "inbox.kind",
    "inbox.outcome",
    "inbox.platform",
    "outbox.answers",
    "outbox.file_event_id",
    "outbox.kind",
    "outbox.platform",
    "outbox.reason",
    "outbox.reply_to",
    "outbox.sent_event_id",
    "outbox.target",
    "outbox.thread",
    "person.language",
    "person.remind",
    "reaction.event_id",
    "reaction.platform",
    "reaction.target",
    "reminder.reason",
    "room.answers",
    "room.branch",
    "room.digest",
    "room.digest_seen",
    "room.language",
    "room.platform",
    "series.every",
    "series.skip",
    "series.until",
    "setting.key",
    "shift.place",
    "shift.roles",
    "signup.role",
    "skill.name",
    "stand_in.stage",
    "sync_state.platform",
    "sync_state.token",
]
"""Texts of the district, words of the program, and ids of events; or they go with a row that is deleted."""


def columns_of_people(metadata: MetaData) -> Iterator[str]:
    """Every column that points at a person or an account, and every text that is not known to be harmless."""
    for table in metadata.tables.values():
        for column in table.columns:
            name = f"{table.name}.{column.name}"
            if points_at_a_person(column) or (is_text(column) and name not in NOT_ABOUT_ANYBODY):
                yield name


def points_at_a_person(column: Column[object]) -> bool:
    return any(one.column.table.name in POINTS_AT_A_PERSON for one in column.foreign_keys)


def is_text(column: Column[object]) -> bool:
    kind = column.type
    return isinstance(kind, Text | JSON) or (isinstance(kind, String) and type(kind) is String)


def test_every_column_says_how_it_is_erased() -> None:
    assert set(columns_of_people(Base.metadata)) == set(WHERE)


def test_every_column_says_where_it_is_shown() -> None:
    assert set(SHOWN) == set(WHERE)


@pytest.mark.parametrize("kind", [Text(), JSON()])
def test_the_control_a_column_that_comes_later_is_noticed(kind: Text | JSON) -> None:
    later = MetaData()
    Table("diary", later, Column("secret", kind))
    assert list(columns_of_people(later)) == ["diary.secret"]


def test_nothing_harmless_is_named_that_is_not_there() -> None:
    there = {
        f"{table.name}.{column.name}" for table in Base.metadata.tables.values() for column in table.columns
    }
    assert set(NOT_ABOUT_ANYBODY) <= there
