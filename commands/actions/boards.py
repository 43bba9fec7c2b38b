"""Cards and polls: messages that show how things stand, and are edited when that has changed.

Issue 3, points 3 and 10. What a board shows is worked out anew from the database each time; `Board.shown`
keeps the fingerprint of what was written last, so that nothing depends on somebody having told of a change.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from commands.actions.cards import card
from commands.actions.poll_reminders import plan as plan_reminder
from commands.actions.polls import poll
from commands.actions.views import View
from commands.numbering import in_district
from commands.post import EDIT_LANE, Post, room_lane
from commands.reply import NewBoard
from commands.rules.quiet import quiet_until
from commands.seeds import NUMBERS, SEED_LANE, seed
from storage.models import Board, Outbox, Room
from storage.queries.boards import EDITED, FOLLOWED, Posted
from storage.states import BoardKind, BoardState, OutboxAction, OutboxState, RoomState
from storage.store import Store

FOR_THE_ROOM = ("card-list", "poll-list")
"""Kinds of answers that stand alone, because they are edited later."""
PIN = "pin"


async def view(post: Post, board: Board) -> View:
    """What the board is to show now."""
    return await (card if board.kind is BoardKind.CARD else poll)(post, board)


async def put_up(
    store: Store, row: Outbox, new: NewBoard, *, room: Room, by: int | None, now: datetime
) -> Board:
    """The message of this row, which has its id, is a board from now on."""
    assert row.district_id is not None  # whoever asked for it was in a district
    board = await store.boards.add(
        Board(
            district_id=row.district_id,
            kind=new.kind,
            room_id=room.id,
            activity_id=new.activity_id,
            outbox_id=row.id,
            menu=list(new.menu),
            shown=fingerprint(row.text),
            data=None if new.data is None else dict(new.data),
            created_by_id=by,
            created_at=now,
        )
    )
    if new.kind is BoardKind.POLL:
        await plan_reminder(store, board, now=now)
    if new.kind in EDITED:
        _pin(store, row, now=now)
        seed(store, row, NUMBERS[: len(new.menu)], now=now)
    return board


def fingerprint(text: str | None) -> str:
    """Equal for equal texts; never the text itself, which a sent message no longer has."""
    return hashlib.sha256((text or "").encode()).hexdigest()[:32]


async def stale(post: Post) -> list[int]:
    """The boards that no longer show how things stand. Only reads."""
    found = []
    for posted in await post.store.boards.followed():
        now = await _worked_out(post, posted.board)
        changed = now.fingerprint != posted.board.shown or now.view.over
        if changed or _is_lost(posted, now.room) or _is_used_up(post, posted, now):
            found.append(posted.board.id)
    return found


async def refresh(post: Post, board_ids: Sequence[int]) -> None:
    """Write an edit for each of them that shows something else now; one for each, whatever has changed."""
    for board_id in board_ids:
        posted = await post.store.boards.posted(board_id)
        if posted.board.state in FOLLOWED:
            await _refresh(post, posted)


async def close(post: Post, posted: Posted, state: BoardState = BoardState.CLOSED) -> None:
    """Show how it ended; numbers change nothing any more."""
    posted.board.state = state
    await _refresh(post, posted)


async def follow(post: Post, room: Room) -> None:
    """The bot is in the room that replaces another: what stood there is put up here, once, and pinned."""
    store = post.store
    for posted in await store.boards.live_in(room.id):
        if posted.state is not OutboxState.SENT or posted.room == room.address:
            continue
        now = await _worked_out(post, posted.board)
        row = await _message(post, posted.board, now)
        posted.board.outbox_id = row.id
        posted.board.shown = now.fingerprint
        posted.board.menu = list(now.view.menu)
        _pin(store, row, now=post.now)
        seed(store, row, NUMBERS[: len(now.view.menu)], now=post.now)
    await store.flush()


async def _message(post: Post, board: Board, now: _WorkedOut) -> Outbox:
    """A new message in the room, to be a board; it has its id."""
    row = Outbox(
        district_id=board.district_id,
        platform=now.room.platform,
        lane=room_lane(now.room),
        room=now.room.address,
        kind=now.view.say.id,
        text=now.text,
        created_at=post.now,
    )
    post.store.outbox.add(row)
    await post.store.flush()
    return row


@dataclass(frozen=True, slots=True)
class _WorkedOut:
    view: View
    text: str
    room: Room
    zone: ZoneInfo

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.text)


async def _worked_out(post: Post, board: Board) -> _WorkedOut:
    """In the language of the room, as the answer that put it up was worded (`bot.answers`)."""
    room = await post.store.boards.room_of(board)
    district = await post.store.rooms.district(board.district_id)
    found = await view(post, board)
    message, zone = found.say, ZoneInfo(district.timezone)
    if room.district_id not in (None, district.id):
        message = in_district(message, district.key, prefix=post.house.prefix)
    text = post.texts.render(
        message,
        language=room.language or district.language,
        zone=zone,
        now=post.now,
    )
    return _WorkedOut(found, text, room, zone)


def _is_lost(posted: Posted, room: Room) -> bool:
    """Its message never arrived, or the bot is no longer where it stands."""
    return posted.state in (OutboxState.DEAD, OutboxState.DROPPED) or room.state is RoomState.LEFT


def _is_used_up(post: Post, posted: Posted, now: _WorkedOut) -> bool:
    """Whether a new one is to take its place now. Nobody waits for that at night."""
    if not now.view.worn or posted.state is not OutboxState.SENT:
        return False
    return quiet_until(post.now, quiet=post.house.quiet, zone=now.zone) is None


async def _put_up_anew(post: Post, posted: Posted) -> None:
    """A number is never given to another shift, so that a card runs out of them: another takes its place."""
    old = posted.board
    await close(post, posted)
    new = NewBoard(kind=old.kind, menu=(), activity_id=old.activity_id)
    blank = Board(
        district_id=old.district_id,
        kind=new.kind,
        state=BoardState.LIVE,
        room_id=old.room_id,
        activity_id=old.activity_id,
        menu=[],
    )
    now = await _worked_out(post, blank)
    row = await _message(post, blank, now)
    new = replace(new, menu=tuple(now.view.menu))
    await put_up(post.store, row, new, room=now.room, by=old.created_by_id, now=post.now)


async def _refresh(post: Post, posted: Posted) -> None:
    store, board = post.store, posted.board
    now = await _worked_out(post, board)
    if _is_lost(posted, now.room):
        board.state = BoardState.GONE
        return
    if board.state is BoardState.LIVE and _is_used_up(post, posted, now):
        await _put_up_anew(post, posted)
        return
    if now.view.over:
        board.state = BoardState.CLOSED
    if now.fingerprint != board.shown:
        await _write(post, posted, now)
        board.shown = now.fingerprint
    if len(now.view.menu) > len(board.menu):
        more = NUMBERS[len(board.menu) : len(now.view.menu)]
        board.menu = list(now.view.menu)
        seed(store, await store.boards.message(board.outbox_id), more, now=post.now)
    await store.flush()


async def _write(post: Post, posted: Posted, now: _WorkedOut) -> None:
    """One that has not been sent yet is replaced in its place: only the last counts."""
    store, board = post.store, posted.board
    waiting = await store.boards.unsent_edit(board.outbox_id)
    if waiting is not None:
        waiting.text, waiting.kind = now.text, now.view.say.id
        return
    store.outbox.add(
        Outbox(
            district_id=board.district_id,
            platform=now.room.platform,
            action=OutboxAction.EDIT,
            lane=f"{EDIT_LANE}{room_lane(now.room)}",
            room=posted.room,
            kind=now.view.say.id,
            text=now.text,
            target_row=board.outbox_id,
            created_at=post.now,
        )
    )


def _pin(store: Store, row: Outbox, *, now: datetime) -> None:
    """So that it is found again; where the bot may not, nobody is troubled with that."""
    store.outbox.add(
        Outbox(
            district_id=row.district_id,
            platform=row.platform,
            action=OutboxAction.PIN,
            lane=f"{SEED_LANE}{row.lane}",
            room=row.room,
            kind=PIN,
            target_row=row.id,
            created_at=now,
        )
    )
