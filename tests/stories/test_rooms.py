"""What a room is for, whose it is, and in which language it is spoken to."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from storage.models import Room
from tests.stories.districts import two_districts
from tests.stories.given import english, kinds, ringstuga, told
from tests.support.story import Story

HOUR = timedelta(hours=1)


async def the_room(story: Story, address: str = "!district") -> Room:
    async with story.store() as store:
        found = await store.rooms.find("memory", address)
        assert found is not None
        return found


async def test_on_joining_the_bot_says_once_in_two_lines_who_it_is_and_how_to_begin(story: Story) -> None:
    (heard,) = [one for one in story.district_room.all() if one.kind == "room-welcome"]
    first, second = heard.text.splitlines()
    assert "Passet" in first
    assert "Vänsterpartiet Sjuhärad" in first
    assert "!hjälp" in second
    await story.restart()
    assert "room-welcome" not in kinds(story.district_room.new())


async def test_a_room_shows_how_it_is_set(story: Story) -> None:
    heard = await told(story.anna, "!rum", "room-shown")
    for line in ("hela distriktet", "visas inte här", "svenska", "08.00", "Vänsterpartiet Sjuhärad"):
        assert line in heard.text


async def test_one_command_sets_several_things(story: Story) -> None:
    await told(story.anna, "!rum förening=mark språk=en sammandrag=9", "room-set")
    room = await the_room(story)
    assert (room.role, room.branch, room.language, room.digest) == ("branch", "Mark", "en", "09:00")
    heard = await told(story.anna, "!room digest=off language=sv", "room-set")
    assert "sammandrag: av" in heard.text
    room = await the_room(story)
    assert (room.role, room.branch, room.language, room.digest) == ("branch", "Mark", "sv", "off")


async def test_what_was_set_can_be_left_to_the_district_again(story: Story) -> None:
    await told(story.anna, "!rum förening=Mark språk=en sammandrag=9", "room-set")
    await told(story.anna, "!rum roll=distrikt språk=standard sammandrag=standard", "room-set")
    room = await the_room(story)
    assert (room.role, room.branch, room.language, room.digest) == ("district", None, None, None)


@pytest.mark.parametrize("role", ["organizers", "organisatörer", "Organisatorer"])
async def test_in_a_room_made_for_organizers_names_are_written(story: Story, role: str) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl 1")
    assert (await story.anna.says("!bokade 1")).kind == "booked-counts"
    heard = await told(story.anna, f"!rum roll={role}", "room-set")
    assert "släpp bara in dem som ska se dem" in heard.text
    assert (await story.anna.says("!bokade 1")).kind == "booked-list"


async def test_a_volunteer_cannot_make_names_appear(story: Story) -> None:
    await told(story.bo, "!rum roll=organisatörer", "error-forbidden")
    assert (await the_room(story)).role == "district"


async def test_in_a_direct_message_there_is_no_room_to_set(story: Story) -> None:
    for text in ("rum", "rum roll=organisatörer", "rum språk=en"):
        assert (await story.anna.says(text, room=story.anna.direct)).kind == "error-room-direct"
    assert (await the_room(story, story.anna.direct.address)).role == "direct"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("!rum roll=chefer", "error-room-role"),
        ("!rum roll=", "error-room-role"),
        ("!rum roll=förening", "error-room-branch-missing"),
        ("!rum roll=organisatörer förening=Mark", "error-room-branch-role"),
        ("!rum förening=Paris", "error-room-branch"),
        ("!rum språk=fi", "error-language"),
        ("!rum sammandrag=25", "error-room-digest"),
        ("!rum sammandrag=8:99 språk=en", "error-room-digest"),
        ("!rum distrikt=dalarna", "error-room-district"),
        ("!rum organisatörer", "error-arguments"),
    ],
)
async def test_a_mistake_changes_nothing_at_all(story: Story, text: str, kind: str) -> None:
    heard = await told(story.anna, text, kind)
    assert "nget är ändrat" in heard.text
    room = await the_room(story)
    assert (room.role, room.branch, room.language, room.digest) == ("district", None, None, None)


async def test_a_misspelt_branch_is_recognized(story: Story) -> None:
    heard = await told(story.anna, "!rum förening=Marc", "error-room-branch")
    assert "Menade du Mark?" in heard.text
    heard = await told(story.anna, "!rum förening=Paris", "error-room-branch")
    assert "Bollebygd, Borås, Mark och Ulricehamn" in heard.text


async def test_the_digest_comes_at_the_rooms_own_time(story: Story) -> None:
    await ringstuga(story, "ons 18-20")
    await told(story.anna, "!rum sammandrag=09:30", "room-set")
    story.district_room.new()
    await story.until("2024-05-07 09:25", step=HOUR)
    assert story.district_room.new() == []
    await story.until("2024-05-07 09:40", step=HOUR)
    assert kinds(story.district_room.new()) == ["digest-day"]


async def test_a_digest_in_the_quiet_hours_is_said_to_come_after_them(story: Story) -> None:
    heard = await told(story.anna, "!rum sammandrag=06:00", "room-set")
    assert "kl. 08.00 (kl. 06.00 stör jag ingen)" in heard.text


async def test_a_room_for_organizers_gets_no_digest_and_says_so(story: Story) -> None:
    heard = await story.anna.says("!rum sammandrag=07:00", room=story.organizers_room)
    assert heard.kind == "error-room-digest-role"
    heard = await story.anna.says("!rum", room=story.organizers_room)
    assert "sammandrag: av" in heard.text


async def test_a_room_speaks_its_own_language_to_those_who_chose_none(story: Story) -> None:
    heard = await told(story.anna, "!rum språk=en", "room-set")
    assert heard.text == "Done, from now on in this room:\n• Language: English"
    assert "coming shifts" in (await story.bo.says("!hjälp")).text
    await story.bo.says("!språk sv")
    assert "Börja så här" in (await story.bo.says("!hjälp")).text


async def test_the_same_in_english(story: Story) -> None:
    await english(story.anna)
    heard = await told(story.anna, "!room role=branch branch=Borås digest=07:45", "room-set")
    for line in ("Borås, local branch", "are not shown here", "at 08:00 (at 07:45 I disturb nobody)"):
        assert line in heard.text
    assert "Language" not in heard.text
    assert "Language: Swedish" in (await told(story.anna, "!room", "room-shown")).text


async def test_a_room_without_a_district_is_given_one_by_its_organizer(tmp_path: Path) -> None:
    async with two_districts(tmp_path, anna_organizes=("sjuharad", "dalarna")) as story:
        (welcome,) = story.leyla.direct.all()
        assert "!rum distrikt=NYCKEL" in welcome.text
        heard = await told(story.anna, "!pass", "error-no-district")
        assert "!rum distrikt=NYCKEL" in heard.text
        await told(story.bo, "!rum distrikt=sjuharad", "error-no-district")
        await told(story.anna, "!rum distrikt=okänd", "error-no-district")
        heard = await told(story.anna, "!rum distrikt=Dalarna språk=en", "room-set")
        assert "Vänsterpartiet Dalarna" in heard.text
        assert (await story.anna.says("!shifts")).kind != "error-no-district"


async def test_a_room_is_moved_only_by_who_organizes_both_districts(tmp_path: Path) -> None:
    async with two_districts(tmp_path, anna_organizes=("sjuharad",)) as story:
        heard = await told(story.anna, "!rum distrikt=dalarna", "error-room-district")
        assert "Du kan välja sjuharad" in heard.text
        await told(story.bo, "!rum distrikt=dalarna", "error-forbidden")
        heard = await told(story.anna, "!rum", "room-shown")
        assert "Vänsterpartiet Sjuharad" in heard.text


async def test_a_moved_room_keeps_no_branch_of_the_other_district(tmp_path: Path) -> None:
    async with two_districts(tmp_path, anna_organizes=("sjuharad", "dalarna")) as story:
        await told(story.anna, "!rum distrikt=sjuharad förening=Mark", "room-set")
        await told(story.anna, "!rum distrikt=dalarna", "room-set")
        room = await the_room(story)
        assert (room.role, room.branch) == ("district", None)


async def test_changing_a_room_is_recorded(story: Story) -> None:
    await story.anna.says("!rum")
    await story.anna.says("!rum språk=fi")
    before = await _recorded(story)
    await story.anna.says("!rum språk=en")
    assert len(await _recorded(story)) == len(before) + 1


async def _recorded(story: Story) -> list[str | None]:
    async with story.store() as store:
        return [one.subject for one in await store.audit.all() if one.action == "room"]
