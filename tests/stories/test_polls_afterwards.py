"""A poll became a shift, and then the shift is moved or called off, or nobody closes the poll."""

from __future__ import annotations

from storage.states import BoardState
from tests.stories.given import activity, at, booked, english, kinds, shift, told
from tests.stories.reacting import ONE, TWO, boards, showing
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
    assert (await story.bo.says("ja", room=story.bo.direct)).kind == "error-ask-over"


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


# ---- nobody closes it


async def test_its_maker_is_told_once_before_the_first_day_and_closes_it_by_a_sign(story: Story) -> None:
    heard = await poll(story)
    await at(story, "2024-05-13 17:50")
    assert story.anna.new() == []
    await at(story, "2024-05-13 18:00")
    (waiting,) = story.anna.new()
    assert waiting.kind == "poll-waiting"
    assert "Bäst just nu är tis 14 maj 18.00–20.00: 2 kan då." in waiting.text
    assert "!datum stäng filmkväll" in waiting.text
    assert kinds(await story.anna.reacts(waiting, "✅")) == ["poll-close-done"]
    assert "blir tis 14 maj" in showing(story.district_room, heard.event)
    assert kinds(story.bo.new()) == ["poll-offer"]


async def test_the_reminder_does_not_come_twice_and_the_question_ends_with_its_last_day(story: Story) -> None:
    heard = await poll(story)
    await at(story, "2024-05-13 18:00")
    assert kinds(story.anna.new()) == ["poll-waiting"]
    for moment in ("2024-05-14 18:00", "2024-05-15 18:00", "2024-05-16 18:00"):
        await at(story, moment)
    assert story.anna.new() == []
    assert "utan att det blev något pass" in showing(story.district_room, heard.event)
    assert await boards(story) == [BoardState.CLOSED]


async def test_a_question_without_answers_is_told_of_when_somebody_can_or_it_is_over(story: Story) -> None:
    await english(story.anna)
    late = await told(story.anna, ASK, "poll-list")
    await told(story.anna, "!datum grillning 14/5 15/5 18-20", "poll-list")
    await at(story, "2024-05-13 18:00")
    assert story.anna.new() == []
    await story.bo.reacts(late, TWO)
    await at(story, "2024-05-14 18:00")
    (waiting,) = story.anna.new()
    assert waiting.kind == "poll-waiting"
    assert "Best just now is Wed 15 May 18:00–20:00: one can then." in waiting.text
    await at(story, "2024-05-15 18:00")
    (ended,) = story.anna.new()
    assert ended.kind == "poll-ended"
    assert "Grillning have been" in ended.text


async def test_a_question_about_tonight_is_reminded_of_before_that(story: Story) -> None:
    await poll(story, "!datum filmkväll idag imorgon 18-20")
    await at(story, "2024-05-06 14:00")
    assert kinds(story.anna.new()) == ["poll-waiting"]


async def test_what_was_closed_is_not_reminded_of(story: Story) -> None:
    await decided(story)
    await told(story.anna, ASK.replace("filmkväll", "grillning"), "poll-list")
    await told(story.anna, "!datum stäng grillning ändå", "poll-close-empty")
    for moment in ("2024-05-13 18:00", "2024-05-14 18:00", "2024-05-15 18:00"):
        await at(story, moment)
        assert not [one for one in story.anna.new() if one.kind.startswith("poll")]


async def test_without_a_maker_to_write_to_the_organizers_room_is_told(story: Story) -> None:
    await poll(story)
    await told(story.anna, "!rum roll=organisatörer", "room-set")
    async with story.app.database.writing() as store:
        for one in await store.boards.live():
            one.board.created_by_id = None
    await at(story, "2024-05-13 18:00")
    assert of_kind(story.district_room.all(), "poll-waiting")


# ---- pressed too late


async def test_a_number_after_the_end_is_answered_once_with_what_to_type(story: Story) -> None:
    heard = await decided(story)
    (late,) = await story.mallory.reacts(heard, TWO)
    assert late.kind == "error-poll-closed"
    assert "din siffra räknas inte. Det blev Filmkväll, tis 14 maj 18.00–20.00 (#1)." in late.text
    assert "!anmäl #1" in late.text
    assert await story.mallory.reacts(heard, ONE) == []
    await english(story.bo)
    (late,) = await story.bo.reacts(heard, TWO)
    assert "your number does not count" in late.text
    assert "2 har sagt att de kan" in showing(story.district_room, heard.event)


async def test_under_one_that_came_to_nothing_it_says_where_to_look(story: Story) -> None:
    heard = await told(story.anna, ASK, "poll-list")
    await told(story.anna, "!datum stäng filmkväll ändå", "poll-close-empty")
    (late,) = await story.bo.reacts(heard, ONE)
    assert "!pass" in late.text
    assert "Det blev" not in late.text


# ---- the activity was archived meanwhile


async def test_closing_does_not_take_an_archived_activity_up_again(story: Story) -> None:
    await activity(story, "filmkväll")
    await poll(story)
    await told(story.anna, "!aktivitet arkivera filmkväll", "activity-archived")
    refused = await told(story.anna, "!datum stäng", "error-activity-archived")
    assert "!aktivitet ny filmkväll ändå" in refused.text
    await english(story.anna)
    assert "is archived" in (await told(story.anna, "!poll close", "error-activity-archived")).text
    assert await boards(story) == [BoardState.LIVE]
    assert story.bo.new() == []
    await told(story.anna, "!activity add filmkväll anyway", "activity-revived")
    await told(story.anna, "!poll close", "poll-close-done")


# ---- busy then


async def test_a_yes_that_clashes_keeps_the_question_and_says_how_to_insist(story: Story) -> None:
    await activity(story)
    busy = await shift(story, "14/5 19-21")
    await told(story.bo, f"!anmäl #{busy}", "signup-booked")
    heard = await poll(story)
    await story.leyla.says(f"!anmäl #{busy}")
    await told(story.anna, "!datum stäng", "poll-close-done")
    (asked,) = of_kind(story.bo.new(), "poll-offer")
    (clash,) = await story.bo.reacts(asked, "✅")
    assert clash.kind == "signup-overlap"
    assert "!ja #2 ändå" in clash.text
    assert (await story.bo.says("ja", room=story.bo.direct)).kind == "signup-overlap"
    assert await booked(story, 2) == []
    assert (await story.bo.says("ja ändå", room=story.bo.direct)).kind == "signup-booked"
    assert (await story.bo.says("ja", room=story.bo.direct)).kind != "signup-overlap"
    assert await booked(story, 2) == ["Bo"]
    await english(story.leyla)
    clash = await story.leyla.says("yes", room=story.leyla.direct)
    assert "!yes #2 anyway" in clash.text
    assert (await story.leyla.says("no", room=story.leyla.direct)).kind == "poll-declined"
    assert "blir tis 14 maj" in showing(story.district_room, heard.event)
