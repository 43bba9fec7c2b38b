"""Reading a plan from a calendar file (iCalendar, RFC 5545): each event is a shift.

SUMMARY is the activity's title, LOCATION the place, DTSTART and DTEND (or DURATION) the time. In a
calendar that Passet wrote, X-PASSET-ACTIVITY has the activity's short name; else it is made from the title.
A repeating event is refused: its exceptions would have to be guessed. So is one of whole days, which
has no hours. Cancelled events, and those that are over, are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from bot.import_rows import MOST_ROWS, Content, Problem, Row, WrongValue, quoted
from bot.import_values import Zones, instant, line_of_text, required, span_end, utc
from commands.rules.when import DEFAULT_LENGTH

T = TypeVar("T")

FROM_PASSET = "X-PASSET-ACTIVITY"
_BEGIN = re.compile(r"BEGIN:VEVENT\s*", re.IGNORECASE)
_REPEATING = ("RRULE", "RDATE", "EXRULE")
_READ = frozenset({*_REPEATING, "SUMMARY", "LOCATION", FROM_PASSET, "STATUS", "DTSTART", "DTEND", "DURATION"})


def read_ics(text: str, zones: Zones) -> Content:
    """The rows of a calendar. Never raises: what is wrong stands in the result, with the event's first line.

    With several districts it cannot be said which one an event belongs to; that is a problem, too.
    """
    from icalendar import Calendar

    content = Content(past_is_left_out=True)
    if len(zones) != 1:
        content.problems.append(
            Problem(1, "a calendar does not say for which district; use CSV with the column district")
        )
        return content
    lines = [number for number, line in enumerate(text.split("\n"), start=1) if _BEGIN.fullmatch(line)]
    if len(lines) > MOST_ROWS:
        content.problems.append(
            Problem(lines[MOST_ROWS], f"more than {MOST_ROWS} events; make two files of it")
        )
        return content
    try:
        calendars = Calendar.from_ical(text, multiple=True)
        events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except (ValueError, IndexError, KeyError, TypeError) as error:  # what its parser raises for broken files
        content.problems.append(Problem(1, f"this is not a calendar ({type(error).__name__})"))
        return content
    if len(events) != len(lines):
        content.problems.append(Problem(1, "this is not a calendar: its events do not begin and end in turn"))
        return content
    ((district, zone),) = zones.items()
    for line, event in zip(lines, events, strict=True):
        try:
            row = _row(line, event, district, zone)
        except WrongValue as wrong:
            content.problems.append(Problem(line, str(wrong)))
            continue
        if row is None:
            content.left_out += 1
        else:
            content.rows.append(row)
    return content


def _row(line: int, event: Any, district: str, zone: ZoneInfo) -> Row | None:
    """The event as a row, None for a cancelled one. Raises WrongValue."""
    if broken := [name for name, _ in event.errors if name is None or name in _READ]:
        raise WrongValue(
            f"{broken[0]}: cannot be read" if broken[0] else "a line of this event cannot be read"
        )
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return None
    if repeating := [name for name in _REPEATING if name in event]:
        raise WrongValue(
            f"{repeating[0]}: a repeating event is not imported; write it out as single events,"
            " or make the series in the chat (shift add ACTIVITY WHEN every=week until=DATE)"
        )
    starts = _moment(event, "DTSTART", zone)
    return Row(
        line=line,
        district=district,
        activity=_text(event, FROM_PASSET, line_of_text) or "",
        title=_text(event, "SUMMARY", required),
        starts=starts,
        ends=_end(event, starts, zone),
        place=_text(event, "LOCATION", line_of_text),
    )


def _once(event: Any, name: str) -> Any:
    value = event.get(name)
    if isinstance(value, list):
        raise WrongValue(f"{name}: stands there {len(value)} times")
    return value


def _text(event: Any, name: str, how: Callable[[str], T]) -> T:
    try:
        return how(str(_once(event, name) or ""))
    except WrongValue as wrong:
        raise wrong if str(wrong).startswith(name) else WrongValue(f"{name}: {wrong}") from None


def _moment(event: Any, name: str, zone: ZoneInfo) -> datetime:
    """In UTC. A time without a zone is the district's; one that comes twice, or never, is refused."""
    value = _once(event, name)
    if value is None:
        raise WrongValue(f"{name}: is missing")
    moment = value.dt
    if not isinstance(moment, datetime):
        raise WrongValue(f"{name}: an event of whole days has no hours; a shift needs them")
    if moment.tzinfo is None and "TZID" in value.params:
        raise WrongValue(f"{name}: the time zone {quoted(value.params['TZID'])} is not known")
    moment = moment.replace(second=0, microsecond=0)
    own = moment.tzinfo
    try:
        if own is None or isinstance(own, ZoneInfo):
            return instant(moment.replace(tzinfo=None), own or zone)
        return utc(moment)
    except WrongValue as wrong:
        raise WrongValue(f"{name}: {wrong}") from None


def _end(event: Any, starts: datetime, zone: ZoneInfo) -> datetime:
    if "DTEND" in event:
        name, ends = "DTEND", _moment(event, "DTEND", zone)
    elif (duration := _once(event, "DURATION")) is not None:
        if duration.td > timedelta(days=2):  # far from what can be added to any date
            raise WrongValue("DURATION: is too long for a shift")
        name, ends = "DURATION", starts + duration.td
    else:
        return starts + DEFAULT_LENGTH
    try:
        return span_end(starts, ends)
    except WrongValue as wrong:
        raise WrongValue(f"{name}: {wrong}") from None
