"""Questions that wait for an answer, and what people react to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base
from storage.states import AskState, BoardKind, BoardState, StandInState


class Ask(Base):
    """A question to one person that waits for yes or no until `until`: an offered seat, a stand-in, a swap …

    `kind` says which action takes the answer (see `commands.actions.asks`). Each person has at most one open
    ask of a kind for a shift.
    """

    __tablename__ = "ask"
    __table_args__ = (
        Index("ix_ask_open", "person_id", "state"),
        Index("ix_ask_shift", "shift_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    kind: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift.id"))
    signup_id: Mapped[int | None] = mapped_column(ForeignKey("signup.id"), index=True)
    stand_in_id: Mapped[int | None] = mapped_column(ForeignKey("stand_in.id"), index=True)
    asked_at: Mapped[datetime]
    until: Mapped[datetime]
    state: Mapped[AskState] = mapped_column(default=AskState.OPEN)
    answered_at: Mapped[datetime | None]


class StandIn(Base):
    """Somebody looks for another to take over their seat; it is theirs until one has accepted.

    With `to_person_id` it is a swap: that one person is asked, and nobody else.
    """

    __tablename__ = "stand_in"
    __table_args__ = (Index("ix_stand_in_open", "signup_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift.id"), index=True)
    signup_id: Mapped[int] = mapped_column(ForeignKey("signup.id"))
    to_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    stage: Mapped[str]  # who is being asked now: "line", "people", "room"
    state: Mapped[StandInState] = mapped_column(default=StandInState.OPEN)
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Question(Base):
    """Something the bot asked; a reaction may answer: option 1 is `options[0]`, ✅ is `yes`, ❌ is `no`.

    Without a person anybody who reads it may answer.
    """

    __tablename__ = "question"

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"))
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    options: Mapped[list[str]]  # whole commands, as the person could have typed them
    yes: Mapped[str | None]
    no: Mapped[str | None]


class Board(Base):
    """A message of the bot's under which reactions with a number mean something, perhaps kept up to date.

    A "choice" is a list that was asked for once, a "card" and a "poll" are edited when what they show has
    changed. `menu` holds the ids of shifts (of a poll: its days, see `data`), number 1 first; a number is
    never given to anything else.
    """

    __tablename__ = "board"
    __table_args__ = (Index("ix_board_state", "kind", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    kind: Mapped[BoardKind]
    state: Mapped[BoardState] = mapped_column(default=BoardState.LIVE)
    room_id: Mapped[int] = mapped_column(ForeignKey("room.id"))
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id"))
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"), index=True)
    menu: Mapped[list[int]]
    shown: Mapped[str | None]  # fingerprint of the text that was written last
    data: Mapped[dict[str, Any] | None]  # of a poll: its title, its days
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]


class Reaction(Base):
    """A reaction with a number under a board, as long as it stands; `event_id` is what a redaction names.

    Without a board it is one under a question, whose answer is taken back with it.
    """

    __tablename__ = "reaction"
    __table_args__ = (UniqueConstraint("platform", "event_id"), Index("ix_reaction_target", "target"))

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int | None] = mapped_column(ForeignKey("board.id"), index=True)
    platform: Mapped[str]
    event_id: Mapped[str]
    target: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    number: Mapped[int]  # or one of the signs of `commands.rules.signs`
    stands: Mapped[bool] = mapped_column(default=True)
    at: Mapped[datetime]
