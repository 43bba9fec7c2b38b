"""What a limited sync left out of a room's timeline, read page by page.

A hole must never be skipped: a command in it would be lost. So a page is asked for until it comes. The
one exception is a room whose history the server cannot show at all although it answers everything
else: after several such failures that room's gap is given up with an error in the log, lest one broken
room silence the bot everywhere.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import structlog

from bot.platforms.base import Refused, Unavailable
from bot.platforms.matrix.filters import PAGE_FILTER
from bot.platforms.matrix.http import MatrixHttp
from bot.platforms.matrix.patience import Patience
from bot.platforms.matrix.shapes import Json, events_in

MOST_EVENTS = 10_000
"""Events of one gap in one room that are kept in memory; of a longer gap the newest are read."""

PAGE = 100
TRIES_BEFORE_DOUBT = 6
"""Failures of one page after which it is asked whether the server answers anything else."""

FAILURES_WHILE_UP = 4
"""Failures of one page, with the server otherwise well, after which the room is given up."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a room's history, newest first, `end` None when there is no more."""

    chunk: list[Json]
    end: str | None
    state: list[Json] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Gap:
    """What was left out, oldest first, and the members' state that came along."""

    events: list[Json]
    state: list[Json]


Fetch = Callable[[str], Awaitable[Page]]
"""The page that ends at a position. Raises `Refused` when the room's history is closed to the bot."""


async def read_gap(
    fetch: Fetch, begin: str, *, is_boundary: Callable[[Json], bool], most: int = MOST_EVENTS, room: str = ""
) -> Gap:
    """Page back from the position `begin` until there is no more, or past an event that `is_boundary`
    (before which the bot was not there)."""
    events: list[Json] = []
    state: list[Json] = []
    position: str | None = begin
    while position is not None:
        try:
            page = await fetch(position)
        except Refused as error:
            log.warning("gap not readable", room=room, code=error.code, found=len(events))
            break
        events.extend(page.chunk)
        state.extend(page.state)
        if any(is_boundary(event) for event in page.chunk):
            break
        if len(events) >= most:
            log.warning("gap too long, its beginning is left out", room=room, found=len(events))
            break
        position = page.end if page.end != position else None
    return Gap(events[:most][::-1], state)


def pages_of(http: MatrixHttp, patience: Patience, room: str, until: str) -> Fetch:
    """Pages of the room's history after the sync token `until`, each asked for until it comes."""

    async def ask(begin: str) -> Page:
        query = {"dir": "b", "from": begin, "to": until, "limit": str(PAGE), "filter": PAGE_FILTER}
        answer = await http.call("history", "GET", "rooms", room, "messages", query=query)
        end = answer.get("end")
        if not isinstance(end, str):
            end = None
        return Page(events_in(answer.get("chunk")), end, events_in(answer.get("state")))

    async def fetch(begin: str) -> Page:
        failures_while_up = 0
        while True:
            try:
                return await patience.insist("history", lambda _tries: ask(begin), at_most=TRIES_BEFORE_DOUBT)
            except Unavailable as error:
                await patience.insist("whoami", lambda _tries: who_am_i(http))
                failures_while_up += 1
                if failures_while_up >= FAILURES_WHILE_UP:
                    log.error("history broken, events may be lost", room=room, reason=str(error))
                    raise Refused("the room's history cannot be read", code="PASSET_HISTORY") from error

    return fetch


async def who_am_i(http: MatrixHttp) -> Json:
    """Whose login this is. Raises PlatformError."""
    return await http.call("whoami", "GET", "account", "whoami")


def without_doubles(events: list[Json]) -> list[Json]:
    """The events, each id once, at its first place. Those without an id are kept: they are dropped later."""
    seen: set[str] = set()
    kept: list[Json] = []
    for event in events:
        event_id = event.get("event_id")
        if isinstance(event_id, str):
            if event_id in seen:
                continue
            seen.add(event_id)
        kept.append(event)
    return kept
