"""What the picture of the coming weeks shows: how full every shift is, and nobody's name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from commands.actions.seats import closed_because
from commands.papers import Paper
from commands.rules.weeks import Weeks
from commands.texts import Say, say
from storage.models import District
from storage.queries.shifts import ShiftView

MOST_ACTIVITIES = 8
"""In one week; what is more is said in a line below."""
MOST_OF_A_DAY = 3
"""Shifts of one activity on one day; the last box says how many there are besides."""
STATES = ("free", "thin", "full", "shut")


def picture(
    district: District, shifts: Sequence[ShiftView], weeks: Weeks, *, heading: Say, now: datetime
) -> Paper:
    """The weeks with these shifts in them; `heading` stands above all."""
    zone = ZoneInfo(district.timezone)
    today = now.astimezone(zone).date()
    mondays = [weeks.monday + timedelta(weeks=at) for at in range(weeks.count)]
    shown = [_week(monday, within(shifts, monday, zone), zone, now=now, today=today) for monday in mondays]
    used = {
        shift["state"] for week in shown for row in week["rows"] for day in row["days"] for shift in day
    } | {"free"}
    return {
        "form": "week",
        "name": f"passet-{weeks.monday.isoformat()}.png",
        "alt": say("week-alt", first=weeks.monday, last=weeks.last),
        "title": heading,
        "weeks": shown,
        "legend": [{"state": one, "text": say(f"week-legend-{one}")} for one in STATES if one in used],
    }


def within(shifts: Sequence[ShiftView], monday: date, zone: ZoneInfo) -> list[ShiftView]:
    """Those that begin in the week of this Monday."""
    end = monday + timedelta(weeks=1)
    return [one for one in shifts if monday <= one.starts.astimezone(zone).date() < end]


def _week(
    monday: date, shifts: Sequence[ShiftView], zone: ZoneInfo, *, now: datetime, today: date
) -> dict[str, Any]:
    days = [monday + timedelta(days=at) for at in range(7)]
    titles = {one.activity_id: one.title for one in shifts}
    ordered = sorted(titles, key=lambda activity: (titles[activity].casefold(), activity))
    return {
        "heading": week_heading(monday),
        "days": [
            {
                "name": say(f"week-day-{day.weekday()}"),
                "date": f"{day.day}/{day.month}",
                "past": day < today,
                "today": day == today,
            }
            for day in days
        ],
        "rows": [
            {
                "title": titles[activity],
                "days": [_day(shifts, activity, day, zone, now) for day in days],
            }
            for activity in ordered[:MOST_ACTIVITIES]
        ],
        "more": _more(shifts, len(ordered)),
    }


def week_heading(monday: date) -> Say:
    """The week's number and days: "Vecka 19, mån 6 maj – sön 12 maj"."""
    return say("week-heading", week=monday.isocalendar().week, first=monday, last=monday + timedelta(days=6))


def _more(shifts: Sequence[ShiftView], activities: int) -> Say | None:
    if not shifts:
        return say("week-empty")
    return say("week-more", more=activities - MOST_ACTIVITIES) if activities > MOST_ACTIVITIES else None


def _day(
    shifts: Sequence[ShiftView], activity: int, day: date, zone: ZoneInfo, now: datetime
) -> list[dict[str, Any]]:
    """The boxes of one activity on one day, the earliest above."""
    found = [
        one for one in shifts if one.activity_id == activity and one.starts.astimezone(zone).date() == day
    ]
    if len(found) <= MOST_OF_A_DAY:
        return [_cell(one, zone, now) for one in found]
    more = len(found) - MOST_OF_A_DAY + 1
    rest = {
        "time": f"+{more}",
        "label": say("week-rest"),
        "note": "",
        "number": "",
        "state": "free",
        "fill": 0.0,
    }
    return [*(_cell(one, zone, now) for one in found[: MOST_OF_A_DAY - 1]), rest]


def _cell(shift: ShiftView, zone: ZoneInfo, now: datetime) -> dict[str, Any]:
    state = state_of(shift, now)
    return {
        "time": say("week-time", at=shift.starts.astimezone(zone).time()),
        "label": say("week-label", state=state, left=shift.left, begun=shift.starts <= now),
        "note": say("week-missing", missing=missing_of(shift)) if state == "thin" else "",
        "number": f"#{shift.number}",
        "state": state,
        "fill": share_of(shift),
    }


def state_of(shift: ShiftView, now: datetime) -> str:
    """ "shut" when nobody can sign up any more, "full", "thin" below its minimum, else "free"."""
    if closed_because(shift, now) is not None:
        return "shut"
    if shift.left == 0:
        return "full"
    return "thin" if missing_of(shift) else "free"


def missing_of(shift: ShiftView) -> int:
    return max(0, (shift.minimum or 0) - shift.booked)


def share_of(shift: ShiftView) -> float:
    """How far the seats are taken, 0 to 1; without a number of seats, how far those needed are there."""
    seats = shift.seats if shift.seats is not None else shift.minimum
    return min(1.0, shift.booked / seats) if seats else 0.0
