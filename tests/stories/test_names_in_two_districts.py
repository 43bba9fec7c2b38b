"""Polls and watched activities have names, and two districts may have the same: nothing is guessed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.stories.districts import two_districts
from tests.stories.given import english
from tests.stories.reacting import ONE, showing
from tests.stories.test_two_districts import Two
from tests.support.story import Heard, Place


@pytest_asyncio.fixture
async def both(tmp_path: Path) -> AsyncIterator[Two]:
    """Anna organizes both; each has an activity "ringstuga", Sjuhärad the activity "torg"."""
    async with two_districts(tmp_path, anna_organizes=("sjuharad", "dalarna")) as story:
        two = Two(story, Place(story, "!dalarna"))
        await story.server.invite_bot(two.dalarna.address, by=story.bo.address)
        await story.settle()
        await story.anna.says("!rum distrikt=sjuharad")
        for room in (story.district_room, two.dalarna):
            await story.anna.says("!aktivitet ny ringstuga", room=room)
        await story.anna.says("!aktivitet ny torg")
        yield two


async def polls(two: Two, name: str = "möte") -> tuple[Heard, Heard]:
    """The same question in both districts; Leyla can on the first day."""
    asked = []
    for room in (two.story.district_room, two.dalarna):
        heard = await two.story.anna.says(f"!datum {name} 14/5 15/5 18-20", room=room)
        await two.story.leyla.reacts(heard, ONE)
        asked.append(heard)
    return asked[0], asked[1]


async def test_a_poll_that_both_have_is_asked_back_and_the_number_closes_that_one(both: Two) -> None:
    first, second = await polls(both)
    anna = both.story.anna
    for text in ("datum stäng möte", "datum stäng"):
        heard = await anna.says(text, room=anna.direct)
        assert heard.kind == "district-choose"
        assert "1. Möte (Vänsterpartiet Dalarna)" in heard.text
        assert "2. Möte (Vänsterpartiet Sjuharad)" in heard.text
    (done,) = await anna.reacts(heard, ONE)
    assert (done.kind, "#dalarna-1" in done.text) == ("poll-close-done", True)
    assert "blir tis 14 maj" in showing(both.dalarna, second.event)
    assert "vilka dagar kan du?" in showing(both.story.district_room, first.event)
    assert (await anna.says("datum stäng", room=anna.direct)).kind == "poll-close-done"
    assert "blir tis 14 maj" in showing(both.story.district_room, first.event)


async def test_the_district_may_be_typed_before_the_name(both: Two) -> None:
    first, _ = await polls(both)
    anna = both.story.anna
    done = await anna.says("datum stäng sjuharad möte", room=anna.direct)
    assert done.kind == "poll-close-done"
    assert "blir tis 14 maj" in showing(both.story.district_room, first.event)
    await both.story.anna.says("!datum fika 20/5 21/5 18-20")
    assert "#sjuharad" in done.text
    done = await anna.says("datum stäng fika ändå", room=anna.direct)
    assert done.kind == "poll-close-empty"


async def test_who_may_close_only_one_of_them_is_not_asked(both: Two) -> None:
    """Bo organizes Dalarna, and has been in the room of Sjuhärad."""
    first, second = await polls(both)
    bo = both.story.bo
    await bo.says("!anmäl 99")
    done = await bo.says("datum stäng möte", room=bo.direct)
    assert done.kind == "poll-close-done"
    assert "blir tis 14 maj" in showing(both.dalarna, second.event)
    assert "vilka dagar kan du?" in showing(both.story.district_room, first.event)


async def test_what_both_have_is_watched_where_it_was_meant(both: Two) -> None:
    anna = both.story.anna
    await english(anna)
    heard = await anna.says("watch ringstuga", room=anna.direct)
    assert heard.kind == "district-choose"
    assert "nothing is changed yet" in heard.text
    assert "!watch dalarna ringstuga" in heard.text
    assert (await anna.says("2", room=anna.direct)).kind == "watch-on"
    assert (await anna.says("watch ringstuga off", room=anna.direct)).kind == "watch-off"
    assert (await anna.says("watch ringstuga off", room=anna.direct)).kind == "watch-was-off"
    assert (await anna.says("watch torg", room=anna.direct)).kind == "watch-on"
