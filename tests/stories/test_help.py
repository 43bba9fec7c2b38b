"""Help shows what this very person can do here, in few lines, and is made from the commands themselves."""

from __future__ import annotations

import pytest

from commands import REGISTRY
from commands.declare import Who
from commands.handlers.help import OWN_DATA
from tests.stories.given import activity, english, ringstuga, told
from tests.support.story import Heard, Story

MOST_LINES = 16
"""Two screens of a small phone would be too much for somebody who is new."""


def lines(heard: Heard) -> list[str]:
    return [line.removeprefix("• ") for line in heard.text.splitlines() if line.strip()]


def offered(heard: Heard) -> set[str]:
    """The ids of the commands that stand in the list."""
    rows = [line[3:] for line in heard.text.splitlines() if line.startswith("• !")]
    return {found[0].id for row in rows if (found := REGISTRY.find(row.replace(" – ", " ")))}


def those(*who: Who) -> set[str]:
    return {one.id for one in REGISTRY.commands if one.who in who and one.id != "help"}


async def test_a_volunteer_sees_what_everyone_may_use_and_nothing_else(story: Story) -> None:
    heard = await told(story.bo, "!hjälp", "help-list")
    assert offered(heard) == those(Who.ALL) - OWN_DATA
    assert len(lines(heard)) <= MOST_LINES
    for one in those(Who.ALL) & OWN_DATA:
        assert f"!{REGISTRY.get(one).name('sv')}" in lines(heard)[-1]
    assert all(len(line) <= 110 for line in lines(heard)[1:-1])


async def test_whoever_has_no_seat_is_told_the_first_step(story: Story) -> None:
    await ringstuga(story)
    heard = await told(story.bo, "!hjälp", "help-list")
    assert lines(heard)[0].startswith("Börja så här: !pass visar passen")
    await story.bo.says("!anmäl 1")
    heard = await told(story.bo, "!hjälp", "help-list")
    assert "Börja så här" not in heard.text


async def test_an_organizer_is_shown_the_way_to_the_other_commands(story: Story) -> None:
    heard = await told(story.anna, "!hjälp", "help-list")
    assert "!hjälp organisatör" in heard.text
    assert offered(heard) == those(Who.ALL) - OWN_DATA
    heard = await told(story.anna, "!hjälp organisatör", "help-list-organizer")
    assert offered(heard) == those(Who.LEAD, Who.ORGANIZER)


async def test_what_cannot_be_done_in_a_direct_message_is_not_offered_there(story: Story) -> None:
    heard = await story.anna.says("hjälp organisatör", room=story.anna.direct)
    assert heard.kind == "help-list-organizer"
    assert offered(heard) == those(Who.LEAD, Who.ORGANIZER) - {"room"}
    assert (await story.anna.says("hjälp rum", room=story.anna.direct)).kind == "error-room-direct"


async def test_a_lead_sees_what_leads_may_do_and_not_what_organizers_may(story: Story) -> None:
    await told(story.bo, "!hjälp organisatör", "error-forbidden")
    assert "!hjälp organisatör" not in (await story.bo.says("!hjälp")).text
    await activity(story, more="ansvarig=@bo:example.org")
    assert "!hjälp organisatör" in (await story.bo.says("!hjälp")).text
    heard = await told(story.bo, "!hjälp ansvarig", "help-list-organizer")
    assert offered(heard) == those(Who.LEAD)


@pytest.mark.parametrize(
    "text", ["!hjälp anmäl", "!hjalp !anmäl", "!help signup", "!hjälp JAGKAN", "!hjälp join"]
)
async def test_of_one_command_everything_is_told_by_whatever_name(story: Story, text: str) -> None:
    heard = await told(story.bo, text, "help-command")
    assert lines(heard)[0] == "!anmäl PASS [gäster=N] [roll=ROLL]"
    assert "!jagkan" in heard.text
    assert "Till exempel: !anmäl " in heard.text


@pytest.mark.parametrize("language", ["sv", "en"])
async def test_every_command_can_be_looked_up(story: Story, language: str) -> None:
    await story.anna.says(f"!language {language}")
    for one in REGISTRY.commands:
        heard = await told(story.anna, f"!help {one.name(language)}", "help-command")
        assert lines(heard)[0] == f"!{one.usage(language)}"
        assert "{" not in heard.text
        assert len(lines(heard)) <= MOST_LINES


@pytest.mark.parametrize("language", ["sv", "en"])
async def test_the_example_of_every_command_is_that_command(story: Story, language: str) -> None:
    await story.anna.says(f"!language {language}")
    for one in REGISTRY.commands:
        heard = await told(story.anna, f"!help {one.name(language)}", "help-command")
        example = next(line for line in lines(heard) if line.startswith(("Till exempel:", "For example:")))
        found = REGISTRY.find(example.partition("!")[2])
        assert found is not None, one.id
        assert found[0] is one, one.id


async def test_what_begins_with_the_same_word_is_named_beside_it(story: Story) -> None:
    heard = await told(story.anna, "!hjälp pass", "help-command")
    assert "• !hjälp pass ny" in heard.text
    assert "pass ny" not in (await told(story.bo, "!hjälp pass", "help-command")).text
    heard = await told(story.anna, "!help activity", "help-command")
    assert "• !hjälp aktivitet arkivera" in heard.text


async def test_of_what_the_asker_may_not_use_only_who_may_is_told(story: Story) -> None:
    heard = await told(story.bo, "!hjälp boka", "error-forbidden")
    assert "organisatör" in heard.text


async def test_a_misspelt_command_is_recognized(story: Story) -> None:
    heard = await told(story.bo, "!hjälp anmel", "error-unknown")
    assert "• !hjälp anmäl" in heard.text
    heard = await told(story.bo, "!hjälp xyzzy", "error-unknown")
    assert "!hjälp visar vad du kan skriva" in heard.text


async def test_near_misses_do_not_name_what_the_asker_may_not_use(story: Story) -> None:
    heard = await told(story.bo, "!hjälp avbokapersn", "error-unknown")
    assert "avbokaperson" not in heard.text
    heard = await told(story.anna, "!hjälp avbokapersn", "error-unknown")
    assert "• !hjälp avbokaperson" in heard.text


async def test_the_same_in_english(story: Story) -> None:
    await english(story.bo)
    heard = await told(story.bo, "!help", "help-list")
    assert "Begin like this: !shifts shows the coming shifts" in heard.text
    assert any(line.startswith("!signup SHIFT – ") for line in lines(heard))
    await english(story.anna)
    assert "!help organizer" in (await story.anna.says("!help")).text
    heard = await told(story.anna, "!help organizer", "help-list-organizer")
    assert "!book SHIFT @user – " in heard.text
