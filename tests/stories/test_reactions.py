"""A number under a list signs up, taking it away leaves: for anybody, once, whatever happens in between."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.platforms.base import IncomingKind, Refused, Unavailable
from commands.seeds import YES
from commands.texts import say
from storage.models import Inbox
from tests.faults.outgoing import post
from tests.stories.given import activity, at, booked, english, ringstuga, shift, told
from tests.stories.reacting import (
    BARE_ONE,
    ONE,
    TWO,
    away,
    back,
    places,
    reacts,
    standing,
    unreacts,
    unseen,
)
from tests.support.story import Heard, Someone, Story


async def asked(story: Story) -> Heard:
    """Bo has asked which evening; nobody has a seat yet."""
    await activity(story)
    for when in ("tis 18-20", "ons 18-20", "tors 18-20"):
        await shift(story, when)
    await story.leyla.says("!mina")  # her name is known
    return await told(story.bo, "!anmäl ringstuga", "signup-choose")


async def test_anybody_who_presses_a_number_has_a_seat_and_is_named_in_the_answer(story: Story) -> None:
    heard = await asked(story)
    (done,) = await story.leyla.reacts(heard, TWO)
    assert (done.kind, done.message.reply_to) == ("signup-booked", heard.event)
    assert done.text.startswith("Leyla: Du är anmäld: Ringstuga, ons 8 maj")
    assert done.mentions == ()
    assert await places(story) == {("Leyla", 2): "booked"}


async def test_taking_the_number_away_leaves(story: Story) -> None:
    heard = await asked(story)
    await story.leyla.reacts(heard, TWO)
    (done,) = await story.leyla.unreacts(heard, TWO)
    assert done.kind == "leave-done"
    assert done.text.startswith("Leyla: Du är avbokad från Ringstuga, ons 8 maj")
    assert await places(story) == {}
    assert await standing(story) == 0


async def test_the_same_in_english(story: Story) -> None:
    heard = await asked(story)
    await english(story.leyla)
    (done,) = await story.leyla.reacts(heard, ONE)
    assert done.text.startswith("Leyla: You are signed up")
    (gone,) = await story.leyla.unreacts(heard, ONE)
    assert gone.text.startswith("Leyla: You have left Ringstuga")


async def test_the_asker_who_takes_the_number_away_leaves_with_all_guests(story: Story) -> None:
    await asked(story)
    heard = await told(story.bo, "!anmäl ringstuga gäster=1", "signup-choose")
    await story.bo.reacts(heard, ONE)
    (done,) = await story.bo.unreacts(heard, ONE)
    assert done.kind == "leave-done"
    assert await places(story) == {}


async def test_pressing_again_after_leaving_signs_up_again(story: Story) -> None:
    heard = await asked(story)
    for _ in range(3):
        assert [one.kind for one in await story.leyla.reacts(heard, ONE)] == ["signup-booked"]
        assert [one.kind for one in await story.leyla.unreacts(heard, ONE)] == ["leave-done"]
    assert await places(story) == {}


async def test_a_number_with_and_without_its_style_is_one(story: Story) -> None:
    """Element writes U+FE0F, Cinny does not: the second changes nothing, nor does taking one of them away."""
    heard = await asked(story)
    await story.leyla.reacts(heard, ONE)
    assert await story.leyla.reacts(heard, BARE_ONE) == []
    assert await story.leyla.unreacts(heard, ONE) == []
    assert await places(story) == {("Leyla", 1): "booked"}
    assert [one.kind for one in await story.leyla.unreacts(heard, BARE_ONE)] == ["leave-done"]
    assert await places(story) == {}


async def test_the_bots_own_numbers_count_for_nobody(story: Story) -> None:
    heard = await asked(story)
    assert story.district_room.keys(heard)[:2] == [ONE, TWO]
    await story.server.react(heard.room, story.server.bot, heard.event, ONE)
    await story.settle()
    await story.catch_up()
    assert await places(story) == {}
    assert await standing(story) == 0


async def test_a_number_means_one_shift_though_two_lists_went_out_together(story: Story) -> None:
    """Lists that differ are never one message."""
    await asked(story)
    await activity(story, "torgmöte")
    for when in ("lör 10-12", "sön 10-12"):
        await shift(story, when, slug="torgmöte")
    story.district_room.new()
    await story.hear(story.bo, "!anmäl ringstuga")
    await story.hear(story.anna, "!anmäl torgmöte")
    await story.settle()
    first, second = story.district_room.new()
    assert (first.kind, second.kind) == ("signup-choose", "signup-choose")
    await story.leyla.reacts(second, TWO)
    assert await places(story) == {("Leyla", 5): "booked"}


async def test_a_full_shift_puts_whoever_presses_in_line_and_taking_it_away_takes_them_out(
    story: Story,
) -> None:
    await activity(story)
    await shift(story, "tis 18-20", more="platser=1")
    await shift(story, "ons 18-20")
    await told(story.anna, "!anmäl 1", "signup-booked")
    heard = await told(story.bo, "!anmäl ringstuga", "signup-choose")
    (waits,) = await story.leyla.reacts(heard, ONE)
    assert waits.kind == "signup-waitlisted"
    assert await places(story) == {("Anna", 1): "booked", ("Leyla", 1): "waitlisted"}
    (gone,) = await story.leyla.unreacts(heard, ONE)
    assert gone.kind == "leave-done"
    assert await places(story) == {("Anna", 1): "booked"}


async def test_what_overlaps_is_asked_back_and_taking_the_number_away_is_silent(story: Story) -> None:
    await activity(story)
    await shift(story, "tis 18-20")
    await shift(story, "tis 19-21")
    await told(story.leyla, "!anmäl 1", "signup-booked")
    heard = await told(story.bo, "!anmäl ringstuga", "signup-choose")
    (back_,) = await story.leyla.reacts(heard, TWO)
    assert back_.kind == "signup-overlap"
    assert await standing(story) == 1
    assert await story.leyla.unreacts(heard, TWO) == []
    assert await places(story) == {("Leyla", 1): "booked"}


async def test_whoever_left_by_word_may_tidy_up_their_number_in_silence(story: Story) -> None:
    heard = await asked(story)
    await story.leyla.reacts(heard, ONE)
    await told(story.leyla, "!avboka 1", "leave-done")
    assert await story.leyla.unreacts(heard, ONE) == []


async def test_a_moderator_who_removes_a_reaction_takes_nobodys_seat(story: Story) -> None:
    heard = await asked(story)
    event = await reacts(story, story.leyla, heard, ONE)
    await story.settle()
    await story.server.redact(heard.room, story.anna.address, event)
    await story.settle()
    assert await places(story) == {("Leyla", 1): "booked"}


async def test_after_the_start_leaving_by_reaction_is_refused_and_after_the_end_silent(story: Story) -> None:
    heard = await asked(story)
    await story.leyla.reacts(heard, ONE)
    await story.bo.reacts(heard, ONE)
    await at(story, "2024-05-07 18:30")
    (refused,) = await story.leyla.unreacts(heard, ONE)
    assert refused.kind == "error-shift-not-open"
    await at(story, "2024-05-07 20:30")
    assert await story.bo.unreacts(heard, ONE) == []
    assert await places(story) == {("Leyla", 1): "booked", ("Bo", 1): "booked"}


async def test_a_list_that_was_removed_takes_no_more_numbers(story: Story) -> None:
    heard = await asked(story)
    await story.server.redact(heard.room, story.anna.address, heard.event)
    await story.settle()
    assert await story.leyla.reacts(heard, ONE) == []
    assert await places(story) == {}


async def test_a_list_in_a_direct_message_can_be_unpressed_too(story: Story) -> None:
    await asked(story)
    heard = await story.bo.says("anmäl ringstuga", room=story.bo.direct)
    (done,) = await story.bo.reacts(heard, ONE)
    assert done.text.startswith("Du är anmäld")
    assert [one.kind for one in await story.bo.unreacts(heard, ONE)] == ["leave-done"]
    assert await places(story) == {}


async def test_somebody_the_bot_never_heard_of_may_press_a_number(story: Story) -> None:
    heard = await asked(story)
    karin = Someone(story, "@karin:example.org", "Karin")
    (done,) = await karin.reacts(heard, ONE)
    assert done.text.startswith("Karin: ")
    assert await booked(story, 1) == ["Karin"]


# ---- yes and no


@pytest.mark.parametrize("key", ["✅", "✅\ufe0f", "✔️", "👍", "👍🏽"])
async def test_yes_in_every_shape_answers_a_question(story: Story, key: str) -> None:
    await ringstuga(story)
    await question(story)
    (heard,) = story.bo.new()
    assert [one.kind for one in await story.bo.reacts(heard, key)] == ["signup-booked"]


@pytest.mark.parametrize("key", ["❌", "❌\ufe0f", "✖️", "👎🏿"])
async def test_no_in_every_shape_answers_a_question(story: Story, key: str) -> None:
    await ringstuga(story)
    await told(story.bo, "!anmäl 1", "signup-booked")
    story.bo.new()
    await question(story)
    heard = story.bo.new()[-1]
    assert [one.kind for one in await story.bo.reacts(heard, key)] == ["leave-done"]


async def question(story: Story) -> None:
    """The bot asks Bo something, yes or no."""
    await story.bo.says("!mina")
    async with story.app.database.writing() as store:
        found = await store.people.identity("memory", story.bo.address)
        assert found is not None
        (district,) = await store.rooms.districts()
        message = say("room-welcome", prefix="!", district="Sjuhärad")
        await post(story, store).to_person(
            found[1].id, message, district=district, yes="!anmäl #1", no="!avboka #1"
        )
    story.app.delivery.wake()
    await story.settle()


async def test_a_question_to_the_room_is_anybodys_to_answer(story: Story) -> None:
    await ringstuga(story)
    async with story.app.database.writing() as store:
        room = await store.rooms.find("memory", story.district_room.address)
        (district,) = await store.rooms.districts()
        assert room is not None
        message = say("room-welcome", prefix="!", district="Sjuhärad")
        await post(story, store).to_room(room, message, district=district, yes="!anmäl #1")
    story.app.delivery.wake()
    await story.settle()
    heard = story.district_room.new()[-1]
    assert [one.kind for one in await story.leyla.reacts(heard, "👍🏻")] == ["signup-booked"]
    assert await story.leyla.reacts(heard, "👎") == []


async def test_thumbs_and_removals_among_members_are_not_kept(story: Story) -> None:
    """What people say to each other is not the bot's to store; the control is a reaction that is."""
    heard = await asked(story)
    place = story.district_room
    theirs = await story.post(IncomingKind.MESSAGE, story.anna, place, text="Vem kan ikväll?")
    thumb = await story.post(IncomingKind.REACTION, story.bo, place, text="👍", target=theirs)
    removal = await story.post(IncomingKind.REDACTION, story.bo, place, target=thumb)
    on_the_list = await story.post(IncomingKind.REACTION, story.bo, place, text="👍", target=heard.event)
    number = await story.post(IncomingKind.REACTION, story.bo, place, text=ONE, target=heard.event)
    async with story.store() as store:
        rows = set(await store.session.scalars(select(Inbox.event_id)))
    assert number in rows
    assert rows.isdisjoint({theirs, thumb, removal, on_the_list})


