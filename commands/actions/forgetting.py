"""Forgetting a person: seats freed, name and accounts gone from every table, messages taken back.

Issue 4, point 9. All in one transaction. What is left to do outside of it (messages to be taken back, the
platform's own notes) stands in outbox rows: after a crash it is done all the same.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from commands.actions import asks
from commands.actions.responsible import tell_organizers
from commands.actions.seats import leave
from commands.actions.standin_ends import end
from commands.actions.unanswered import WITHOUT_ANSWER
from commands.post import Post
from commands.texts import say
from storage.models import Identity, Outbox, Person, Signup
from storage.states import AskState, OutboxAction, OutboxState, SignupState
from storage.store import Store

REDACT_LANE = "redact:"
TAKEN_BACK = "forgotten"
"""What a row is called that takes a message back."""
NAMES_CHANGED = "names-changed"
_HOLDS = (SignupState.BOOKED, SignupState.OFFERED, SignupState.WAITLISTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What forgetting somebody will take away. `last`: districts that have no other organizer."""

    seats: int
    past: int
    messages: int
    led: Sequence[str]
    organizes: Sequence[str]
    last: Sequence[str]
    from_settings: bool


async def standing(store: Store, person: Person, *, post: Post) -> Standing:
    """A look before it is done."""
    districts = await store.rooms.districts()
    accounts = await store.people.accounts_of_person(person.id)
    signups = await store.erasing.signups_of(person.id)
    coming = [one for one in signups if one.state in _HOLDS and await _is_coming(post, one)]
    messages = await store.erasing.messages(person.id, accounts)
    organizes, last, from_settings = [], [], False
    for district in districts:
        rows = await store.people.organizer_rows(district.id)
        own = [row for row, who in rows if who.id == person.id]
        if own:
            organizes.append(district.name)
            from_settings |= own[0].from_settings
            if len(rows) == 1:
                last.append(district.name)
    return Standing(
        seats=len(coming),
        past=len(signups) - len(coming),
        messages=len({one.sent_event_id for one in messages if one.sent_event_id}),
        led=[one.title for one in await store.activities.led_by(person.id)],
        organizes=organizes,
        last=last,
        from_settings=from_settings,
    )


async def forget(post: Post, person: Person, *, rng: random.Random, farewell: Outbox | None = None) -> None:
    """Do it. `farewell`: the last message to them, already among the outbox's rows; what the platform keeps
    itself is taken away when it has been sent."""
    store = post.store
    await store.flush()
    accounts = list(await store.people.accounts_of_person(person.id))
    rooms = {room for one in accounts for room in await store.erasing.direct_rooms(one.platform, one.address)}
    messages = list(await store.erasing.messages(person.id, accounts))
    person.name = ""  # whatever is written from here on knows no name
    await _unsay(post, messages, accounts)
    await store.flush()
    await _unanswered(post, person)
    await _give_up_seats(post, person)
    await _roles(post, person)
    await store.flush()
    await store.erasing.anonymize(await store.erasing.signups_of(person.id), rng, now=post.now)
    await store.erasing.unname(messages, person.id, accounts=accounts)
    await store.erasing.erase_accounts(accounts, rooms)
    await store.flush()
    await store.erasing.erase_person(person.id)
    store.audit.record("forgotten", at=post.now, district_id=person.district_id, actor_id=None)
    for one in accounts:
        _platform_forgets(store, one, farewell, post)


async def _unsay(post: Post, messages: Collection[Outbox], accounts: Sequence[Identity]) -> None:
    """What was said is taken back, what was not is not said; others who wait for it are told to ask again."""
    own, addresses = {one.id for one in accounts}, {one.address for one in accounts}
    for row in messages:
        if row.state is OutboxState.SENT and row.action in (OutboxAction.SEND, OutboxAction.EDIT):
            for event in filter(None, (row.sent_event_id, row.file_event_id)):
                _take_back(post, row, event)
        elif row.state is OutboxState.WAITING:
            if row.identity_id in own or row.answer_to in addresses or row.action is not OutboxAction.SEND:
                row.state, row.text, row.attachment, row.reason = OutboxState.DROPPED, None, None, "forgotten"
            else:
                await _say_again(post, row)


def _take_back(post: Post, row: Outbox, event: str) -> None:
    if not row.room:
        return  # sent before it was noted where
    post.store.outbox.add(
        Outbox(
            platform=row.platform,
            action=OutboxAction.REDACT,
            lane=f"{REDACT_LANE}{row.room}",
            room=row.room,
            kind=TAKEN_BACK,
            target=event,
            created_at=post.now,
        )
    )


async def _say_again(post: Post, row: Outbox) -> None:
    """In the place of a message to somebody else that names the person."""
    if row.district_id is None:
        return
    district = await post.store.rooms.district(row.district_id)
    address = row.answer_to or await post.store.people.address(row.identity_id or 0)
    found = await post.store.people.identity(row.platform, address or "")
    language = (found[1].language if found else None) or district.language
    row.kind, row.attachment, row.names, row.right = NAMES_CHANGED, None, None, None
    row.text = post.worded(say(NAMES_CHANGED), district, language=language)


async def _unanswered(post: Post, person: Person) -> None:
    """Whoever waits for this person's yes or no waits no longer, as if the time were out."""
    store = post.store
    for one in await store.asks.open_to(person.id):
        if await asks.answer(store, one, AskState.EXPIRED, now=post.now):
            district = await store.rooms.district(one.district_id)
            await WITHOUT_ANSWER[one.kind](post, district, one)
    for stand_in_id in await store.stand_ins.open_with(person.id):
        await end(store, stand_in_id, now=post.now)
    await store.flush()


async def _give_up_seats(post: Post, person: Person) -> None:
    for signup in await post.store.erasing.signups_of(person.id):
        if signup.state in _HOLDS and await _is_coming(post, signup):
            district = await post.store.rooms.district(signup.district_id)
            await leave(post, district, signup)


async def _is_coming(post: Post, signup: Signup) -> bool:
    return (await post.store.shifts.view(signup.shift_id)).starts > post.now


async def _roles(post: Post, person: Person) -> None:
    for district in await post.store.rooms.districts():
        roles = await post.store.people.take_roles(district.id, person.id)
        if roles.led:
            message = say(
                "lead-forgotten",
                led=[one.title for one in roles.led],
                slug=roles.led[0].slug,
                prefix=post.house.prefix,
            )
            await tell_organizers(post, district, message)


def _platform_forgets(store: Store, account: Identity, farewell: Outbox | None, post: Post) -> None:
    """Until this is done the row holds the account: it is the last that is known of them."""
    store.outbox.add(
        Outbox(
            platform=account.platform,
            action=OutboxAction.FORGET,
            lane=f"{REDACT_LANE}{farewell.room if farewell else ''}",
            room=farewell.room if farewell else None,
            kind=TAKEN_BACK,
            text=account.address,
            target_row=farewell.id if farewell else None,
            created_at=post.now,
        )
    )
