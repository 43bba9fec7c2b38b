"""A card of the coming shifts: numbers that keep their meaning, edits as things change, nobody's name."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from bot.platforms.base import IncomingKind, Unavailable
from storage.models import Outbox
from storage.states import BoardState, OutboxAction, OutboxState
from tests.stories.given import activity, at, english, number_in, ringstuga, shift, told
from tests.stories.reacting import ONE, THREE, TWO, away, back, boards, edits, places, showing, unreacts
from tests.support.story import Heard, Place, Story

EVENINGS = ("tis 18-20", "ons 18-20", "tors 18-20")


async def card(story: Story, text: str = "!kort ringstuga") -> Heard:
    return await told(story.anna, text, "card-list")


async def three(story: Story, *, more: str = "platser=8") -> Heard:
    """A card with three evenings."""
    await activity(story, more='plats="Folkets hus"')
    for when in EVENINGS:
        await shift(story, when, more=more)
    return await card(story)


def lines(text: str) -> list[str]:
    """The lines of the card that stand for shifts."""
    return [line.strip("•- ").strip() for line in text.splitlines() if "\u20e3" in line]


async def test_a_card_shows_the_coming_shifts_with_numbers_to_press_and_is_pinned(story: Story) -> None:
    heard = await three(story)
    assert heard.text.startswith("Ringstuga, Folkets hus")
    assert "Tryck på siffran för att anmäla dig, ta bort den för att avboka." in heard.text
    assert lines(heard.text) == [
        "1️⃣ tis 7 maj 18.00–20.00 (#1): 8 platser kvar",
        "2️⃣ ons 8 maj 18.00–20.00 (#2): 8 platser kvar",
        "3️⃣ tors 9 maj 18.00–20.00 (#3): 8 platser kvar",
    ]
    assert story.district_room.keys(heard) == [ONE, TWO, THREE]
    assert story.server.pins == {story.district_room.address: [heard.event]}


async def test_a_card_is_in_the_language_of_the_room_whoever_asks(story: Story) -> None:
    await ringstuga(story)
    await english(story.anna)
    assert "Tryck på siffran" in (await told(story.anna, "!card ringstuga", "card-list")).text
    await told(story.anna, "!room language=en", "room-set")
    heard = await told(story.anna, "!card ringstuga", "card-list")
    assert "Press the number to sign up, take it away to leave." in heard.text
    assert lines(heard.text) == ["1️⃣ Tue 7 May 18:00–20:00 (#1): 8 seats left"]


async def test_pressing_signs_up_and_the_card_shows_it_in_one_edit(story: Story) -> None:
    heard = await three(story)
    (done,) = await story.bo.reacts(heard, TWO)
    assert done.kind == "signup-booked"
    assert done.text.startswith("Bo: ")
    assert "#2): 7 platser kvar" in showing(story.district_room, heard.event)
    assert len(edits(story.district_room, heard.event)) == 1
    assert [one.kind for one in await story.bo.unreacts(heard, TWO)] == ["leave-done"]
    assert "#2): 8 platser kvar" in showing(story.district_room, heard.event)
    assert await places(story) == {}


async def test_many_changes_are_one_edit_and_what_is_said_does_not_notify(story: Story) -> None:
    heard = await three(story)
    for who in (story.anna, story.bo, story.leyla):
        await story.hear(who, "!anmäl 1")
        await story.hear(who, "!anmäl 3")
    await story.settle()
    (edit,) = edits(story.district_room, heard.event)
    assert "#1): 5 platser kvar" in edit.text
    assert (edit.notify, edit.mentions) == (False, ())


async def test_an_edit_that_cannot_be_sent_yet_is_replaced_by_the_next(story: Story) -> None:
    heard = await three(story)
    story.server.fault = lambda did, _stage: Unavailable("away") if did == "send" else None
    for text in ("!anmäl 1", "!anmäl 2", "!anmäl 3"):
        await story.hear(story.bo, text)
        await story.settle()
    async with story.store() as store:
        waiting = select(Outbox).where(
            Outbox.action == OutboxAction.EDIT, Outbox.state == OutboxState.WAITING
        )
        assert len((await store.session.scalars(waiting)).all()) == 1
    story.server.fault = None
    await story.pass_time(minutes=10)
    assert [one.count("7 platser") for one in [showing(story.district_room, heard.event)]] == [3]
    assert len(edits(story.district_room, heard.event)) == 1


async def test_nothing_is_edited_while_nothing_changes(story: Story) -> None:
    heard = await three(story)
    await story.bo.says("!pass")
    await story.pass_time(hours=2)
    assert edits(story.district_room, heard.event) == []


async def test_full_with_a_line_and_what_is_still_needed_stand_there(story: Story) -> None:
    await activity(story)
    await shift(story, "tis 18-20", more="platser=1")
    await shift(story, "ons 18-20", more="platser=6 minst=3")
    await shift(story, "tors 18-20", more="")
    heard = await card(story)
    await story.bo.says("!anmäl 1")
    await story.leyla.says("!anmäl 1")
    await story.leyla.says("!anmäl 2")
    assert lines(showing(story.district_room, heard.event)) == [
        "1️⃣ tis 7 maj 18.00–20.00 (#1): fullt, 1 väntar",
        "2️⃣ ons 8 maj 18.00–20.00 (#2): 5 platser kvar, 2 till behövs",
        "3️⃣ tors 9 maj 18.00–20.00 (#3)",
    ]


async def test_nobodys_name_stands_on_a_card(story: Story) -> None:
    heard = await three(story)
    await story.bo.reacts(heard, ONE)
    await told(story.anna, '!boka 1 "Karin Ek"', "book-done")
    for text in (showing(story.district_room, heard.event), *(one.text for one in story.district_room.all())):
        assert "Karin" not in text
    assert "Bo" not in showing(story.district_room, heard.event)


async def test_a_new_shift_gets_the_next_number_and_no_number_changes_its_shift(story: Story) -> None:
    heard = await three(story)
    await shift(story, "fre 18-20")
    assert lines(showing(story.district_room, heard.event))[3].startswith("4️⃣ fre 10 maj")
    assert story.district_room.keys(heard) == [ONE, TWO, THREE, "4️⃣"]
    await told(story.anna, "!pass ny ringstuga tis 12-14", "shift-added")  # sooner than all of them
    assert "5️⃣ tis 7 maj 12.00–14.00" in showing(story.district_room, heard.event)
    await at(story, "2024-05-07 21:00")
    text = showing(story.district_room, heard.event)
    assert [line[0] for line in lines(text)] == ["2", "3", "4"]
    (done,) = await story.bo.reacts(heard, TWO)
    assert "ons 8 maj" in done.text


async def test_a_number_of_a_shift_that_has_been_is_refused_in_both_languages(story: Story) -> None:
    heard = await three(story)
    await at(story, "2024-05-07 21:00")
    (refused,) = await story.bo.reacts(heard, ONE)
    assert (refused.kind, refused.text.startswith("Bo: ")) == ("error-shift-not-open", True)
    await english(story.leyla)
    (refused,) = await story.leyla.reacts(heard, ONE)
    assert "is over, so nothing is changed" in refused.text


async def test_what_is_cancelled_or_closed_says_so(story: Story) -> None:
    heard = await three(story)
    await told(story.anna, "!pass ställin 2", "shift-cancel-done")
    await told(story.anna, "!pass stäng 3", "shift-closed")
    text = showing(story.district_room, heard.event)
    assert lines(text)[1:] == [
        "2️⃣ ons 8 maj 18.00–20.00 (#2): inställt",
        "3️⃣ tors 9 maj 18.00–20.00 (#3): stängt för anmälan",
    ]


async def test_the_card_follows_a_shift_that_is_moved(story: Story) -> None:
    heard = await three(story)
    await told(story.anna, "!pass ändra 2 fre 19-21", "shift-edited")
    assert "2️⃣ fre 10 maj 19.00–21.00 (#2)" in showing(story.district_room, heard.event)


async def test_more_than_nine_are_said_to_be_more_and_can_be_listed(story: Story) -> None:
    await activity(story)
    await told(story.anna, "!pass ny ringstuga tis 18-20 varje=vecka tom=30/7", "shift-series-added")
    heard = await card(story)
    assert len(lines(heard.text)) == 9
    assert "Skriv !pass ringstuga för att se 4 pass till." in heard.text
    await at(story, "2024-05-21 21:00")
    text = showing(story.district_room, heard.event)
    assert [line[0] for line in lines(text)] == ["4", "5", "6", "7", "8", "9"]
    assert await boards(story) == [BoardState.LIVE]


def standing_cards(story: Story) -> list[Heard]:
    """The cards in the room as they were put up, without their edits."""
    return [one for one in story.district_room.all() if one.kind == "card-list" and one.edits is None]


async def test_a_card_whose_numbers_are_nearly_used_up_makes_way_for_a_new_one_by_itself(
    story: Story,
) -> None:
    await activity(story)
    await told(story.anna, "!pass ny ringstuga tis 18-20 varje=vecka tom=30/7", "shift-series-added")
    old = await card(story)
    await at(story, "2024-06-11 18:00")
    assert len(standing_cards(story)) == 1, "three with a number are enough"
    await at(story, "2024-06-18 18:00")
    _, new = standing_cards(story)
    assert lines(showing(story.district_room, new.event))[0].startswith("1️⃣ tis 25 juni")
    assert len(lines(showing(story.district_room, new.event))) == 6
    assert not new.mentions
    assert story.district_room.keys(new)[:2] == [ONE, TWO]
    assert new.event in story.server.pins[story.district_room.address]
    assert "ersatt av ett nyare" in showing(story.district_room, old.event)
    assert await boards(story) == [BoardState.CLOSED, BoardState.LIVE]
    assert [one.kind for one in await story.bo.reacts(new, ONE)] == ["signup-booked"]
    (late,) = await story.leyla.reacts(old, "9️⃣")
    assert late.kind == "error-card-closed"


async def test_a_new_card_waits_for_the_morning(story: Story) -> None:
    await activity(story)
    await told(story.anna, "!pass ny ringstuga tis 22-23 varje=vecka tom=30/7", "shift-series-added")
    await card(story)
    await at(story, "2024-06-18 22:00")
    assert len(standing_cards(story)) == 1
    await at(story, "2024-06-19 08:00")
    assert len(standing_cards(story)) == 2


async def test_a_card_with_nothing_more_to_show_ends_and_says_how_to_get_another(story: Story) -> None:
    await activity(story)
    await told(story.anna, "!pass ny ringstuga tis 18-20 varje=vecka tom=2/7", "shift-series-added")
    heard = await card(story)
    await at(story, "2024-07-10 12:00")
    assert "Alla pass på det här kortet har varit." in showing(story.district_room, heard.event)
    assert await boards(story) == [BoardState.CLOSED]
    await shift(story, "16/7 18-20")
    assert "1️⃣ tis 16 juli" in (await card(story)).text


async def test_roles_show_what_is_free(story: Story) -> None:
    heard = await three(story)
    async with story.app.database.writing() as store:
        (district,) = await store.rooms.districts()
        view = await store.shifts.by_number(district.id, 1)
        assert view is not None
        row = await store.shifts.lock(view.id)
        row.roles = {"ringledare": 1, "ringare": 6}
    await story.bo.says("!anmäl 1 roll=ringledare")
    assert "#1): 7 platser kvar, lediga roller: ringare 6" in showing(story.district_room, heard.event)


async def test_it_is_kept_up_to_date_across_restarts(story: Story) -> None:
    heard = await three(story)
    await story.bo.says("!anmäl 1")
    await story.restart()
    await story.leyla.says("!anmäl 1")
    assert "#1): 6 platser kvar" in showing(story.district_room, heard.event)
    assert story.server.pins == {story.district_room.address: [heard.event]}
    await away(story)
    await back(story)
    assert len(edits(story.district_room, heard.event)) == 2


async def test_time_that_passed_while_it_was_down_shows_at_the_start(story: Story) -> None:
    heard = await three(story)
    await away(story)
    story.clock.set(story.clock.now().replace(day=8, hour=12))
    await back(story)
    assert [line[0] for line in lines(showing(story.district_room, heard.event))] == ["2", "3"]


async def test_a_card_that_was_removed_is_gone_until_somebody_asks_for_another(story: Story) -> None:
    heard = await three(story)
    await story.server.redact(heard.room, story.anna.address, heard.event)
    await story.settle()
    await story.bo.says("!anmäl 1")
    await story.restart()
    assert edits(story.district_room, heard.event) == []
    assert await boards(story) == [BoardState.GONE]
    again = await card(story)
    assert "#1): 7 platser kvar" in again.text
    assert await boards(story) == [BoardState.GONE, BoardState.LIVE]


async def test_a_new_card_replaces_the_old_one_where_numbers_can_still_be_taken_away(story: Story) -> None:
    old = await three(story)
    await story.bo.reacts(old, ONE)
    new = await card(story)
    assert "ersatt av ett nyare" in showing(story.district_room, old.event)
    assert await boards(story) == [BoardState.CLOSED, BoardState.LIVE]
    (refused,) = await story.leyla.reacts(old, TWO)
    assert refused.kind == "error-card-closed"
    assert "inget är ändrat" in refused.text
    await english(story.leyla)
    (refused,) = await story.leyla.reacts(old, THREE)
    assert "This card is replaced or over, so nothing is changed" in refused.text
    assert await places(story) == {("Bo", 1): "booked"}
    assert [one.kind for one in await story.bo.unreacts(old, ONE)] == ["leave-done"]
    assert [one.kind for one in await story.leyla.reacts(new, TWO)] == ["signup-booked"]
    await told(story.anna, "!anmäl 3", "signup-booked")
    assert len(edits(story.district_room, old.event)) == 2, "the old one is edited no more"


async def test_cards_of_two_activities_and_two_rooms_live_side_by_side(story: Story) -> None:
    first = await three(story)
    await activity(story, "torgmöte")
    await shift(story, "lör 10-12", slug="torgmöte")
    second = await card(story, "!kort torgmöte")
    third = await story.anna.says("!kort ringstuga", room=story.organizers_room)
    assert await boards(story) == [BoardState.LIVE] * 3
    await story.bo.reacts(first, ONE)
    for place, heard in ((story.district_room, first), (story.organizers_room, third)):
        assert "#1): 7 platser kvar" in showing(place, heard.event)
    assert edits(story.district_room, second.event) == []


async def test_an_archived_activity_ends_its_card(story: Story) -> None:
    heard = await three(story)
    await told(story.anna, "!aktivitet arkivera ringstuga ändå", "activity-archived")
    assert "Aktiviteten är avslutad." in showing(story.district_room, heard.event)
    assert await boards(story) == [BoardState.CLOSED]


async def test_where_the_bot_may_not_pin_the_card_stands_all_the_same(story: Story) -> None:
    story.server.room(story.district_room.address).can_pin = False
    heard = await three(story)
    assert story.server.pins == {}
    assert story.district_room.keys(heard) == [ONE, TWO, THREE]


async def test_a_card_is_never_one_message_with_other_answers(story: Story) -> None:
    """An edit would take the others with it."""
    await three(story)
    story.district_room.new()
    await story.hear(story.bo, "!mina")
    await story.hear(story.anna, "!kort ringstuga")
    await story.hear(story.leyla, "!mina")
    await story.settle()
    said = [one for one in story.district_room.new() if one.edits is None]
    assert [one.kind for one in said] == ["mine-none", "card-list", "mine-none"]


async def test_the_card_moves_with_an_upgraded_room_once_and_is_pinned_there(story: Story) -> None:
    old = await three(story)
    await story.bo.reacts(old, ONE)
    await story.leyla.reacts(old, TWO)
    new = await upgraded(story)
    (moved,) = [one for one in new.all() if one.kind == "card-list"]
    assert "#1): 7 platser kvar" in moved.text
    assert new.keys(moved) == [ONE, TWO, THREE]
    assert story.server.pins[new.address] == [moved.event]
    before = len(edits(story.district_room, old.event))
    await story.bo.reacts(moved, THREE)
    assert "#3): 7 platser kvar" in showing(new, moved.event)
    assert len(edits(story.district_room, old.event)) == before
    assert [one.kind for one in await story.leyla.reacts(moved, TWO)] == ["signup-already"]
    assert [one.kind for one in await story.leyla.unreacts(moved, TWO)] == ["leave-done"]
    await story.restart()
    assert len([one for one in new.all() if one.kind == "card-list" and not one.edits]) == 1


async def upgraded(story: Story) -> Place:
    """The district's room is replaced by another, which the bot joins."""
    new = Place(story, "!newer")
    room = story.server.room(new.address)
    room.members.add(story.anna.address)
    room.invited.add(story.server.bot)
    await story.server.post(
        story.server.make(
            IncomingKind.UPGRADE, story.district_room.address, story.anna.address, target=new.address
        )
    )
    await story.settle()
    return new