# ---- while the bot is away


@pytest.mark.parametrize("missed", [False, True])
async def test_numbers_pressed_and_taken_away_while_it_was_down_count_as_they_stand(
    story: Story, missed: bool
) -> None:
    """Also when the server no longer tells it (a gap that is too long, a database that was restored)."""
    heard = await asked(story)
    await story.anna.reacts(heard, ONE)
    await away(story)
    await unreacts(story, story.anna, heard, ONE)
    await reacts(story, story.leyla, heard, TWO)
    await reacts(story, story.bo, heard, ONE)
    await unreacts(story, story.bo, heard, ONE)
    await back(story, missed=missed)
    assert await places(story) == {("Leyla", 2): "booked"}
    told_leyla = [one for one in story.district_room.all() if "Leyla: Du är anmäld" in one.text]
    assert len(told_leyla) == 1
    await back_again(story)
    assert await places(story) == {("Leyla", 2): "booked"}


async def back_again(story: Story) -> None:
    """Nothing follows from looking a second time."""
    said = len(story.told)
    await away(story)
    await back(story)
    assert len(story.told) == said


async def test_control_without_asking_the_server_what_was_missed_stays_unknown(story: Story) -> None:
    heard = await asked(story)
    await away(story)
    await reacts(story, story.leyla, heard, ONE)
    await story.start_bot()
    await unseen(story)
    await story.settle()
    assert await places(story) == {}
    await story.catch_up()
    assert await places(story) == {("Leyla", 1): "booked"}


