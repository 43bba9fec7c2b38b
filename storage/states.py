"""The states in which rows can be; the words stand in the database and in exports."""

from __future__ import annotations

from enum import StrEnum


class RoomRole(StrEnum):
    DISTRICT = "district"
    BRANCH = "branch"
    ORGANIZERS = "organizers"
    DIRECT = "direct"


class RoomState(StrEnum):
    JOINED = "joined"
    LEFT = "left"


class ShiftState(StrEnum):
    """`done` is not stored: an open or closed shift whose end has passed (`bot.export_collect.state_at`)."""

    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    DONE = "done"


class SignupState(StrEnum):
    """CONTRACT.md, section 2; what is `waitlisted`, `offered`, `attended` or `missed` comes with issue 3."""

    BOOKED = "booked"
    WAITLISTED = "waitlisted"
    OFFERED = "offered"
    CANCELLED = "cancelled"
    ATTENDED = "attended"
    MISSED = "missed"


class ReminderState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class DueState(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    EXPIRED = "expired"


class InboxState(StrEnum):
    NEW = "new"
    DONE = "done"
    ASIDE = "aside"


class OutboxState(StrEnum):
    """`dead`: the platform will never take it. `dropped`: it no longer applied when its turn came."""

    WAITING = "waiting"
    SENT = "sent"
    DEAD = "dead"
    DROPPED = "dropped"


class OutboxAction(StrEnum):
    SEND = "send"
    JOIN = "join"
    LEAVE = "leave"
