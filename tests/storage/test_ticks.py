"""The clock's tick: one bad row does not silence the others, and an idle tick asks little."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import delete, event, select
from sqlalchemy.exc import OperationalError

from commands.actions import due, reminder_messages
from commands.actions.digests import MOST_LINES
from commands.actions.due import KINDS, MOST_AT_ONCE, tick
from commands.post import Post
from commands.rules.reminding import Expire, Send, Wait
from storage.models import Due, Identity, Outbox, Reminder
from storage.queries.reminders import DueReminder
from storage.store import Store
from tests.simulation.years import TEXTS, Years, local

SUNDAY = date(2024, 5, 12)
EARLIER = local(SUNDAY - timedelta(days=5), 12)


@pytest_asyncio.fixture
async def years(tmp_path: Path) -> AsyncIterator[Years]:
    made = Years(tmp_path, random.Random(1))
    await made.begin(EARLIER)
    yield made
    await made.database.dispose()


async def states(years: Years, model: type[Any]) -> list[tuple[str, str | None]]:
    async with years.database.reading() as store:
        rows = await store.session.scalars(select(model).order_by(model.due_at, model.id))
        return [(row.state.value, row.reason) for row in rows]


async def test_one_reminder_that_fails_does_not_hold_up_the_others(
    years: Years, monkeypatch: pytest.MonkeyPatch
) -> None:
    booked = await years.book([local(SUNDAY, 10), local(SUNDAY, 14)], EARLIER)
    poisoned = min(booked)
    send = reminder_messages._write

    async def fails_for_one(store: Store, post: Post, one: DueReminder, *rest: Any, late: bool) -> None:
        await send(store, post, one, *rest, late=late)
        await store.flush()
        if one.signup_id == poisoned:
            raise RuntimeError("planted")

    monkeypatch.setattr(reminder_messages, "_write", fails_for_one)
    await years.tick(local(SUNDAY - timedelta(days=1), 14))
    assert [one.signup_id for one in await years.sent()] == [max(booked)]
    assert ("expired", "failed: RuntimeError") in await states(years, Reminder)


async def test_another_due_that_fails_is_recorded_and_the_rest_goes_on(
    years: Years, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    async def perform(store: Store, post: Post, one: Due) -> Send | Wait | Expire:
        done.append(one.subject)
        if one.subject == "bad":
            raise RuntimeError("planted")
        return Wait(EARLIER + timedelta(days=1)) if one.subject == "later" else Send(late=False)

    monkeypatch.setattr(due, "KINDS", {**KINDS, "planted": perform})
    async with years.database.writing() as store:
        for number, subject in enumerate(("bad", "good", "later")):
            at = EARLIER + timedelta(minutes=number)
            await store.dues.plan("planted", subject, at, district_id=None)
        await store.dues.plan("of-another-floor", "backup", EARLIER, district_id=None)
    for minutes in (5, 6):
        await years.tick(EARLIER + timedelta(minutes=minutes))
    assert done == ["bad", "good", "later"]
    assert sorted(await states(years, Due), key=str) == [
        ("done", None),
        ("expired", "failed: RuntimeError"),
        ("waiting", "late"),
        ("waiting", None),
    ]


async def test_a_crowd_is_told_in_several_ticks_and_the_tick_says_so(years: Years) -> None:
    hours = range(MOST_AT_ONCE + 1)
    await years.book([local(SUNDAY, 10) + timedelta(hours=2 * hour) for hour in hours], EARLIER)
    async with years.database.writing() as store:
        rows = await store.session.scalars(select(Reminder).where(Reminder.minutes == 1440))
        for row in rows.all():
            row.due_at = EARLIER + timedelta(minutes=1)
    results = []
    for _ in range(2):
        async with years.database.writing() as store:
            results.append(await tick(store, TEXTS, years.house, EARLIER + timedelta(minutes=2)))
    assert [(one.reminders, one.more) for one in results] == [(MOST_AT_ONCE, True), (1, False)]
    assert len(await years.sent()) == MOST_AT_ONCE + 1


async def test_a_reminder_nobody_can_receive_says_so(years: Years) -> None:
    await years.book([local(SUNDAY, 10)], EARLIER)
    async with years.database.writing() as store:
        await store.session.execute(delete(Identity))
    await years.tick(local(SUNDAY - timedelta(days=1), 10))
    assert (await states(years, Reminder))[0] == ("expired", "no chat")


async def test_a_database_that_does_not_answer_is_not_taken_for_a_bad_row(
    years: Years, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def locked(*_: Any, **__: Any) -> None:
        raise OperationalError("planted", None, Exception("database is locked"))

    await years.book([local(SUNDAY, 10)], EARLIER)
    with monkeypatch.context() as planted:
        planted.setattr(reminder_messages, "_write", locked)
        with pytest.raises(OperationalError):
            await years.tick(local(SUNDAY - timedelta(days=1), 10))
    await years.tick(local(SUNDAY - timedelta(days=1), 10, 1))
    assert len(await years.sent()) == 1


async def test_a_digest_of_very_many_shifts_is_cut_and_says_so(years: Years) -> None:
    await years.add_room("!district")
    await years.tick(EARLIER)
    wednesday = EARLIER.date() + timedelta(days=1)
    await years.add_shifts([local(wednesday, 14)] * (MOST_LINES + 3), EARLIER)
    async with years.database.writing() as store:
        await tick(store, TEXTS, years.house, local(wednesday, 8))
        await store.flush()
        (text,) = await store.session.scalars(select(Outbox.text))
    assert text is not None
    assert "… och 3 till" in text


async def test_a_tick_with_nothing_to_do_asks_twice_and_writes_nothing(years: Years) -> None:
    await years.add_room("!district")
    await years.book([local(SUNDAY, 10)], EARLIER)
    await years.tick(EARLIER)
    asked: list[str] = []

    @event.listens_for(years.database.writer.sync_engine, "before_cursor_execute")
    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement.split()[0])

    await years.tick(EARLIER + timedelta(seconds=15))
    assert [word for word in asked if word != "BEGIN"] == ["SELECT", "SELECT"]


async def test_a_reminder_says_when_in_the_districts_zone(years: Years) -> None:
    await years.book([datetime(2024, 5, 12, 16, 0, tzinfo=UTC)], EARLIER)
    async with years.database.writing() as store:
        await tick(store, TEXTS, years.house, datetime(2024, 5, 11, 16, 0, tzinfo=UTC))
        await store.flush()
        text = await store.session.scalar(select(Outbox.text))
    assert text is not None
    assert "sön 12 maj 18.00–20.00" in text
