"""The tables, in the words of docs/glossary.md.

Times are aware UTC. Every row that belongs to a district says so. States are short words, kept as
text so that a person who opens the database can read it.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Enum,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from storage.states import (
    DueState,
    InboxState,
    OutboxAction,
    OutboxState,
    ReminderState,
    RoomRole,
    RoomState,
    ShiftState,
    SignupState,
)
from storage.types import UtcDateTime

UNLIMITED = 1_000_000
"""The capacity of a shift without a limit; far above what `commands.rules.seats` lets anyone ask for."""


_STATES: tuple[type[StrEnum], ...] = (
    DueState,
    InboxState,
    OutboxAction,
    OutboxState,
    ReminderState,
    RoomRole,
    RoomState,
    ShiftState,
    SignupState,
)


def _words(states: type[StrEnum]) -> Enum:
    """Text in the database, so that a new state needs no change of a database type."""
    return Enum(
        states, native_enum=False, length=16, values_callable=lambda all_: [one.value for one in all_]
    )


class Base(DeclarativeBase):
    """Names every constraint, so that a migration can speak of it on any database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime(),
        str: Text(),
        dict[str, Any]: JSON(none_as_null=True),
        list[str]: JSON(none_as_null=True),
        list[int]: JSON(none_as_null=True),
    } | {state: _words(state) for state in _STATES}


class District(Base):
    """A district as the configuration names it; `last_shift_number` gives shifts their short numbers."""

    __tablename__ = "district"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    timezone: Mapped[str]
    language: Mapped[str]
    branches: Mapped[list[str]]
    last_shift_number: Mapped[int] = mapped_column(default=0)


