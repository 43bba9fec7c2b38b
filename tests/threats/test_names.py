"""Names that pretend to be somebody else's, or to call a whole room."""

from __future__ import annotations

import re

import pytest

from bot.platforms.base import Outgoing
from bot.platforms.matrix import content
from bot.platforms.matrix.content import message_content
from commands import which_person
from commands.actions import people as people_actions
from commands.actions import roster
from commands.rules import visible
from commands.rules.lookalikes import skeleton
from commands.rules.names import fold
from storage.queries.people import People
from tests.stories.given import booked, ringstuga, told
from tests.support.story import Someone, Story


@pytest.mark.parametrize(
    "other", ["Во", "Βo", "Bο", "Βօ", "B\u200bo", "\u202eBo\u202c", "Ｂｏ", "𝐁𝐨", "BO", "bo", "B0", " Bo "]
)
def test_names_that_look_alike_are_told_apart(other: str) -> None:
    assert skeleton(other) == skeleton("Bo")


@pytest.mark.parametrize(("one", "other"), [("Bo", "Bö"), ("Åsa", "Asa"), ("Anna", "Hanna"), ("Оля", "Ола")])
def test_names_that_do_not_look_alike_are_not(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


async def _roster(story: Story, name: str) -> str:
    await ringstuga(story)
    twin = Someone(story, "@mallory:elsewhere.org", name)
    for one in (story.bo, twin):
        await told(one, "!anmäl 1", "signup-booked")
    return (await story.anna.says("!bokade 1", room=story.organizers_room)).text


@pytest.mark.parametrize("name", ["Bo", "Во", "B\u200bo"], ids=["the same", "Cyrillic", "invisible"])
async def test_of_two_who_look_alike_a_roster_shows_the_accounts(story: Story, name: str) -> None:
    text = await _roster(story, name)
    assert "(@bo:example.org)" in text
    assert "(@mallory:elsewhere.org)" in text


async def test_without_the_comparison_of_letters_they_would_be_one(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster, "skeleton", fold)
    assert "@mallory" not in await _roster(story, "Во")


async def _a_liar(story: Story) -> Someone:
    """Somebody who is called like the organizer, where Bo is booked."""
    await ringstuga(story)
    await told(story.bo, "!anmäl 1", "signup-booked")
    return Someone(story, "@mallory:elsewhere.org", "Anna")


async def test_who_is_called_like_an_organizer_is_none(story: Story) -> None:
    liar = await _a_liar(story)
    for text in ("!bokade 1", '!boka 1 "Karin"', "!organisatör ny @mallory:elsewhere.org"):
        for name in ("Anna", "Anna (@anna:example.org)", "@anna:example.org"):
            liar.name = name
            heard = await told(liar, text, "error-forbidden")
            assert "Bo" not in heard.text
    assert liar.new() == []


async def test_without_asking_for_the_account_a_name_would_make_an_organizer(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def by_name(people: People, _district: int, person_id: int) -> bool:
        return (await people.get(person_id)).name == "Anna"

    liar = await _a_liar(story)
    monkeypatch.setattr(People, "is_organizer", by_name)
    await told(liar, "!bokade 1", "booked-counts")
    assert "Bo" in liar.new()[0].text


KARIN = ("Karin Åsa", "karin  åsa", "Karin A\u030asa", "Karin\u200b Åsa", "ＫＡＲＩＮ ÅSA")


async def _entered(story: Story) -> list[str]:
    """The same name in several ways of writing it, each entered for a shift; the people who came of it."""
    await ringstuga(story)
    for name in KARIN:
        await story.anna.says(f'!boka 1 "{name}"', room=story.organizers_room)
    return await booked(story, 1)


async def test_a_name_that_is_written_in_another_way_is_nobody_new(story: Story) -> None:
    assert await _entered(story) == ["Karin Åsa"]


async def test_without_folding_each_way_of_writing_would_be_another_person(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (which_person, people_actions):
        monkeypatch.setattr(module, "fold", str)
    assert len(await _entered(story)) > 1


def _said(text: str) -> str:
    message = Outgoing(room="!r", text=text, id="1", kind="mine-list")
    made = message_content(message)
    assert made["m.mentions"] == {}, "said explicitly, so that nobody guesses"
    return str(made["body"])


@pytest.mark.parametrize("name", ["@room", "Bo @ROOM", "hej @room: kom!", "`@room`", "**@room**"])
def test_no_name_calls_a_whole_room(name: str) -> None:
    assert "@room" not in _said(f"På listan: {name}").lower()


def test_without_breaking_it_up_a_name_would_call_a_whole_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "_calling_nobody", str)
    assert "@room" in _said("På listan: @room")


UNSEEN = {
    "turned around": "Bo\u202e kE oB",
    "zero width": "B\u200bo",
    "tags": "Bo\U000e0041",
    "tower": "B" + "\u0301" * 10_000,
}


async def _shown(story: Story, name: str) -> str:
    """A roster with somebody of this name on it."""
    await ringstuga(story)
    await told(Someone(story, "@mallory:elsewhere.org", name), "!anmäl 1", "signup-booked")
    return (await story.anna.says("!bokade 1", room=story.organizers_room)).markdown


def _unseen(text: str) -> list[str]:
    """The signs in it that show nothing, or turn the text around them; and towers of marks."""
    return re.findall(
        "[\u200b-\u200f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]|[\u0300-\u036f]{5,}", text
    )


@pytest.mark.parametrize("name", UNSEEN.values(), ids=UNSEEN)
async def test_nothing_unseen_in_a_name_reaches_others(story: Story, name: str) -> None:
    shown = await _shown(story, name)
    assert _unseen(shown) == []
    assert len(shown) < 500


@pytest.mark.parametrize("name", [one for one in UNSEEN.values() if len(one) < 100])
async def test_without_the_cleaning_it_would_be_in_the_roster(
    story: Story, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visible, "_visible", str)
    assert _unseen(await _shown(story, name))


async def test_without_a_bound_for_marks_a_tower_would_stand_over_the_room(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visible, "MARKS_IN_A_ROW", 10**6)
    assert _unseen(await _shown(story, UNSEEN["tower"]))
