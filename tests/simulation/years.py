"""A district over years, without a platform: a real database file, the actions, and ticks of the clock."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select

from commands.actions.due import tick
from commands.actions.seats import Placed, Wish, leave, sign_up
from commands.house import House
from commands.post import Post
from commands.rules.durations import Quiet
from commands.texts import Texts
from storage.engine import Database
from storage.migrate import upgrade
from storage.models import Activity, District, Outbox, Reminder, Room, Shift
from storage.states import ReminderState
from storage.store import Store

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NIGHT = Quiet(time(21), time(8))
TEXTS = Texts()
MINUTE = timedelta(minutes=1)


def local(day: date, hour: int, minute: int = 0) -> datetime:
    """The instant of a local time in Stockholm, in UTC."""
    return datetime.combine(day, time(hour, minute), STOCKHOLM).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Sent:
    """A reminder as it was written: to whose sign-up, how long before, when."""

    signup_id: int
    minutes: int
    at: datetime


class Years:
    """The district with one volunteer; `restart` is a new program on the same file."""

    def __init__(self, folder: Path, rng: random.Random, *, quiet: bool = True) -> None:
        self.house = House(quiet=NIGHT if quiet else None)
        self.url = f"sqlite+aiosqlite:///{folder}/years.db"
        self.rng = rng
        self.database = Database(self.url)
        self.restarts = 0

    async def begin(self, now: datetime) -> None:
        await upgrade(self.database)
        async with self.database.writing() as store:
            district = await store.rooms.add_district(
                District(key="d", name="D", timezone="Europe/Stockholm", language="sv", branches=[])
            )
            activity = await store.activities.add(
                Activity(district_id=district.id, slug="ringstuga", title="Ringstuga")
            )
            _, person = await store.people.add("memory", "@bo:example.org", name="Bo", now=now)
            person.told_at = now
            self.district_id, self.activity_id, self.person_id = district.id, activity.id, person.id

    async def add_room(self, address: str, *, digest: str | None = None) -> None:
        async with self.database.writing() as store:
            room = Room(platform="memory", address=address, district_id=self.district_id, digest=digest)
            await store.rooms.add(room)

    async def restart(self) -> None:
        await self.database.dispose()
        self.database = Database(self.url)
        self.restarts += 1

    async def tick(self, now: datetime) -> None:
        """What is due, and the delivery of what was written."""
        async with self.database.writing() as store:
            if (await tick(store, TEXTS, self.house, now)).count:
                await store.flush()
                if waiting := await store.outbox.waiting("memory"):
                    await store.outbox.sent([one.id for one in waiting], "$arrived")

    async def add_shifts(self, starts: list[datetime], now: datetime) -> list[int]:
        """Shifts of two hours without a limit; their ids."""
        async with self.database.writing() as store:
            return [(await store.shifts.add(self._shift(start, now))).id for start in starts]

    def _shift(self, start: datetime, now: datetime) -> Shift:
        return Shift(
            district_id=self.district_id,
            activity_id=self.activity_id,
            starts_at=start,
            ends_at=start + timedelta(hours=2),
            created_at=now,
        )

    async def book(self, starts: list[datetime], now: datetime) -> dict[int, datetime]:
        """Shifts of two hours, and the volunteer on each of them; the start of each sign-up's shift."""
        booked: dict[int, datetime] = {}
        async with self.database.writing() as store:
            for start in starts:
                shift = await store.shifts.add(self._shift(start, now))
                outcome = await sign_up(*await self._at(store, now), shift.id, self.person_id, Wish())
                assert isinstance(outcome, Placed)
                booked[outcome.signup.id] = start
        return booked

    async def leave(self, signup_id: int, now: datetime) -> None:
        async with self.database.writing() as store:
            await leave(*await self._at(store, now), await store.signups.get(signup_id))

    async def book_again(self, signup_id: int, now: datetime) -> None:
        async with self.database.writing() as store:
            signup = await store.signups.get(signup_id)
            await sign_up(*await self._at(store, now), signup.shift_id, self.person_id, Wish())

    async def _at(self, store: Store, now: datetime) -> tuple[Post, District]:
        post = Post(store=store, texts=TEXTS, house=self.house, now=now)
        return post, await store.rooms.district(self.district_id)

    async def sent(self) -> list[Sent]:
        """Every reminder that was written, in order."""
        async with self.database.reading() as store:
            rows = await store.session.execute(
                select(Reminder.signup_id, Reminder.minutes, Outbox.created_at)
                .join(Outbox, Outbox.reminder_id == Reminder.id)
                .order_by(Outbox.id)
            )
            return [Sent(row[0], row[1], row[2]) for row in rows]

    async def digests(self, address: str) -> list[datetime]:
        """When each digest was written into the room."""
        async with self.database.reading() as store:
            rows = await store.session.scalars(
                select(Outbox.created_at)
                .where(Outbox.kind == "digest-day", Outbox.room == address)
                .order_by(Outbox.id)
            )
            return list(rows.all())

    async def waiting(self) -> int:
        """Reminders nobody has decided about."""
        async with self.database.reading() as store:
            rows = await store.session.scalars(
                select(Reminder.id).where(Reminder.state == ReminderState.WAITING)
            )
            return len(rows.all())