class Room(Base):
    """A chat room the bot is or was in. A room without a district waits for `!room district=`."""

    __tablename__ = "room"
    __table_args__ = (UniqueConstraint("platform", "address"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"))
    platform: Mapped[str]
    address: Mapped[str]
    role: Mapped[RoomRole] = mapped_column(default=RoomRole.DISTRICT)
    state: Mapped[RoomState] = mapped_column(default=RoomState.JOINED)
    branch: Mapped[str | None]
    language: Mapped[str | None]
    digest: Mapped[str | None]  # "08:00", "off", or None: as the settings say
    invited_by: Mapped[str | None]
    greeted_at: Mapped[datetime | None]
    digest_seen: Mapped[str | None]  # fingerprint of what the last digest told


class Person(Base):
    """Somebody, on one platform, on several, or without chat (then `district_id` says whose list)."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"), index=True)
    name: Mapped[str]
    language: Mapped[str | None]
    remind: Mapped[list[int] | None]  # minutes before the shift; None: as the settings say; []: never
    created_at: Mapped[datetime]


class Identity(Base):
    """A person's account on one platform; `direct_room` is where the bot writes to them alone."""

    __tablename__ = "identity"
    __table_args__ = (UniqueConstraint("platform", "address"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    platform: Mapped[str]
    address: Mapped[str]
    display_name: Mapped[str | None]


class Organizer(Base):
    """The one kind of role kept apart from activities: an organizer of a district."""

    __tablename__ = "organizer"
    __table_args__ = (UniqueConstraint("district_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    from_settings: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class Activity(Base):
    """What shifts are shifts of: a phone bank, a study circle; the lead is its contact person."""

    __tablename__ = "activity"
    __table_args__ = (UniqueConstraint("district_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    slug: Mapped[str]
    title: Mapped[str]
    place: Mapped[str | None]
    about: Mapped[str | None]
    audience: Mapped[str | None]
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    archived_at: Mapped[datetime | None]


class Series(Base):
    """Shifts that were made together by `every=`."""

    __tablename__ = "series"

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"))
    every: Mapped[str]
    until: Mapped[str]  # a local date, ISO


class Shift(Base):
    """A time at which people are needed. `capacity` is UNLIMITED where no number of seats was given.

    `revision` counts the changes of its time: reminders are unique per revision.
    """

    __tablename__ = "shift"
    __table_args__ = (
        UniqueConstraint("district_id", "number"),
        UniqueConstraint("id", "capacity"),
        CheckConstraint("capacity >= 1", name="capacity_positive"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        Index("ix_shift_coming", "district_id", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id"))
    number: Mapped[int]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    place: Mapped[str | None]
    capacity: Mapped[int] = mapped_column(default=UNLIMITED)
    minimum: Mapped[int | None]
    state: Mapped[ShiftState] = mapped_column(default=ShiftState.OPEN)
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]


class Signup(Base):
    """A person's word for a shift; one row for each pair, taken up again when they come back."""

    __tablename__ = "signup"
    __table_args__ = (
        UniqueConstraint("shift_id", "person_id"),
        CheckConstraint("guests >= 0", name="guests_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    booked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    state: Mapped[SignupState] = mapped_column(default=SignupState.BOOKED)
    role: Mapped[str | None]
    guests: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class Seat(Base):
    """A taken seat: the database itself refuses a second holder and any number over the capacity.

    `capacity` is a copy that the foreign key keeps equal to the shift's; that makes the check
    possible in one row, on every database (CONTRACT.md, promise 1).
    """

    __tablename__ = "seat"
    __table_args__ = (
        ForeignKeyConstraint(["shift_id", "capacity"], ["shift.id", "shift.capacity"], onupdate="CASCADE"),
        CheckConstraint("number >= 1 AND number <= capacity", name="within_capacity"),
    )

    shift_id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    capacity: Mapped[int]
    signup_id: Mapped[int] = mapped_column(ForeignKey("signup.id"), index=True)


class Reminder(Base):
    """One reminder that a person should have before a shift; `minutes` before its start."""

    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint("signup_id", "minutes", "revision"),
        Index("ix_reminder_due", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    signup_id: Mapped[int] = mapped_column(ForeignKey("signup.id"))
    minutes: Mapped[int]
    revision: Mapped[int]
    due_at: Mapped[datetime]
    state: Mapped[ReminderState] = mapped_column(default=ReminderState.WAITING)
    reason: Mapped[str | None]


class Due(Base):
    """Anything else that is to happen at a time: a digest, a call list, retention, a backup."""

    __tablename__ = "due"
    __table_args__ = (UniqueConstraint("kind", "subject"), Index("ix_due_due", "state", "due_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"))
    kind: Mapped[str]
    subject: Mapped[str]  # "room:3:2024-05-14", "shift:12:2": unique, so that nothing is done twice
    due_at: Mapped[datetime]
    state: Mapped[DueState] = mapped_column(default=DueState.WAITING)
    reason: Mapped[str | None]


class Inbox(Base):
    """An event that was seen. `payload` is what was typed; it is deleted once it has been answered."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("platform", "event_id"),
        Index("ix_inbox_next", "state", "id"),
        {"sqlite_autoincrement": True},  # order of arrival, also after old rows were cleared away
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    platform: Mapped[str]
    event_id: Mapped[str]
    room: Mapped[str]
    sender: Mapped[str]
    kind: Mapped[str]
    payload: Mapped[dict[str, Any] | None]
    received_at: Mapped[datetime]
    state: Mapped[InboxState] = mapped_column(default=InboxState.NEW)
    attempts: Mapped[int] = mapped_column(default=0)
    outcome: Mapped[str | None]  # the text id of the answer, or why there was none


class Outbox(Base):
    """A message (or a join, or a leave) that must reach the platform, once.

    `lane` is what keeps order: one row of a lane is in flight at a time. `batch_id` names the first
    row of those that go out together as one message.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_next", "state", "lane", "id"),
        Index("ix_outbox_event", "sent_event_id"),
        Index("ix_outbox_batch", "batch_id"),
        {"sqlite_autoincrement": True},  # an id is never used again: transaction ids are made of it
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"))
    platform: Mapped[str]
    action: Mapped[OutboxAction] = mapped_column(default=OutboxAction.SEND)
    lane: Mapped[str]
    room: Mapped[str | None]  # the address; None: the direct room of `identity_id`
    identity_id: Mapped[int | None] = mapped_column(ForeignKey("identity.id"), index=True)
    kind: Mapped[str]
    text: Mapped[str | None]  # light Markdown; deleted once sent
    notify: Mapped[bool] = mapped_column(default=False)
    mentions: Mapped[list[str] | None]
    reply_to: Mapped[str | None]
    thread: Mapped[str | None]
    answers: Mapped[str | None]  # the event (command, edit, reaction) this answers
    answer_to: Mapped[str | None]  # the address of the person who sent that event
    answer_name: Mapped[str | None]  # and their name, should several answers go out as one message
    shift_id: Mapped[int | None] = mapped_column(ForeignKey("shift.id"))
    reminder_id: Mapped[int | None] = mapped_column(ForeignKey("reminder.id"), index=True)
    batch_id: Mapped[int | None]
    state: Mapped[OutboxState] = mapped_column(default=OutboxState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    first_try_at: Mapped[datetime | None]
    next_try_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]  # after this it no longer helps anyone
    sent_event_id: Mapped[str | None]
    created_at: Mapped[datetime]
    reason: Mapped[str | None]


class Question(Base):
    """Something the bot asked back, which a reaction may answer: option 1 is `options[0]`."""

    __tablename__ = "question"

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"))
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    options: Mapped[list[str]]  # whole commands, as the person could have typed them


class Audit(Base):
    """Who did what, to what, for whom, when; never what was said."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"), index=True)
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    action: Mapped[str]
    subject: Mapped[str | None]  # "shift:12", "activity:ringstuga"
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class SyncState(Base):
    """From where to go on listening, per platform."""

    __tablename__ = "sync_state"

    platform: Mapped[str] = mapped_column(primary_key=True)
    token: Mapped[str]


class Setting(Base):
    """Small facts about this installation, such as the key of the transaction ids."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
