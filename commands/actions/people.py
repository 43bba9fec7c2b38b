"""Who is meant: an account somebody typed, or the name of a person without chat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from commands.context import Context
from commands.reply import Refusal
from commands.rules.names import fold, local_part, near_misses
from commands.texts import Code
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


async def by_name(store: Store, name: str, *, district_id: int, now: datetime) -> Meant:
    """The person of the district who was entered under this name, however it was written; else a new one."""
    wanted = fold(name)
    for person in await store.people.without_chat(district_id):
        if fold(person.name) == wanted:
            return Meant(person=person, identity=None, new=False)
    person = await store.people.add_without_chat(district_id, name=name, now=now)
    return Meant(person=person, identity=None, new=True)


def is_name(text: str) -> bool:
    """Whether a text can be somebody's name: at least one letter, of whatever script."""
    return any(char.isalpha() for char in text)


def among(
    bookings: Sequence[Booking], *, address: str | None, name: str | None, without_chat: bool = False
) -> list[Booking]:
    """Those booked who may be meant: by account; by name all of that name, or whoever has no chat.

    Of several nobody is picked: the same line sent twice would then be about two people.
    """
    if address is not None:
        accounts = {one.identity.address: one for one in bookings if one.identity is not None}
        meant = accounts.get(address) or accounts.get(address.lower())
        return [meant] if meant is not None else []
    wanted = fold(name or "")
    same = [one for one in bookings if fold(one.person.name) == wanted]
    return [one for one in same if not one.has_chat] if without_chat else same


def nearly(bookings: Sequence[Booking], *, address: str | None, name: str | None) -> list[Booking]:
    """Those booked whose name is close to the one that was typed, nearest first."""
    by_key = {_key(one, as_address=address is not None): one for one in bookings}
    return [by_key[key] for key in near_misses(address or name or "", by_key)]


def _key(booking: Booking, *, as_address: bool) -> str:
    return booking.identity.address if as_address and booking.identity is not None else booking.person.name


def typed_by(ctx: Context, reader: Person, command_id: str, *arguments: str) -> Code:
    """What somebody else than the asker would type, in their own language."""
    language = reader.language or ctx.district.language
    return Code(replace(ctx, language=language).typed(command_id, *arguments))


def helps_until(shift: ShiftView, now: datetime) -> datetime | None:
    """Until when news about the shift are of use to those on it: its start, then its end, then always."""
    return next((moment for moment in (shift.starts, shift.ends) if moment > now), None)
