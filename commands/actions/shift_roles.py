"""The roles that a shift wants, and the people who have them: neither is ever lost sight of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from commands.actions.line import HAS_A_PLACE
from commands.reply import Refusal
from commands.rules.names import fold
from commands.rules.roles import role_named, seats_of, show_roles, too_few
from commands.texts import Code
from storage.queries.shifts import ShiftView
from storage.states import SignupState
from storage.store import Store


def check_roles_fit(roles: Mapping[str, int] | None, seats: int | None) -> None:
    """Raises Refusal where the roles want more people than there are seats."""
    if roles and seats is not None and seats_of(roles) > seats:
        raise Refusal("error-roles-seats", roles=Code(show_roles(roles)), wanted=seats_of(roles), seats=seats)


async def check_roles_taken(store: Store, shift: ShiftView, roles: Mapping[str, int] | None) -> None:
    """Raises Refusal where a role would become smaller than the number of people who have it."""
    have: Counter[str] = Counter()
    for role, seats in (await store.signups.by_role(shift.id)).items():
        have[fold(role or "")] += seats
    name = too_few(shift.roles, roles, have)
    if name is None:
        return
    now = role_named(roles or {}, name)
    raise Refusal(
        "error-roles-taken",
        role=name,
        number=shift.number,
        people=have[fold(name)],
        wanted=roles[now] if roles and now else 0,
    )


async def keep_roles(store: Store, shift_id: int, roles: Mapping[str, int] | None) -> None:
    """After the shift's roles changed: everyone has theirs as it is spelt now.

    Whoever waits for a role that is wanted no longer waits for any: else they would wait for ever.
    """
    if not roles:
        return
    for one in await store.signups.of_shift(shift_id, *HAS_A_PLACE):
        signup = one.signup
        found = role_named(roles, signup.role) if signup.role else None
        if found != signup.role and (found or signup.state == SignupState.WAITLISTED):
            await store.signups.change(signup, role=found)