async def test_what_was_taken_in_counts_once_though_the_server_tells_it_later(story: Story) -> None:
    """The reaction and its removal arrive late and twice: nothing more follows from them."""
    heard = await asked(story)
    await away(story)
    start = len(story.server.timeline)
    await reacts(story, story.leyla, heard, ONE)
    await back(story, missed=True)
    assert await places(story) == {("Leyla", 1): "booked"}
    await unreacts(story, story.leyla, heard, ONE)
    await unseen(story)
    await story.catch_up()
    assert await places(story) == {}
    said = len(story.told)
    async with story.app.database.writing() as store:
        await store.settings.keep_token("memory", str(start))
    story._token = None
    await story.settle()
    assert await places(story) == {}
    assert len(story.told) == said


async def test_leaving_by_word_is_not_undone_by_a_reaction_that_still_stands(story: Story) -> None:
    heard = await asked(story)
    await story.leyla.reacts(heard, ONE)
    await told(story.leyla, "!avboka 1", "leave-done")
    await away(story)
    await back(story)
    assert await places(story) == {}


async def test_a_press_before_the_bot_knew_its_own_message_is_found(story: Story) -> None:
    """It died after the list was sent, and before it had written that down."""
    heard = await asked(story)
    async with story.app.database.writing() as store:
        board = await store.boards.at("memory", heard.event)
        assert board is not None
        row = await store.boards.message(board.outbox_id)
        event, row.sent_event_id = row.sent_event_id, None
    assert await story.leyla.reacts(heard, ONE) == []
    async with story.app.database.writing() as store:
        row = await store.boards.message(row.id)
        row.sent_event_id = event
    await story.catch_up()
    assert await places(story) == {("Leyla", 1): "booked"}
    await back_again(story)
    (done,) = await story.leyla.unreacts(heard, ONE)
    assert done.kind == "leave-done"


