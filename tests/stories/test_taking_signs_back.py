"""Who takes ✅ or ❌ away from a question has left, or is told that they have not (issue 3, point 2)."""

from __future__ import annotations

import pytest

from bot.catching_up import AGE_OF_QUESTIONS
from tests.stories.given import at, booked, english, kinds, told
from tests.stories.helping import annas, says, silence, thin
from tests.stories.reacting import away, back, reacts, unreacts
from tests.stories.waiting import of_kind, wait
from tests.support.story import Heard, Story

YES, THUMB, NO = "✅", "👍", "❌"


async def in_the_room(story: Story) -> tuple[int, Heard]:
    """Three are needed, and the room has been asked."""
    number = await thin(story)
    for one in (story.bo, story.leyla):
        await says(one, "!mina", "mine-none")  # their names are known
    await wait(story, "2024-05-14 18:00")
    (heard,) = of_kind(story.district_room.new(), "rescue-room")
    return number, heard


async def offered(story: Story) -> tuple[int, Heard]:
    """Bo is asked whether he wants the seat that Anna has left."""
    number = await annas(story, story.bo)
    await told(story.bo, f"!anmäl {number}", "signup-waitlisted")
    await at(story, "2024-05-17 10:00")
    silence(story)
    await told(story.anna, f"!avboka {number}", "leave-done")
    (heard,) = of_kind(story.bo.new(), "offer-made")
    return number, heard


async def test_who_takes_the_yes_to_the_room_away_has_left(story: Story) -> None:
    number, heard = await in_the_room(story)
    assert kinds(await story.bo.reacts(heard, YES)) == ["signup-booked"]
    assert kinds(await story.bo.unreacts(heard, YES)) == ["leave-done"]
    assert await booked(story, number) == ["Anna"]
    assert kinds(await story.bo.reacts(heard, YES)) == ["signup-booked"]
    await told(story.bo, f"!avboka {number}", "leave-done")
    assert await story.bo.unreacts(heard, YES) == []


async def test_only_the_last_of_two_signs_that_mean_the_same_leaves(story: Story) -> None:
    number, heard = await in_the_room(story)
    await story.bo.reacts(heard, YES)
    await story.bo.reacts(heard, THUMB)
    assert await story.bo.unreacts(heard, YES) == []
    assert await booked(story, number) == ["Anna", "Bo"]
    assert kinds(await story.bo.unreacts(heard, THUMB)) == ["leave-done"]


async def test_a_moderator_who_tidies_up_takes_nobodys_seat(story: Story) -> None:
    number, heard = await in_the_room(story)
    await story.bo.reacts(heard, YES)
    event = await reacts(story, story.bo, heard, THUMB)
    await story.settle()
    await story.server.redact(heard.room, story.anna.address, event)
    await story.settle()
    assert await booked(story, number) == ["Anna", "Bo"]


async def test_who_stepped_in_from_the_room_and_takes_it_back_leaves_as_by_word(story: Story) -> None:
    number = await annas(story)
    await told(story.anna, f"!ersättare {number}", "standin-started")
    (heard, _) = story.district_room.new()
    assert kinds(await story.leyla.reacts(heard, YES)) == ["standin-done"]
    assert kinds(await story.bo.reacts(heard, YES)) == ["error-standin-taken"]
    assert await story.bo.unreacts(heard, YES) == []
    assert kinds(await story.leyla.unreacts(heard, YES)) == ["leave-done"]
    assert await booked(story, number) == []


async def test_an_offered_seat_that_was_taken_is_kept_and_that_is_said(story: Story) -> None:
    number, heard = await offered(story)
    assert kinds(await story.bo.reacts(heard, YES)) == ["signup-booked"]
    (said,) = await story.bo.unreacts(heard, YES)
    assert said.kind == "sign-yes-stands"
    assert said.room == story.bo.direct.address
    assert "Du har fortfarande din plats" in said.text
    assert f"!avboka #{number}" in said.text
    assert await booked(story, number) == ["Bo"]
    await told(story.bo, f"!avboka {number}", "leave-done")


async def test_a_no_that_is_taken_back_holds_and_that_is_said(story: Story) -> None:
    number, heard = await offered(story)
    assert kinds(await story.bo.reacts(heard, NO)) == ["offer-declined"]
    (said,) = await story.bo.unreacts(heard, NO)
    assert said.kind == "sign-no-stands"
    assert f"!anmäl #{number}" in said.text
    assert await booked(story, number) == []
    await english(story.bo)
    await story.bo.reacts(heard, NO)
    assert await story.bo.unreacts(heard, NO) == [], "that no came too late to have done anything"


