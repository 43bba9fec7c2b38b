"""Whoever was asked whether they are sure may simply say so, alone with the bot."""

from __future__ import annotations

from tests.stories.given import ringstuga
from tests.support.story import Story


async def test_yes_in_a_direct_message_does_what_was_asked_last(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl 1")
    heard = await story.anna.says("pass ställin 1", room=story.anna.direct)
    assert heard.kind == "shift-cancel-confirm"
    heard = await story.anna.says("ja", room=story.anna.direct)
    assert heard.kind == "shift-cancel-done"


async def test_no_leaves_all_as_it_is(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl 1")
    await story.anna.says("pass ställin 1", room=story.anna.direct)
    assert (await story.anna.says("nej", room=story.anna.direct)).kind == "error-not-sure"
    assert "#1" in (await story.bo.says("!mina")).text


async def test_yes_after_something_else_was_said_is_no_answer_to_it(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl 1")
    await story.anna.says("pass ställin 1", room=story.anna.direct)
    await story.anna.says("pass", room=story.anna.direct)
    assert (await story.anna.says("ja", room=story.anna.direct)).kind == "error-nothing-asked"
    assert "#1" in (await story.bo.says("!mina")).text


async def test_the_same_words_name_the_commands_about_ones_own_data(story: Story) -> None:
    assert (await story.bo.says("mina uppgifter", room=story.bo.direct)).kind == "mydata-shown"
    assert (await story.bo.says("glöm mig", room=story.bo.direct)).kind == "forgetme-confirm"
    assert (await story.bo.says("personuppgifter", room=story.bo.direct)).kind == "privacy-notice"
    assert (await story.bo.says("mina", room=story.bo.direct)).kind == "mine-none"
