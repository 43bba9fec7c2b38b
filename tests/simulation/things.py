"""What the model speaks of: people, shifts, sign-ups, and what is on its way to somebody.

Times are minutes since Monday 2024-05-06 00:00 in Stockholm; deadlines may be fractions of one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Person:
    """One of the cast; without an address they have no chat."""

    name: str
    address: str | None = None


@dataclass(eq=False, slots=True)
class Reminder:
    """`state`: waiting, sent (written, at `written`), dropped (taken back unsent), expired or withdrawn.

    `waited`: its time came in the night.
    """

    minutes: int
    revision: int
    due: float
    state: str = "waiting"
    written: int = 0
    waited: bool = False


@dataclass(eq=False, slots=True)
class Call:
    """Somebody without chat has to be rung; `state`: waiting, done or expired."""

    number: int
    revision: int
    due: float
    state: str = "waiting"


@dataclass(eq=False, slots=True)
class Inquiry:
    """When those booked on a shift are asked whether they come; `state`: waiting, done or expired."""

    number: int
    revision: int
    due: float
    state: str = "waiting"


@dataclass(eq=False, slots=True)
class Signup:
    """A person's word for a shift, kept when they leave; `order` is when it was first given.

    `since`: when it was given last. `line`: lower is earlier, while they are "waiting". `answer_by`: until
    when they were asked to say whether they come.
    """

    person: Person
    order: int
    since: int
    guests: int = 0
    state: Literal["booked", "offered", "waiting", "out"] = "out"
    line: int = 0
    role: str | None = None
    answer_by: float | None = None
    comes: bool = False
    reminders: list[Reminder] = field(default_factory=list)
    calls: dict[int, Call] = field(default_factory=dict)  # by revision

    @property
    def party(self) -> int:
        return 1 + self.guests

    @property
    def booked(self) -> bool:
        return self.state == "booked"


@dataclass(eq=False, slots=True)
class Shift:
    """`place` is the one shown: the shift's own, else its activity's. `seats` None: no limit.

    `confirm`: minutes before the start at which those booked are asked whether they come; 0: never.
    `roles`: how many of each are wanted, in order.
    """

    number: int
    activity: str
    start: int
    end: int
    seats: int | None
    place: str | None
    confirm: int = 0
    roles: dict[str, int] = field(default_factory=dict)
    state: str = "open"
    revision: int = 1
    signups: dict[Person, Signup] = field(default_factory=dict)
    inquiries: dict[int, Inquiry] = field(default_factory=dict)  # by revision
    starts: dict[int, Inquiry] = field(default_factory=dict)  # likewise: when those who wait are told

    def those(self, *states: str) -> list[Signup]:
        """Whose word for it is of these kinds, in the order of signing up."""
        found = [one for one in self.signups.values() if one.state in states]
        return sorted(found, key=lambda one: (one.since, one.order))

    def booked(self) -> list[Signup]:
        return self.those("booked")

    def concerned(self) -> list[Signup]:
        """Who has a seat, is offered one, or waits for one."""
        return self.those("booked", "offered", "waiting")

    def line(self) -> list[Signup]:
        """Who waits, the first in line first."""
        return sorted(self.those("waiting"), key=lambda one: one.line)

    def taken(self) -> int:
        """Seats that nobody else can have."""
        return sum(one.party for one in self.those("booked", "offered"))

    def free(self) -> float:
        return float("inf") if self.seats is None else max(0, self.seats - self.taken())

    def state_of(self, person: Person) -> str:
        return self.signups[person].state if person in self.signups else "out"

    def has(self, person: Person) -> bool:
        return self.state_of(person) == "booked"


@dataclass(eq=False, slots=True)
class StandIn:
    """Somebody looks for another who takes over their seat; `state`: open, taken, withdrawn or ended.

    `stage`: who is asked now, "line", "people" or "room", or "swap": one certain person, `to`. `nobody_by`:
    when it is said that nobody was found. `room_asked`: when the room was, if that was not taken back.
    `event`: as what the question in the room arrived.
    """

    shift: Shift
    signup: Signup
    since: int
    stage: str = "line"
    to: Person | None = None
    state: str = "open"
    number: int = 0
    nobody_by: float | None = None
    told_nobody: bool = False
    room_asked: int | None = None
    ended: int = 0
    event: str = ""


@dataclass(eq=False, slots=True)
class Ask:
    """A question to one person about a shift; `state`: open, yes, no, expired or withdrawn.

    `asked`: when; `ended`: when it was answered, or ended. `event`: as what it arrived.
    """

    number: int
    kind: str
    shift: Shift
    person: Person
    until: float
    asked: int
    stand_in: StandIn | None = None
    state: str = "open"
    event: str = ""
    ended: int = 0

    @property
    def signup(self) -> Signup:
        """Their own word for the shift, where it is about that."""
        return self.shift.signups[self.person]


@dataclass(eq=False, slots=True)
class Board:
    """A card, or a list to choose from: shifts by number, the first being 1. `event`: as what it arrived.

    `standing`: the keys that each person has there under each number.
    """

    activity: str
    menu: list[int]
    is_card: bool = False
    closed: bool = False
    event: str = ""
    standing: dict[tuple[Person, int], set[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Expected:
    """What a command is answered; `listed` is what stands in it line by line, where that matters.

    `says` must stand in it. It may be a `board`.
    """

    kind: str
    listed: tuple[object, ...] | None = None
    says: tuple[str, ...] = ()
    board: Board | None = None


@dataclass(eq=False, slots=True)
class Answer:
    """An answer on its way, in the room the command `event` was written in."""

    room: str
    event: str
    expected: Expected


@dataclass(eq=False, slots=True)
class Letter:
    """A message nobody asked for just now, to a person's address or to a room.

    `says` must stand in it, `says_not` must not; `reminder` and its `signup` are there where it is one, the
    `ask` where it is a question. It does not go out before `after`, nor from
    `useless_from` on.
    """

    to: str
    kind: str
    shift: Shift
    written: int
    says: tuple[str, ...] = ()
    says_not: tuple[str, ...] = ()
    reminder: Reminder | None = None
    signup: Signup | None = None
    ask: Ask | None = None
    stand_in: StandIn | None = None
    after: float = 0
    useless_from: float = float("inf")