async def test_the_same_in_english(story: Story) -> None:
    number, heard = await offered(story)
    await english(story.bo)
    await story.bo.reacts(heard, YES)
    (said,) = await story.bo.unreacts(heard, YES)
    assert "You still have your place" in said.text
    assert f"!leave #{number}" in said.text


async def test_somebody_else_relies_on_who_took_over_in_person(story: Story) -> None:
    number = await annas(story, story.bo)
    await told(story.anna, f"!ersättare {number}", "standin-started")
    (heard,) = of_kind(story.bo.new(), "standin-ask")
    assert kinds(await story.bo.reacts(heard, YES)) == ["standin-done"]
    assert kinds(await story.bo.unreacts(heard, YES)) == ["sign-yes-stands"]
    assert await booked(story, number) == ["Bo"]


async def test_who_confirmed_and_takes_it_back_is_told_how_to_leave(story: Story) -> None:
    number = await annas(story, more="platser=1 bekräfta=24h")
    await wait(story, "2024-05-16 18:10")
    (heard,) = of_kind(story.anna.new(), "seat-confirm")
    await story.anna.reacts(heard, YES)
    assert kinds(await story.anna.unreacts(heard, YES)) == ["sign-yes-stands"]
    assert await booked(story, number) == ["Anna"]


async def test_after_the_evening_nobody_is_told_anything(story: Story) -> None:
    _, heard = await offered(story)
    await story.bo.reacts(heard, YES)
    await at(story, "2024-05-17 21:00")
    assert await story.bo.unreacts(heard, YES) == []


# ---- while the bot is away


@pytest.mark.parametrize("missed", [False, True])
async def test_signs_made_while_it_was_down_are_answers(story: Story, missed: bool) -> None:
    """Also when the server no longer tells of them."""
    number, heard = await offered(story)
    await away(story)
    await reacts(story, story.bo, heard, YES)
    await back(story, missed=missed)
    assert await booked(story, number) == ["Bo"]
    assert kinds(story.bo.new()) == ["signup-booked"]
    await away(story)
    await back(story, missed=missed)
    assert story.bo.new() == []


@pytest.mark.parametrize("missed", [False, True])
async def test_signs_taken_away_while_it_was_down_are_taken_back(story: Story, missed: bool) -> None:
    number, heard = await in_the_room(story)
    await story.bo.reacts(heard, YES)
    await away(story)
    await unreacts(story, story.bo, heard, YES)
    await reacts(story, story.leyla, heard, YES)
    await back(story, missed=missed)
    assert await booked(story, number) == ["Anna", "Leyla"]
    said = len(story.told)
    await away(story)
    await back(story, missed=missed)
    assert len(story.told) == said


async def test_a_sign_before_the_bot_knew_its_own_question_is_found(story: Story) -> None:
    """It died after the question was sent, and before it had written that down."""
    number, heard = await in_the_room(story)
    async with story.app.database.writing() as store:
        found = await store.outbox.question(heard.event, None)
        assert found is not None
        row = await store.boards.message(found[0].outbox_id)
        row.sent_event_id = None
    assert await story.bo.reacts(heard, YES) == []
    async with story.app.database.writing() as store:
        row = await store.boards.message(row.id)
        row.sent_event_id = heard.event
    await story.catch_up()
    assert await booked(story, number) == ["Anna", "Bo"]


async def test_what_was_answered_by_word_is_not_undone_by_a_sign_that_still_stands(story: Story) -> None:
    number, heard = await in_the_room(story)
    await story.bo.reacts(heard, YES)
    await told(story.bo, f"!avboka {number}", "leave-done")
    await away(story)
    await back(story, missed=True)
    assert await booked(story, number) == ["Anna"]


async def test_questions_of_an_evening_that_is_over_are_not_asked_about(story: Story) -> None:
    _, heard = await in_the_room(story)
    assert heard.event in await looked_at(story)
    await at(story, "2024-05-18 10:00")
    assert heard.event not in await looked_at(story)
    (who_came,) = of_kind(story.organizers_room.new(), "attendance-list")
    assert who_came.event in await looked_at(story), "that is asked when it is over"


async def looked_at(story: Story) -> set[str | None]:
    """The questions that are looked at after a start."""
    now = story.clock.now()
    async with story.store() as store:
        found = await store.questions.with_reactions("memory", since=now - AGE_OF_QUESTIONS, now=now)
        return {one.event_id for one in found}
