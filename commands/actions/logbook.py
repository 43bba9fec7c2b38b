"""The audit log as organizers read it: who did what, for whom, when; never what was said.

Issue 4, point 11.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from commands.rules.lookalikes import skeleton
from commands.rules.looking_back import in_the_past
from commands.rules.when import is_weekday_alone, parse_filter
from commands.texts import Code, Listed, PersonName, Say, Value, say
from storage.models import Activity, Audit, Identity, Person
from storage.store import Store

COMMAND = "command"
"""Of a subject: the command's id follows."""
BY_ITSELF = frozenset(
    {
        "gone-left",
        "gone-kicked",
        "gone-banned",
        "roles-lost",
        "line-given",
        "forgotten",
        "forgotten-idle",
        "call-list",
        "attendance-list",
        "organizer-settings",
    }
)
"""What nobody did by a command."""


@dataclass(slots=True)
class Filter:
    """What is asked for; empty: everything. `since` and `until` (excluded) are aware."""

    subjects: set[str] = field(default_factory=set)
    person_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """Rows that one command left, as one; `subjects` in their order."""

    row: Audit
    subjects: Sequence[str]


def days(text: str, *, now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From and to (excluded), of the days that were meant, which are over or today.

    Raises UnreadableWhen.
    """
    wanted = parse_filter(text, now=now, zone=zone)
    alone = is_weekday_alone(text, now=now, zone=zone)
    first, last = in_the_past(wanted.first, wanted.last, today=now.astimezone(zone).date(), weekday=alone)
    midnight = time(tzinfo=zone)
    return datetime.combine(first, midnight), datetime.combine(last + timedelta(days=1), midnight)


async def of_activity(store: Store, activity: Activity) -> set[str]:
    """What concerns an activity: itself, and each of its shifts."""
    shifts = await store.shifts.all(activity.district_id)
    own = {f"shift:{one.number}" for one in shifts if one.activity_id == activity.id}
    return {f"activity:{activity.slug}", *own}


async def look(store: Store, district_id: int, wanted: Filter, *, most: int) -> tuple[list[Entry], bool]:
    """The newest entries first, and whether there are more."""
    rows = await store.audit.latest(
        district_id,
        subjects=wanted.subjects,
        person_id=wanted.person_id,
        since=wanted.since,
        until=wanted.until,
        limit=most * 10,
    )
    entries: list[Entry] = []
    for row in rows:
        last = entries[-1].row if entries else None
        same = last is not None and (row.at, row.actor_id, row.action, row.person_id) == (
            last.at,
            last.actor_id,
            last.action,
            last.person_id,
        )
        if same:
            entries[-1] = Entry(row, [row.subject or "", *entries[-1].subjects])
        else:
            entries.append(Entry(row, [row.subject or ""]))
    return entries[:most], len(entries) > most or len(rows) == most * 10


async def sentences(
    store: Store, entries: Sequence[Entry], *, typed: Callable[[str], str] = str
) -> list[Say]:
    """Each entry as a line; who is called as somebody else is shown with the account too.

    `typed`: what one types for the command of this id.
    """
    ids = {one for entry in entries for one in (entry.row.actor_id, entry.row.person_id) if one is not None}
    people = {one: await store.people.get(one) for one in ids}
    accounts = await store.people.identities(ids)
    alike = Counter(skeleton(one.name) for one in people.values())
    ambiguous = {key for key, one in people.items() if alike[skeleton(one.name)] > 1}
    return [
        say(
            "audit-line",
            at=entry.row.at,
            did=say(
                "audit-did",
                by="person" if entry.row.actor_id else "bot" if entry.row.action in BY_ITSELF else "nobody",
                who=_who(entry.row.actor_id, people, accounts, ambiguous),
                what=entry.row.action,
                subject=_subject(entry.subjects, typed),
                whom=_who(entry.row.person_id, people, accounts, ambiguous),
            ),
        )
        for entry in entries
    ]


def _who(
    person_id: int | None,
    people: Mapping[int, Person],
    accounts: Mapping[int, Identity],
    ambiguous: set[int],
) -> Value:
    person = people.get(person_id or 0)
    if person is None:
        return None
    account = accounts.get(person.id)
    name = PersonName(person.name, person_id=person.id)
    if person.id not in ambiguous or account is None:
        return name
    return say("audit-who", name=name, account=account.address)


def _subject(subjects: Sequence[str], typed: Callable[[str], str]) -> Value:
    """`#12`, `#12–#15`, or the name of what it is; of rooms and districts there is nothing to say."""
    shifts = sorted({int(one[6:]) for one in subjects if one.startswith("shift:") and one[6:].isdigit()})
    if shifts:
        return Listed(_runs(shifts))
    said = [one.partition(":") for one in subjects if one and not one.startswith(("room:", "district:"))]
    names = [typed(name) if kind == COMMAND else name for kind, _, name in said]
    return Listed([Code(one) for one in names]) if names else None


def _runs(sorted_numbers: Sequence[int]) -> list[str]:
    runs: list[list[int]] = []
    for number in sorted_numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [f"#{run[0]}" if len(run) == 1 else f"#{run[0]}–#{run[-1]}" for run in runs]
