"""A room is asked which days people can, and the best of them becomes a shift."""

from __future__ import annotations

import pytest

from storage.states import BoardState
from tests.stories.given import activity, at, booked, english, kinds, seats, shift, told
from tests.stories.reacting import ONE, THREE, TWO, away, back, boards, edits, places, showing, unreacts
from tests.support.story import Heard, Someone, Story

ASK = "!datum ordförandeträff 14/5 15/5 21/5 18-20"


async def poll(story: Story, text: str = ASK) -> Heard:
    return await told(story.anna, text, "poll-list")


async def everybody_can(story: Story, heard: Heard) -> None:
    """Tuesday: Bo. Wednesday: Bo and Leyla. The week after: Leyla."""
    for who, keys in ((story.bo, (ONE, TWO)), (story.leyla, (TWO, THREE))):
        for key in keys:
            assert await who.reacts(heard, key) == []


async def test_the_room_is_asked_by_numbers_and_counts_stand_there_without_names(story: Story) -> None:
    heard = await poll(story)
    assert heard.text.startswith("Ordförandeträff: vilka dagar kan du?")
    assert story.district_room.keys(heard) == [ONE, TWO, THREE]
    assert story.server.pins == {story.district_room.address: [heard.event]}
    await everybody_can(story, heard)
    text = showing(story.district_room, heard.event)
    assert "1️⃣ tis 14 maj 18.00–20.00: 1 kan" in text
    assert "2️⃣ ons 15 maj 18.00–20.00: 2 kan" in text
    assert "3️⃣ tis 21 maj 18.00–20.00: 1 kan" in text
    assert not {"Bo", "Leyla"} & set(text.replace("\n", " ").split())
    await story.bo.unreacts(heard, TWO)
    assert "ons 15 maj 18.00–20.00: 1 kan" in showing(story.district_room, heard.event)


async def test_it_is_asked_in_the_language_of_the_room(story: Story) -> None:
    await told(story.anna, "!room language=en", "room-set")
    heard = await told(story.anna, "!poll chairs 14/5 15/5 18-20", "poll-list")
    assert heard.text.startswith("Chairs: on which days can you?")
    await story.bo.reacts(heard, ONE)
    assert "1️⃣ Tue 14 May 18:00–20:00: 1 can" in showing(story.district_room, heard.event)


async def test_the_best_day_becomes_a_shift_and_is_offered_to_those_who_could(story: Story) -> None:
    heard = await poll(story)
    await everybody_can(story, heard)
    for who in (story.anna, story.bo, story.leyla):
        who.new()
    done = await told(story.anna, "!datum stäng", "poll-close-done")
    assert "Ordförandeträff blir ons 15 maj 18.00–20.00 (#1): 2 kan då." in done.text
    assert "2 får frågan i ett direktmeddelande." in done.text
    text = showing(story.district_room, heard.event)
    assert text.startswith("Ordförandeträff blir ons 15 maj 18.00–20.00 (#1). 2 har sagt att de kan.")
    assert await boards(story) == [BoardState.DECIDED]
    assert await seats(story, 1) == (0, None)
    for who in (story.bo, story.leyla):
        (offer,) = who.new()
        assert offer.kind == "poll-offer"
        assert "Svarar du inte är du inte anmäld" in offer.text
        assert who.direct.keys(offer) == ["✅\ufe0f", "❌\ufe0f"]
    assert story.anna.new() == []


async def test_yes_signs_up_and_no_changes_nothing(story: Story) -> None:
    heard = await poll(story)
    await everybody_can(story, heard)
    await told(story.anna, "!datum stäng", "poll-close-done")
    (offer,) = story.bo.new()
    assert kinds(await story.bo.reacts(offer, "👍")) == ["signup-booked"]
    declined = await story.leyla.says("nej", room=story.leyla.direct)
    assert declined.kind == "poll-declined"
    assert await booked(story, 1) == ["Bo"]
    heard = await story.leyla.says("ja", room=story.leyla.direct)
    assert (heard.kind, "Vill du vara med? Skriv !anmäl #1." in heard.text) == ("error-ask-over", True)


