"""Forgetting a person: seats freed, name and accounts gone from every table, messages taken back.

Issue 4, point 9. All in one transaction. What is left to do outside of it (messages to be taken back, the
platform's own notes) stands in outbox rows: after a crash it is done all the same.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from commands.actions import asks
from commands.actions.membership import LEFT
from commands.actions.own_data import has_namesake
from commands.actions.responsible import tell_organizers
from commands.actions.seats import leave
from commands.actions.standin_ends import end
from commands.actions.taking_back import KEEP_NOTHING, TAKEN_BACK, lane_of, unsay
from commands.actions.unanswered import WITHOUT_ANSWER
from commands.post import Post
from commands.rules.names import fold
from commands.texts import say
from storage.forgotten import GONE, NAME, Forgotten
from storage.models import Identity, Outbox, Person, Signup
from storage.queries.erasing import Traces
from storage.states import AskState, OutboxAction, SignupState
from storage.store import Store

FORGOTTEN = "forgotten"
"""In the audit log: that somebody was, never who."""
IDLE = "forgotten-idle"
"""The same of who was not heard of for too long, and asked for nothing."""
_HOLDS = (SignupState.BOOKED, SignupState.OFFERED, SignupState.WAITLISTED)
_CHANCE = random.SystemRandom()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What forgetting somebody will take away. `last`: districts that have no other organizer.

    `namesake`: somebody without chat was entered under the same name, who may be they or another. `texts`:
    titles of what others wrote with their name, or just that word, in it. `removed`: somebody took them out
    of a district's rooms.
    """

    seats: int
    past: int
    messages: int
    led: Sequence[str]
    organizes: Sequence[str]
    last: Sequence[str]
    from_settings: bool
    namesake: bool
    texts: Sequence[str]
    removed: bool


async def standing(post: Post, person: Person) -> Standing:
    """A look before it is done."""
    store = post.store
    await store.flush()
    traces = await store.erasing.traces(person)
    signups = await store.erasing.signups_of(person.id)
    coming = [one for one in signups if one.state in _HOLDS and await _is_coming(post, one)]
    organizes, last, from_settings, removed = [], [], False, False
    for district in await store.rooms.districts():
        rows = await store.people.organizer_rows(district.id)
        absence = await store.members.absence(district.id, person.id)
        removed |= absence is not None and absence.how != LEFT
        first = await store.settings.first_organizers(district.key) or ()
        from_settings |= any(one.address in first for one in traces.accounts)
        if any(who.id == person.id for _, who in rows):
            organizes.append(district.name)
            if len(rows) == 1:
                last.append(district.name)
    return Standing(
        seats=len(coming),
        past=len(signups) - len(coming),
        messages=len({one.sent_event_id for one in traces.messages if one.sent_event_id}),
        led=[one.title for one in await store.activities.led_by(person.id)],
        organizes=organizes,
        last=last,
        from_settings=from_settings,
        namesake=await has_namesake(store, person),
        removed=removed,
        texts=await store.free_text.naming(person.name, traces.addresses),
    )


async def forget(
    post: Post,
    person: Person,
    *,
    by_id: int | None = None,
    because: str = FORGOTTEN,
    rng: random.Random = _CHANCE,
) -> None:
    """Do it; `by_id`: another person who asked for it. `because`: how the log calls it.

    What is still to be said to them, as an answer, goes out before their direct room is left.
    """
    store = post.store
    await store.flush()
    traces = await store.erasing.traces(person)
    await _remember(post, person, traces.accounts)
    person.name = ""  # whatever is written from here on knows no name, and no account
    await unsay(post, traces)
    await store.flush()
    await store.erasing.unname(traces)
    await store.erasing.erase_accounts(traces)
    await store.settings.forget_first_organizers(traces.addresses)
    await store.free_text.blank(traces.addresses)
    await _unanswered(post, person)
    await _give_up_seats(post, person)
    await _roles(post, person)
    await store.flush()
    await store.erasing.anonymize(await store.erasing.signups_of(person.id), rng, now=post.now)
    await store.erasing.erase_person(person)
    store.audit.record(because, at=post.now, district_id=person.district_id, actor_id=by_id)
    for account in traces.accounts:
        _platform_forgets(store, account, traces, post)
    store.erased = True


async def _remember(post: Post, person: Person, accounts: Sequence[Identity]) -> None:
    """For a backup that still knows them (`storage.forgotten`)."""
    store = post.store
    store.forgets += [Forgotten(one.platform, one.address, post.now) for one in accounts]
    for district in await store.rooms.districts():
        absence = await store.members.absence(district.id, person.id)
        if absence is not None and absence.how != LEFT:
            store.forgets += [
                Forgotten(f"{GONE}{district.key}:{one.platform}", one.address, post.now) for one in accounts
            ]
    if person.district_id is not None:
        district = await store.rooms.district(person.district_id)
        store.forgets.append(Forgotten(f"{NAME}{district.key}", fold(person.name), post.now))


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


def _platform_forgets(store: Store, account: Identity, traces: Traces, post: Post) -> None:
    """Until this is done the row holds the account: it is the last that is known of them."""
    if account.platform in KEEP_NOTHING:
        return
    rooms: Sequence[str | None] = traces.rooms.get(account.platform) or [None]
    for room in rooms:
        store.outbox.add(
            Outbox(
                platform=account.platform,
                action=OutboxAction.FORGET,
                lane=lane_of(room or ""),
                room=room,
                kind=TAKEN_BACK,
                text=account.address,
                created_at=post.now,
            )
        )
