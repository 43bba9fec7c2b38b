"""Questions that reactions may answer, as they are looked at after a start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Board, Identity, Outbox, Question, Room, Shift
from storage.states import OutboxAction, OutboxState, RoomRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """A question that went out (`event_id` None: is on its way), in `room`, or to the account `address`."""

    outbox_id: int
    event_id: str | None
    room: str | None
    address: str | None
    private: bool


class Questions:
    """Those under lists, cards and polls are the boards' business (`storage.queries.boards`)."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def with_reactions(self, platform: str, *, since: datetime, now: datetime) -> list[Put]:
        """Those from `since` on whose reactions still matter, the latest first.

        Questions with ✅ or ❌, and the numbers of those that the bot asked of its own accord; not about
        a shift that is over, unless they were asked when it was, as who came.
        """
        rows = await self._session.execute(
            select(
                Question.yes,
                Question.no,
                Question.options,
                Outbox,
                Identity.address,
                Room.role,
                Shift.ends_at,
            )
            .join(Outbox, Outbox.id == Question.outbox_id)
            .outerjoin(Identity, Identity.id == Outbox.identity_id)
            .outerjoin(Room, (Room.platform == Outbox.platform) & (Room.address == Outbox.room))
            .outerjoin(Shift, Shift.id == Outbox.shift_id)
            .where(
                Outbox.platform == platform,
                Outbox.action == OutboxAction.SEND,
                Outbox.created_at >= since,
                or_(
                    (Outbox.state == OutboxState.SENT) & Outbox.sent_event_id.is_not(None),
                    (Outbox.state == OutboxState.WAITING)
                    & or_(Outbox.next_try_at.is_(None), Outbox.next_try_at <= now),
                ),
                Outbox.id.not_in(select(Board.outbox_id)),
            )
            .order_by(Question.id.desc())
        )
        return [
            Put(
                outbox_id=row.id,
                event_id=row.sent_event_id,
                room=row.room,
                address=address,
                private=row.identity_id is not None or role is RoomRole.DIRECT,
            )
            for yes, no, options, row, address, role, ends in rows
            if (ends is None or ends > now or row.created_at >= ends)
            and (yes or no or (options and row.answers is None))
        ]
