"""The daily digest of each district and branch room: planned a day ahead as a row, sent when its time comes.

A row is unique per room and local date, so there is one digest a day, however often the time is changed.
What stands in it is decided by `commands.rules.digests`. It names no people and notifies nobody by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from commands.actions.seats import closed_because
from commands.actions.vacancies import with_vacancies
from commands.house import House
from commands.post import Post
from commands.rules.digests import WEEK, Digest, compose, decide, digest_at, missing
from commands.rules.durations import parse_time
from commands.rules.reminding import Expire, Send, Wait
from commands.texts import Lines, Say, say
from commands.wording import about, shift_lines
from storage.models import District, Due, Room
from storage.queries.dues import DigestRoom
from storage.queries.reminders import LATE
from storage.queries.shifts import ShiftView
from storage.states import RoomRole, RoomState
from storage.store import Store

KIND = "digest-day"
MOST_LINES = 25
"""Lines in one part of a digest; whoever wants all of them asks for them."""
TOMORROW = timedelta(days=1)


async def plan(store: Store, house: House, now: datetime) -> None:
    """See that every room that is to have a digest has its next one planned, at the time it is to have it.

    Called at every tick: rooms come and go and their times are changed, and nobody needs to tell the clock.
    What is planned for a room that shall have none any more is found out when its time comes.
    """
    settled: dict[int, bool] = {}
    coming: dict[int, _Coming] = {}
    for row in await store.dues.digest_rooms(KIND):
        at = digest_time(row.digest, house)
        if at is None:
            continue
        if row.room_id not in coming:
            coming[row.room_id] = _Coming.of(row, at, house, now)
        stands = await _settle(store, row, coming[row.room_id], now)
        settled[row.room_id] = stands or settled.get(row.room_id, False)
    for room_id, is_settled in settled.items():
        if not is_settled:
            await _plan_next(store, room_id, coming[room_id], now)


@dataclass(frozen=True, slots=True)
class _Coming:
    """When a room's digests of today and tomorrow are due."""

    district_id: int
    times: dict[date, datetime]

    @classmethod
    def of(cls, row: DigestRoom, at: time, house: House, now: datetime) -> _Coming:
        zone = ZoneInfo(row.timezone)
        today = now.astimezone(zone).date()
        days = (today, today + TOMORROW)
        return cls(row.district_id, {day: digest_at(day, at, quiet=house.quiet, zone=zone) for day in days})


async def _settle(store: Store, row: DigestRoom, coming: _Coming, now: datetime) -> bool:
    """Whether the planned row is the room's next digest; it is moved if the room's time was changed."""
    if row.due_id is None or row.subject is None or row.due_at is None:
        return False
    wanted = coming.times.get(_parts(row.subject)[1], row.due_at)
    if row.due_at == wanted or row.reason == LATE:
        return True
    if wanted > now:
        await store.dues.move(row.due_id, wanted)
        return True
    await store.dues.withdraw(KIND, row.subject)
    return False


async def _plan_next(store: Store, room_id: int, coming: _Coming, now: datetime) -> None:
    """The first of its digests that is still to come and was not there before."""
    for day, due in coming.times.items():
        subject = _subject(room_id, day)
        if due > now and await store.dues.plan(KIND, subject, due, district_id=coming.district_id):
            return


async def perform(store: Store, post: Post, due: Due) -> Send | Wait | Expire:
    """Write the digest into its room, if there is anything to tell and it is not too late for that."""
    room_id, day = _parts(due.subject)
    room = await store.rooms.get(room_id)
    at = None if room is None else digest_time(room.digest, post.house)
    if room is None or room.district_id is None or at is None or room.state is not RoomState.JOINED:
        return Expire("off")
    if room.role not in (RoomRole.DISTRICT, RoomRole.BRANCH):
        return Expire("off")
    district = await store.rooms.district(room.district_id)
    zone = ZoneInfo(district.timezone)
    decision = decide(
        day=day, due=due.due_at, now=post.now, quiet=post.house.quiet, zone=zone, late=due.reason == LATE
    )
    if isinstance(decision, Send):
        return await _tell(store, post, room, district, late=decision.late)
    today = post.now.astimezone(zone).date()
    if day < today:
        await _catch_up(store, post, room, digest_at(today, at, quiet=post.house.quiet, zone=zone), today)
    return decision


