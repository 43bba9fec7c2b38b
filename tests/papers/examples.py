"""Attachments as they stand in the outbox, to be made into files."""

from __future__ import annotations

from typing import Any

MONDAY = "2024-05-06T08:00:00+00:00"


def event(**changes: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "uid": "signup-31-sjuharad@example.org",
        "sequence": 2,
        "stamp": MONDAY,
        "starts": "2024-05-14T16:00:00+00:00",
        "ends": "2024-05-14T18:30:00+00:00",
        "title": "Ringstuga",
        "place": "Storgatan 1, Borås",
        "organizer": "Vänsterpartiet Sjuhärad",
        "text": ["Pass #12.", "Skriv !avboka #12 till Passet."],
        "cancelled": False,
    }
    return values | changes


def calendar(*events: dict[str, Any], method: str = "PUBLISH") -> dict[str, Any]:
    return {
        "form": "calendar",
        "name": "passet-12.ics",
        "alt": "Kalenderfil: Ringstuga",
        "method": method,
        "title": "Vänsterpartiet Sjuhärad",
        "zone": "Europe/Stockholm",
        "events": list(events),
    }


def person(name: str, *more: str) -> dict[str, Any]:
    return {"name": name, "more": list(more)}


def shift_on_list(*people: dict[str, Any], lines: int = 2, heading: str = "18.00–20.30 Ringstuga") -> Any:
    return {
        "heading": heading,
        "number": "#12",
        "note": "2 av 8 platser tagna · Storgatan 1, Borås",
        "people": list(people),
        "lines": lines,
    }


def day(*shifts: Any, heading: str = "tis 14 maj") -> dict[str, Any]:
    return {
        "heading": heading,
        "district": "Vänsterpartiet Sjuhärad",
        "footer": "Från Passet mån 6 maj 10.00.",
        "shifts": list(shifts),
    }


def daylist(*days: dict[str, Any]) -> dict[str, Any]:
    return {
        "form": "daylist",
        "name": "bokade.pdf",
        "alt": "Dagslista",
        "language": "sv",
        "title": "Vänsterpartiet Sjuhärad",
        "days": list(days),
    }


def box(state: str = "free", fill: float = 0.0, note: str = "", label: str = "5 kvar") -> dict[str, Any]:
    return {"time": "18.00", "label": label, "note": note, "number": "#12", "state": state, "fill": fill}


def week_of(*boxes: list[dict[str, Any]], title: str = "Ringstuga") -> dict[str, Any]:
    """One week with one activity; the boxes of Monday, Tuesday and so on."""
    names = ("mån", "tis", "ons", "tor", "fre", "lör", "sön")
    return {
        "heading": "Vecka 19",
        "days": [
            {"name": name, "date": f"{6 + at}/5", "past": False, "today": at == 0}
            for at, name in enumerate(names)
        ],
        "rows": [{"title": title, "days": [*boxes, *([] for _ in range(7 - len(boxes)))]}],
        "more": None,
    }


def week(*weeks: dict[str, Any]) -> dict[str, Any]:
    return {
        "form": "week",
        "name": "passet.png",
        "alt": "Bild av passen",
        "title": "Passen i Sjuhärad",
        "weeks": list(weeks),
        "legend": [{"state": "free", "text": "platser kvar"}],
    }
