"""Who fits where: seats, roles, and the skills that some roles ask for (issue 3, points 1 and 4).

A guest has the role of whoever brings them. A role asks for a skill when an organizer has given one of that
name to anybody. Who names no role gets the first one that is open to all, then one that they have the skill
for, then a seat without a role.
"""

from __future__ import annotations

from collections.abc import Collection

from tests.simulation.things import Person, Shift, Signup
from tests.simulation.told import Told


class Fitting(Told):
    """`skills` are given by organizers: who, and for which role."""

    def __init__(self, now: int) -> None:
        super().__init__(now)
        self.skills: set[tuple[Person, str]] = set()

    def asks_skill(self, role: str) -> bool:
        return any(one == role for _, one in self.skills)

    def can(self, who: Person, role: str) -> bool:
        return not self.asks_skill(role) or (who, role) in self.skills

    def fit(
        self, shift: Shift, who: Person, party: int, role: str | None, *, without: Collection[Signup] = ()
    ) -> tuple[str, str | None]:
        """Why the party does not fit ("" where it does), and the role it has then.

        "seats": too few; "role": no more of that one; "skill"; "unknown": no such role. `without`: if these
        gave up their seats.
        """
        held = [one for one in shift.those("booked", "offered") if one not in without]
        enough = shift.seats is None or party <= shift.seats - sum(one.party for one in held)
        if not shift.roles:
            return ("", role) if enough else ("seats", None)
        left = left_in_roles(shift, held)
        if role is not None and role not in shift.roles:
            return "unknown", None
        if role is not None and not self.can(who, role):
            return "skill", None
        if not enough:
            return "seats", None
        if role is not None:
            return ("", role) if party <= left[role] else ("role", None)
        for name in sorted(shift.roles, key=self.asks_skill):
            if self.can(who, name) and party <= left[name]:
                return "", name
        return ("", None) if party <= self.without_role(shift, held) else ("role", None)

    def open_to_the_skilled(self, shift: Shift) -> bool:
        """Whether there is a seat in a role that asks for a skill."""
        left = left_in_roles(shift, shift.those("booked", "offered"))
        return any(count >= 1 and self.asks_skill(name) for name, count in left.items())

    def worth_waiting(
        self, shift: Shift, who: Person, party: int, role: str, why: str, *, named: bool
    ) -> bool:
        """For this role, where nothing else can be had; `named`: they have not waited for it before."""
        if why in ("unknown", "skill") or party > shift.roles.get(role, party):
            return False
        return why == "seats" or not named or bool(self.fit(shift, who, party, None)[0])

    def without_role(self, shift: Shift, held: Collection[Signup]) -> float:
        """Seats that belong to no role, as far as they are free."""
        if shift.seats is None:
            return float("inf")
        others = sum(one.party for one in held if one.role not in shift.roles)
        return shift.seats - sum(shift.roles.values()) - others

    def could_ever_fit(self, shift: Shift, party: int) -> bool:
        """Whether it makes sense to wait."""
        if shift.seats is None:
            return True
        parts = [*shift.roles.values(), shift.seats - sum(shift.roles.values())]
        return party <= (max(parts) if shift.roles else shift.seats)


def left_in_roles(shift: Shift, held: Collection[Signup]) -> dict[str, int]:
    """How many seats of each role nobody has."""
    return {
        name: count - sum(one.party for one in held if one.role == name)
        for name, count in shift.roles.items()
    }
