"""Calendar files (RFC 5545), for the calendar in somebody's phone.

Times are in UTC: one instant, which every calendar shows in the hours of the place where its owner is. A
local time would need a description of the zone in the file (VTIMEZONE), which calendars read with varying
luck, and means two instants in the hour that comes twice. `X-WR-TIMEZONE` says in which zone to show it all.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.platforms.base import File

NO_ADDRESS = "invalid:nomail"
"""An event that is published must name its organizer (RFC 5546, section 3.2.1), who has no e-mail here."""


def calendar(attachment: Mapping[str, Any]) -> File:
    """The attachment as made by `commands.papers.calendar`."""
    return File(
        name=attachment["name"],
        mimetype="text/calendar",
        data=to_ics(attachment),
        alt=attachment.get("alt", ""),
    )


def to_ics(attachment: Mapping[str, Any]) -> bytes:
    """One calendar with an event for each of `events`; lines end in CRLF and are folded at 75 octets."""
    from icalendar import Calendar  # loaded when it is first needed: not before the bot is ready

    made: Any = Calendar()
    made.add("prodid", "-//Passet//passet//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", attachment["method"])
    made.add("x-wr-calname", attachment["title"])
    if attachment.get("zone"):
        made.add("x-wr-timezone", attachment["zone"])
    for event in attachment["events"]:
        made.add_component(_event(event))
    return bytes(made.to_ical())


def _event(event: Mapping[str, Any]) -> Any:
    from icalendar import Event, vCalAddress

    cancelled = event["cancelled"]
    organizer: Any = vCalAddress(NO_ADDRESS)
    organizer.params["cn"] = event["organizer"].replace('"', "'")
    properties = {
        "uid": event["uid"],
        "sequence": event["sequence"],
        "dtstamp": _instant(event["stamp"]),
        "dtstart": _instant(event["starts"]),
        "dtend": _instant(event["ends"]),
        "summary": event["title"],
        "location": event.get("place"),
        "description": "\n".join(line for line in event["text"] if line) or None,
        "x-passet-activity": event.get("activity"),
        "organizer": organizer,
        "status": "CANCELLED" if cancelled else "CONFIRMED",
        "transp": "TRANSPARENT" if cancelled else "OPAQUE",
    }
    made: Any = Event()
    for name, value in properties.items():
        if value is not None:
            made.add(name, value)
    return made


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
