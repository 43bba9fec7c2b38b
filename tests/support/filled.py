"""A database with a little of everything in it, for tests of what an operator does with it.

It is Monday, 2024-05-06, 10:00 in Stockholm. Anna organizes and leads the phone bank, Bo is booked by
himself, Leyla has no chat and was booked by Anna.
"""

from __future__ import annotations

import asyncio
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.settings import Settings
from storage.engine import Database
from storage.migrate import upgrade
from storage.models import Activity, District, Identity, Person, Shift, Signup
from storage.states import ShiftState
from storage.store import Store
from tests.support.story import MONDAY, STOCKHOLM, settings


def settings_in(folder: Path, **changes: object) -> Settings:
    """The stories' configuration with its database in a folder of its own, which is not there yet."""
    return settings(storage={"url": f"sqlite+aiosqlite:///{folder}/data/passet.db"}, **changes)


def database_file(configured: Settings) -> Path:
    return Path(configured.storage.url.partition(":///")[2])


def local(text: str) -> datetime:
    """ "2024-05-14 18:00" in Stockholm."""
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


def fill(configured: Settings, *, name: str = "Bo") -> None:
    """Make the configured database, filled: shifts #1 (over), #2 (to come), #3 (cancelled), #4 (no limit)."""
    file = database_file(configured)
    file.parent.mkdir(mode=0o700)
    file.touch(mode=0o600)
    file.write_bytes(_filled(name))


@cache
def _filled(name: str) -> bytes:
    """The file's content; made once, since the migrations take their time."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "passet.db"
        asyncio.run(_make(f"sqlite+aiosqlite:///{file}", name))
        return file.read_bytes()


async def _make(url: str, name: str) -> None:
    database = Database(url)
    try:
        await upgrade(database)
        async with database.writing() as store:
            await _rows(store, name)
    finally:
        await database.dispose()


async def _rows(store: Store, name: str) -> None:
    district = await store.rooms.add_district(
        District(
            key="sjuharad",
            name="Vänsterpartiet Sjuhärad",
            timezone="Europe/Stockholm",
            language="sv",
            branches=[],
        )
    )
    _, anna = await store.people.add("matrix", "@anna:example.org", name="Anna", now=MONDAY)
    _, bo = await store.people.add("console", "@bo:console", name=name, now=MONDAY)
    store.session.add(Identity(person_id=bo.id, platform="matrix", address="@bo:example.org"))
    leyla = await store.people.add_without_chat(district.id, name="Leyla", now=MONDAY)
    await store.people.make_organizer(district.id, anna.id, now=MONDAY)
    activity = await store.activities.add(
        Activity(
            district_id=district.id,
            slug="ringstuga",
            title="Ringstuga",
            place="Expeditionen",
            lead_id=anna.id,
        )
    )
    shifts = [
        await _shift(store, activity, "2024-05-02 18:00", "2024-05-02 20:00", capacity=8),
        await _shift(
            store, activity, "2024-05-14 18:00", "2024-05-14 20:30", capacity=8, minimum=3, place="Torget"
        ),
        await _shift(store, activity, "2024-05-16 18:00", "2024-05-16 20:00", capacity=8),
        await _shift(store, activity, "2024-10-27 01:00", "2024-10-27 05:00"),
    ]
    await _sign_up(store, shifts[0], bo, by=bo)
    await _sign_up(store, shifts[1], bo, by=bo, guests=1, role="ringledare")
    await _sign_up(store, shifts[1], leyla, by=anna)
    await _sign_up(store, shifts[2], bo, by=bo)
    shifts[2].state = ShiftState.CANCELLED
    store.audit.record(
        "book",
        at=MONDAY,
        district_id=district.id,
        actor_id=anna.id,
        subject="shift:2",
        person_id=leyla.id,
    )


async def _shift(store: Store, activity: Activity, starts: str, ends: str, **more: object) -> Shift:
    return await store.shifts.add(
        Shift(
            district_id=activity.district_id,
            activity_id=activity.id,
            starts_at=local(starts),
            ends_at=local(ends),
            created_at=MONDAY,
            **more,
        )
    )


async def _sign_up(
    store: Store, shift: Shift, person: Person, *, by: Person, guests: int = 0, role: str | None = None
) -> None:
    signup = await store.signups.add(
        Signup(
            district_id=shift.district_id,
            shift_id=shift.id,
            person_id=person.id,
            booked_by_id=by.id,
            guests=guests,
            role=role,
            created_at=MONDAY,
            changed_at=MONDAY,
        )
    )
    await store.signups.take_seats(await store.shifts.view(shift.id), signup.id, 1 + guests)
