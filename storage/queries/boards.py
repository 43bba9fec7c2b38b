"""Messages under which reactions mean something, and the reactions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Result, and_, func, or_, select, union, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Board, Identity, Inbox, Outbox, Question, Reaction, Room, Shift
from storage.states import BoardKind, BoardState, InboxState, OutboxAction, OutboxState

AT_ONCE = 400
"""Values in one question to the database."""

EDITED = (BoardKind.CARD, BoardKind.POLL)
"""Those that are kept up to date."""
FOLLOWED = (BoardState.LIVE, BoardState.DECIDED)
"""As long as they are in one of these states."""
LATE = 0
"""The number of a reaction under what was over, whatever was pressed; it never stands."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A board with the message it stands under: what became of that, where, and as which event."""

    board: Board
    state: OutboxState
    room: str
    event_id: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """A reaction as the bot knows it, with an account of whoever made it."""

    event_id: str
    sender: str
    stands: bool


class Boards:
    """A reaction belongs to the board under whose message it was made."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, board: Board) -> Board:
        self._session.add(board)
        await self._session.flush()
        return board

    async def get(self, board_id: int) -> Board:
        """The board; raises LookupError when there is none."""
        found = await self._session.get(Board, board_id)
        if found is None:
            raise LookupError(f"no board {board_id}")
        return found

    async def at(self, platform: str, event_id: str) -> Board | None:
        """The board under this message; the first, where several lists are one message."""
        return await self._session.scalar(
            select(Board)
            .join(Outbox, Outbox.id == Board.outbox_id)
            .where(Outbox.platform == platform, Outbox.sent_event_id == event_id)
            .order_by(Board.id)
            .limit(1)
        )

    async def asking(self, platform: str, events: Collection[str]) -> set[str]:
        """Which of these messages are questions that ✅ or ❌ may answer."""
        if not events:
            return set()  # as nearly always: even to make the query takes longer than everything else here
        asked = or_(Question.yes.is_not(None), Question.no.is_not(None))
        query = select(Outbox.sent_event_id).join(Question, Question.outbox_id == Outbox.id).where(asked)
        found: set[str] = set()
        for some in _parts(events):
            here = query.where(Outbox.platform == platform, Outbox.sent_event_id.in_(some))
            found.update(one for one in await self._session.scalars(here) if one is not None)
        return found

    async def removable(self, platform: str, events: Collection[str]) -> set[str]:
        """Which of these events are a board's message, or a reaction that was kept."""
        if not events:
            return set()
        shows = select(Outbox.sent_event_id).join(Board, Board.outbox_id == Outbox.id)
        found: set[str] = set()
        for some in _parts(events):
            rows: Result[Any] = await self._session.execute(
                union(
                    shows.where(Outbox.platform == platform, Outbox.sent_event_id.in_(some)),
                    select(Reaction.event_id).where(
                        Reaction.platform == platform, Reaction.event_id.in_(some)
                    ),
                    select(Inbox.event_id).where(
                        Inbox.platform == platform, Inbox.event_id.in_(some), Inbox.kind == "reaction"
                    ),
                )
            )
            found.update(row[0] for row in rows)
        return found

    # ---- reactions

    async def reaction(self, platform: str, event_id: str) -> Reaction | None:
        return await self._session.scalar(
            select(Reaction).where(Reaction.platform == platform, Reaction.event_id == event_id)
        )

    async def keep(self, reaction: Reaction) -> None:
        self._session.add(reaction)
        await self._session.flush()

    async def forget(self, reaction: Reaction) -> None:
        """As if it had not been seen."""
        await self._session.delete(reaction)
        await self._session.flush()

    async def stands(self, board_id: int | None, person_id: int, number: int, *, under: str) -> bool:
        """Whether a reaction of the person's with this number stands under the message `under`.

        Without a board `under` is a question.
        """
        found = await self._session.scalar(
            select(Reaction.id)
            .where(*_same(board_id, person_id, number), Reaction.target == under, Reaction.stands)
            .limit(1)
        )
        return found is not None

    async def came_late(self, board_id: int, person_id: int) -> bool:
        """Whether the person has pressed a number here when it was over."""
        query = select(Reaction.id).where(*_same(board_id, person_id, LATE)).limit(1)
        return await self._session.scalar(query) is not None

    async def fell_elsewhere(self, board_id: int, person_id: int, number: int, *, under: str) -> None:
        """It was taken away under `under`: equal ones under an earlier message of the board fall with it."""
        await self._session.execute(
            update(Reaction)
            .where(*_same(board_id, person_id, number), Reaction.target != under)
            .values(stands=False)
            .execution_options(synchronize_session="fetch")
        )

    async def counts(self, board_id: int) -> dict[int, int]:
        """How many people stand behind each number."""
        rows = await self._session.execute(
            select(Reaction.number, func.count(Reaction.person_id.distinct()))
            .where(Reaction.board_id == board_id, Reaction.stands)
            .group_by(Reaction.number)
        )
        return {row[0]: row[1] for row in rows}

    async def people(self, board_id: int, number: int) -> Sequence[int]:
        """Who stands behind a number, whoever came first first."""
        rows = await self._session.execute(
            select(Reaction.person_id)
            .where(Reaction.board_id == board_id, Reaction.number == number, Reaction.stands)
            .group_by(Reaction.person_id)
            .order_by(func.min(Reaction.id))
        )
        return [row[0] for row in rows]

    # ---- keeping up to date

    async def posted(self, board_id: int) -> Posted:
        """The board and its message; raises LookupError when there is none."""
        row = (await self._session.execute(_POSTED.where(Board.id == board_id))).first()
        if row is None:
            raise LookupError(f"no board {board_id}")
        return _posted(row)

    async def followed(self) -> list[Posted]:
        """Everything that is kept up to date, oldest first."""
        query = _POSTED.where(Board.kind.in_(EDITED), Board.state.in_(FOLLOWED)).order_by(Board.id)
        return [_posted(row) for row in await self._session.execute(query)]

    async def live(self) -> list[Posted]:
        """The same without what is decided: those under which a number counts."""
        return [one for one in await self.followed() if one.board.state is BoardState.LIVE]

    async def live_in(self, room_id: int, kind: BoardKind | None = None) -> list[Posted]:
        """The same of one room, and of one kind."""
        here = [one for one in await self.live() if one.board.room_id == room_id]
        return [one for one in here if kind in (None, one.board.kind)]

    async def with_reactions(self, platform: str, *, since: datetime, now: datetime) -> list[Posted]:
        """Boards whose reactions still matter: those that live, and others from `since` on.

        Of lists to choose from only those with a shift that has not begun.
        """
        ahead = {row[0] for row in await self._session.execute(select(Shift.id).where(Shift.starts_at > now))}
        rows = await self._session.execute(
            _POSTED.where(
                Outbox.platform == platform,
                Board.state != BoardState.GONE,
                or_(and_(Board.kind.in_(EDITED), Board.state == BoardState.LIVE), Board.created_at >= since),
            ).order_by(Board.id.desc())
        )
        found = [_posted(row) for row in rows]
        return [one for one in found if _matters(one.board, ahead)]

    async def unsent_edit(self, outbox_id: int) -> Outbox | None:
        """The edit of this message that waits to be sent."""
        return await self._session.scalar(
            select(Outbox)
            .where(
                Outbox.target_row == outbox_id,
                Outbox.action == OutboxAction.EDIT,
                Outbox.state == OutboxState.WAITING,
            )
            .order_by(Outbox.id)
            .limit(1)
            .execution_options(populate_existing=True)
        )

    async def message(self, outbox_id: int) -> Outbox:
        """The message a board stands under; raises LookupError when there is none."""
        found = await self._session.get(Outbox, outbox_id, populate_existing=True)
        if found is None:
            raise LookupError(f"no outbox row {outbox_id}")
        return found

    async def gone_with(self, room_id: int) -> None:
        """The bot is no longer in the room."""
        await self._session.execute(
            update(Board)
            .where(Board.room_id == room_id)
            .values(state=BoardState.GONE)
            .execution_options(synchronize_session="fetch")
        )

    # ---- after a time away

    async def known_under(self, platform: str, event_id: str) -> list[Known]:
        """The reactions under this message that the bot knows, taken away or not."""
        rows = await self._session.execute(
            select(Reaction.event_id, func.min(Identity.address), Reaction.stands)
            .join(Identity, Identity.person_id == Reaction.person_id)
            .where(
                Reaction.platform == platform,
                Reaction.target == event_id,
                Identity.platform == platform,
            )
            .group_by(Reaction.id)
            .order_by(Reaction.id)
        )
        return [Known(*row) for row in rows]

    async def taken_in(
        self, platform: str, events: Collection[str]
    ) -> dict[str, tuple[InboxState, str | None]]:
        """Of those of these events that are in the inbox: whether they are done, and what they were told."""
        found: dict[str, tuple[InboxState, str | None]] = {}
        for some in _parts(events):
            rows = await self._session.execute(
                select(Inbox.event_id, Inbox.state, Inbox.outcome).where(
                    Inbox.platform == platform, Inbox.event_id.in_(some)
                )
            )
            found.update({row[0]: (row[1], row[2]) for row in rows})
        return found

    async def room_of(self, board: Board) -> Room:
        """The room a board stands in; raises LookupError when there is none."""
        found = await self._session.get(Room, board.room_id)
        if found is None:
            raise LookupError(f"no room {board.room_id}")
        return found


_POSTED = select(Board, Outbox.state, Outbox.room, Outbox.sent_event_id).join(
    Outbox, Outbox.id == Board.outbox_id
)


def _posted(row: Any) -> Posted:
    return Posted(row[0], row[1], row[2] or "", row[3])


def _matters(board: Board, ahead: Collection[int]) -> bool:
    if board.kind is BoardKind.POLL:
        return board.state is BoardState.LIVE
    return not set(ahead).isdisjoint(board.menu)


def _same(board_id: int | None, person_id: int, number: int) -> tuple[ColumnElement[bool], ...]:
    return (Reaction.board_id == board_id, Reaction.person_id == person_id, Reaction.number == number)


def _parts(values: Iterable[str]) -> Iterable[list[str]]:
    everything = sorted(values)
    for start in range(0, len(everything), AT_ONCE):
        yield everything[start : start + AT_ONCE]
