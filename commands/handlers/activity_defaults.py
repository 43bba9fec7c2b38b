"""What an activity says of its shifts, in lines: for whoever sets it, and for whoever looks it up."""

from __future__ import annotations

from datetime import timedelta

from commands.actions.activities import DEFAULTS
from commands.rules.roles import show_roles
from commands.texts import Code, Listed, Say, Value, say
from storage.models import Activity


def default_lines(activity: Activity) -> list[Say]:
    """A line for everything that is set."""
    return [default_line(activity, field) for field in DEFAULTS if getattr(activity, field) is not None]


def default_line(activity: Activity, field: str) -> Say:
    """One of DEFAULTS as it is now, also where it is not set."""
    if field == "ladder" and activity.ladder == []:
        return say("activity-change-no-ladder")
    return say(f"activity-change-{field}", value=_shown(activity, field))


def _shown(activity: Activity, field: str) -> Value:
    match field:
        case "roles":
            return Code(show_roles(activity.roles)) if activity.roles else None
        case "length" | "confirm":
            minutes = getattr(activity, field)
            return timedelta(minutes=minutes) if minutes else None
        case "ladder":
            return Listed([timedelta(hours=hours) for hours in activity.ladder or ()])
        case "newcomers" | "report":
            word = getattr(activity, field)
            return say(f"default-{word}") if word else None
    value: Value = getattr(activity, field)
    return value
