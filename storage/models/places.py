"""Districts and the rooms that belong to them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base
from storage.states import RoomRole, RoomState


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
    answers: Mapped[str | None]  # "reaction": plain confirmations are a ✅ on the command; None: a message
    used_at: Mapped[datetime | None]  # of a direct room: when something was last said there
