"""What was done, and small facts about this installation."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base


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
