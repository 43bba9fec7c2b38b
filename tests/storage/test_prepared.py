"""The statements of every command, which go past SQLAlchemy's session: they do what it would have done."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, timedelta
from pathlib import Path
from typing import cast

import pytest
import pytest_asyncio
from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from storage.engine import Database
from storage.migrate import upgrade
from storage.models import Audit, Inbox, Organizer, Person, Signup
from storage.prepared import IN_PLACE, Prepared
from storage.rows import Rows
from storage.states import InboxState
from storage.store import Store
from tests.support.story import MONDAY

_PERSON = cast(Table, Person.__table__)
_INBOX = cast(Table, Inbox.__table__)
PEOPLE = Rows(Person)


@pytest_asyncio.fixture(params=["on the connection", "through SQLAlchemy"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """A writing transaction; the second way is the one of databases other than SQLite."""
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/passet.db")
    await upgrade(database)
    async with database.writing() as opened:
        if request.param == "through SQLAlchemy":
            del opened.session.info[IN_PLACE]
        yield opened
    await database.dispose()


async def bo(store: Store) -> Person:
    return (await store.people.add("memory", "@bo:example.org", name="Bo", now=MONDAY))[1]


async def test_times_states_and_lists_come_back_as_they_were_given(store: Store) -> None:
    person = await bo(store)
    await PEOPLE.change(store.session, person, remind=[120, 30], created_at=MONDAY + timedelta(days=1))
    query = Prepared(select(_PERSON.c.remind, _PERSON.c.created_at).where(_PERSON.c.id == bindparam("who")))
    found = await query.first(store.session, who=person.id)
    assert found is not None
    assert list(found) == [[120, 30], MONDAY + timedelta(days=1)]
    assert found[1].tzinfo is UTC
    event = {"platform": "memory", "event_id": "$1", "room": "!r", "sender": "@bo", "kind": "message"}
    await store.inbox.keep(
        [{**event, "payload": {"text": "hej"}, "received_at": MONDAY, "state": "new", "attempts": 0}]
    )
    (row,) = await store.inbox.waiting(limit=5)
    assert (row.payload, row.state, row.received_at) == ({"text": "hej"}, InboxState.NEW, MONDAY)


async def test_a_rule_of_the_database_that_is_broken_is_told_as_everywhere(store: Store) -> None:
    insertion = Prepared(
        insert(cast(Table, Organizer.__table__)),
        columns=("district_id", "person_id", "created_at", "from_settings"),
    )
    with pytest.raises(IntegrityError) as caught:
        await insertion.run(
            store.session, district_id=1, person_id=None, created_at=MONDAY, from_settings=False
        )
    assert "2024" not in str(caught.value), "an error's text must not carry what was stored"


async def test_how_many_rows_were_touched_is_told(store: Store) -> None:
    person = await bo(store)
    rename = Prepared(update(_PERSON).where(_PERSON.c.id == bindparam("who")).values(name=bindparam("to")))
    assert await rename.run(store.session, who=person.id, to="Bo Ek") == 1
    assert await rename.run(store.session, who=999, to="Bo Ek") == 0


async def test_a_row_written_past_the_session_is_known_to_it(store: Store) -> None:
    """What is changed on it afterwards is written as for any other."""
    person = await PEOPLE.add(store.session, Person(name="Leyla", created_at=MONDAY))
    person.name = "Leyla B"
    await store.flush()
    store.session.expunge_all()
    assert (await store.people.get(person.id)).name == "Leyla B"


async def test_a_row_is_one_object_however_it_was_found(store: Store) -> None:
    person = await bo(store)
    found = await store.people.identity("memory", "@bo:example.org")
    assert found is not None
    assert found[1] is person
    assert await store.people.get(person.id) is person


async def test_what_is_read_is_complete(store: Store) -> None:
    """An attribute that had to be fetched when it is looked at could not be fetched from there."""
    person = await bo(store)
    store.session.expunge_all()
    found = await store.people.identity("memory", "@bo:example.org")
    assert found is not None
    assert [getattr(found[1], name) for name in ("id", "name", "language", "remind", "created_at")] == [
        person.id,
        "Bo",
        None,
        None,
        MONDAY,
    ]


async def test_a_value_that_was_forgotten_is_an_error_and_not_nothing(store: Store) -> None:
    query = Prepared(select(_PERSON.c.id).where(_PERSON.c.id == bindparam("who")))
    with pytest.raises(Exception, match="who"):
        await query.rows(store.session)


async def test_a_list_of_parameters_is_refused_before_it_is_run(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/passet.db")
    await upgrade(database)
    try:
        async with database.writing() as store:
            with pytest.raises(ValueError, match="no IN"):
                await Prepared(select(_INBOX.c.id).where(_INBOX.c.id.in_([1, 2]))).rows(store.session)
            with pytest.raises(ValueError, match="every column"):
                await Prepared(insert(_INBOX), columns=("platform", "event_id")).run(
                    store.session, platform="memory", event_id="$1"
                )
    finally:
        await database.dispose()


@pytest.mark.parametrize("model", [Audit, Signup, Person, Inbox])
def test_every_table_written_this_way_has_its_id_first(model: type[Person]) -> None:
    assert next(column.key for column in Rows(model).columns) == "id"
