"""One certain person is asked to take over a seat; it moves when both have said yes."""

from __future__ import annotations

import pytest

from tests.stories import helping
from tests.stories.given import at, booked, english, kinds, seats, shift, told
from tests.stories.helping import says, silence
from tests.support.story import Someone, Story

LEYLA = "@leyla:example.org"
BO = "@bo:example.org"


async def annas(story: Story, *people: Someone, when: str = "17/5 18-20", more: str = "platser=1") -> int:
    """A shift on which Anna has a seat; the bot knows Bo and Leyla, and these people the activity."""
    for one in (story.bo, story.leyla):
        await told(one, "!mina", "mine-none")
    return await helping.annas(story, *people, when=when, more=more)


async def test_when_both_agree_the_seat_moves_and_everybody_knows(story: Story) -> None:
    number = await annas(story, story.leyla)
    heard = await told(story.anna, f"!byt {number} {LEYLA}", "swap-asked")
    assert "Jag har frågat personen" in heard.text
    assert "Leyla" not in heard.text
    assert await booked(story, number) == ["Anna"]
    (heard,) = story.leyla.new()
    assert heard.kind == "swap-ask"
    assert "Anna undrar om du kan ta över Ringstuga" in heard.text
    await says(story.leyla, "ja", "standin-done")
    assert await booked(story, number) == ["Leyla"]
    assert await seats(story, number) == (1, 1)
    (heard,) = story.anna.new()
    assert heard.kind == "standin-found"
    assert "Leyla har tagit över ditt pass" in heard.text
    (heard,) = story.organizers_room.new()
    assert "Leyla kommer i stället för Anna" in heard.text


async def test_nobody_else_is_asked_and_a_no_is_told(story: Story) -> None:
    number = await annas(story, story.bo, story.leyla)
    heard = await says(story.anna, f"byt {number} {LEYLA}", "swap-asked")
    assert "Jag har frågat Leyla" in heard.text
    assert story.bo.new() == []
    await says(story.leyla, "nej", "standin-declined")
    (_, heard) = story.anna.new()
    assert heard.kind == "swap-declined"
    assert "Leyla kan tyvärr inte" in heard.text
    assert f"!ersättare #{number}" in heard.text
    assert await booked(story, number) == ["Anna"]
    await says(story.leyla, f"ja {number}", "error-ask-over")
    assert await booked(story, number) == ["Anna"]


async def test_no_answer_is_told_too_also_after_a_restart(story: Story) -> None:
    number = await annas(story)
    await told(story.anna, f"!byt {number} {LEYLA}", "swap-asked")
    await story.restart()
    await story.pass_time(hours=4, minutes=5)
    (heard,) = story.anna.new()
    assert heard.kind == "swap-unanswered"
    assert "Passet är fortfarande ditt" in heard.text
    await says(story.leyla, "ja", "error-ask-over")
    assert await booked(story, number) == ["Anna"]


async def test_one_who_is_busy_is_told_so_and_may_say_yes(story: Story) -> None:
    number = await annas(story)
    other = await shift(story, "17/5 19-21", more="")
    await told(story.leyla, f"!anmäl {other}", "signup-booked")
    await told(story.anna, f"!byt {number} {LEYLA}", "swap-asked")
    (heard,) = story.leyla.new()
    assert f"krockar med Ringstuga, fre 17 maj 19.00–21.00 (#{other})" in heard.text
    await says(story.leyla, f"ja {number}", "standin-done")
    assert await booked(story, number) == await booked(story, other) == ["Leyla"]


async def test_asking_twice_asks_once_and_can_be_taken_back(story: Story) -> None:
    number = await annas(story)
    await told(story.anna, f"!byt {number} {LEYLA}", "swap-asked")
    heard = await told(story.anna, f"!byt {number} {LEYLA}", "swap-already")
    assert "Leyla" not in heard.text
    assert kinds(story.leyla.new()) == ["swap-ask"]
    await told(story.anna, f"!ersättare {number} av", "standin-withdrawn")
    await says(story.leyla, f"ja {number}", "error-ask-over")
    assert await booked(story, number) == ["Anna"]


async def test_the_first_yes_counts_whoever_else_was_asked(story: Story) -> None:
    number = await annas(story)
    for one in (LEYLA, BO):
        await told(story.anna, f"!byt {number} {one}", "swap-asked")
    await says(story.bo, "ja", "standin-done")
    await says(story.leyla, "ja", "error-ask-over")
    heard = await says(story.leyla, f"ja {number}", "error-ask-over")
    assert "inget är ändrat" in heard.text
    assert await booked(story, number) == ["Bo"]


