"""Names go out only where they may still be read, by whom they may still be read (issue 4, point 5)."""

from __future__ import annotations

import pytest

from bot.platforms.base import Membership
from bot.platforms.memory import MemoryPlatform
from tests.stories.given import ringstuga
from tests.support.story import Place, Someone, Story

ROSTER = "!bokade ringstuga"


async def _asked(story: Story, who: Someone, text: str, room: Place) -> None:
    """Somebody asks, and the answer waits to be sent."""
    room.new()
    await story.hear(who, text, room=room)
    await story.decide()


async def test_a_roster_that_was_asked_for_in_a_room_that_has_been_opened_is_not_sent(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl ringstuga")
    await _asked(story, story.anna, ROSTER, story.organizers_room)
    story.server.room(story.organizers_room.address).open_to_all = True
    await story.settle()
    (heard,) = story.organizers_room.new()
    assert heard.kind == "error-names-withheld"
    assert "Bo" not in heard.text
    assert "i ett direktmeddelande" in heard.text


async def test_the_same_room_closed_gets_the_roster(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl ringstuga")
    await _asked(story, story.anna, ROSTER, story.organizers_room)
    await story.settle()
    (heard,) = story.organizers_room.new()
    assert (heard.kind, "Bo" in heard.text) == ("booked-list", True)


async def test_a_roster_is_not_sent_where_the_room_is_no_longer_one_for_organizers(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl ringstuga")
    await _asked(story, story.anna, ROSTER, story.organizers_room)
    async with story.app.database.writing() as store:
        room = await store.rooms.find("memory", story.organizers_room.address)
        assert room is not None
        room.role = type(room.role).DISTRICT
    await story.settle()
    (heard,) = story.organizers_room.new()
    assert heard.kind == "error-names-withheld"


async def test_who_is_no_organizer_any_more_when_the_roster_goes_out_does_not_get_it(
    story: Story,
) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl ringstuga")
    await story.anna.says("!organisatör ny @leyla:example.org")
    await _asked(story, story.leyla, "bokade ringstuga", story.leyla.direct)
    async with story.app.database.writing() as store:
        found = await store.people.identity("memory", story.leyla.address)
        assert found is not None
        await store.people.remove_organizer(1, found[1].id)
    await story.settle()
    kinds = {one.kind: one.text for one in story.leyla.direct.new()}
    assert "booked-list" not in kinds
    assert "inte längre den roll" in kinds["error-names-withheld"]


async def test_whoever_was_banned_meanwhile_does_not_get_the_roster(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl ringstuga")
    await story.anna.says("!organisatör ny @leyla:example.org")
    await story.leyla.says("!pass")
    await _asked(story, story.leyla, "!bokade ringstuga", story.district_room)
    story.leyla.direct.new()
    await story.server.move(
        story.district_room.address, story.leyla.address, Membership.BAN, by=story.anna.address
    )
    await story.take()
    await story.decide()
    await story.settle()
    assert [one.kind for one in story.leyla.direct.new()] == []
    assert "Bo" not in "".join(one.text for one in story.district_room.new())


async def test_a_third_person_in_the_conversation_keeps_names_back(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl ringstuga")
    await _asked(story, story.anna, "bokade ringstuga", story.anna.direct)
    story.server.room(story.anna.direct.address).members.add("@mallory:example.org")
    await story.settle()
    (heard,) = story.anna.direct.new()
    assert heard.kind == "error-names-withheld"
    assert "fler än du och jag" in heard.text


async def test_the_organizers_are_told_once_that_their_room_was_opened(story: Story) -> None:
    room = story.server.room(story.organizers_room.address)
    for opened in (True, True, False):
        room.open_to_all = opened
        await story.look_at_rooms()
    (told,) = story.organizers_room.new()
    assert told.kind == "room-open-now"
    assert "kan andra läsa" in told.text
    await story.anna.says("!rum språk=en", room=story.organizers_room)
    story.organizers_room.new()
    room.open_to_all = True
    await story.look_at_rooms()
    (told,) = story.organizers_room.new()
    assert "can be read by others" in told.text


async def test_a_room_of_everybodys_may_be_open(story: Story) -> None:
    story.server.room(story.district_room.address).open_to_all = True
    await story.look_at_rooms()
    assert story.district_room.new() == []


async def test_in_english_too(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl ringstuga")
    await story.anna.says("!language en")
    await _asked(story, story.anna, ROSTER, story.organizers_room)
    story.server.room(story.organizers_room.address).open_to_all = True
    await story.settle()
    (heard,) = story.organizers_room.new()
    assert "in a direct message instead" in heard.text


async def test_in_an_open_room_the_names_go_to_the_asker_alone_whatever_the_settings_say(
    story: Story,
) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl ringstuga")
    story.server.room(story.organizers_room.address).open_to_all = True
    await story.look_at_rooms()
    heard = await story.anna.says(ROSTER, room=story.organizers_room)
    assert heard.kind == "booked-counts"
    assert "Bo" in story.anna.direct.new()[-1].text


async def test_news_with_names_do_not_go_into_a_room_that_has_been_opened(story: Story) -> None:
    await ringstuga(story, "ons 18-20")
    await story.anna.says('!boka #1 "Karin Ek"')
    story.server.room(story.organizers_room.address).open_to_all = True
    story.organizers_room.new()
    await story.until("2024-05-08 19:00")
    assert "Karin" not in "".join(one.text for one in story.organizers_room.new())


async def test_answers_in_an_open_room_are_not_put_together_under_names(story: Story) -> None:
    await ringstuga(story)
    story.server.room(story.district_room.address).open_to_all = True
    await story.look_at_rooms()
    story.district_room.new()
    for one in (story.bo, story.leyla):
        await story.hear(one, "!anmäl ringstuga")
    await story.settle()
    heard = story.district_room.new()
    assert [one.kind for one in heard] == ["signup-booked", "signup-booked"]
    assert not any("Bo" in one.text or "Leyla" in one.text for one in heard)


async def test_in_a_closed_room_they_are(story: Story) -> None:
    await ringstuga(story)
    await story.look_at_rooms()
    story.district_room.new()
    for one in (story.bo, story.leyla):
        await story.hear(one, "!anmäl ringstuga")
    await story.settle()
    (heard,) = story.district_room.new()
    assert (heard.kind, "Bo" in heard.text) == ("answers", True)


async def test_a_number_pressed_in_an_open_room_is_answered_to_whoever_pressed_it(story: Story) -> None:
    await ringstuga(story)
    await story.anna.says("!pass ny ringstuga ons 18-20 platser=8")
    story.server.room(story.district_room.address).open_to_all = True
    await story.look_at_rooms()
    heard = await story.anna.says("!anmäl ringstuga")
    assert heard.kind == "signup-choose"
    story.district_room.new(), story.bo.direct.new()
    await story.server.react(story.district_room.address, story.bo.address, heard.event, "1️⃣", name="Bo")
    await story.settle()
    assert story.district_room.new() == []
    assert [one.kind for one in story.bo.direct.new()] == ["signup-booked"]


@pytest.mark.parametrize("guard", ["facts", "rights"])
async def test_without_the_second_look_names_would_go_out(
    story: Story, guard: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: what the stories above see is not there by chance."""
    from bot.discretion import Discretion

    async def nothing(*_: object) -> None:
        return None

    monkeypatch.setattr(Discretion, "check", nothing)
    await ringstuga(story)
    await story.bo.says("!anmäl ringstuga")
    assert isinstance(story.app.platform, MemoryPlatform)
    if guard == "facts":
        await _asked(story, story.anna, ROSTER, story.organizers_room)
        story.server.room(story.organizers_room.address).open_to_all = True
        await story.settle()
        assert "Bo" in story.organizers_room.new()[0].text
    else:
        await story.anna.says("!organisatör ny @leyla:example.org")
        await _asked(story, story.leyla, "bokade ringstuga", story.leyla.direct)
        async with story.app.database.writing() as store:
            found = await store.people.identity("memory", story.leyla.address)
            assert found is not None
            await store.people.remove_organizer(1, found[1].id)
        await story.settle()
        assert "booked-list" in [one.kind for one in story.leyla.direct.new()]


async def test_what_was_done_is_said_to_be_done_though_the_names_are_not_said(story: Story) -> None:
    await ringstuga(story)
    await _asked(story, story.anna, '!boka 1 "Karin Karlsson"', story.organizers_room)
    story.server.room(story.organizers_room.address).open_to_all = True
    await story.settle()
    (heard,) = story.organizers_room.new()
    assert heard.kind == "names-withheld"
    assert "Det du bad om är gjort" in heard.text
    assert "Karin" not in heard.text
    story.server.room(story.organizers_room.address).open_to_all = False
    await story.anna.says("!language en")
    await _asked(story, story.anna, '!book 1 "Karl Karlsson"', story.organizers_room)
    story.server.room(story.organizers_room.address).open_to_all = True
    await story.settle()
    assert "What you asked for is done" in story.organizers_room.new()[-1].text