async def test_the_same_in_english(story: Story) -> None:
    heard = await poll(story)
    await english(story.leyla)
    await english(story.anna)
    await everybody_can(story, heard)
    done = await told(story.anna, "!poll close", "poll-close-done")
    assert "2 can then. 2 are asked by direct message." in done.text
    offer = story.leyla.new()[-1]
    assert offer.text.startswith("It became a day on which you can: Ordförandeträff, Wed 15 May")
    declined = await story.leyla.says("no", room=story.leyla.direct)
    assert declined.text.startswith("Thank you for the answer! You are not signed up for")


async def test_who_says_nothing_is_not_signed_up_nor_reminded_and_may_still_say_yes(story: Story) -> None:
    heard = await poll(story)
    await everybody_can(story, heard)
    await told(story.anna, "!datum stäng", "poll-close-done")
    story.bo.new()
    story.leyla.new()
    await at(story, "2024-05-15 17:30")
    assert story.bo.new() == []
    assert await places(story) == {}
    assert (await story.bo.says("ja #1", room=story.bo.direct)).kind == "signup-booked"
    await at(story, "2024-05-15 18:30")
    assert (await story.leyla.says("ja #1", room=story.leyla.direct)).kind == "error-shift-not-open"


async def test_of_days_that_suit_as_many_the_first_is_taken(story: Story) -> None:
    heard = await poll(story)
    for key in (THREE, ONE):
        await story.bo.reacts(heard, key)
    assert "tis 14 maj" in (await told(story.anna, "!datum stäng", "poll-close-done")).text


async def test_a_day_that_has_been_is_no_choice_and_says_so(story: Story) -> None:
    heard = await poll(story)
    await story.bo.reacts(heard, ONE)
    await story.leyla.reacts(heard, ONE)
    await story.bo.reacts(heard, THREE)
    await at(story, "2024-05-14 18:00")
    assert "1️⃣ tis 14 maj 18.00–20.00: har varit" in showing(story.district_room, heard.event)
    assert "tis 21 maj" in (await told(story.anna, "!datum stäng", "poll-close-done")).text


async def test_a_question_whose_days_have_all_been_ends_by_itself(story: Story) -> None:
    heard = await poll(story)
    await at(story, "2024-05-21 18:00")
    assert "utan att det blev något pass" in showing(story.district_room, heard.event)
    assert await boards(story) == [BoardState.CLOSED]
    await told(story.anna, "!datum stäng", "error-poll-none")
    assert kinds(await story.bo.reacts(heard, ONE)) == ["error-poll-closed"]


async def test_what_is_an_activity_already_gets_the_shift(story: Story) -> None:
    await activity(story, "torgmöte", more='"Torgmöte i Borås"')
    heard = await poll(story, "!datum torgmöte 14/5 15/5 18-20")
    assert heard.text.startswith("Torgmöte i Borås: vilka dagar")
    await story.bo.reacts(heard, ONE)
    done = await told(story.anna, "!datum stäng torgmöte", "poll-close-done")
    assert "Torgmöte i Borås blir tis 14 maj" in done.text
    assert (await story.anna.says("!aktiviteter")).text.count("Torgmöte") == 1


async def test_a_shift_that_is_there_already_is_not_made_twice(story: Story) -> None:
    await activity(story)
    number = await shift(story, "14/5 18-20")
    heard = await poll(story, "!datum ringstuga 14/5 15/5 18-20")
    await story.bo.reacts(heard, ONE)
    done = await told(story.anna, "!datum stäng", "poll-close-done")
    assert f"(#{number})" in done.text
    assert "Passet fanns redan." in done.text


async def test_several_words_stand_in_quotes(story: Story) -> None:
    heard = await poll(story, "!datum ”Möte om budgeten” 14/5 18-20 15/5 19-21")
    assert heard.text.startswith("Möte om budgeten: vilka dagar")
    assert "2️⃣ ons 15 maj 19.00–21.00: 0 kan" in heard.text
    await story.bo.reacts(heard, TWO)
    await told(story.anna, '!datum stäng "möte om budgeten"', "poll-close-done")