async def _catch_up(store: Store, post: Post, room: Room, due: datetime, today: date) -> None:
    """The bot was away since another day: today's digest is late too, if its time has passed."""
    if due <= post.now:
        await store.dues.plan(KIND, _subject(room.id, today), due, district_id=room.district_id)


async def _tell(store: Store, post: Post, room: Room, district: District, *, late: bool) -> Send | Expire:
    zone = ZoneInfo(district.timezone)
    shifts = await store.shifts.coming(
        district.id, now=post.now, starts_before=post.now + WEEK + TOMORROW, cancelled=True
    )
    digest = compose(
        await with_vacancies(store, shifts),
        highest=district.last_shift_number,
        now=post.now,
        zone=zone,
        seen=room.digest_seen,
    )
    room.digest_seen = digest.seen
    if digest.is_empty:
        return Expire("nothing to tell")
    await post.to_room(room, _wording(post, digest, zone, late=late), district=district)
    return Send(late)


def _wording(post: Post, digest: Digest[ShiftView], zone: ZoneInfo, *, late: bool) -> Say:
    return say(
        KIND,
        day=post.now.astimezone(zone).date(),
        late=late,
        thin=_lines(digest.thin, "digest-line-thin"),
        today=_part(digest.today, post.now),
        tomorrow=_part(digest.tomorrow, post.now),
        cancelled=_lines(digest.cancelled, "digest-line-cancelled"),
        new=_part(digest.new, post.now),
        moved=_part(digest.moved, post.now),
        called_off=_lines(digest.called_off, "digest-line-cancelled"),
        example=_example(post, digest),
        prefix=post.house.prefix,
    )


def _example(post: Post, digest: Digest[ShiftView]) -> int | None:
    """The number of a shift that one can sign up for, the one that needs it most."""
    for one in (*digest.thin, *digest.today, *digest.tomorrow, *digest.new):
        if one.left != 0 and closed_because(one, post.now) is None:
            return one.number
    return None


def _part(shifts: Sequence[ShiftView], now: datetime) -> Lines:
    """What has begun by `now` is said to have: seats that nobody can take any more are not counted out."""
    shown = shifts[:MOST_LINES]
    lines = [
        say("shifts-line-begun", **about(one)) if one.starts <= now else line
        for one, line in zip(shown, shift_lines(shown).items, strict=True)
    ]
    return _with_rest(Lines(lines), len(shifts))


def _lines(shifts: Sequence[ShiftView], line: str) -> Lines:
    shown = Lines([say(line, **about(one), missing=missing(one)) for one in shifts[:MOST_LINES]])
    return _with_rest(shown, len(shifts))


def _with_rest(lines: Lines, count: int) -> Lines:
    """A last line for those that did not fit."""
    rest = count - MOST_LINES
    return Lines([*lines.items, say("digest-more", count=rest)]) if rest > 0 else lines


def digest_time(own: str | None, house: House) -> time | None:
    """The local time of a room's digest: its `own` (`Room.digest`), else the house's; None where it has none.

    A time that somebody wrote into the database by hand and that is none counts as not set.
    """
    if own == "off":
        return None
    try:
        return house.digest if own is None else parse_time(own)
    except ValueError:
        return house.digest


def _subject(room_id: int, day: date) -> str:
    return f"room:{room_id}:{day.isoformat()}"


def _parts(subject: str) -> tuple[int, date]:
    _, room_id, day = subject.split(":")
    return int(room_id), date.fromisoformat(day)
