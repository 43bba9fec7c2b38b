"""What is to happen at a time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base
from storage.states import DueState, ReminderState


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