async def test_numbers_pressed_while_the_bot_was_away_are_counted(story: Story) -> None:
    heard = await poll(story)
    await story.bo.reacts(heard, ONE)
    await away(story)
    await unreacts(story, story.bo, heard, ONE)
    await story.server.react(heard.room, story.leyla.address, heard.event, TWO, name="Leyla")
    await story.server.react(heard.room, story.bo.address, heard.event, TWO, name="Bo")
    await back(story, missed=True)
    text = showing(story.district_room, heard.event)
    assert ("14 maj 18.00–20.00: 0 kan" in text, "15 maj 18.00–20.00: 2 kan" in text) == (True, True)


async def test_a_number_with_and_without_its_style_is_one_person(story: Story) -> None:
    heard = await poll(story)
    await story.bo.reacts(heard, ONE)
    await story.bo.reacts(heard, "1\u20e3")
    assert "14 maj 18.00–20.00: 1 kan" in showing(story.district_room, heard.event)
    await story.bo.unreacts(heard, ONE)
    assert "14 maj 18.00–20.00: 1 kan" in showing(story.district_room, heard.event)
    await story.bo.unreacts(heard, "1\u20e3")
    assert "14 maj 18.00–20.00: 0 kan" in showing(story.district_room, heard.event)


async def test_votes_move_with_an_upgraded_room(story: Story) -> None:
    from tests.stories.test_cards import upgraded

    heard = await poll(story)
    await everybody_can(story, heard)
    new = await upgraded(story)
    (moved,) = [one for one in new.all() if one.kind == "poll-list"]
    assert "15 maj 18.00–20.00: 2 kan" in moved.text
    await story.bo.reacts(moved, TWO)
    await story.bo.unreacts(moved, TWO)
    assert "15 maj 18.00–20.00: 1 kan" in showing(new, moved.event)


async def test_the_lead_may_ask_about_their_own_activity_only(story: Story) -> None:
    await activity(story, more="ansvarig=@bo:example.org")
    await activity(story, "torgmöte")
    assert (await story.bo.says("!datum ringstuga 14/5 15/5 18-20")).kind == "poll-list"
    await told(story.bo, "!datum torgmöte 14/5 15/5 18-20", "error-forbidden")
    await told(story.bo, "!datum något-nytt 14/5 15/5 18-20", "error-forbidden")
    await told(story.anna, "!datum torgmöte 14/5 15/5 18-20", "poll-list")
    await told(story.bo, "!datum stäng torgmöte", "error-forbidden")
    await told(story.leyla, "!datum stäng ringstuga", "error-forbidden")
    assert await boards(story) == [BoardState.LIVE] * 2


async def test_where_several_are_open_it_asks_which(story: Story) -> None:
    first = await poll(story)
    await poll(story, "!datum städdag 18/5 19/5 10-14")
    await story.bo.reacts(first, ONE)
    heard = await told(story.anna, "!datum stäng", "poll-close-choose")
    assert "1. Ordförandeträff" in heard.text
    (done,) = await story.anna.reacts(heard, ONE)
    assert done.kind == "poll-close-done"
    assert await boards(story) == [BoardState.DECIDED, BoardState.LIVE]
    await english(story.anna)
    await poll(story)
    heard = await told(story.anna, "!poll close", "poll-close-choose")
    assert heard.text.startswith("Several questions are open")


REFUSED = [
    ("ordförandeträff 14/5 18-20", "error-poll-number", "bara en dag", "only one day"),
    ("ordförandeträff 14/5 14/5 18-20", "error-poll-number", "bara en dag", "only one day"),
    ("ordförandeträff 18-20", "error-poll-number", "inga dagar", "no days"),
    (
        "ordförandeträff 1/6 2/6 3/6 4/6 5/6 6/6 7/6 8/6 9/6 10/6 18-20",
        "error-poll-number",
        "siffror för 9",
        "numbers only for 9",
    ),
    ("ordförandeträff 1/5 2/5 18-20", "error-poll-days", "har redan varit", "has been already"),
    ("ordförandeträff 14/5 15/5", "error-poll-days", "inte vilken tid", "at what time"),
    ("ordförandeträff i Borås 14/5 18-20", "error-poll-days", "förstår inte dagarna", "do not understand"),
    ("ordförandeträff 31/2 14/5 18-20", "error-poll-days", "ingen sådan dag", "no such day"),
    ("ordförandeträff tis 15/5 14/5 18-20", "error-poll-days", "veckodagen", "day of the week"),
    ("ordförandeträff", "error-arguments", "nget är ändrat", "othing is changed"),
    ("ny 14/5 15/5 18-20", "error-poll-title", "som namn", "as a name"),
    ("14/5 15/5 18-20", "error-poll-title", "som namn", "as a name"),
]


