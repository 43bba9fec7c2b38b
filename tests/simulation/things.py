"""What the model speaks of: people, shifts, sign-ups, and what is on its way to somebody.

Times are whole minutes since Monday 2024-05-06 00:00 in Stockholm.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Person:
    """One of the cast; without an address they have no chat."""

    name: str
    address: str | None = None


@dataclass(eq=False, slots=True)
class Reminder:
    """`state`: waiting, sent (written, at `written`), dropped (taken back unsent), expired or withdrawn."""

    minutes: int
    revision: int
    due: float
    state: str = "waiting"
    written: int = 0


@dataclass(eq=False, slots=True)
class Call:
    """Somebody without chat has to be rung; `state`: waiting, done or expired."""

    revision: int
    due: int
    state: str = "waiting"


@dataclass(eq=False, slots=True)
class Signup:
    """A person's word for a shift, kept when they leave; `order` is when it was first given."""

    person: Person
    order: int
    since: int
    guests: int = 0
    booked: bool = True
    reminders: list[Reminder] = field(default_factory=list)
    calls: dict[int, Call] = field(default_factory=dict)  # by revision


@dataclass(eq=False, slots=True)
class Shift:
    """`place` is the one shown: the shift's own, else its activity's. `seats` None: no limit."""

    number: int
    activity: str
    start: int
    end: int
    seats: int | None
    place: str | None
    state: str = "open"
    revision: int = 1
    signups: dict[Person, Signup] = field(default_factory=dict)

    def booked(self) -> list[Signup]:
        """Who has a seat, in the order of signing up."""
        found = [one for one in self.signups.values() if one.booked]
        return sorted(found, key=lambda one: (one.since, one.order))

    def taken(self) -> int:
        return sum(1 + one.guests for one in self.booked())

    def has(self, person: Person) -> bool:
        return person in self.signups and self.signups[person].booked


@dataclass(frozen=True, slots=True)
class Expected:
    """What a command is answered; `listed` is what stands in it line by line, where that matters."""

    kind: str
    listed: tuple[object, ...] | None = None


@dataclass(eq=False, slots=True)
class Answer:
    """An answer on its way, in the room the command `event` was written in."""

    room: str
    event: str
    expected: Expected


@dataclass(eq=False, slots=True)
class Letter:
    """A message nobody asked for just now, to a person's address or to a room.

    `says` must stand in it, `says_not` must not; `reminder` and its `signup` are there where it is one.
    """

    to: str
    kind: str
    shift: Shift
    written: int
    says: tuple[str, ...] = ()
    says_not: tuple[str, ...] = ()
    reminder: Reminder | None = None
    signup: Signup | None = None
