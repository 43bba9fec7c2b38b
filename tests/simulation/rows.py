"""What the database holds, as the model and the laws speak of it.

Looked up in the file itself, past the program's own queries: those might err in the same way as what they
are to show, and take ten times as long.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from storage.models import UNLIMITED
from tests.support.story import STOCKHOLM

MIDNIGHT = datetime(2024, 5, 6, tzinfo=STOCKHOLM).astimezone(UTC)
MINUTE = timedelta(minutes=1)

_SHIFTS = """
SELECT shift.id, shift.number, activity.slug, shift.starts_at, shift.ends_at, shift.capacity,
       coalesce(shift.place, activity.place), shift.state, shift.roles
FROM shift JOIN activity ON activity.id = shift.activity_id
"""
_PLACES = """
SELECT signup.shift_id, person.name, person.district_id IS NULL, signup.state, signup.guests, signup.line,
       signup.role, (SELECT count(*) FROM seat WHERE seat.signup_id = signup.id),
       (SELECT max(number) FROM seat WHERE seat.signup_id = signup.id)
FROM signup JOIN person ON person.id = signup.person_id
ORDER BY signup.line, signup.id
"""
_TAKEN_OVER = """
SELECT stand_in.shift_id, person.name FROM stand_in JOIN person ON person.id = stand_in.taken_by_id
"""
_SKILLS = "SELECT person.name, skill.name FROM skill JOIN person ON person.id = skill.person_id"


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A person's word for a shift; `line`: lower is earlier. `highest`: of their seats."""

    name: str
    has_chat: bool
    state: str
    guests: int
    line: int | None
    role: str | None
    seats: int
    highest: int

    @property
    def party(self) -> int:
        return 1 + self.guests


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """Times are minutes; `people` in the order of the line, as far as they wait.

    `handed_to`: names of those who got a seat here from somebody who could not come.
    """

    activity: str
    start: int
    end: int
    seats: int | None
    place: str | None
    state: str
    roles: Mapping[str, int]
    handed_to: Collection[str]
    people: Sequence[PlaceRow]

    def those(self, *states: str) -> list[PlaceRow]:
        return [one for one in self.people if one.state in states]

    @property
    def taken(self) -> int:
        return sum(one.seats for one in self.people)


def minute_of(moment: datetime) -> int:
    """Whole minutes since the Monday's midnight; no clock is moved in these weeks."""
    return (moment - MIDNIGHT) // MINUTE


def skills_in(database: sqlite3.Connection) -> set[tuple[str, str]]:
    """Who has been given which skill, by name; of people with chat."""
    return set(database.execute(_SKILLS))


def shifts_in(database: sqlite3.Connection) -> dict[int, ShiftRow]:
    """Every shift, by number."""
    people: dict[int, list[PlaceRow]] = defaultdict(list)
    for shift, name, has_chat, state, guests, line, role, seats, highest in database.execute(_PLACES):
        word = "waiting" if state == "waitlisted" else state
        people[shift].append(PlaceRow(name, bool(has_chat), word, guests, line, role, seats, highest or 0))
    handed_to = defaultdict[int, set[str]](set)
    for shift, name in database.execute(_TAKEN_OVER):
        handed_to[shift].add(name)
    return {
        number: ShiftRow(
            slug,
            _minute(starts),
            _minute(ends),
            None if seats == UNLIMITED else seats,
            place,
            state,
            json.loads(roles or "null") or {},
            handed_to[shift],
            people[shift],
        )
        for shift, number, slug, starts, ends, seats, place, state, roles in database.execute(_SHIFTS)
    }


def _minute(stored: str) -> int:
    return minute_of(datetime.fromisoformat(stored).replace(tzinfo=UTC))