async def test_an_outage_while_asking_is_waited_out_and_a_refusal_passed_over(story: Story) -> None:
    heard = await asked(story)
    second = await told(story.anna, "!anmäl ringstuga", "signup-choose")
    await away(story)
    await reacts(story, story.leyla, heard, ONE)
    await reacts(story, story.bo, second, TWO)
    errors: list[BaseException] = [Refused("no such message"), Unavailable("away"), Unavailable("away")]
    story.server.fault = lambda did, _stage: errors.pop() if did == "reactions" and errors else None
    await story.start_bot()
    story.app.catching_up._sleep = no_sleep
    await unseen(story)
    await story.settle()
    await story.catch_up()
    assert errors == []
    assert await places(story) == {("Leyla", 1): "booked"}
    await story.catch_up()
    assert await places(story) == {("Leyla", 1): "booked", ("Bo", 2): "booked"}


async def no_sleep(_seconds: float) -> None:
    return None


# ---- confirmations as a reaction


async def test_a_room_may_have_confirmations_as_a_sign_on_what_was_written(story: Story) -> None:
    await ringstuga(story)
    heard = await told(story.anna, "!rum svar=reaktion", "room-set")
    assert "✅ på det som skrevs" in heard.text
    for text, kind in (("!anmäl 1", "signup-booked"), ("!avboka 1", "leave-done")):
        event = await story.post(IncomingKind.MESSAGE, story.bo, story.district_room, text=text)
        assert story.answers_to(event) == []
        (sign,) = [one for one in story.server.reactions_by_bot if event in one.answers]
        assert (sign.target, sign.key, sign.answers) == (event, YES, {event: kind})


async def test_what_says_more_is_a_message_there_too_and_direct_rooms_have_messages(story: Story) -> None:
    await ringstuga(story, more="platser=1")
    await told(story.anna, "!rum svar=reaktion", "room-set")
    await told(story.anna, "!anmäl 99", "error-shift-unknown")
    assert (await story.bo.says("anmäl 1", room=story.bo.direct)).kind == "signup-booked"
    await told(story.leyla, "!anmäl 1", "signup-waitlisted")
    await told(story.bo, "!mina", "mine-list")
    await told(story.anna, "!rum svar=meddelande", "room-set")
    await told(story.bo, "!avboka 1", "leave-done")


async def test_a_number_pressed_there_is_answered_in_words(story: Story) -> None:
    """There is nothing written to put a sign on."""
    heard = await asked(story)
    await told(story.anna, "!rum svar=reaktion", "room-set")
    assert [one.kind for one in await story.leyla.reacts(heard, ONE)] == ["signup-booked"]


@pytest.mark.parametrize(("language", "words"), [("sv", "inget är ändrat"), ("en", "nothing was changed")])
async def test_another_way_to_answer_is_refused(story: Story, language: str, words: str) -> None:
    await story.anna.says(f"!language {language}")
    heard = await told(story.anna, "!room answers=duva", "error-room-answers")
    assert words in heard.text
