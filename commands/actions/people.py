"""Who is meant: an account somebody typed, or the name of a person without chat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from commands.context import Context
from commands.reply import Refusal
from commands.rules.names import fold, local_part, near_misses
from commands.texts import Code
from commands.which_person import Someone
from storage.models import Identity, Person
from storage.queries.shifts import ShiftView
from storage.queries.signups import Booking
from storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A person; `identity` is None without chat, `new` when the bot had never heard of them."""

    person: Person
    identity: Identity | None
    new: bool


def may_lead(ctx: Context, lead_id: int | None) -> bool:
    """Whether the asker organizes the district or is the lead of this very activity."""
    return ctx.is_organizer or (lead_id is not None and lead_id == ctx.asker.id)


def must_lead(ctx: Context, lead_id: int | None) -> None:
    """Raises Refusal unless the asker may lead."""
    if not may_lead(ctx, lead_id):
        raise Refusal("error-forbidden", who="lead")


async def known(store: Store, platform: str, address: str) -> tuple[Identity, Person] | None:
    """The account and its person; as it was written, else in lower case.

    Phones like to begin with a capital, and accounts are lower case, but for a few old ones.
    """
    found = await store.people.identity(platform, address)
    return found or await store.people.identity(platform, address.lower())


async def by_address(store: Store, platform: str, address: str, *, now: datetime) -> Meant:
    """The person with this account; one who has never written is noted under the account's own name.

    Raises Refusal for an unknown account with capital letters: nobody is invited under a slip of the phone.
    """
    found = await known(store, platform, address)
    if found is not None:
        return Meant(person=found[1], identity=found[0], new=False)
    if address != address.lower():
        raise Refusal("error-person-case", text=Code(address[:60]), lower=Code(address.lower()[:60]))
    identity, person = await store.people.add(platform, address, name=local_part(address), now=now)
    return Meant(person=person, identity=identity, new=True)


async def entered_as(store: Store, name: str, *, district_id: int) -> Person | None:
    """The person of the district who was entered under this name, however it was written."""
    wanted = fold(name)
    return next(
        (one for one in await store.people.without_chat(district_id) if fold(one.name) == wanted), None
    )


async def by_name(store: Store, name: str, *, district_id: int, now: datetime) -> Meant:
    """The same, else a new one."""
    known_already = await entered_as(store, name, district_id=district_id)
    if known_already is not None:
        return Meant(person=known_already, identity=None, new=False)
    person = await store.people.add_without_chat(district_id, name=name, now=now)
    return Meant(person=person, identity=None, new=True)


def is_name(text: str) -> bool:
    """Whether a text can be somebody's name: at least one letter, of whatever script."""
    return any(char.isalpha() for char in text)


def among(bookings: Sequence[Booking], whom: Someone, *, without_chat: bool = False) -> list[Booking]:
    """Those booked who may be meant: by account, or its first part; by name all of that name, or whoever has
    no chat.

    Of several nobody is picked: the same line sent twice would then be about two people.
    """
    accounts = {one.identity.address: one for one in bookings if one.identity is not None}
    if whom.address is not None:
        meant = accounts.get(whom.address) or accounts.get(whom.address.lower())
        return [meant] if meant is not None else []
    if whom.local is not None:
        wanted = fold(whom.local)
        found = [one for address, one in accounts.items() if fold(local_part(address)) == wanted]
        return found or [one for one in accounts.values() if fold(one.person.name) == wanted]
    wanted = fold(whom.name or "")
    same = [one for one in bookings if fold(one.person.name) == wanted]
    return [one for one in same if not one.has_chat] if without_chat else same


def nearly(bookings: Sequence[Booking], whom: Someone) -> list[Booking]:
    """Those booked whose name is close to the one that was typed, nearest first."""
    by_key = {_key(one, as_address=whom.address is not None): one for one in bookings}
    return [by_key[key] for key in near_misses(whom.address or whom.local or whom.name or "", by_key)]


def _key(booking: Booking, *, as_address: bool) -> str:
    return booking.identity.address if as_address and booking.identity is not None else booking.person.name


def typed_by(ctx: Context, reader: Person, command_id: str, *arguments: str) -> Code:
    """What somebody else than the asker would type, in their own language."""
    language = reader.language or ctx.district.language
    return Code(replace(ctx, language=language).typed(command_id, *arguments))


def helps_until(shift: ShiftView, now: datetime) -> datetime | None:
    """Until when news about the shift are of use to those on it: its start, then its end, then always."""
    return next((moment for moment in (shift.starts, shift.ends) if moment > now), None)