@pytest.mark.parametrize(("text", "kind", "sv", "en"), REFUSED)
async def test_what_cannot_be_asked_is_refused_with_an_example(
    story: Story, text: str, kind: str, sv: str, en: str
) -> None:
    heard = await told(story.anna, f"!datum {text}", kind)
    assert sv in heard.text
    assert "!datum ordförandeträff 14/5 15/5 21/5 18-20" in heard.text
    await english(story.anna)
    heard = await told(story.anna, f"!poll {text}", kind)
    assert en in heard.text
    assert "!poll chairs 14/5 15/5 21/5 18-20" in heard.text
    assert await boards(story) == []


async def test_the_same_is_not_asked_twice_at_a_time(story: Story) -> None:
    await poll(story)
    heard = await told(story.anna, "!datum Ordförandeträff 1/6 2/6 18-20", "error-poll-open")
    assert "!datum stäng ordförandeträff" in heard.text
    assert "inget nytt är frågat" in heard.text
    await english(story.anna)
    heard = await told(story.anna, "!poll Ordförandeträff 1/6 2/6 18-20", "error-poll-open")
    assert "nothing new is asked" in heard.text
    assert len(await boards(story)) == 1


async def test_closing_what_nobody_has_answered_is_refused_unless_insisted_on(story: Story) -> None:
    heard = await poll(story)
    refused = await told(story.anna, "!datum stäng", "error-poll-nobody")
    assert "frågan är öppen än" in refused.text
    assert "!datum stäng ordförandeträff ändå" in refused.text
    await english(story.anna)
    refused = await told(story.anna, "!poll close", "error-poll-nobody")
    assert "the question is still open" in refused.text
    await told(story.anna, "!poll close ordförandeträff anyway", "poll-close-empty")
    assert "utan att det blev något pass" in showing(story.district_room, heard.event)
    assert len(edits(story.district_room, heard.event)) == 1
    await poll(story)


async def test_closing_what_is_not_open_and_asking_in_a_direct_message_are_refused(story: Story) -> None:
    for language, words in (("sv", "ingen öppen fråga"), ("en", "no open question")):
        await story.anna.says(f"!language {language}")
        for text in ("!poll close", "!poll close städdag"):
            heard = await told(story.anna, text, "error-poll-none")
            assert words in heard.text
        direct = await story.anna.says("poll städdag 14/5 15/5 18-20", room=story.anna.direct)
        assert direct.kind == "error-board-direct"
    await told(story.anna, "!aktivitet ny städdag", "activity-added")
    await told(story.anna, "!aktivitet arkivera städdag", "activity-archived")
    await told(story.anna, "!datum städdag 14/5 15/5 18-20", "error-activity-archived")


async def test_it_can_be_closed_from_a_direct_message(story: Story) -> None:
    heard = await poll(story)
    await story.bo.reacts(heard, ONE)
    done = await story.anna.says("datum stäng ordförandeträff", room=story.anna.direct)
    assert done.kind == "poll-close-done"
    assert "blir tis 14 maj" in showing(story.district_room, heard.event)


async def test_somebody_without_a_word_before_may_answer_and_is_asked(story: Story) -> None:
    heard = await poll(story)
    karin = Someone(story, "@karin:example.org", "Karin")
    await karin.reacts(heard, ONE)
    await told(story.anna, "!datum stäng", "poll-close-done")
    assert kinds(karin.new()) == ["poll-offer"]
