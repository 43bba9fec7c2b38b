"""Which district a line means: a direct room belongs to one, the person perhaps to several.

Every district numbers its shifts from 1, so a number alone must never be taken for the shift of another
district. Where one district has a shift that fits, that one is meant; where several have, the person is
asked, with options that name the district.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from commands.actions.find import WordsAfterNumber, fitting, read_wanted
from commands.choosing import MOST_CHOICES
from commands.declare import MOST_COPIED, Command, Things, Who
from commands.reading import ANYWAY
from commands.reply import Refusal, Reply
from commands.rules.attendance import CHANGEABLE
from commands.rules.districts import leading_district, named_district, with_district
from commands.rules.names import fold, without_stops
from commands.rules.numbers import MOST_SHIFT, leading_shift_number, read_shift_number
from commands.rules.parsing import Line, UnclosedQuote, split
from commands.texts import Code, Lines, Say, say
from commands.which_shift import NO_SHIFT
from commands.wording import about, shift_line
from storage.models import District
from storage.queries.shifts import ShiftView
from storage.states import ShiftState
from storage.store import Store

_OWN = frozenset({"signup", "leave"})
_ANSWERS = frozenset({"yes", "no"})
_AFTERWARDS = frozenset({"attended", "missed", "excused", "report"})
_OF_A_SEAT = frozenset({"leave", "standin", "swap"})
"""About a seat that the asker has."""
_LISTS = frozenset({"shifts", "booked"})
"""After these `14 maj` is a day."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The district, and the arguments with the shift's number as it is written there; or a question back."""

    district: District
    rest: str
    question: Reply | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The districts somebody has dealings with, first that of the room they write in; at least one.

    `private`: they write to the bot alone. `now` is aware UTC.
    """

    store: Store
    districts: Sequence[District]
    person_id: int
    private: bool
    now: datetime
    prefix: str
    language: str

    async def meant(self, command: Command, rest: str, *, offered: int | None) -> Meant:
        """The district of this line; `offered` is that in which the bot itself offered it, if it did.

        In a room only what is everybody's reaches beyond the room's district: names of people stay in theirs.
        """
        by_id = {one.id: one for one in self.districts}
        here = Meant(self.districts[0], rest)
        about_shift = _speaks_of_shift(command) and (self.private or command.who is Who.ALL)
        if about_shift and (named := named_district(rest, [one.key for one in self.districts])):
            return Meant(next(one for one in self.districts if one.key == named[0]), named[1])
        by_name = command.things is not None and self.private and len(self.districts) > 1
        if by_name and (first := leading_district(rest, [one.key for one in self.districts])):
            return Meant(next(one for one in self.districts if one.key == first[0]), first[1])
        if self.private and offered in by_id:
            return Meant(by_id[offered], rest)
        if by_name and command.things is not None:
            return await self._by_name(command, command.things, here)
        if not about_shift or not self.private or len(self.districts) == 1:
            return here
        try:
            line = split(rest, command.keys)
        except UnclosedQuote:
            return here
        text = " ".join(word.text for word in line.words if not word.quoted and fold(word.text) not in ANYWAY)
        by_district = await self._fitting(command, text)
        if not by_district and command.id in _ANSWERS:
            return replace(here, district=await self._asked_in())
        if len(by_district) < 2:
            return replace(here, district=by_district[0][0]) if by_district else here
        shifts = sorted(
            ((district, one) for district, found in by_district for one in found),
            key=lambda pair: (pair[1].starts, pair[0].key),
        )
        return replace(here, question=self._which(command, rest, line, shifts))

    async def _by_name(self, command: Command, things: Things, here: Meant) -> Meant:
        """As for shifts: the one district where such a thing is, else the question in which."""
        words = here.rest.split()
        insist = [word for word in words if fold(word) in ANYWAY]
        text = " ".join(word for word in words if word not in insist)
        person = await self.store.people.get(self.person_id)
        found = [
            (one, thing)
            for one in sorted(self.districts, key=lambda one: one.key)
            for thing in await things(self.store, one, person, text)
        ]
        districts = {one.id: one for one, _ in found}
        if len(districts) < 2:
            return replace(here, district=found[0][0] if found else here.district)
        shown = found[:MOST_CHOICES]
        typed = self.prefix + command.name(self.language)
        options = tuple(" ".join([typed, one.key, thing.typed, *insist]) for one, thing in shown)
        lines = [say("line-of-district", line=thing.title, district=one.name) for one, thing in shown]
        question = say(
            "district-choose",
            things=Lines(lines, numbered=True),
            more=len(found) - len(shown),
            example=Code(options[0]),
        )
        return replace(here, question=Reply(say=question, options=options))

    async def _fitting(self, command: Command, text: str) -> list[tuple[District, list[ShiftView]]]:
        """The districts that have such shifts, with these."""
        if command.id in _OF_A_SEAT:
            return await self._own(text, command)
        found = [
            (one, await self._in(one, text, command))
            for one in self.districts
            if command.who is Who.ALL or await self._leads(one)
        ]
        if command.id in _ANSWERS:
            asked = {one.shift_id for one in await self.store.asks.open_to(self.person_id)}
            open_there = [(one, [shift for shift in shifts if shift.id in asked]) for one, shifts in found]
            if any(one[1] for one in open_there):
                return [one for one in open_there if one[1]]
        coming = [(one, [shift for shift in shifts if self._open(shift, command)]) for one, shifts in found]
        return [one for one in coming if one[1]] or [one for one in found if one[1]]

    async def _asked_in(self) -> District:
        """That of what the person is asked, or was asked last; the first one where that says nothing."""
        asks, by_id = self.store.asks, {one.id: one for one in self.districts}
        asked = {one.district_id for one in await asks.open_to(self.person_id)}
        if not asked and (last := await asks.latest(self.person_id)) is not None:
            asked = {last.district_id}
        found = [by_id[one] for one in asked if one in by_id]
        return found[0] if len(found) == 1 else self.districts[0]

    async def _own(self, text: str, command: Command) -> list[tuple[District, list[ShiftView]]]:
        """The seats that `text` may mean; without any, where such a seat was, or such a shift is."""
        own = {
            one.id: await self.store.shifts.booked_by(one.id, self.person_id, now=self.now)
            for one in self.districts
        }
        if not text or fold(without_stops(text)) in NO_SHIFT:
            ahead = [
                (one, [shift for shift in own[one.id] if shift.starts > self.now]) for one in self.districts
            ]
            return [one for one in ahead if one[1]]
        found = [(one, await self._in(one, text, command)) for one in self.districts]
        mine = [
            (one, [shift for shift in shifts if shift.id in {seat.id for seat in own[one.id]}])
            for one, shifts in found
        ]
        if any(one[1] for one in mine):
            return [one for one in mine if one[1]]
        known = [one for one in found if one[1]]
        return [one for one in known if await self._had(one[1])] or known[:1]

    async def _had(self, shifts: Sequence[ShiftView]) -> bool:
        """Whether one of these seats was theirs: what is sent twice must not give up another one."""
        for one in shifts:
            if await self.store.signups.find(one.id, self.person_id) is not None:
                return True
        return False

    async def _in(self, district: District, text: str, command: Command) -> list[ShiftView]:
        """The shifts that `text` may mean in one district: by number; of one's own also by name and time."""
        by_name = command.id in _OWN
        number = read_shift_number(text)
        if number is None and command.id not in _OWN | _LISTS and (leading := leading_shift_number(text)):
            number = int(leading[0].lstrip("#"))
        zone = ZoneInfo(district.timezone)
        if number is None and by_name and text:
            try:
                wanted = await read_wanted(self.store, text, district_id=district.id, now=self.now, zone=zone)
            except (Refusal, WordsAfterNumber):
                return []
            if wanted.number is None:
                return await fitting(self.store, wanted, district_id=district.id, now=self.now, zone=zone)
            number = wanted.number
        if number is None or number > MOST_SHIFT:
            return []
        shift = await self.store.shifts.by_number(district.id, number)
        return [] if shift is None else [shift]

    def _open(self, shift: ShiftView, command: Command) -> bool:
        """Whether the shift can be meant by a command about what is to come."""
        if command.id in _AFTERWARDS:
            return shift.starts <= self.now < shift.ends + CHANGEABLE
        if command.id == "signup":
            return shift.starts > self.now and shift.state == ShiftState.OPEN
        return shift.ends > self.now and shift.state != ShiftState.CANCELLED

    async def _leads(self, district: District) -> bool:
        people = self.store.people
        return await people.is_organizer(district.id, self.person_id) or await people.leads_any(
            district.id, self.person_id
        )

    def _which(
        self, command: Command, rest: str, line: Line, shifts: Sequence[tuple[District, ShiftView]]
    ) -> Reply:
        """The question back: which of these? With whole commands for whoever answers by a number."""
        shown = shifts[:MOST_CHOICES]
        typed = self.prefix + command.name(self.language)
        names = [f"#{with_district(district.key, one.number)}" for district, one in shown]
        options = tuple(
            f"{typed} {_with(rest, line, name, one)}" for name, (_, one) in zip(names, shown, strict=True)
        )
        example = " ".join(options[0].split())
        return Reply(
            say=say(
                command.choose,
                text=None,
                shared=None,
                shifts=Lines([_line(district, one) for district, one in shown], numbered=True),
                more=len(shifts) - len(shown),
                example=Code(example if len(example) <= MOST_COPIED else f"{typed} {names[0]}"),
            ),
            options=options,
        )


def _speaks_of_shift(command: Command) -> bool:
    """Whether an argument of the command names a shift."""
    return command.id == "shifts" or any("SHIFT" in slot.param.label["en"] for slot in command.slots)


def _with(rest: str, line: Line, name: str, shift: ShiftView) -> str:
    """The arguments as typed, with `name` for what was to name the shift."""
    numbered = re.compile(rf"(?<![\w=\"])#?0*{shift.number}(?!\w)")
    if read_shift_number(rest.partition('"')[0]) is not None or leading_shift_number(rest):
        return numbered.sub(name, rest, count=1)
    kept = [f'"{word.text}"' for word in line.words if word.quoted]
    kept += [f'{key}="{value}"' for key, value in line.pairs.items()]
    kept += [word.text for word in line.words if not word.quoted and fold(word.text) in ANYWAY]
    return " ".join([name, *kept])


def _line(district: District, shift: ShiftView) -> Say:
    number = with_district(district.key, shift.number)
    return say(
        "line-of-district",
        line=shift_line(shift, about(shift) | {"number": number}),
        district=district.name,
    )
