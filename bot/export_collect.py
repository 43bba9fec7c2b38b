"""Collecting what is exported, all of it from one snapshot of the database."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from zoneinfo import ZoneInfo

from bot.export_rows import ActivityRow, AuditRow, PersonRow, Row, ShiftRow, SignupRow
from bot.settings import Settings
from storage.models import District, Identity, Person
from storage.queries.shifts import ShiftView
from storage.states import ShiftState, SignupState
from storage.store import Store

_ADDRESS = re.compile(r"@[^:\s]+:\S+")


@dataclass(frozen=True, slots=True)
class Part:
    """A district with its zone, and its shifts, oldest first."""

    district: District
    zone: ZoneInfo
    shifts: list[ShiftView]


@dataclass(frozen=True, slots=True)
class Names:
    """Whom an id stands for. `addresses` has those who have one."""

    people: dict[int, Person]
    addresses: dict[int, str]

    @classmethod
    async def of(cls, store: Store) -> Self:
        people = {person.id: person for person in await store.people.everyone()}
        return cls(people, _addresses(await store.people.accounts()))

    def address(self, person_id: int | None) -> str | None:
        return None if person_id is None else self.addresses.get(person_id)

    def name(self, person_id: int | None) -> str | None:
        found = None if person_id is None else self.people.get(person_id)
        return found.name if found else None


def _addresses(accounts: Sequence[Identity]) -> dict[int, str]:
    """The address of each person: on Matrix, else where addresses look the same (the console).

    Of several the one first seen.
    """
    found: dict[int, str] = {}
    for one in sorted(accounts, key=lambda account: (account.platform != "matrix", account.id)):
        if _ADDRESS.fullmatch(one.address):
            found.setdefault(one.person_id, one.address)
    return found


async def districts(store: Store, settings: Settings) -> list[Part]:
    """Every district the database knows, also one that is no longer configured."""
    zones = {district.key: district.zone for district in settings.district}
    return [
        Part(one, zones.get(one.key) or ZoneInfo(one.timezone), await store.shifts.all(one.id))
        for one in await store.rooms.districts()
    ]


def has_several(settings: Settings, parts: Sequence[Part]) -> bool:
    """Whether rows have to say to which district they belong."""
    return len({part.district.key for part in parts} | {one.key for one in settings.district}) > 1


async def rows(store: Store, parts: Sequence[Part], what: str, now: datetime) -> list[Row]:
    """The rows of `what` (a key of `ROWS`), in a fixed order; `now` decides which shifts are done."""
    names = await Names.of(store)
    match what:
        case "signups":
            return [row for part in parts for row in await _signups(store, part, names)]
        case "shifts":
            return [row for part in parts for row in _shifts(part, now)]
        case "activities":
            return [row for part in parts for row in await _activities(store, part, names)]
        case "people":
            return await _people(store, parts, names)
        case "audit":
            return await _audit(store, parts, names)
    raise ValueError(f"nothing is known of {what}")


async def _signups(store: Store, part: Part, names: Names) -> list[Row]:
    shifts = {shift.id: shift for shift in part.shifts}
    found: list[Row] = []
    for signup, person in await store.signups.all(part.district.id):
        shift = shifts[signup.shift_id]
        called_off = shift.state is ShiftState.CANCELLED
        found.append(
            SignupRow(
                signup=signup.id,
                shift=shift.number,
                activity=shift.slug,
                starts=shift.starts.astimezone(part.zone),
                ends=shift.ends.astimezone(part.zone),
                person=names.address(person.id),
                name=person.name,
                state=_exported(signup.state, called_off=called_off).value,
                role=signup.role,
                guests=signup.guests,
                booked_by=names.address(signup.booked_by_id),
                created=signup.created_at,
                district=part.district.key,
            )
        )
    return found


def _exported(state: SignupState, *, called_off: bool) -> SignupState:
    """In the words of CONTRACT.md, section 2, which knows nobody who is excused."""
    return SignupState.CANCELLED if called_off or state is SignupState.EXCUSED else state


def _word(state: SignupState) -> str:
    """The state in the contract's words, which know nobody who had a reason not to come."""
    return (SignupState.CANCELLED if state is SignupState.EXCUSED else state).value


def _shifts(part: Part, now: datetime) -> list[Row]:
    return [
        ShiftRow(
            shift=shift.number,
            activity=shift.slug,
            title=shift.title,
            starts=shift.starts.astimezone(part.zone),
            ends=shift.ends.astimezone(part.zone),
            place=shift.place,
            seats=shift.seats,
            min=shift.minimum,
            booked=shift.booked,
            waitlisted=shift.waiting,
            state=state_at(shift, now).value,
            district=part.district.key,
        )
        for shift in part.shifts
    ]


def state_at(shift: ShiftView, now: datetime) -> ShiftState:
    """The shift's state with `done` for one that is over."""
    over = shift.ends <= now and shift.state is not ShiftState.CANCELLED
    return ShiftState.DONE if over else shift.state


async def _activities(store: Store, part: Part, names: Names) -> list[Row]:
    return [
        ActivityRow(
            activity=one.slug,
            title=one.title,
            place=one.place,
            about=one.about,
            audience=one.audience,
            lead=names.address(one.lead_id),
            archived=one.archived_at is not None,
            district=part.district.key,
        )
        for one in await store.activities.all(part.district.id, archived=True)
    ]


async def _people(store: Store, parts: Sequence[Part], names: Names) -> list[Row]:
    organized: dict[int, list[str]] = {}
    for part in parts:
        for organizer in await store.people.organizers(part.district.id):
            organized.setdefault(organizer.id, []).append(part.district.key)
    keys = _keys(parts)
    return [
        PersonRow(
            person=names.address(person.id),
            name=person.name,
            language=person.language,
            remind=person.remind,
            organizes=organized.get(person.id, []),
            created=person.created_at,
            district=keys.get(person.district_id),
        )
        for person in names.people.values()
    ]


async def _audit(store: Store, parts: Sequence[Part], names: Names) -> list[Row]:
    keys = _keys(parts)
    return [
        AuditRow(
            at=one.at,
            actor=names.address(one.actor_id),
            actor_name=names.name(one.actor_id),
            action=one.action,
            subject=one.subject,
            person=names.address(one.person_id),
            name=names.name(one.person_id),
            district=keys.get(one.district_id),
        )
        for one in await store.audit.all()
    ]


def _keys(parts: Sequence[Part]) -> dict[int | None, str]:
    return {part.district.id: part.district.key for part in parts}
