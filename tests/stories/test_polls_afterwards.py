"""A poll became a shift, and then the shift is moved or called off, or nobody closes the poll."""

from __future__ import annotations

from storage.states import BoardState
from tests.stories.given import activity, at, booked, english, kinds, shift, told
from tests.stories.reacting import ONE, boards, showing
from tests.stories.waiting import of_kind
from tests.support.story import Heard, Story

ASK = "!datum filmkväll 14/5 15/5 18-20"


async def poll(story: Story, text: str = ASK) -> Heard:
    """On Tuesday Bo can, and Leyla."""
    heard = await told(story.anna, text, "poll-list")
    for who in (story.bo, story.leyla):
        assert await who.reacts(heard, ONE) == []
    return heard


async def decided(story: Story, text: str = ASK) -> Heard:
    """The same, and it is closed: shift 1, which both are asked about."""
    heard = await poll(story, text)
    await told(story.anna, "!datum stäng", "poll-close-done")
    assert kinds(story.bo.new()) == kinds(story.leyla.new()) == ["poll-offer"]
    return heard


# ---- the shift is moved


async def test_whoever_has_not_answered_is_asked_about_the_new_time_and_can_say_yes(story: Story) -> None:
    await decided(story)
    await told(story.anna, "!pass ändra #1 16/5 19-21", "shift-edited")
    (asked,) = story.bo.new()
    assert asked.kind == "poll-offer"
    assert "har fått en ny tid: Filmkväll, tors 16 maj 19.00–21.00 (#1). Vill du vara med då?" in asked.text
    assert kinds(await story.bo.reacts(asked, "👍")) == ["signup-booked"]
    assert (await story.leyla.says("ja", room=story.leyla.direct)).kind == "signup-booked"
    assert await booked(story, 1) == ["Bo", "Leyla"]


async def test_who_has_answered_or_signed_up_is_not_asked_again(story: Story) -> None:
    await decided(story)
    await story.bo.says("nej", room=story.bo.direct)
    await told(story.leyla, "!anmäl #1", "signup-booked")
    story.bo.new()
    story.leyla.new()
    await told(story.anna, "!pass ändra #1 16/5 19-21", "shift-edited")
    assert story.bo.new() == []
    assert kinds(story.leyla.new()) == ["shift-moved"]


async def test_a_question_that_waits_for_the_morning_is_asked_once_with_the_last_time(story: Story) -> None:
    await poll(story)
    await at(story, "2024-05-06 22:00")
    await told(story.anna, "!datum stäng", "poll-close-done")
    await told(story.anna, "!pass ändra #1 16/5 19-21", "shift-edited")
    await told(story.anna, "!pass ändra #1 17/5 19-21", "shift-edited")
    await at(story, "2024-05-07 08:01")
    (asked,) = story.bo.new()
    assert "fre 17 maj 19.00" in asked.text
    assert (await story.bo.says("ja", room=story.bo.direct)).kind == "signup-booked"


async def test_the_room_sees_the_new_time_and_later_that_it_is_off(story: Story) -> None:
    heard = await decided(story)
    await told(story.anna, '!pass ändra #1 16/5 19-21 plats="Folkets hus"', "shift-edited")
    await story.tick()
    text = showing(story.district_room, heard.event)
    assert text.startswith("Filmkväll blir tors 16 maj 19.00–21.00, Folkets hus (#1).")
    await told(story.anna, "!pass ställin #1 ändå", "shift-cancel-done")
    await story.tick()
    text = showing(story.district_room, heard.event)
    assert text == "Filmkväll skulle bli tors 16 maj 19.00–21.00 (#1), men det passet är inställt."
    assert await boards(story) == [BoardState.CLOSED]


async def test_when_the_shift_begins_its_poll_is_left_alone(story: Story) -> None:
    heard = await decided(story)
    await at(story, "2024-05-14 18:00")
    assert await boards(story) == [BoardState.CLOSED]
    assert "blir tis 14 maj 18.00–20.00 (#1)" in showing(story.district_room, heard.event)


async def test_of_two_shifts_that_become_one_they_are_asked_about_that_one(story: Story) -> None:
    await decided(story)
    number = await shift(story, "16/5 18-20", slug="filmkväll")
    await told(story.leyla, f"!anmäl #{number}", "signup-booked")
    story.leyla.new()
    await told(story.anna, f"!pass slåihop #1 med #{number}", "shift-merge-done")
    (asked,) = story.bo.new()
    assert (asked.kind, f"tors 16 maj 18.00–20.00 (#{number})" in asked.text) == ("poll-offer", True)
    assert story.leyla.new() == []


# ---- the shift is cancelled


async def test_whoever_was_asked_hears_once_that_it_is_off(story: Story) -> None:
    await decided(story)
    await english(story.leyla)
    await told(story.anna, "!pass ställin #1 ändå", "shift-cancel-done")
    for who, words in ((story.bo, "passet är inställt"), (story.leyla, "the shift is cancelled")):
        (off,) = of_kind(who.new(), "poll-offer-off")
        assert words in off.text
    assert (await story.bo.says("ja", room=story.bo.direct)).kind == "error-nothing-asked"


async def test_who_said_yes_or_no_or_was_not_reached_yet_hears_no_more_than_that(story: Story) -> None:
    await decided(story)
    await story.bo.says("ja", room=story.bo.direct)
    await story.leyla.says("nej", room=story.leyla.direct)
    for who in (story.bo, story.leyla):
        who.new()
    await told(story.anna, "!pass ställin #1 ändå", "shift-cancel-done")
    assert kinds(story.bo.new()) == ["shift-cancelled"]
    assert story.leyla.new() == []


async def test_a_question_that_never_went_out_is_not_called_off(story: Story) -> None:
    await poll(story)
    await at(story, "2024-05-06 22:00")
    await told(story.anna, "!datum stäng", "poll-close-done")
    await told(story.anna, "!pass ställin #1 ändå", "shift-cancel-done")
    await at(story, "2024-05-07 08:01")
    assert story.bo.new() == []


async def test_an_activity_that_is_archived_calls_off_its_shifts_for_those_asked_too(story: Story) -> None:
    await activity(story, "filmkväll")
    await decided(story)
    await told(story.anna, "!aktivitet arkivera filmkväll ändå", "activity-archived")
    assert kinds(story.bo.new()) == ["poll-offer-off"]
