"""Activities, their shifts, and who has a seat."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import UNLIMITED, Base
from storage.states import ShiftState, SignupState


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
    seats: Mapped[int | None]  # this and the next four: what a new shift gets when nothing else is said
    minimum: Mapped[int | None]
    roles: Mapped[dict[str, Any] | None]
    length: Mapped[int | None]  # minutes
    confirm: Mapped[int | None]  # minutes before the start at which those booked confirm; None: they need not
    newcomers: Mapped[str | None]  # "paired": a first-timer has somebody who looks after them
    ladder: Mapped[list[int] | None]  # hours before a thin shift at which help is sought; None: as usual
    report: Mapped[str | None]  # "calls" or "off"; None: calls for a phone bank, nothing for others
    branch: Mapped[str | None]  # whose room is asked first when a shift is thin


class Series(Base):
    """Shifts that were made together by `every=`."""

    __tablename__ = "series"

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"))
    every: Mapped[str]
    until: Mapped[str]  # a local date, ISO
    skip: Mapped[list[str] | None]  # local dates left out, ISO


class Shift(Base):
    """A time at which people are needed. `capacity` is UNLIMITED where no number of seats was given.

    `revision` counts the changes of its time: reminders are unique per revision. `sequence` counts every
    change that a calendar must hear of (RFC 5545, section 3.8.7.4).
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
    roles: Mapped[dict[str, Any] | None]  # seats by role, in the order given: {"ringledare": 1, "ringare": 6}
    confirm: Mapped[int | None]  # minutes before the start; None: as the activity says; 0: never
    sequence: Mapped[int | None]
    closed_off_at: Mapped[datetime | None]  # when who came was entered


class Signup(Base):
    """A person's word for a shift; one row for each pair, taken up again when they come back."""

    __tablename__ = "signup"
    __table_args__ = (
        UniqueConstraint("shift_id", "person_id"),
        CheckConstraint("guests >= 0", name="guests_not_negative"),
        Index("ix_signup_state", "shift_id", "state"),
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
    line: Mapped[int | None]  # place in the waiting line: lower is earlier; only while waitlisted
    confirm_by: Mapped[datetime | None]  # asked whether they still come; after this the seat may be given on
    confirmed_at: Mapped[datetime | None]
    checked_in_at: Mapped[datetime | None]
    sequence: Mapped[int | None]  # what leaving and coming back adds to the shift's own, for their calendar


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


class Pairing(Base):
    """Who looks after a first-timer on a shift: the newcomer's sign-up and the experienced person's."""

    __tablename__ = "pairing"

    newcomer_id: Mapped[int] = mapped_column(ForeignKey("signup.id"), primary_key=True)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("signup.id"), index=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    created_at: Mapped[datetime]


class Report(Base):
    """What a phone bank's evening came to; one for each shift."""

    __tablename__ = "report"
    __table_args__ = (UniqueConstraint("shift_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift.id"))
    calls: Mapped[int]
    conversations: Mapped[int]
    callbacks: Mapped[int]
    reported_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reported_at: Mapped[datetime]
