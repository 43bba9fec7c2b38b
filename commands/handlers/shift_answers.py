"""What is said of shifts that were made or changed, in the answers of several commands."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from commands.actions.defaults import Made
from commands.actions.shifts import Change, Edited
from commands.context import Context
from commands.rules.roles import show_roles
from commands.rules.series import Which
from commands.texts import Code, Listed, Period, Say, Value, say
from commands.wording import about
from storage.queries.shifts import ShiftView

FAR = timedelta(days=270)
"""A day further ahead is typed with its year: without it, it might be asked about."""


def about_new(shift: ShiftView) -> dict[str, Value]:
    """As `about`, with everything else that a new shift has."""
    return about(shift) | {
        "minimum": shift.minimum,
        "roles": Code(show_roles(shift.roles)) if shift.roles else None,
        "confirm": _before(shift.confirm),
    }


def taken_from(made: Made, length: timedelta | None) -> dict[str, Value]:
    """What comes from the activity, and what was left out; `length` where that was the activity's too."""
    taken = _named(made, made.taken)
    if length is not None:
        taken.append(say("taken-length", length=length))
    return {"taken": Listed(taken), "unfit": Listed(_named(made, made.unfit))}


def _named(made: Made, names: tuple[str, ...]) -> list[Say]:
    found = {
        "seats": say("taken-seats", seats=made.activity.seats),
        "minimum": say("taken-minimum", minimum=made.activity.minimum),
        "roles": say("taken-roles", roles=Code(show_roles(made.activity.roles or {}))),
    }
    return [found[name] for name in names]


def change_lines(edited: Edited, *, put_back: int | None = None) -> list[Say]:
    """A line for everything that is different now; `put_back`: how many lost their seat on all the shifts."""
    before, after = edited.before, edited.after
    put_back = len(edited.put_back) if put_back is None else put_back
    changes = []
    if edited.new_time:
        now, was = Period(after.starts, after.ends), Period(before.starts, before.ends)
        changes.append(say("shift-change-time", now=now, was=was))
    if after.place != before.place:
        changes.append(say("shift-change-place", now=after.place, was=before.place))
    if after.seats != before.seats:
        changes.append(say("shift-change-seats", now=after.seats, was=before.seats))
    if put_back:
        changes.append(say("shift-change-put-back", people=put_back))
    if after.minimum != before.minimum:
        changes.append(say("shift-change-minimum", now=after.minimum, was=before.minimum))
    if after.roles != before.roles:
        roles = [Code(show_roles(one)) if one else None for one in (after.roles, before.roles)]
        changes.append(say("shift-change-roles", now=roles[0], was=roles[1]))
    if (after.confirm or None) != (before.confirm or None):
        changes.append(say("shift-change-confirm", now=_before(after.confirm), was=_before(before.confirm)))
    return changes


def _before(minutes: int | None) -> timedelta | None:
    return timedelta(minutes=minutes) if minutes else None


_WORDS = {
    "sv": ("platser", "minst", "plats", "roller", "bekräfta", "vilka", "inga", "ingen", "av"),
    "en": ("seats", "min", "place", "roles", "confirm", "which", "none", "none", "off"),
}


def typed_change(ctx: Context, change: Change) -> list[str]:
    """The options of a change of a shift, but for its time, to be typed again."""
    seats, minimum, place, roles, confirm, _, no_limit, nothing, off = _WORDS[ctx.language]
    said = []
    if change.seats is not None:
        said.append(f"{seats}={no_limit if change.seats.value is None else change.seats.value}")
    if change.minimum is not None:
        said.append(f"{minimum}={nothing if change.minimum.value is None else change.minimum.value}")
    if change.place is not None:
        said.append(f'{place}="{change.place}"' if change.place else f"{place}={nothing}")
    if change.roles is not None:
        said.append(f'{roles}="{show_roles(change.roles)}"' if change.roles else f"{roles}={no_limit}")
    if change.confirm is not None:
        minutes = change.confirm.value
        said.append(f"{confirm}={nothing if minutes is None else _typed_length(minutes) if minutes else off}")
    return said


def _typed_length(minutes: int) -> str:
    return f"{minutes}min" if minutes % 60 else f"{minutes // 60}h"


def typed_which(ctx: Context, which: Which) -> str:
    """ "vilka=följande", "which=all"."""
    following, everything = {"sv": ("följande", "alla"), "en": ("following", "all")}[ctx.language]
    return f"{_WORDS[ctx.language][5]}={everything if which is Which.ALL else following}"


def typed_time(starts: datetime, ends: datetime, *, now: datetime, zone: ZoneInfo) -> str:
    """A shift's time as it can be typed: "15/5 18-20", with the year where the day is far ahead."""
    first, last = starts.astimezone(zone), ends.astimezone(zone)
    day = first.date().isoformat() if starts - now > FAR else f"{first.day}/{first.month}"
    clocks = (f"{one:%H:%M}" if one.minute else f"{one:%H}" for one in (first, last))
    return f"{day} {'-'.join(clocks)}"
