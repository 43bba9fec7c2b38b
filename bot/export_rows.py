"""What is exported, row by row. The fields' names are CONTRACT.md's, section 2; people rely on them.

Times of shifts are in their district's zone, all others in UTC. `person` is a Matrix address, or None for
somebody without one. `district`, a key, is written only where there is more than one district.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignupRow:
    """`state`: booked, waitlisted, offered, cancelled, attended or missed."""

    signup: int
    shift: int
    activity: str
    starts: datetime
    ends: datetime
    person: str | None
    name: str
    state: str
    role: str | None
    guests: int
    booked_by: str | None
    created: datetime
    district: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftRow:
    """`seats` and `min` are None where there is no limit; `booked` counts guests too.

    `state`: open, closed, cancelled, or done once it is over.
    """

    shift: int
    activity: str
    title: str
    starts: datetime
    ends: datetime
    place: str | None
    seats: int | None
    min: int | None
    booked: int
    waitlisted: int
    state: str
    district: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityRow:
    """`lead` is the contact person's address."""

    activity: str
    title: str
    place: str | None
    about: str | None
    audience: str | None
    lead: str | None
    archived: bool
    district: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """`remind`: minutes before a shift, None where the settings decide. `organizes`: keys of districts.

    `district` is that of a person who was entered without chat; others belong to none in particular.
    """

    person: str | None
    name: str
    language: str | None
    remind: list[int] | None
    organizes: list[str]
    created: datetime
    district: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """Who did what, and for whom (`person`, `name`) where that was somebody else."""

    at: datetime
    actor: str | None
    actor_name: str | None
    action: str
    subject: str | None
    person: str | None
    name: str | None
    district: str | None


Row = SignupRow | ShiftRow | ActivityRow | PersonRow | AuditRow

ROWS: dict[str, type[Row]] = {
    "signups": SignupRow,
    "shifts": ShiftRow,
    "activities": ActivityRow,
    "people": PersonRow,
    "audit": AuditRow,
}
"""What can be exported, by the word for it on the command line."""
