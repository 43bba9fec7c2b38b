"""From the rows of a file to what is to be made: which activities are new, which shifts are there already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.import_rows import Content, Problem, Row, WrongValue, quoted
from commands import REGISTRY
from commands.actions.activities import slug_problem
from commands.reading import ANYWAY
from commands.rules.names import fold, near_misses, slug
from commands.rules.when_days import horizon
from storage.models import Activity
from storage.store import Store

Key = tuple[str, datetime, datetime, str]
"""Shifts are the same when activity, time and place are: two streets can be walked on the same evening."""


@dataclass(slots=True)
class Known:
    """What a district has already; nothing, where it was never started."""

    zone: ZoneInfo
    activities: dict[str, Activity] = field(default_factory=dict)
    shifts: set[Key] = field(default_factory=set)


@dataclass(slots=True)
class NewActivity:
    """An activity that the file brings. Of what several lines say, the first counts."""

    slug: str
    title: str | None = None
    place: str | None = None
    about: str | None = None
    audience: str | None = None


@dataclass(frozen=True, slots=True)
class NewShift:
    """A shift that the file brings."""

    slug: str
    starts: datetime
    ends: datetime
    row: Row


@dataclass(slots=True)
class Plan:
    """What is to be made in one district, in the order of the file.

    `there` counts entries that are there already or stand twice in the file, `over` past ones left out.
    """

    activities: dict[str, NewActivity] = field(default_factory=dict)
    shifts: list[NewShift] = field(default_factory=list)
    there: int = 0
    over: int = 0


async def known(store: Store, district_id: int, zone: ZoneInfo) -> Known:
    """What the district has; cancelled shifts too: whoever cancelled one does not want it back by a file."""
    activities = await store.activities.all(district_id, archived=True)
    shifts = await store.shifts.all(district_id)
    return Known(
        zone,
        {one.slug: one for one in activities},
        {(one.slug, one.starts, one.ends, fold(one.place or "")) for one in shifts},
    )


def plan(
    content: Content, districts: Mapping[str, Known], now: datetime
) -> tuple[dict[str, Plan], list[Problem]]:
    """What is to be made in each district, by its key, and every line that cannot be."""
    planners = {
        key: _Planner(known, now, past_is_left_out=content.past_is_left_out)
        for key, known in districts.items()
    }
    problems = []
    for row in content.rows:
        try:
            planners[row.district].add(row)
        except WrongValue as wrong:
            problems.append(Problem(row.line, str(wrong)))
    return {key: planner.plan for key, planner in planners.items()}, problems


class _Planner:
    """Takes the rows of one district in turn."""

    def __init__(self, known: Known, now: datetime, *, past_is_left_out: bool) -> None:
        self._known = known
        self._now = now
        self._past_is_left_out = past_is_left_out
        self._shifts = set(known.shifts)
        self.plan = Plan()

    def add(self, row: Row) -> None:
        """Raises WrongValue where the row cannot be carried out."""
        if row.starts is None or row.ends is None:
            self._add_activity(row)
        else:
            self._add_shift(row, row.starts, row.ends)

    def _add_activity(self, row: Row) -> None:
        if row.seats is not None or row.minimum is not None:
            raise WrongValue("starts: is empty, though seats or min are given")
        before = len(self.plan.activities)
        name = self._activity(row)
        if name in self.plan.activities:
            new = self.plan.activities[name]
            new.place = new.place or row.place
        self.plan.there += len(self.plan.activities) == before

    def _add_shift(self, row: Row, starts: datetime, ends: datetime) -> None:
        over = starts <= self._now
        if over and self._past_is_left_out:
            self.plan.over += 1
            return
        name = self._activity(row)
        key = (name, starts, ends, fold(row.place or self._place(name) or ""))
        if key in self._shifts:
            self.plan.there += 1
            return
        local = starts.astimezone(self._known.zone)
        if over:
            raise WrongValue(f"starts: {local:%Y-%m-%d %H:%M} has passed")
        if local.date() > horizon(self._now.astimezone(self._known.zone).date()):
            raise WrongValue(f"starts: {local:%Y-%m-%d} is more than two years ahead")
        self._shifts.add(key)
        self.plan.shifts.append(NewShift(name, starts, ends, row))

    def _place(self, name: str) -> str | None:
        activity = self._known.activities.get(name) or self.plan.activities.get(name)
        return activity.place if activity else None

    def _activity(self, row: Row) -> str:
        """The short name of the row's activity, which is new in the plan if it exists nowhere yet."""
        name = self._found(row.activity or row.title or "") or self._new_name(row)
        if name in self._known.activities:
            if self._known.activities[name].archived_at is not None:
                raise WrongValue(f"activity: {name} is archived; take it up again in the chat first")
            return name
        new = self.plan.activities.setdefault(name, NewActivity(name))
        new.title = new.title or row.title
        new.about = new.about or row.about
        new.audience = new.audience or row.audience
        return name

    def _found(self, written: str) -> str | None:
        """The activity of this short name or title, of those that exist or come with the file."""
        wanted = fold(written)
        for activities in (self._known.activities, self.plan.activities):
            if wanted in activities:
                return wanted
            for one in activities.values():
                if one.title and fold(one.title) == wanted:
                    return one.slug
        return None

    def _new_name(self, row: Row) -> str:
        """A short name for an activity, by the rules of `aktivitet ny`."""
        made = slug(row.activity or row.title or "")
        if not row.activity:
            if made is None or (made not in self._known.activities and self._problem(made)):
                raise WrongValue(f"SUMMARY: {quoted(row.title or '')} gives no short name; use CSV")
            return made
        name = fold(row.activity)
        match self._problem(name):
            case "letters":
                hint = f"; write {made}, and the name as title" if made else ""
                raise WrongValue(f"activity: {quoted(row.activity)} is no short name{hint}")
            case "word" | "time":
                raise WrongValue(f"activity: {quoted(row.activity)} means something else in the chat")
        near = near_misses(name, self._known.activities)
        if near and row.title is None:
            raise WrongValue(
                f"activity: {quoted(name)} is not there; did you mean {near[0]}? A new one needs a title"
            )
        return name

    def _problem(self, name: str) -> str | None:
        reserved = REGISTRY.second_words() | {fold(word) for word in ANYWAY}
        return slug_problem(name, reserved=reserved, now=self._now, zone=self._known.zone)
