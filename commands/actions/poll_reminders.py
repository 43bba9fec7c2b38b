"""Whoever asked a room about days hears once that the question is still open, before its days have been.

Issue 3, point 10. A day before each of the days it is seen whether anybody can on one of those left; the
first time that somebody can, the maker is told what to type. A question that nobody answered ends with its
last day, and the maker hears that. One letter in all.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from commands.actions.polls import days_of, slug_of, spans_of, title_of
from commands.actions.responsible import tell_organizers_rooms
from commands.post import Post
from commands.rules.polls import best_day, first_look, next_look
from commands.rules.reminding import Expire, Send, Wait
from commands.texts import Period, Say, Value, say
from storage.models import Board, Due
from storage.states import BoardState
from storage.store import Store

KIND = "poll-open"
BEFORE = timedelta(days=1)
"""So long before a day there is time to close the question, and for those who can to answer."""


async def plan(store: Store, board: Board, *, now: datetime) -> None:
    """The board was put up just now (aware)."""
    at = first_look(_starts(board), before=BEFORE, now=now)
    await store.dues.plan(KIND, _subject(board), at, district_id=board.district_id)


async def withdraw(store: Store, board: Board) -> None:
    """The question was closed: there is nothing to be reminded of."""
    await store.dues.withdraw(KIND, _subject(board))


async def is_moot(store: Store, due: Due) -> bool:
    """Whether the question is no longer open."""
    return (await _board(store, due)).state is not BoardState.LIVE


async def perform(store: Store, post: Post, due: Due) -> Send | Wait | Expire:
    """Tell the maker, or wait for the next day."""
    board = await _board(store, due)
    days = await days_of(post, board)
    if all(day.span.starts <= post.now for day in days):
        if board.state in (BoardState.GONE, BoardState.DECIDED):
            return Expire("not open")
        await _tell(post, board, say("poll-ended", **_about(post, board)), helps_until=None)
        return Send(late=False)
    if board.state is not BoardState.LIVE:
        return Expire("not open")
    best = best_day(days, now=post.now)
    if best is None:
        return Wait(next_look(_starts(board), before=BEFORE, now=post.now))
    day = days[best]
    message = say(
        "poll-waiting",
        **_about(post, board),
        when=Period(day.span.starts, day.span.ends),
        can=day.can,
    )
    coming = min(one.span.starts for one in days if one.span.starts > post.now)
    close = f"{post.house.prefix}poll close {slug_of(board)}"
    await _tell(post, board, message, helps_until=coming, yes=close)
    return Send(late=False)


def _starts(board: Board) -> list[datetime]:
    return [one.starts for one in spans_of(board)]


async def _tell(
    post: Post, board: Board, message: Say, *, helps_until: datetime | None, yes: str | None = None
) -> None:
    """The maker; without one that can be written to, the organizers' rooms."""
    district = await post.store.rooms.district(board.district_id)
    reached = board.created_by_id is not None and await post.to_person(
        board.created_by_id, message, district=district, helps_until=helps_until, yes=yes
    )
    if not reached:
        await tell_organizers_rooms(post, district, message, yes=yes)


def _about(post: Post, board: Board) -> dict[str, Value]:
    return {"title": title_of(board), "slug": slug_of(board), "prefix": post.house.prefix}


def _subject(board: Board) -> str:
    """Ends in a colon, so that no other begins with it."""
    return f"poll:{board.id}:"


async def _board(store: Store, due: Due) -> Board:
    return await store.boards.get(int(due.subject.split(":")[1]))
