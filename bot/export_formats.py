"""Exported rows as JSON and CSV; shifts as a calendar (RFC 5545)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.export_rows import Row

if TYPE_CHECKING:
    from bot.export_collect import Part

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet calculate a cell instead of showing it, in whatever width it is written."""


def to_json(rows: Sequence[Row], kind: type[Row], *, district: bool) -> bytes:
    """One array, UTF-8."""
    names = columns(kind, district=district)
    values = [{name: _plain(getattr(row, name)) for name in names} for row in rows]
    return (json.dumps(values, ensure_ascii=False, indent=2) + "\n").encode()


def to_csv(rows: Sequence[Row], kind: type[Row], *, district: bool) -> bytes:
    """A header and a line for each row: commas, CRLF (RFC 4180), UTF-8 without a byte order mark.

    Nothing is an empty cell. A text that a spreadsheet would calculate gets an apostrophe before it.
    """
    names = columns(kind, district=district)
    file = io.StringIO(newline="")
    lines = csv.writer(file)
    lines.writerow(names)
    lines.writerows([_cell(getattr(row, name)) for name in names] for row in rows)
    return file.getvalue().encode()


def columns(kind: type[Row], *, district: bool) -> list[str]:
    """The names of the fields; `district` only where there is more than one."""
    return [field.name for field in fields(kind) if district or field.name != "district"]


def _plain(value: Any) -> Any:
    if not isinstance(value, datetime):
        return value
    if value.tzinfo is UTC:
        return value.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
    return value.isoformat(timespec="seconds")


def _cell(value: Any) -> str:
    plain = _plain(value)
    if plain is None:
        return ""
    if isinstance(plain, list):
        return " ".join(str(one) for one in plain)
    if isinstance(plain, bool):
        return str(plain).lower()
    text = str(plain)
    return f"'{text}" if isinstance(plain, str) and text.startswith(FORMULA) else text


def to_ics(parts: Iterable[Part], *, server: str, now: datetime) -> bytes:
    """One event for each shift. `server` completes the events' ids, which stay the same in every export.

    Start and end are in the district's zone; in the hour that comes twice when daylight saving ends they
    are in UTC, because a local time would mean the first of the two (RFC 5545, section 3.3.5).
    """
    from icalendar import Calendar

    from storage.states import ShiftState

    parts = list(parts)
    calendar: Any = Calendar()
    calendar.add("prodid", "-//Passet//passet//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", ", ".join(part.district.name for part in parts))
    for part in parts:
        for shift in part.shifts:
            called_off = shift.state is ShiftState.CANCELLED
            calendar.add_component(
                _event(
                    uid=f"shift-{shift.number}-{part.district.key}@{server}",
                    dtstamp=now,
                    sequence=shift.revision - 1 + called_off,
                    dtstart=_clear(shift.starts, part),
                    dtend=_clear(shift.ends, part),
                    summary=shift.title,
                    x_passet_activity=shift.slug,
                    description=f"#{shift.number}",
                    location=shift.place,
                    status="CANCELLED" if called_off else "CONFIRMED",
                )
            )
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(**properties: Any) -> Any:
    from icalendar import Event

    event: Any = Event()
    for name, value in properties.items():
        if value is not None:
            event.add(name.replace("_", "-"), value)
    return event


def _clear(instant: datetime, part: Part) -> datetime:
    local = instant.astimezone(part.zone)
    return instant.astimezone(UTC) if local.fold else local
