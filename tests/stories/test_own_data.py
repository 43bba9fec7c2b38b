"""Whoever asks sees everything that is kept about them, alone, in short and as a file (issue 4, point 9)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.stories.given import ringstuga, shift, told
from tests.support.story import Heard, Story


def content(story: Story, heard: Heard) -> dict[str, Any]:
    file = story.file_of(heard)
    assert file is not None
    assert file.mimetype == "application/json"
    return dict(json.loads(file.data))


async def test_in_a_room_it_is_one_line_and_the_rest_comes_alone(story: Story) -> None:
    heard = await told(story.bo, "!minadata", "mydata-in-room")
    assert "@bo" not in heard.text
    (alone,) = story.bo.direct.new()
    assert "@bo:example.org" in alone.text
    assert content(story, alone)["accounts"][0]["address"] == "@bo:example.org"


@pytest.mark.parametrize(("typed", "said"), [("!minadata", "Ditt språk"), ("!mydata", "Your language")])
async def test_the_file_tells_of_seats_roles_and_wishes(story: Story, typed: str, said: str) -> None:
    number = await ringstuga(story)
    await story.bo.says(f"!anmäl {number} gäster=1")
    await story.bo.says("!bevaka ringstuga")
    await story.anna.says("!kunskap @bo:example.org ringledare")
    await story.bo.says("!language en" if typed == "!mydata" else "!språk sv")
    heard = await story.bo.says(typed, room=story.bo.direct)
    assert heard.kind == "mydata-shown"
    assert said in heard.text
    data = content(story, heard)
    (signup,) = data["signups"]
    assert (signup["activity"], signup["guests"], signup["booked_by"]) == ("ringstuga", 1, "you")
    assert [one["skill"] for one in data["skills"]] == ["ringledare"]
    assert [one["activity"] for one in data["watches"]] == ["ringstuga"]
    assert data["heard"]
    assert data["log"]
    assert data["messages"]


async def test_the_answer_itself_tells_which_shifts_and_when_one_is_reminded(story: Story) -> None:
    first = await ringstuga(story)
    second = await shift(story, "fre 18-20", more="platser=1")
    await story.leyla.says(f"!anmäl {second}")
    await story.anna.says(f"!boka {first} {story.bo.address}")
    await story.bo.says(f"!anmäl {second}")
    await story.bo.says("!påminn 24h 2h")
    heard = await story.bo.says("!minadata", room=story.bo.direct)
    assert "2 kommande pass: Ringstuga" in heard.text
    assert f"(#{first}, inbokad av någon annan)" in heard.text
    assert f"(#{second}, i kö)" in heard.text
    assert "påmind 1 dag före och 2 timmar före" in heard.text
    assert "Tidigare pass: inga" in heard.text
    await story.bo.says(f"!avboka {second}")
    await story.bo.says("!påminn av")
    heard = await story.bo.says("!minadata", room=story.bo.direct)
    assert f"Tidigare pass: Ringstuga fre 10 maj 18.00–20.00 (#{second}, avbokad)" in heard.text
    assert "valt bort påminnelser" in heard.text
    assert content(story, heard)["about"].startswith("Allt som Passet har sparat om Bo")


async def test_nobody_else_stands_in_it(story: Story) -> None:
    number = await ringstuga(story)
    await story.anna.says(f"!boka {number} @bo:example.org")
    await story.leyla.says(f"!anmäl {number}")
    heard = await story.bo.says("!minadata", room=story.bo.direct)
    file = story.file_of(heard)
    assert file is not None
    for other in ("Anna", "Leyla", "@anna", "@leyla"):
        assert other not in file.data.decode()
        assert other not in heard.text
    (signup,) = content(story, heard)["signups"]
    assert signup["booked_by"] == "somebody else"


async def test_somebody_entered_under_the_same_name_is_pointed_out(story: Story) -> None:
    number = await ringstuga(story)
    await told(story.anna, f'!boka {number} "Bo"', "book-done")
    heard = await story.bo.says("!minadata", room=story.bo.direct)
    assert "skrivit in någon utan chatt som heter som du" in heard.text
    heard = await story.leyla.says("!mydata", room=story.leyla.direct)
    assert "utan chatt" not in heard.text
    await story.bo.says("!language en")
    heard = await story.bo.says("!mydata", room=story.bo.direct)
    assert "somebody without chat who is called like you" in heard.text
