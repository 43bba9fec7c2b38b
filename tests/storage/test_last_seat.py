"""The last seat goes to one person, however many ask at the same instant (CONTRACT.md, promise 1)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from commands.actions.seats import NoSeat, Placed, Waiting, Wish, sign_up
from commands.house import House
from commands.post import Post
from storage.engine import Database
from storage.migrate import upgrade
from storage.models import Activity, District, Person, Shift
from storage.store import Store
from tests.support.story import MONDAY, TEXTS

CLIENTS = 200
ROUNDS = 200
CONNECTIONS = 4
"""Separate databases objects, as separate programs would have; each serves a share of the clients."""


async def ask_for(store: Store, shift: int, person: int, *, waits: bool) -> object:
    """What asking for a seat comes to: of somebody who would wait for one, or of whoever books them."""
    post = Post(store=store, texts=TEXTS, house=House(), now=MONDAY)
    district = await store.rooms.district(1)
    return await sign_up(
        post, district, shift, person, Wish(anyway=True, booked_by=None if waits else person)
    )


@dataclass
class Tally:
    placed: int = 0
    full: int = 0
    waiting: int = 0
    errors: int = 0
    taken: int = 0


async def prepare(url: str, *, rounds: int) -> tuple[list[int], list[int]]:
    """A district with one-seat shifts, one per round, and the clients as people."""
    database = Database(url)
    await upgrade(database)
    async with database.writing() as store:
        district = await store.rooms.add_district(
            District(key="d", name="D", timezone="Europe/Stockholm", language="sv", branches=[])
        )
        activity = await store.activities.add(Activity(district_id=district.id, slug="r", title="R"))
        shifts = [
            await store.shifts.add(
                Shift(
                    district_id=district.id,
                    activity_id=activity.id,
                    starts_at=MONDAY + timedelta(days=1),
                    ends_at=MONDAY + timedelta(days=1, hours=2),
                    capacity=1,
                    created_at=MONDAY,
                )
            )
            for _ in range(rounds)
        ]
        people = [Person(name=f"person {i}", created_at=MONDAY) for i in range(CLIENTS)]
        store.session.add_all(people)
        await store.flush()
        ids = [shift.id for shift in shifts], [person.id for person in people]
    await database.dispose()
    return ids


async def race(
    url: str, shifts: list[int], people: list[int], *, immediate: bool = True, waits: bool = False
) -> Tally:
    """Every client asks for the one seat of each shift in turn, all at once."""
    databases = [Database(url, immediate=immediate) for _ in range(CONNECTIONS)]
    tally = Tally()

    async def ask(database: Database, shift: int, person: int) -> None:
        try:
            async with database.writing() as store:
                outcome = await ask_for(store, shift, person, waits=waits)
        except DBAPIError:
            tally.errors += 1
            return
        tally.placed += isinstance(outcome, Placed)
        tally.full += isinstance(outcome, NoSeat)
        tally.waiting += isinstance(outcome, Waiting)

    try:
        for shift in shifts:
            await asyncio.gather(
                *(ask(databases[i % CONNECTIONS], shift, person) for i, person in enumerate(people))
            )
            async with databases[0].reading() as store:
                tally.taken += await store.signups.taken(shift)
    finally:
        for database in databases:
            await database.dispose()
    return tally


async def test_one_last_seat_is_given_once_to_200_who_ask_at_once(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/race.db"
    shifts, people = await prepare(url, rounds=ROUNDS)
    tally = await race(url, shifts, people)
    assert tally == Tally(placed=ROUNDS, full=ROUNDS * (CLIENTS - 1), errors=0, taken=ROUNDS)


async def test_everybody_else_of_200_has_a_place_of_their_own_in_the_line(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/race.db"
    shifts, people = await prepare(url, rounds=3)
    tally = await race(url, shifts, people, waits=True)
    assert tally == Tally(placed=3, waiting=3 * (CLIENTS - 1), taken=3)
    database = Database(url)
    async with database.reading() as store:
        for shift in shifts:
            line = [one.line for one in await store.signups.line(shift)]
            assert line == list(range(1, CLIENTS))
    await database.dispose()


async def test_without_the_write_lock_the_same_race_goes_wrong(tmp_path: Path) -> None:
    """The control: BEGIN instead of BEGIN IMMEDIATE, and clients are turned away with errors."""
    url = f"sqlite+aiosqlite:///{tmp_path}/race.db"
    shifts, people = await prepare(url, rounds=5)
    tally = await race(url, shifts, people, immediate=False)
    assert tally.errors > 0, "the race did not notice that the lock was gone"
    assert tally.taken <= 5, "the database's own guard must hold even without the lock"


@pytest.mark.parametrize("seats", [1, 3])
async def test_the_database_itself_refuses_a_seat_beyond_the_capacity(tmp_path: Path, seats: int) -> None:
    """Even code that forgot to count cannot overbook: the check constraint stands in the schema."""
    from sqlalchemy import text
    from sqlalchemy.exc import IntegrityError

    url = f"sqlite+aiosqlite:///{tmp_path}/guard.db"
    shifts, people = await prepare(url, rounds=1)
    database = Database(url)
    try:
        async with database.writing() as store:
            await store.shifts.change_capacity(await store.shifts.lock(shifts[0]), seats)
            for person in people[:seats]:
                await ask_for(store, shifts[0], person, waits=False)
        for number, capacity in ((seats + 1, seats), (seats + 1, seats + 1), (1, seats)):
            with pytest.raises(IntegrityError):
                async with database.writing() as store:
                    await store.session.execute(
                        text("INSERT INTO seat VALUES (:shift, :number, :capacity, 1)"),
                        {"shift": shifts[0], "number": number, "capacity": capacity},
                    )
    finally:
        await database.dispose()