async def test_the_card_of_a_room_that_the_bot_has_left_is_gone(story: Story) -> None:
    await three(story)
    await story.bot_is_removed_from(story.district_room)
    assert await boards(story) == [BoardState.GONE]


async def test_who_is_away_and_comes_back_finds_presses_under_the_card(story: Story) -> None:
    heard = await three(story)
    await story.bo.reacts(heard, ONE)
    await away(story)
    await unreacts(story, story.bo, heard, ONE)
    await back(story, missed=True)
    assert await places(story) == {}
    assert "#1): 8 platser kvar" in showing(story.district_room, heard.event)


# ---- who may, and where


async def test_the_lead_of_the_activity_may_put_up_its_card_and_no_other(story: Story) -> None:
    await activity(story, more="ansvarig=@bo:example.org")
    await shift(story)
    await activity(story, "torgmöte")
    assert (await story.bo.says("!kort ringstuga")).kind == "card-list"
    await told(story.bo, "!kort torgmöte", "error-forbidden")
    await told(story.leyla, "!kort ringstuga", "error-forbidden")


@pytest.mark.parametrize(
    ("language", "empty", "direct"),
    [
        ("sv", "inga kommande pass", "bara du och jag"),
        ("en", "no coming shifts", "just you and me"),
    ],
)
async def test_what_cannot_be_put_up_is_refused_with_what_to_do_next(
    story: Story, language: str, empty: str, direct: str
) -> None:
    await activity(story)
    await story.anna.says(f"!language {language}")
    heard = await told(story.anna, "!card ringstuga", "error-card-empty")
    assert empty in heard.text
    assert re.search(r"!(pass ny|shift add) ringstuga", heard.text)
    assert number_in(await story.anna.says("!pass ny ringstuga tis 18-20")) == 1
    heard = await story.anna.says("card ringstuga", room=story.anna.direct)
    assert heard.kind == "error-board-direct"
    assert direct in heard.text
    await told(story.anna, "!card ringstga", "error-activity-near")
    await told(story.anna, "!card", "error-arguments")
    assert await boards(story) == []
