"""People, their accounts, roles, skills and wishes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base


class Person(Base):
    """Somebody, on one platform, on several, or without chat (then `district_id` says whose list)."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"), index=True)
    name: Mapped[str]
    language: Mapped[str | None]
    remind: Mapped[list[int] | None]  # minutes before the shift; None: as the settings say; []: never
    created_at: Mapped[datetime]
    unasked_since: Mapped[datetime | None]  # they will not be asked to step in; None: they may
    told_at: Mapped[datetime | None]  # when they were told what is kept about them (`!privacy`)
    heard_at: Mapped[datetime | None]  # when something was last heard of them, to the week
    anonymous_at: Mapped[datetime | None]  # since then a place-holder: somebody was here, nobody knows who


class Identity(Base):
    """A person's account on one platform; `direct_room` is where the bot writes to them alone."""

    __tablename__ = "identity"
    __table_args__ = (UniqueConstraint("platform", "address"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    platform: Mapped[str]
    address: Mapped[str]
    display_name: Mapped[str | None]


class Member(Base):
    """An account that is in a room the bot is in, as far as was seen. Only of people who are known."""

    __tablename__ = "member"

    room_id: Mapped[int] = mapped_column(ForeignKey("room.id"), primary_key=True)
    identity_id: Mapped[int] = mapped_column(ForeignKey("identity.id"), primary_key=True, index=True)


class Absence(Base):
    """Somebody is gone from all rooms of a district: no roles there, no letters (issue 4, point 6)."""

    __tablename__ = "absence"
    __table_args__ = (UniqueConstraint("district_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    since: Mapped[datetime]
    how: Mapped[str]  # "left", "kicked", "banned"


class Organizer(Base):
    """The one kind of role kept apart from activities: an organizer of a district."""

    __tablename__ = "organizer"
    __table_args__ = (UniqueConstraint("district_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    from_settings: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class Skill(Base):
    """What an organizer says that a person can do. A role of the same name is for those who have it."""

    __tablename__ = "skill"
    __table_args__ = (UniqueConstraint("district_id", "person_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str]  # folded, as roles are compared
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    given_at: Mapped[datetime]


class Watch(Base):
    """Somebody wants to hear when the activity has a new shift, or a seat becomes free."""

    __tablename__ = "watch"
    __table_args__ = (UniqueConstraint("activity_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime]
