"""What handlers put into texts: plain values that say what they are, not how they look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias, Union


@dataclass(frozen=True, slots=True)
class Say:
    """A text by its id, with the values that stand in it."""

    id: str
    values: Mapping[str, Value]


def say(id: str, /, **values: Value) -> Say:  # noqa: A002 - what the catalogues call it
    """`say("signup-booked", shift=…, left=3)`: the text `signup-booked` with its values."""
    return Say(id, values)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person, by the name they chose; a link to them where they have an address on the platform.

    `person_id` is remembered with every message that they are named in (`people_in`). Without a name it is
    somebody who is not known any more.
    """

    name: str
    address: str | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """From `starts` to `ends`, both aware UTC; shown in the zone of the reader's district."""

    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Code:
    """Something to type exactly as it stands, such as `!signup 12`; one line, any content."""

    text: str


@dataclass(frozen=True, slots=True)
class Verbatim:
    """A person's own words over several lines, such as the text of `tell`; line breaks are kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Lines:
    """A list, one item on each line, bulleted or numbered from 1; an item may itself hold `Lines`."""

    items: Sequence[Value]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """Items in a sentence: "a, b och c"."""

    items: Sequence[Value]


Value: TypeAlias = Union[  # noqa: UP007 - refers to itself, which `|` between strings cannot
    str,
    int,
    datetime,
    date,
    time,
    timedelta,
    Say,
    PersonName,
    Period,
    Code,
    Verbatim,
    Lines,
    Listed,
    Sequence["Value"],
    None,
]
"""What may stand in a text.

- `str` comes from people unless proven otherwise: shown on one line, cleaned and escaped.
- `int` is written plainly and chooses between plural forms; `bool` only chooses, `[true]` or `[false]`.
- `datetime` must be aware; it is shown in the reader's zone, as are `Period`s. `date`, `time` as they are.
- `timedelta` is a length without direction, in its two largest units.
- A sequence is shown as `Listed`.
- `None`, an empty string and an empty list show nothing and choose the variant `[none]`:
  `{ $place -> [none] … *[other] på { $place } }`. A person who calls a place "none" does not choose it.
"""
