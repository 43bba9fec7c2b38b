"""Gaps: nothing in them is lost, nothing comes twice, and no gap fills the memory."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from bot.clock import SystemClock
from bot.platforms.base import Refused
from bot.platforms.matrix.backfill import Page, pages_of, read_gap, without_doubles
from bot.platforms.matrix.patience import Gate, Patience
from bot.platforms.matrix.shapes import Json
from tests.platforms.matrix.events import BO, OWN, ROOM, member, message
from tests.platforms.matrix.server import answer, scripted


def history(count: int) -> list[Json]:
    """Oldest first."""
    return [message(BO, f"!mine {number}") for number in range(count)]


class Server:
    """A room's history in pages of `size`, newest first, as a homeserver gives it."""

    def __init__(self, events: list[Json], size: int = 100, *, last_page_names_end: bool = False) -> None:
        self.events = events[::-1]
        self.size = size
        self.names_end = last_page_names_end
        self.asked: list[str] = []

    async def page(self, begin: str) -> Page:
        self.asked.append(begin)
        start = int(begin)
        chunk = self.events[start : start + self.size]
        more = start + self.size < len(self.events) or (self.names_end and chunk)
        return Page(chunk, str(start + self.size) if more else None)


def never(_event: Json) -> bool:
    return False


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 250])
@pytest.mark.parametrize("names_end", [False, True])
async def test_a_gap_is_read_whole_and_in_order_also_its_last_page(count: int, names_end: bool) -> None:
    events = history(count)
    gap = await read_gap(Server(events, last_page_names_end=names_end).page, "0", is_boundary=never)
    assert gap.events == events


async def test_a_server_that_goes_in_circles_does_not_catch_the_bot() -> None:
    async def same(_begin: str) -> Page:
        return Page([], "0")

    assert (await read_gap(same, "0", is_boundary=never)).events == []


async def test_nothing_is_read_beyond_the_own_join() -> None:
    events = [*history(300), member(OWN, "join", "invite"), *history(150)]
    server = Server(events)
    is_join: Callable[[Json], bool] = lambda event: event["type"] == "m.room.member"  # noqa: E731 - the shorter
    gap = await read_gap(server.page, "0", is_boundary=is_join)
    assert events[300] in gap.events
    assert len(server.asked) == 2


async def test_a_gap_without_end_is_cut_at_its_old_side() -> None:
    events = history(1_000)
    gap = await read_gap(Server(events).page, "0", is_boundary=never, most=250)
    assert gap.events == events[-250:]


async def test_a_room_that_is_closed_to_the_bot_gives_what_could_be_read() -> None:
    events = history(200)
    server = Server(events)

    async def page(begin: str) -> Page:
        if begin != "0":
            raise Refused("no longer there", code="M_FORBIDDEN")
        return await server.page(begin)

    assert (await read_gap(page, "0", is_boundary=never)).events == events[100:]


def test_what_is_in_the_gap_and_in_the_timeline_comes_once() -> None:
    events = history(5)
    assert without_doubles(events[:4] + events[2:]) == events
    odd: list[Json] = [{"event_id": []}, {}]
    assert without_doubles(odd * 2) == odd * 2


PAGE = answer(200, '{"chunk": [{"type": "m.x", "event_id": "$a"}, 7], "state": [{"type": "m.room.member"}]}')
AWAY = answer(502, "<html>Bad gateway</html>")
WELL = answer(200, '{"user_id": "@passet:example.org"}')


async def no_pause(_seconds: float) -> None:
    return


async def fetch(*answers: bytes) -> tuple[Page, list[str]]:
    from bot.platforms.matrix.http import MatrixHttp

    gate = Gate()
    async with scripted(*answers) as server:
        http = MatrixHttp(server.url, SystemClock(), gate)
        try:
            pages = pages_of(http, Patience(random.Random(1), gate, no_pause), ROOM, "s1")
            return await pages("p1"), server.asked
        finally:
            await http.close()


async def test_a_page_that_fails_is_asked_for_again_and_never_skipped() -> None:
    page, asked = await fetch(AWAY, AWAY, AWAY, PAGE)
    assert page.chunk == [{"type": "m.x", "event_id": "$a"}]
    assert page.end is None
    assert page.state == [{"type": "m.room.member"}]
    assert len(asked) == 4
    assert "from=p1&to=s1" in asked[0]


async def test_a_page_is_waited_for_as_long_as_nothing_else_is_answered_either() -> None:
    page, asked = await fetch(*[AWAY] * 40, WELL, PAGE)
    assert page.chunk == [{"type": "m.x", "event_id": "$a"}]
    assert len(asked) == 42


async def test_a_room_whose_history_is_broken_for_good_does_not_silence_the_bot() -> None:
    broken = ([AWAY] * 6 + [WELL]) * 4
    with pytest.raises(Refused):
        await fetch(*broken)
