"""What is kept, and how long: once a night whatever is no longer needed goes (issue 4, point 10).

`RULES` is the whole of it: docs/privacy.md is made from it, and each rule has a test. A night's work is cut
into small transactions, so that nobody waits for it; one that fails does not keep the others from being done.
"""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from commands.actions.apart import apart
from commands.actions.forgetting import IDLE, forget
from commands.actions.not_taken_back import tell_and_give_up
from commands.actions.taking_back import take_back_old
from commands.post import Post, room_lane
from commands.rules.quiet import quiet_until
from commands.rules.reminding import Expire, Send, Wait
from commands.texts import say
from storage.models import Due, Outbox, Room
from storage.states import OutboxAction, RoomState
from storage.store import Store

KIND = "tidy"
LAST = "tidied_at"
"""The small fact that says when it was last done to the end."""
AT = time(3, 30)
AT_ONCE = 200
"""Rows of a rule in one transaction: some tens of milliseconds."""
SOME, ONE = 40, 1
"""The same of what takes longer for each."""

DAY = timedelta(days=1)
MONTH = timedelta(days=30)
IDS = timedelta(days=400)
"""So long no event is taken for a new one when the server shows it again, as it does after an invitation."""
ROOMS = timedelta(days=180)
HEARD = timedelta(days=7)
"""That somebody has written is noted once in this time: not at every command."""

_RNG = random.SystemRandom()


@dataclass(frozen=True, slots=True)
class Keep:
    """How long things are kept at a moment. `long` is the district's own choice (`privacy.keep_days`).

    `row`: the due row of this very night, which may be an old one: the bot was away.
    """

    now: datetime
    long: timedelta
    row: int

    def ago(self, time: timedelta) -> datetime:
        return self.now - time


