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
    """CONTRACT.md, section 2. `offered`: a seat is held for them until they answer.

    `excused`: they had a reason not to come; exports, whose words are fixed, say `cancelled`.
    """

    BOOKED = "booked"
    WAITLISTED = "waitlisted"
    OFFERED = "offered"
    CANCELLED = "cancelled"
    ATTENDED = "attended"
    MISSED = "missed"
    EXCUSED = "excused"


ENTERED = (SignupState.ATTENDED, SignupState.MISSED, SignupState.EXCUSED)
"""What the lead has entered about somebody who was booked; they keep their seats, so that counts stay."""
ON_THE_ROSTER = (SignupState.BOOKED, *ENTERED)


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
    """`forget`: the platform takes away what it keeps itself about an account, which is the row's text."""

    SEND = "send"
    JOIN = "join"
    LEAVE = "leave"
    EDIT = "edit"
    REACT = "react"
    PIN = "pin"
    REDACT = "redact"
    FORGET = "forget"


class Right(StrEnum):
    """Of a message that names people: what whoever asked for it, or reads it, must still be when it goes out.

    `member`: nothing more than what everybody is.
    """

    MEMBER = "member"
    LEAD = "lead"
    ORGANIZER = "organizer"


class AskState(StrEnum):
    """`withdrawn`: what was asked no longer applied."""

    OPEN = "open"
    YES = "yes"
    NO = "no"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class StandInState(StrEnum):
    """`withdrawn` by the person; `ended`: the shift began, moved or was cancelled, or the seat is gone."""

    OPEN = "open"
    TAKEN = "taken"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


class BoardKind(StrEnum):
    CHOICE = "choice"
    CARD = "card"
    POLL = "poll"


class BoardState(StrEnum):
    """`decided`: a poll that has become a shift, and shows what comes of it until that begins.

    `gone`: somebody removed the message, or the bot left the room.
    """

    LIVE = "live"
    DECIDED = "decided"
    CLOSED = "closed"
    GONE = "gone"
