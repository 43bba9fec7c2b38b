"""What came in and what goes out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base
from storage.states import InboxState, OutboxAction, OutboxState, Right


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
    """A message (or a join, a reaction, an edit …) that must reach the platform, once.

    `lane` is what keeps order: one row of a lane is in flight at a time. `batch_id` names the first
    row of those that go out together as one message. An edit, a reaction and a pin are about another
    message: `target` is its event, or `target_row` the row that becomes it.
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
    target: Mapped[str | None]
    target_row: Mapped[int | None]
    attachment: Mapped[dict[str, Any] | None]  # what a file is made of; deleted once sent
    file_event_id: Mapped[str | None]  # what the file became
    names: Mapped[list[int] | None]  # the people (ids of `person`) who are named in the text or the file
    right: Mapped[Right | None]  # None: it names nobody whom the reader does not know of
