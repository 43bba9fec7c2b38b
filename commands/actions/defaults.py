"""What a new shift is made with: what was said of it, and what its activity says for all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commands.actions.shift_roles import check_roles_fit
from commands.actions.shifts import Amount, Needs, check_needs
from commands.rules.roles import seats_of
from storage.models import Activity


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was said of a new shift; None: nothing. Empty `roles`: it is to have none."""

    seats: Amount | None = None
    minimum: Amount | None = None
    place: str | None = None
    roles: Mapping[str, int] | None = None
    confirm: Amount | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """`taken` and `unfit` name what comes from the activity, and what could not, beside what was said."""

    activity: Activity
    needs: Needs
    taken: tuple[str, ...]
    unfit: tuple[str, ...]


def needs_for(activity: Activity, said: Said) -> Made:
    """What was said, and from the activity what was not spoken of and goes together with it.

    Whoever writes `seats=2` is not told that the activity's minimum is three: that is then left out. Without
    seats the roles are the seats. Raises Refusal where what was said cannot be.
    """
    taken: list[str] = []
    unfit: list[str] = []
    roles = said.roles or None
    if said.roles is None and activity.roles:
        fits = said.seats is None or said.seats.value is None or said.seats.value >= seats_of(activity.roles)
        (taken if fits else unfit).append("roles")
        roles = activity.roles if fits else None
    if said.seats is not None:
        seats = said.seats.value
        check_roles_fit(roles, seats)
    elif activity.seats is not None and seats_of(roles) <= activity.seats:
        seats = activity.seats
        taken.append("seats")
    else:
        seats = seats_of(roles) or None
    minimum = said.minimum.value if said.minimum else None
    if said.minimum is None and activity.minimum:
        fits = seats is None or activity.minimum <= seats
        (taken if fits else unfit).append("minimum")
        minimum = activity.minimum if fits else None
    check_needs(seats=seats, minimum=minimum)
    needs = Needs(
        seats=seats,
        minimum=minimum,
        place=said.place,
        roles=roles,
        confirm=said.confirm.value if said.confirm else None,
    )
    return Made(activity, needs, tuple(taken), tuple(unfit))
