"""The roles that a shift wants: `ringledare:1 ringare:6` (issue 3, point 4).

A name is letters, digits and hyphens with at least one letter; it is shown as it was written, and compared
without regard to capitals. A role without a number wants one person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from commands.rules.names import fold
from commands.rules.seats import MOST_SEATS

MOST_ROLES = 9
"""There are number reactions from 1 to 9, and roles are chosen by them."""
LONGEST_ROLE = 24
"""Characters; a longer one does not fit beside a name on a phone."""

_AROUND_SIGN = re.compile(r"\s*[:=]\s*")
_BETWEEN = re.compile(r"[\s,;&+]+")
_JOINING = frozenset({"och", "and", "samt"})
_NAME = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_COUNT = re.compile("[0-9]{1,6}")


class RoleProblem(StrEnum):
    """Why roles were not accepted."""

    NAME = "name"
    COUNT = "count"
    TWICE = "twice"
    MANY = "many"
    EMPTY = "empty"


class RoleError(ValueError):
    """`problem` says why; `text` is the part that it is about."""

    def __init__(self, problem: RoleProblem, text: str) -> None:
        super().__init__(problem, text)
        self.problem = problem
        self.text = text


def parse_roles(text: str) -> dict[str, int]:
    """How many of each role, in the order written: "ringledare:1, ringare=6" or "ringledare ringare:6".

    Raises RoleError: a part is no name, a number is not 1 to MOST_SEATS in the digits 0–9, a role is there
    twice, there are more than MOST_ROLES, or none.
    """
    found: dict[str, int] = {}
    taken: set[str] = set()
    for part in _BETWEEN.split(_AROUND_SIGN.sub(":", text.strip())):
        if not part or fold(part) in _JOINING:
            continue
        name, sign, count = part.partition(":")
        if not _is_name(name):
            raise RoleError(RoleProblem.NAME, part)
        if sign and not (_COUNT.fullmatch(count) and 1 <= int(count) <= MOST_SEATS):
            raise RoleError(RoleProblem.COUNT, part)
        if fold(name) in taken:
            raise RoleError(RoleProblem.TWICE, name)
        taken.add(fold(name))
        found[name] = int(count) if sign else 1
    if not found:
        raise RoleError(RoleProblem.EMPTY, text.strip())
    if len(found) > MOST_ROLES:
        raise RoleError(RoleProblem.MANY, "")
    return found


def _is_name(text: str) -> bool:
    return (
        len(text) <= LONGEST_ROLE
        and _NAME.fullmatch(text) is not None
        and any(char.isalpha() for char in text)
    )


def show_roles(roles: Mapping[str, int]) -> str:
    """As `parse_roles` reads it, in the same order."""
    return " ".join(f"{name}:{count}" for name, count in roles.items())


def seats_of(roles: Mapping[str, int] | None) -> int:
    """How many people the roles want together."""
    return sum((roles or {}).values())


def role_named(roles: Iterable[str], wanted: str) -> str | None:
    """The role that is meant, as it is shown; None when there is none of that name."""
    folded = fold(wanted)
    return next((name for name in roles if fold(name) == folded), None)


def spelt_as(roles: Mapping[str, int], was: Mapping[str, int] | None) -> dict[str, int]:
    """The roles, each spelt as it was: those who have one have it under that name."""
    return {role_named(was or (), name) or name: count for name, count in roles.items()}


def seats_with_roles(
    seats: int | None, was: Mapping[str, int] | None, roles: Mapping[str, int] | None
) -> int | None:
    """The seats of a shift with `seats` and the roles `was`, when it gets `roles` and no seats are spoken of.

    Where there was no limit the roles are the seats; where the roles were the seats they still are.
    """
    if not roles or (seats is not None and seats != seats_of(was)):
        return seats
    return seats_of(roles)


def too_few(
    was: Mapping[str, int] | None, roles: Mapping[str, int] | None, have: Mapping[str, int]
) -> str | None:
    """The first role that becomes smaller than the number of people who have it, or goes away from them.

    `have` counts people by the folded name of their role. A role that was short already, and does not become
    smaller, is none of them.
    """
    before = {fold(name): count for name, count in (was or {}).items()}
    after = {fold(name): count for name, count in (roles or {}).items()}
    for name in [*(was or {}), *(roles or {})]:
        key = fold(name)
        now = after.get(key, 0)
        if now < have.get(key, 0) and not (key in before and now >= before[key]):
            return name
    return None