Step = Callable[[Store, Post, Keep], Awaitable[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`after` None: `privacy.keep_days`. `step` says how many it took, `most` how many it takes at once."""

    id: str
    after: timedelta | None
    step: Step
    most: int = AT_ONCE


async def _inbox_sources(store: Store, _post: Post, keep: Keep) -> int:
    return await store.keeping.inbox_sources(keep.ago(MONTH), keep.ago(DAY), most=AT_ONCE)


async def _inbox(store: Store, _post: Post, keep: Keep) -> int:
    return await store.keeping.inbox(keep.ago(IDS), most=AT_ONCE)


async def _questions(store: Store, _post: Post, keep: Keep) -> int:
    return await store.keeping.questions(keep.ago(MONTH), most=AT_ONCE)


async def _boards(store: Store, _post: Post, keep: Keep) -> int:
    return await store.keeping.boards(keep.ago(MONTH), now=keep.now, most=AT_ONCE)


async def _reactions(store: Store, _post: Post, keep: Keep) -> int:
    return await store.keeping.reactions(keep.ago(keep.long), most=AT_ONCE)


async def _asks(store: Store, _post: Post, keep: Keep) -> int:
    return await store.keeping.asks(keep.ago(MONTH), most=AT_ONCE)


async def _reminders(store: Store, _post: Post, keep: Keep) -> int:
    return await store.keeping.reminders(keep.ago(MONTH), most=AT_ONCE)


async def _dues(store: Store, _post: Post, keep: Keep) -> int:
    return await store.keeping.dues(keep.ago(MONTH), but=keep.row, most=AT_ONCE)


async def _outbox(store: Store, _post: Post, keep: Keep) -> int:
    before = keep.ago(MONTH)
    names = await store.keeping.names_in_outbox(before, most=AT_ONCE)
    return max(names, await store.keeping.outbox(before, most=AT_ONCE))


async def _redactions(store: Store, post: Post, keep: Keep) -> int:
    return await tell_and_give_up(store, post, keep.ago(MONTH), most=AT_ONCE)


async def _named(store: Store, post: Post, keep: Keep) -> int:
    rows = await store.taking_back.naming(keep.ago(keep.long), most=SOME)
    await take_back_old(post, rows)
    return len(rows)


async def _letters(store: Store, _post: Post, keep: Keep) -> int:
    before = keep.ago(keep.long)
    about = await store.keeping.shifts_of_messages(before, most=AT_ONCE)
    return max(about, await store.keeping.letters(before, most=AT_ONCE))


async def _audit(store: Store, _post: Post, keep: Keep) -> int:
    return await store.keeping.audit(keep.ago(keep.long), most=AT_ONCE)


async def _reports(store: Store, _post: Post, keep: Keep) -> int:
    return await store.keeping.reporters(keep.ago(keep.long), most=AT_ONCE)


async def _signups(store: Store, _post: Post, keep: Keep) -> int:
    named = await store.keeping.named_signups(keep.ago(keep.long), most=SOME)
    await store.erasing.anonymize(named, _RNG, now=keep.now)
    return len(named)


async def _people(store: Store, post: Post, keep: Keep) -> int:
    await store.keeping.start_counting(keep.now)
    idle = await store.keeping.idle_people(keep.ago(keep.long), most=ONE)
    for person in idle:
        await forget(post, person, because=IDLE, rng=_RNG)
    return len(idle)


async def _rooms(store: Store, post: Post, keep: Keep) -> int:
    await store.keeping.start_counting(keep.now)
    idle = await store.keeping.idle_rooms(keep.ago(ROOMS), now=keep.now, most=SOME)
    for room in idle:
        await _leave(store, post, room)
    return len(idle)


RULES = (
    Rule(id="inbox-sources", after=MONTH, step=_inbox_sources),
    Rule(id="inbox", after=IDS, step=_inbox),
    Rule(id="questions", after=MONTH, step=_questions),
    Rule(id="boards", after=MONTH, step=_boards),
    Rule(id="reactions", after=None, step=_reactions),
    Rule(id="asks", after=MONTH, step=_asks),
    Rule(id="reminders", after=MONTH, step=_reminders),
    Rule(id="dues", after=MONTH, step=_dues),
    Rule(id="redactions", after=MONTH, step=_redactions),
    Rule(id="named", after=None, step=_named, most=SOME),
    Rule(id="outbox", after=MONTH, step=_outbox),
    Rule(id="letters", after=None, step=_letters),
    Rule(id="audit", after=None, step=_audit),
    Rule(id="reports", after=None, step=_reports),
    Rule(id="signups", after=None, step=_signups, most=SOME),
    Rule(id="people", after=None, step=_people, most=ONE),
    Rule(id="rooms", after=ROOMS, step=_rooms, most=SOME),
)
"""In this order: what points at something goes before it."""


async def plan(store: Store, now: datetime) -> None:
    """The next night's row, in the local time of the first district; once."""
    districts = await store.rooms.districts()
    if not districts:
        return
    zone = ZoneInfo(districts[0].timezone)
    local = now.astimezone(zone)
    day = local.date() if local.time() < AT else local.date() + DAY
    due = datetime.combine(day, AT, zone)
    await store.dues.plan(KIND, f"night:{day.isoformat()}", due, district_id=None)


async def perform(store: Store, post: Post, due: Due) -> Send | Wait | Expire:
    """One transaction's part of it; the next tick does the next one, until nothing is left."""
    keep = Keep(post.now, timedelta(days=post.house.keep_days), due.id)
    await plan(store, post.now)
    more = False
    for rule in RULES:
        counted: list[int] = []

        async def work(rule: Rule, counted: list[int]) -> None:
            counted.append(await rule.step(store, post, keep))

        await apart(store, partial(work, rule, counted), kind=f"{KIND}-{rule.id}")
        more |= sum(counted) >= rule.most
    if more:
        return Wait(post.now)
    await store.settings.set(LAST, post.now.isoformat())
    store.cleared = True
    return Send(late=False)


async def last_time(store: Store) -> datetime | None:
    """When it was last done to the end."""
    written = await store.settings.get(LAST)
    return None if written is None else datetime.fromisoformat(written)


async def _leave(store: Store, post: Post, room: Room) -> None:
    """One friendly line, in the daytime, and then the bot goes. Whoever wants it again invites it again."""
    found = await store.people.identity(room.platform, room.invited_by or "")
    district = await store.rooms.district(room.district_id) if room.district_id else None
    if district is None:
        district = (await store.rooms.districts())[0]
    language = (found[1].language if found else None) or district.language
    wait = quiet_until(post.now, quiet=post.house.quiet, zone=ZoneInfo(district.timezone))
    message = say("room-unused", months=ROOMS.days // 30, prefix=post.house.prefix)
    for action, text in (
        (OutboxAction.SEND, post.worded(message, district, language=language)),
        (OutboxAction.LEAVE, None),
    ):
        store.outbox.add(
            Outbox(
                district_id=district.id,
                platform=room.platform,
                action=action,
                lane=room_lane(room),
                room=room.address,
                kind=message.id if text else f"room-{action.value}",
                text=text,
                next_try_at=wait,
                created_at=post.now,
            )
        )
    room.state = RoomState.LEFT
