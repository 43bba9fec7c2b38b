"""A database that is older than the book of the forgotten forgets again; and `passet forget`.

Issue 4, point 9. Whoever came into the database before they were forgotten is forgotten again, before the bot
answers anybody: after `passet db restore`, and at every start, should the file have been copied back by hand.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import structlog

from bot.clock import Clock, SystemClock
from bot.errors import OperatorError
from bot.household import house_of
from commands.actions.forgetting import FORGOTTEN, Standing, forget, standing
from commands.house import House
from commands.post import Post
from commands.rules.names import fold
from commands.texts import Texts
from storage.engine import Database
from storage.forgotten import NAME, BookBroken, ForgottenBook
from storage.models import Person
from storage.store import Store

if TYPE_CHECKING:
    from bot.settings import Settings

log = structlog.get_logger(__name__)


async def forget_again(database: Database, *, texts: Texts, house: House, clock: Clock) -> int:
    """How many there were. Raises OperatorError when the book cannot be read."""
    try:
        async with database.reading() as store:
            back = await _back(store, database.forgotten)
            if await _book_is_lost(store, database.forgotten):
                log.warning(
                    "somebody was forgotten, and the file that says who is not beside the database: "
                    "put it back, or an old backup brings them back"
                )
    except BookBroken as error:
        raise OperatorError(
            f"{error}: it says who asked to be forgotten. Put a copy of it back; "
            "without one, move it away, and whoever a backup brings back must be forgotten by hand"
        ) from None
    for person_id in back:
        async with database.writing() as store:
            post = Post(store=store, texts=texts, house=house, now=clock.now())
            await forget(post, await store.people.get(person_id))
            store.forgets.clear()  # they were forgotten when they asked for it, not now
    if back:
        log.warning("an older database was put back: forgotten again", count=len(back))
    return len(back)


async def _back(store: Store, book: ForgottenBook | None) -> list[int]:
    """Whoever is there from before they were forgotten, by id."""
    if book is None or book.is_empty:
        return []
    people = {one.id: one for one in await store.people.everyone()}
    keys = {one.id: one.key for one in await store.rooms.districts()}
    known = [(people[one.person_id], one.platform, one.address) for one in await store.people.accounts()]
    known += [
        (one, f"{NAME}{keys[one.district_id]}", fold(one.name))
        for one in people.values()
        if one.district_id is not None
    ]
    times = book.when((kind, whom) for _, kind, whom in known)
    found = [
        person.id
        for (person, _, _), at in zip(known, times, strict=True)
        if at is not None and person.created_at < at
    ]
    return list(dict.fromkeys(found))


async def must_have_forgotten(store: Store, book: ForgottenBook | None) -> None:
    """Raises OperatorError where an older database was put back by hand: those who asked are in it again."""
    try:
        back = await _back(store, book)
    except BookBroken as error:
        raise OperatorError(f"{error}: it says who asked to be forgotten; put a copy of it back") from None
    if back:
        raise OperatorError(
            "an older database was put back, and people who asked to be forgotten are in it: "
            "start the bot once (passet run), which forgets them again"
        )


async def _book_is_lost(store: Store, book: ForgottenBook | None) -> bool:
    return book is not None and not book.is_there and await store.audit.ever(FORGOTTEN)


def restored(settings: Settings, *, clock: Clock | None = None) -> int:
    """The same for a database that was just put back; one of an older schema has to wait for the start."""
    from bot.opening import opened, telling
    from storage.migrate import HEAD, revision

    async def work() -> int:
        database = opened(settings)
        try:
            if await revision(database) != HEAD:
                return 0
            house, now = house_of(settings), clock or SystemClock()
            found = await forget_again(database, texts=Texts(), house=house, clock=now)
            await _emptied(database)
            return found
        finally:
            await database.dispose()

    with telling(settings):
        return asyncio.run(work())


async def _emptied(database: Database) -> None:
    """Nobody else is there: only a command that reads may hold it up, and the next start does it then."""
    if not await database.wipe():
        log.warning("the write-ahead log could not be emptied yet; passet run does it after its start")


Ask = Callable[[str], bool]


def forget_person(settings: Settings, whom: str, *, sure: bool, ask: Ask | None = None) -> int:
    """`passet forget`: erase somebody who cannot ask for it themselves, such as who has lost the account.

    `whom` is an account, or the name of a person without chat. Raises OperatorError, and AlreadyRunning while
    the bot runs.
    """
    from bot.database import prepare, running
    from bot.opening import existing_file, opened, telling

    async def work() -> int:
        database = opened(settings)
        try:
            await prepare(settings, database)
            return await _forget_one(database, settings, whom, sure=sure, ask=ask or _asked)
        finally:
            await database.dispose()

    existing_file(settings)
    with running(settings), telling(settings):
        return asyncio.run(work())


async def _forget_one(database: Database, settings: Settings, whom: str, *, sure: bool, ask: Ask) -> int:
    texts, house, now = Texts(), house_of(settings), SystemClock().now()

    async def with_person(store: Store, then: Callable[[Post, Person], Awaitable[Standing]]) -> Standing:
        post = Post(store=store, texts=texts, house=house, now=now)
        return await then(post, await _the_one(store, whom))

    async with database.reading() as store:
        seen = await with_person(store, standing)
    _say(
        f"{whom}: {seen.seats} coming seats are freed, {seen.past} past sign-ups stay without a name, "
        f"{seen.messages} messages are taken back."
    )
    if seen.texts:
        _say(f"The name, or a word like it, stands in texts about {', '.join(seen.texts)}: that stays.")
    if seen.last:
        _say(f"{', '.join(seen.last)} is then without an organizer.")
    if seen.from_settings:
        _say("The account is an organizer in the configuration: take the line out there.")
    if not sure and not ask(f"Forget {whom}? It cannot be undone. [y/N] "):
        _say("Nothing was changed.")
        return 1

    async def done(post: Post, person: Person) -> Standing:
        await forget(post, person)
        return seen

    async with database.writing() as store:
        await with_person(store, done)
    await _emptied(database)
    _say("Forgotten. What the bot has written is taken back, and its direct room left, when it runs.")
    return 0


async def _the_one(store: Store, whom: str) -> Person:
    """Raises OperatorError for nobody, and for several."""
    address = whom.casefold()
    found = {one.person_id for one in await store.people.accounts() if one.address.casefold() == address}
    if not found:
        people = await store.people.everyone()
        found = {one.id for one in people if one.district_id is not None and fold(one.name) == fold(whom)}
    if not found:
        raise OperatorError(
            f"nobody is known as {whom}: write the whole account (@bo:example.org), "
            "or in quotes the name of a person without chat"
        )
    if len(found) > 1:
        raise OperatorError(f"{len(found)} people are called {whom}; an organizer can choose in the chat")
    return await store.people.get(found.pop())


def _asked(question: str) -> bool:
    if not sys.stdin.isatty():
        raise OperatorError("there is no terminal to ask on: add --yes if you are sure")
    return input(question).strip().casefold() in ("y", "yes", "j", "ja")


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - what the command answers
