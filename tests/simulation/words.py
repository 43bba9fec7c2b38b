"""How what the machine says is typed."""

from __future__ import annotations

from datetime import date, timedelta

from tests.simulation.night import DAY
from tests.simulation.things import Person

HOUR = 60

Span = tuple[int, int]


def named(whom: Person) -> str:
    return whom.address or f'"{whom.name}"'


def insists(anyway: bool) -> str:
    return " ändå" if anyway else ""


def iso(minute: int) -> str:
    return (date(2024, 5, 6) + timedelta(days=minute // DAY)).isoformat()


def written(span: Span) -> str:
    return f"{iso(span[0])} {span[0] // HOUR % 24}-{span[1] // HOUR % 24}"
