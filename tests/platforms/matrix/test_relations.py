"""Reactions and pins, whatever the server shows of them."""

from __future__ import annotations

import pytest

from bot.platforms.base import Reacted, Refused
from bot.platforms.matrix.relations import PINNED, add_pin, read_reactions
from bot.platforms.matrix.shapes import Json
from tests.platforms.matrix.events import BO, ROOM
from tests.platforms.matrix.fake_http import FakeHttp

CARD = "$card"


def reaction(event_id: object, key: object = "1️⃣", **changes: object) -> Json:
    relation = {"rel_type": "m.annotation", "event_id": CARD, "key": key}
    event: Json = {
        "type": "m.reaction",
        "event_id": event_id,
        "sender": BO,
        "content": {"m.relates_to": relation},
    }
    return event | changes


async def read(*pages: Json, opened: Json | None = None) -> tuple[Reacted, ...]:
    http = FakeHttp()
    for number, page in enumerate(pages):
        http.pages[f"p{number}" if number else ""] = page
    return await read_reactions(http, ROOM, CARD, lambda _event: opened)


async def test_all_pages_are_read_and_the_oldest_comes_first() -> None:
    found = await read(
        {"chunk": [reaction("$3"), reaction("$2")], "next_batch": "p1"},
        {"chunk": [reaction("$2"), reaction("$1")]},
    )
    assert [one.event_id for one in found] == ["$1", "$2", "$3"]


async def test_a_page_that_names_itself_as_the_next_is_the_last() -> None:
    again = {"chunk": [reaction("$1")], "next_batch": "p1"}
    assert [one.event_id for one in await read({"chunk": [], "next_batch": "p1"}, again)] == ["$1"]


@pytest.mark.parametrize(
    "event",
    [
        reaction("$1", None),
        reaction("$1", ["1️⃣"]),
        reaction(None),
        reaction("$1", sender=7),
        reaction("$1", content={}),
        reaction("$1", content={"m.relates_to": "x"}),
        reaction("$1", content={"m.relates_to": {"rel_type": "m.annotation", "event_id": "$x", "key": "1"}}),
        reaction("$1", content={"m.relates_to": {"rel_type": "m.thread", "event_id": CARD, "key": "1"}}),
        reaction("$1", unsigned={"redacted_because": {"type": "m.room.redaction"}}),
        reaction("$1", type="m.room.message"),
        reaction("$1", type=None),
        "nothing",
    ],
)
async def test_what_is_no_reaction_to_the_message_does_not_count(event: object) -> None:
    assert await read({"chunk": [event, reaction("$2")]}) == (Reacted("$2", BO, "1️⃣"),)


async def test_a_key_that_stands_inside_the_encrypted_part_only_is_read_there() -> None:
    sealed = reaction("$1", type="m.room.encrypted", content={"m.relates_to": {"rel_type": "m.annotation"}})
    assert await read({"chunk": [sealed]}, opened=reaction("$1", "2️⃣")) == (Reacted("$1", BO, "2️⃣"),)
    assert await read({"chunk": [sealed]}, opened=None) == ()


@pytest.mark.parametrize("before", [None, {}, {"pinned": "x"}, {"pinned": [7, ""]}])
async def test_the_first_pin_needs_nothing_to_be_there(before: Json | None) -> None:
    http = FakeHttp()
    if before is not None:
        http.state[ROOM, PINNED] = before
    await add_pin(http, ROOM, CARD)
    assert http.state[ROOM, PINNED]["pinned"] == [CARD]


async def test_what_others_pinned_stays_and_what_is_pinned_is_not_written_again() -> None:
    http = FakeHttp()
    http.state[ROOM, PINNED] = {"pinned": ["$rules"], "of.others": 1}
    await add_pin(http, ROOM, CARD)
    await add_pin(http, ROOM, CARD)
    assert http.state[ROOM, PINNED] == {"pinned": ["$rules", CARD], "of.others": 1}
    assert http.asked.count("pin") == 1


async def test_reactions_to_what_is_not_there_are_refused() -> None:
    with pytest.raises(Refused):
        await read_reactions(FakeHttp(), ROOM, CARD, lambda _event: None)
