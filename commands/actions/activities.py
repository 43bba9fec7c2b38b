"""Making, changing and archiving activities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from commands.actions.appointments import plan_for_shift
from commands.actions.line import HAS_A_PLACE, settle
from commands.actions.news import Told, tell_moved
from commands.actions.shift_roles import check_roles_fit
from commands.actions.shifts import Amount, Cancelled, Edited, cancel_shift, check_needs
from commands.post import Post
from commands.rules.names import fold, is_slug
from commands.rules.roles import seats_of
from commands.rules.when import UnreadableWhen, parse_filter
from storage.models import Activity, District
from storage.queries.signups import Booking
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours before a shift, the most first; empty: never. `value` is None where it shall be as usual."""

    value: tuple[int, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What is said of an activity. None: not said. Empty (and a lead of 0): to be taken away.

    `length` and `confirm` are in minutes; the words of `newcomers` and `report` are those of the table.
    """

    title: str | None = None
    place: str | None = None
    about: str | None = None
    audience: str | None = None
    lead_id: int | None = None
    seats: Amount | None = None
    minimum: Amount | None = None
    roles: Mapping[str, int] | None = None
    length: Amount | None = None
    confirm: Amount | None = None
    newcomers: str | None = None
    ladder: Hours | None = None
    report: str | None = None
    branch: str | None = None

    def says_nothing(self) -> bool:
        return self == Details()


NOBODY = 0
"""In `Details.lead_id`: the activity is to have no lead."""


def slug_problem(text: str, *, reserved: frozenset[str], now: datetime, zone: ZoneInfo) -> str | None:
    """Why `text` cannot be a short name: "letters", "word" (part of a command) or "time"; None when it can.

    `pass tis` asks for Tuesday and `pass ny` makes a shift: an activity of that name could not be found.
    """
    wanted = fold(text)
    if not is_slug(wanted):
        return "letters"
    if wanted in reserved:
        return "word"
    try:
        parse_filter(wanted, now=now, zone=zone)
    except UnreadableWhen:
        return None
    return "time"


async def add_activity(store: Store, *, district_id: int, slug: str, details: Details) -> Activity:
    """A new activity; its slug is free (the database refuses a second one).

    Raises Refusal as `edit_activity`.
    """
    _check(details)
    activity = Activity(district_id=district_id, slug=slug, title=slug)
    _apply(activity, details)
    return await store.activities.add(activity)


async def revive(store: Store, activity: Activity, details: Details) -> Activity:
    """Take an archived activity up again, with what is said of it now. Raises Refusal as `edit_activity`."""
    _check(details, activity)
    activity.archived_at = None
    _apply(activity, details)
    await store.flush()
    return activity


async def edit_activity(
    store: Store, post: Post, district: District, activity: Activity, details: Details
) -> tuple[list[str], Told]:
    """Change what is given; the names of the fields that are different now, and who was told.

    The place is that of every shift which has none of its own: whoever is booked on one hears of it. So are
    `confirm` and `newcomers`. What new shifts get changes none that is there. Raises Refusal for numbers that
    cannot be.
    """
    _check(details, activity)
    was = {field: getattr(activity, field) for field in _FIELDS}
    coming = await store.shifts.coming(
        activity.district_id, now=post.now, activity_id=activity.id, starts_from=post.now
    )
    _apply(activity, details)
    await store.flush()
    changed = [field for field in _FIELDS if getattr(activity, field) != was[field]]
    for one in coming if {"confirm", "ladder"} & set(changed) else ():
        await plan_for_shift(store, await store.shifts.view(one.id), now=post.now)
    edits = []
    for before in coming if "place" in changed else ():
        after = await store.shifts.view(before.id)
        if after.place != before.place:
            after = await store.shifts.count_up(before)
            concerned = await store.signups.of_shift(before.id, *HAS_A_PLACE)
            edits.append(Edited(before, after, concerned))
    for one in coming if "newcomers" in changed else ():
        await settle(post, district, one.id)
    return changed, await tell_moved(post, district, edits)


DEFAULTS = ("seats", "minimum", "roles", "length", "confirm", "newcomers", "ladder", "report", "branch")
"""What an activity says of its shifts, by the names of the columns."""
_FIELDS = ("title", "place", "about", "audience", "lead_id", *DEFAULTS)


def _check(details: Details, activity: Activity | None = None) -> None:
    """Before anything is changed: what a refusal undoes could not be read without a query."""
    if details.seats is None and details.minimum is None and details.roles is None:
        return
    seats = details.seats.value if details.seats else activity.seats if activity else None
    minimum = details.minimum.value if details.minimum else activity.minimum if activity else None
    roles = details.roles if details.roles is not None else activity.roles if activity else None
    check_roles_fit(roles, seats)
    check_needs(seats=seats_of(roles) or None if seats is None else seats, minimum=minimum)


def _apply(activity: Activity, details: Details) -> None:
    if details.title:
        activity.title = details.title
    for field in ("place", "about", "audience", "newcomers", "report", "branch"):
        value = getattr(details, field)
        if value is not None:
            setattr(activity, field, value or None)
    for field in ("seats", "minimum", "length", "confirm"):
        wish = getattr(details, field)
        if wish is not None:
            setattr(activity, field, wish.value or None)
    if details.roles is not None:
        activity.roles = dict(details.roles) or None
    if details.ladder is not None:
        activity.ladder = None if details.ladder.value is None else list(details.ladder.value)
    if details.lead_id is not None:
        activity.lead_id = details.lead_id or None


async def archive(store: Store, activity: Activity, *, now: datetime) -> list[Cancelled]:
    """Put the activity away and cancel its shifts that have not begun; one that is under way goes on."""
    coming = await store.shifts.coming(
        activity.district_id, now=now, activity_id=activity.id, starts_from=now
    )
    activity.archived_at = now
    return [await cancel_shift(store, shift.id, now=now) for shift in coming]


async def coming_people(store: Store, activity: Activity, *, now: datetime) -> tuple[int, list[Booking]]:
    """How many shifts have not begun, and who has a seat there or waits for one."""
    coming = await store.shifts.coming(
        activity.district_id, now=now, activity_id=activity.id, starts_from=now
    )
    return len(coming), [
        one for shift in coming for one in await store.signups.of_shift(shift.id, *HAS_A_PLACE)
    ]
