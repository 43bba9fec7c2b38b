"""The demo's accounts and rooms on its homeserver: made at the first start, found again at every other."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from bot.demo.cast import Member
from bot.demo.homeserver import Homeserver
from bot.demo.homeserver_users import RefusedError
from bot.demo.keeping import Kept
from bot.demo.plan import DISTRICT

BOT, BOT_NAME = "passet", "Passet"
PEOPLE = {
    "anna": "Anna",
    "bo": "Bo",
    "leyla": "Leyla",
    "volontar4": "Volontär 4",
    "volontar5": "Volontär 5",
}
"""User names and display names. Anna is the organizer; the others are volunteers."""

SPEAKERS = ("anna", "bo", "leyla")
"""Those whose passwords are shown, and who listen."""

DEVICE = "DEMO"
"""Each start logs in on the same device, so that they do not pile up."""


@dataclass(frozen=True, slots=True)
class District:
    """Everybody and every room. Rooms are ids; `bot` is the bot's user id."""

    bot: str
    people: dict[str, Member]
    hall: str
    office: str
    branch: str

    @property
    def anna(self) -> Member:
        return self.people["anna"]

    @property
    def bo(self) -> Member:
        return self.people["bo"]

    @property
    def leyla(self) -> Member:
        return self.people["leyla"]

    def room_name(self, room: str) -> str:
        """What a room is called; a direct one by the bot's name."""
        names = {getattr(self, key): name for key, name in ROOM_NAMES.items()}
        return names.get(room, BOT_NAME)


ROOM_NAMES = {"hall": DISTRICT, "office": "Organisatörer", "branch": "Vänsterpartiet Borås"}
_ALIASES = {"hall": "sjuharad", "office": "organisatorer", "branch": "boras"}
_GUESTS: dict[str, tuple[str, ...]] = {
    "hall": ("bo", "leyla", "volontar4", "volontar5"),
    "office": (),
    "branch": ("bo",),
}


async def make_accounts(server: Homeserver, kept: Kept, folder: Path) -> None:
    """Register everybody and the bot, once. Raises HomeserverError."""
    if kept.has_accounts:
        return
    await server.register(BOT, kept.bot_password, displayname=BOT_NAME)
    for localpart, name in PEOPLE.items():
        await server.register(localpart, kept.password, displayname=name)
    kept.has_accounts = True
    kept.save(folder)


async def gather(server: Homeserver, kept: Kept, stack: AsyncExitStack) -> dict[str, Member]:
    """Log everybody in; `stack` will close them. Raises HomeserverError."""
    people = {}
    for localpart, name in PEOPLE.items():
        login = await server.login(localpart, kept.password, DEVICE)
        people[localpart] = Member(server.url, login, name)
        stack.push_async_callback(people[localpart].close)
    await asyncio.gather(*(people[one].listen() for one in SPEAKERS))
    return people


async def open_rooms(people: dict[str, Member], server_name: str) -> District:
    """See that the rooms are there, with everybody and the bot in them. Raises HomeserverError."""
    bot = f"@{BOT}:{server_name}"
    rooms = {}
    for key in ROOM_NAMES:
        guests = [people[one] for one in _GUESTS[key]]
        rooms[key] = await _room(people["anna"], key, server_name, [bot, *(one.user_id for one in guests)])
        await _enter(people["anna"], rooms[key], bot, guests)
    await asyncio.gather(*(_alone_with_bot(people[one], bot) for one in SPEAKERS))
    return District(bot=bot, people=people, **rooms)


async def _alone_with_bot(member: Member, bot: str) -> None:
    """A direct room that can be read here: the bot itself opens encrypted ones."""
    if not member.direct_rooms(bot):
        await member.open_direct(bot)


async def _room(anna: Member, key: str, server_name: str, invited: list[str]) -> str:
    """The room's id. Its alias makes sure that it is made only once, however often the demo is broken off."""
    alias = f"#{_ALIASES[key]}:{server_name}"
    try:
        return str((await anna.call("GET", "directory", "room", alias))["room_id"])
    except RefusedError as refused:
        if refused.errcode != "M_NOT_FOUND":
            raise
    body = {
        "preset": "private_chat",
        "name": ROOM_NAMES[key],
        "room_alias_name": _ALIASES[key],
        "invite": invited,
    }
    return str((await anna.call("POST", "createRoom", body=body))["room_id"])


async def _enter(anna: Member, room: str, bot: str, guests: Iterable[Member]) -> None:
    await anna.until_member(room, anna.user_id)
    present = anna.rooms[room].members
    for guest in guests:
        if guest.user_id not in present:
            await _invite(anna, room, guest.user_id)
            await guest.join(room)
    if bot not in present:
        await _invite(anna, room, bot)
        await anna.until_member(room, bot)


async def _invite(anna: Member, room: str, user_id: str) -> None:
    """Invite somebody; that they are invited or in the room already is no error."""
    try:
        await anna.call("POST", "rooms", room, "invite", body={"user_id": user_id})
    except RefusedError as refused:
        if refused.errcode != "M_FORBIDDEN":
            raise
