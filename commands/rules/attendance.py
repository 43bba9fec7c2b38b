"""Who came: which of those booked somebody means, and when it may be said (issue 3, point 7).

People are meant by their place in the list, their account, their name, or the first part of it where only
one person's name begins so; with or without quotes, commas and "and".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from commands.rules.accounts import account_in
from commands.rules.names import fold, local_part
from commands.rules.parsing import QUOTES
from commands.rules.when_zone import to_utc

CHANGEABLE = timedelta(days=14)
"""How long after the end of a shift it may be entered, and changed, who came."""
CHECK_IN = timedelta(minutes=60)
"""How long before the start somebody may say that they are there."""
ASKED_AT = time(12, 0)
"""The local time at which a missing report is asked for, the day after."""

_EXCEPT = re.compile(
    r"(?:^|\s)(?:alla\s+utom|alla\s+förutom|all\s+but|everyone\s+but|everyone\s+except|all\s+except"
    r"|utom|förutom|men\s+inte|inte|except|but\s+not|but|not)(?=\s|$)",
    re.IGNORECASE,
)
_EVERYONE = frozenset({"alla", "allihop", "allihopa", "all", "everyone", "everybody"})
_AND = frozenset({"och", "and", "&", "+", "samt"})
_LINK = re.compile(r"\[[^\]]*\]\(<?(https://matrix\.to/[^)>]*)>?\)")
_UNQUOTED = str.maketrans(dict.fromkeys(QUOTES, " "))


@dataclass(frozen=True, slots=True)
class OnList:
    """Somebody on the list, who is number 1, 2, 3 … of it."""

    name: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Meant:
    """Places in the list, from 0, each once, and what could not be understood."""

    places: tuple[int, ...]
    unknown: tuple[str, ...]


def parted(text: str) -> tuple[str, str | None]:
    """`Karin utom Bo` is "Karin" and "Bo"; None where nobody is left out."""
    found = _EXCEPT.search(text)
    if found is None:
        return _people(text), None
    return _people(text[: found.start()]), text[found.end() :].strip()


def _people(text: str) -> str:
    """Without words that say no more than everybody."""
    return "" if fold(text.strip(" .,!")) in _EVERYONE else text.strip()


def who_is_meant(text: str, people: Sequence[OnList]) -> Meant:
    """Whom of these people a text names."""
    words = [
        word
        for word in re.split(r"[\s,;]+", _LINK.sub(r"\1", text).translate(_UNQUOTED))
        if word.strip(".!?") and fold(word) not in _AND
    ]
    names = [fold(one.name.translate(_UNQUOTED)).split() for one in people]
    places: list[int] = []
    unknown: list[str] = []
    at = 0
    while at < len(words):
        place, length = _next(words[at:], people, names)
        if place is None:
            unknown.append(words[at])
        elif place not in places:
            places.append(place)
        at += length
    return Meant(tuple(places), tuple(unknown))


def _next(
    words: Sequence[str], people: Sequence[OnList], names: Sequence[Sequence[str]]
) -> tuple[int | None, int]:
    """Whom the words begin with, and how many of them name that person."""
    address = account_in(words[0])
    if address is not None:
        wanted: tuple[str, ...] = (address, address.lower())
        if ":" not in address:  # the short form (`commands.which_person`)
            wanted = tuple(
                one.address for one in people if one.address and local_part(one.address) == fold(address[1:])
            )
        found = [at for at, one in enumerate(people) if one.address in wanted and one.address]
        return (found[0] if len(found) == 1 else None), 1
    number = words[0].strip("#.!")
    if number.isascii() and number.isdigit():
        return (int(number) - 1 if 1 <= int(number) <= len(people) else None), 1
    said = [fold(word.strip(".!?")) for word in words]
    longest = max(map(len, names), default=0)
    for length in range(min(longest, len(said)), 0, -1):
        whole = [at for at, name in enumerate(names) if list(name) == said[:length]]
        begun = [at for at, name in enumerate(names) if list(name[:length]) == said[:length]]
        found = whole or begun
        if found:
            return (found[0] if len(found) == 1 else None), length
    return None, 1


def named_for_command(people: Sequence[OnList]) -> list[str]:
    """How each can be named in a command so that nobody else is meant: account, name, else place."""
    often = Counter(fold(one.name) for one in people)
    return [
        one.address
        or (f'"{one.name}"' if often[fold(one.name)] == 1 and not set(one.name) & set(QUOTES) else str(place))
        for place, one in enumerate(people, start=1)
    ]


def next_noon(after: datetime, zone: ZoneInfo) -> datetime:
    """Noon of the local day after the aware instant, in UTC."""
    day: date = after.astimezone(zone).date() + timedelta(days=1)
    return to_utc(datetime.combine(day, ASKED_AT), zone)


def may_check_in(*, starts: datetime, ends: datetime, now: datetime) -> str | None:
    """None while somebody may say that they are there; else "early" or "late"."""
    now = now.astimezone(UTC)
    if now < starts.astimezone(UTC) - CHECK_IN:
        return "early"
    return "late" if now >= ends.astimezone(UTC) else None
