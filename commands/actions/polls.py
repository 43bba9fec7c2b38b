"""Polls of days: what they show, and how the best day becomes a shift (issue 3, point 10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from commands.actions.defaults import Said, needs_for
from commands.actions.shifts import add_shifts, already_there
from commands.actions.views import View
from commands.post import Post
from commands.rules.polls import Day, best_day, counted
from commands.rules.when import Span
from commands.texts import Lines, Period, Say, Value, say
from commands.wording import about
from storage.models import Activity, Board
from storage.queries.boards import Posted
from storage.queries.shifts import ShiftView
from storage.states import BoardKind, BoardState, ShiftState
from storage.store import Store


def data_of(*, title: str, slug: str, spans: Sequence[Span]) -> dict[str, Any]:
    """What is kept of a poll in its board."""
    days = [[one.starts.isoformat(), one.ends.isoformat()] for one in spans]
    return {"title": title, "slug": slug, "days": days}


def title_of(board: Board) -> str:
    return str((board.data or {})["title"])


def slug_of(board: Board) -> str:
    return str((board.data or {})["slug"])


def spans_of(board: Board) -> list[Span]:
    """The days in the order of their numbers."""
    days = (board.data or {})["days"]
    return [Span(datetime.fromisoformat(starts), datetime.fromisoformat(ends)) for starts, ends in days]


async def poll(post: Post, board: Board) -> View:
    """How many can on each day, never who; once it is decided, which day it became, and if that holds."""
    days = await days_of(post, board)
    decided = await shift_of(post.store, board)
    if decided is not None:
        over = decided.starts <= post.now or decided.state is ShiftState.CANCELLED
        text_id = "poll-called-off" if decided.state is ShiftState.CANCELLED else "poll-decided"
        can = next((day.can for day in days if day.span.starts == decided.starts), 0)
        return View(_about(text_id, post, board, **about(decided), can=can), board.menu, over=over)
    if board.state is BoardState.CLOSED or all(day.span.starts <= post.now for day in days):
        return View(_about("poll-over", post, board), board.menu, over=True)
    lines = [
        say(
            "poll-line",
            choice=number,
            when=Period(day.span.starts, day.span.ends),
            can=day.can,
            past=day.span.starts <= post.now,
        )
        for number, day in enumerate(days, start=1)
    ]
    return View(_about("poll-list", post, board, days=Lines(lines)), board.menu)


async def open_in(store: Store, district_id: int) -> list[Posted]:
    """The questions of a district that are open, oldest first."""
    return [
        one
        for one in await store.boards.live()
        if one.board.kind is BoardKind.POLL and one.board.district_id == district_id
    ]


async def shift_of(store: Store, board: Board) -> ShiftView | None:
    """The shift that the best day became; None while the question is open, or when it came to nothing."""
    shift_id = (board.data or {}).get("shift")
    return None if shift_id is None else await store.shifts.view(shift_id)


async def days_of(post: Post, board: Board) -> list[Day]:
    """The days with how many can."""
    return counted(spans_of(board), await _counts(post, board))


async def _counts(post: Post, board: Board) -> Mapping[int, int]:
    """None yet, of one that is about to be put up."""
    return await post.store.boards.counts(board.id) if board.id is not None else {}


def _about(text_id: str, post: Post, board: Board, **values: Value) -> Say:
    return say(
        text_id, **({"title": title_of(board), "slug": slug_of(board), "prefix": post.house.prefix} | values)
    )


def best_number(days: Sequence[Day], *, now: datetime) -> int | None:
    """The number of the best day; see `commands.rules.polls.best_day`."""
    place = best_day(days, now=now)
    return None if place is None else place + 1


async def become_shift(post: Post, activity: Activity, span: Span) -> tuple[ShiftView, bool]:
    """The shift of that day, with what its activity says for all, and whether it is new.

    One that is there already is not made twice.
    """
    there = await already_there(post.store, activity, [span])
    if there:
        return there[0], False
    needs = needs_for(activity, Said()).needs
    (made,) = await add_shifts(post.store, activity, [span], needs, now=post.now)
    return made, True
