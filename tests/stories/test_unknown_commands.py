"""What is no command is met with silence in rooms, and with help where it was surely meant for the bot."""

from __future__ import annotations

import pytest

from bot.platforms.base import IncomingKind
from tests.stories.given import english, told
from tests.support.story import Story


@pytest.mark.parametrize("text", ["hej", "!!!", "! !", "!xyzzy", "!42", "anmäl mig", "Passet är bra"])
async def test_a_room_is_not_disturbed(story: Story, text: str) -> None:
    await story.bo.says_unanswered(text)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("!anmel ringstuga", "!anmäl"),
        ("!hjlp", "!hjälp"),
        ("!signpu 12", "!anmäl 12"),
        ("!anmel 12", "!anmäl 12"),
        ("!jag kan ringstuga tis", "!jagkan ringstuga tis"),
        ("!pass nyy ringstuga tis 18-20 platser=8", "!pass ny ringstuga tis 18-20 platser=8"),
        ("!organisatör nyy @bo:example.org", "!organisatör ny"),
    ],
)
async def test_a_slip_is_recognized_in_a_room_too(story: Story, text: str, near: str) -> None:
    heard = await story.anna.says(text)
    assert heard.kind in ("error-unknown", "error-arguments")
    if heard.kind == "error-unknown":
        assert f"• {near}" in heard.text
        assert "Menade du" in heard.text
        assert "inget är ändrat" in heard.text


async def test_in_a_direct_message_anything_is_answered(story: Story) -> None:
    heard = await story.bo.says("kan jag vara med?", room=story.bo.direct)
    assert heard.kind == "error-unknown"
    assert "!hjälp visar vad du kan skriva" in heard.text


async def test_a_slip_can_be_mended_by_editing_it(story: Story) -> None:
    heard = await told(story.bo, "!hjlp", "error-unknown")
    (again,) = await story.bo.edits(heard, "!hjälp")
    assert again.kind == "help-list"


@pytest.mark.parametrize("text", ["!<b>hjälp</b>", "!hjälp**", "!hj\u202eälp"])
async def test_what_was_typed_is_shown_as_it_was_and_does_nothing(story: Story, text: str) -> None:
    heard = await story.bo.says(text[1:], room=story.bo.direct)
    assert heard.kind in ("error-unknown", "help-list")
    assert "\u202e" not in heard.text
    assert "<b>" not in heard.markdown.replace("`<b>hjälp</b>`", "")


async def test_a_text_that_is_far_too_long_is_refused(story: Story) -> None:
    await told(story.bo, f"!hjälp {'x' * 64_000}", "error-too-long")


async def test_the_same_in_english(story: Story) -> None:
    await english(story.bo)
    heard = await told(story.bo, "!sihnup 12", "error-unknown")
    assert "Did you mean" in heard.text
    assert heard.text.endswith("• !signup 12")


async def test_a_flood_is_told_once_when_to_write_again_and_harms_nobody_else(story: Story) -> None:
    for _ in range(240):
        message = story.server.make(IncomingKind.MESSAGE, "!district", story.bo.address, text="!språk")
        await story.server.post(message)
    await story.settle()
    heard = await told(story.bo, "!språk", "error-flood")
    assert "1 minut" in heard.text
    await story.bo.says_unanswered("!språk")
    await told(story.leyla, "!språk", "language-shown")
    await story.pass_time(minutes=2)
    await told(story.bo, "!språk", "language-shown")