async def test_one_who_waits_has_the_seat_and_leaves_the_line(story: Story) -> None:
    number = await annas(story)
    for one in (story.bo, story.leyla):
        await told(one, f"!anmäl {number}", "signup-waitlisted")
    await told(story.anna, f"!byt {number} {LEYLA}", "swap-asked")
    await says(story.leyla, "ja", "standin-done")
    assert await booked(story, number) == ["Leyla"]
    assert "plats 1 på väntelistan" in (await told(story.bo, "!mina", "mine-list")).text


async def test_nobody_learns_from_a_refusal_who_is_on_the_shift(story: Story) -> None:
    """On it already, not wanting to be asked, lacking the skill, asked by another: one answer for all."""
    number = await annas(story, more='roller="ringledare:1 ringare:2"')
    await told(story.leyla, f"!anmäl {number} roll=ringare", "signup-booked")
    taken = await told(story.anna, f"!byt {number} {LEYLA}", "error-swap")
    assert "kan inte ta över just den platsen" in taken.text
    await told(story.bo, "!ersättare av", "standin-off")
    unwilling = await told(story.anna, f"!byt {number} {BO}", "error-swap")
    await told(story.bo, "!ersättare på", "standin-on")
    await told(story.anna, "!kunskap @anna:example.org ringledare", "skill-given")
    unskilled = await told(story.anna, f"!byt {number} {BO}", "error-swap")
    assert taken.text == unwilling.text == unskilled.text
    silence(story)
    await told(story.leyla, f"!byt {number} {BO}", "swap-asked")
    await told(story.anna, "!kunskap @bo:example.org ringledare", "skill-given")
    again = await told(story.anna, f"!byt {number} {BO}", "error-swap")
    assert again.text == taken.text
    assert kinds(story.bo.new()) == ["swap-ask"]


@pytest.mark.parametrize("language", ["sv", "en"])
async def test_who_cannot_be_asked(story: Story, language: str) -> None:
    number = await annas(story, when="tors 18-20")
    for one in (story.anna, story.bo):
        await one.says(f"!language {language}")
    swap = {"sv": "byt", "en": "swap"}[language]
    words = {
        "sv": ("Du har redan det passet", "är ett namn", "känner inte till", "kan inte ta över"),
        "en": ("yours already", "is a name", "do not know", "cannot take over"),
    }[language]
    heard = await told(story.anna, f"!{swap} {number} @anna:example.org", "error-swap")
    assert words[0] in heard.text
    heard = await told(story.anna, f"!{swap} {number} Karin Ek", "error-swap")
    assert words[1] in heard.text
    heard = await told(story.anna, f"!{swap} {number} @nobody:example.org", "error-swap")
    assert words[2] in heard.text
    await told(story.leyla, "!ersättare av", "standin-off")
    heard = await told(story.anna, f"!{swap} {number} {LEYLA}", "error-swap")
    assert words[3] in heard.text
    await told(story.anna, f"!{swap} {number} @passet:example.org", "error-person-bot")
    await told(story.anna, f"!{swap} {number}", "error-arguments")
    await told(story.bo, f"!{swap} {number} {LEYLA}", "error-standin-seat")
    await at(story, "2024-05-09 18:00")
    await told(story.anna, f"!{swap} {number} {LEYLA}", "error-standin-seat")
    assert story.leyla.new() == []
    assert await booked(story, number) == ["Anna"]


async def test_in_english_too(story: Story) -> None:
    number = await annas(story)
    for one in (story.anna, story.leyla):
        await english(one)
    heard = await told(story.anna, f"!swap {number} {LEYLA}", "swap-asked")
    assert "I have asked the person" in heard.text
    heard = await told(story.anna, f"!swap {number} {LEYLA}", "swap-already")
    assert "I have already asked the person" in heard.text
    (heard,) = story.leyla.new()
    assert "Anna wonders whether you can take over" in heard.text
    await says(story.leyla, "no", "standin-declined")
    (heard,) = story.anna.new()
    assert "Leyla cannot take" in heard.text
    await told(story.anna, f"!swap {number} {BO}", "swap-asked")
    await story.pass_time(hours=5)
    (heard,) = story.anna.new()
    assert "Bo has not answered" in heard.text
