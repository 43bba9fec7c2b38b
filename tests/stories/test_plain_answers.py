"""Answering the bot's questions in one's own words, too late, or twice."""

from __future__ import annotations

import pytest

from tests.stories.given import activity, at, booked, english, kinds, ringstuga, shift, told
from tests.support.story import Heard, Someone, Story


async def direct(who: Someone, text: str, kind: str) -> Heard:
    """Said to the bot alone."""
    heard = await who.says(text, room=who.direct)
    assert heard.kind == kind, f"{text!r} was answered with {heard}"
    return heard


async def offered(story: Story) -> int:
    """A shift on Friday; its only seat has just been offered to Bo, and Leyla waits. Its number."""
    number = await ringstuga(story, "fre 18-20", more="platser=1")
    await told(story.anna, f"!anmäl {number}", "signup-booked")
    for one in (story.bo, story.leyla):
        await told(one, f"!anmäl {number}", "signup-waitlisted")
    await at(story, "2024-05-10 10:00")
    await told(story.anna, f"!avboka {number}", "leave-done")
    assert kinds(story.bo.new())[-1] == "offer-made"
    return number


@pytest.mark.parametrize(
    "text", ["jag kan inte", "ok kan tyvärr inte", "1 nej", "Tyvärr!", "I can't make it"]
)
async def test_a_plain_no_is_understood(story: Story, text: str) -> None:
    number = await offered(story)
    await direct(story.bo, text, "offer-declined")
    assert kinds(story.leyla.new()) == ["offer-made"]
    assert await booked(story, number) == []


@pytest.mark.parametrize("text", ["1 ja", "jag kommer gärna!", "Absolut"])
async def test_a_plain_yes_is_understood(story: Story, text: str) -> None:
    number = await offered(story)
    await direct(story.bo, text, "signup-booked")
    assert await booked(story, number) == ["Bo"]


@pytest.mark.parametrize("text", ["kanske", "jag vet inte", "kan jag ta med en vän?", "ok"])
async def test_what_may_mean_either_is_asked_back(story: Story, text: str) -> None:
    number = await offered(story)
    heard = await direct(story.bo, text, "error-answer-unclear")
    assert f"Svara !ja #{number} eller !nej #{number}." in heard.text
    await english(story.bo)
    heard = await direct(story.bo, text, "error-answer-unclear")
    assert f"Answer !yes #{number} or !no #{number}." in heard.text
    assert await booked(story, number) == []
    await direct(story.bo, "ja", "signup-booked")


async def test_a_mistyped_command_is_one_also_while_something_is_asked(story: Story) -> None:
    await offered(story)
    assert "!anmäl 1" in (await direct(story.bo, "anmel 1", "error-unknown")).text
    await direct(story.bo, "!kaffe", "error-unknown")


async def test_whom_nothing_was_asked_answers_nothing(story: Story) -> None:
    await ringstuga(story)
    await direct(story.bo, "jag kommer gärna", "error-unknown")
    await direct(story.bo, "1 nej", "error-unknown")


async def test_words_in_a_room_answer_nothing(story: Story) -> None:
    number = await offered(story)
    await story.bo.says_unanswered("jag kan inte")
    assert await booked(story, number) == []
    await direct(story.bo, "ja", "signup-booked")


async def test_several_questions_are_told_apart_in_ones_own_words_too(story: Story) -> None:
    await offered(story)
    await activity(story, "torg")
    other = await shift(story, "fre 15-17", slug="torg", more="platser=1")
    await told(story.anna, f"!anmäl {other}", "signup-booked")
    await told(story.bo, f"!anmäl {other}", "signup-waitlisted")
    await told(story.anna, f"!avboka {other}", "leave-done")
    await direct(story.bo, "jag kan inte", "answer-choose")
    heard = await direct(story.bo, f"{other} nej", "offer-declined")
    assert "Torg" in heard.text


async def test_a_late_answer_says_what_to_type_instead(story: Story) -> None:
    number = await offered(story)
    await story.until("2024-05-10 12:01")
    for text in ("ja", f"ja {number}"):  # Leyla has been offered it now
        heard = await direct(story.bo, text, "error-ask-over")
        assert f"Vill du stå på väntelistan? Skriv !anmäl #{number}." in heard.text
    await direct(story.leyla, "nej", "offer-declined")
    heard = await direct(story.leyla, "ja", "error-ask-over")
    assert f"Vill du vara med? Skriv !anmäl #{number}." in heard.text
    await english(story.leyla)
    heard = await direct(story.leyla, "yes", "error-ask-over")
    assert f"If you want to come, write !signup #{number}." in heard.text


async def test_a_changed_answer_says_what_to_type_instead(story: Story) -> None:
    number = await offered(story)
    await direct(story.bo, "ja", "signup-booked")
    for text in ("nej", f"nej {number}", "ja"):
        heard = await direct(story.bo, text, "error-ask-over")
        assert f"Du är anmäld. Får du förhinder? Skriv !avboka #{number}." in heard.text
    await english(story.bo)
    heard = await direct(story.bo, "no", "error-ask-over")
    assert f"You are signed up. If you cannot come, write !leave #{number}." in heard.text
    assert await booked(story, number) == ["Bo"]


async def test_who_was_never_asked_about_a_shift_reads_how_to_sign_up_for_it(story: Story) -> None:
    number = await ringstuga(story)
    heard = await direct(story.bo, f"ja {number}", "error-nothing-asked")
    assert f"Vill du vara med? Skriv !anmäl #{number}." in heard.text
    await english(story.bo)
    heard = await direct(story.bo, f"yes {number}", "error-nothing-asked")
    assert f"If you want to come, write !signup #{number}." in heard.text
    await at(story, "2024-05-08 10:00")
    heard = await direct(story.bo, f"yes {number}", "error-nothing-asked")
    assert "shows where there are seats" in heard.text
