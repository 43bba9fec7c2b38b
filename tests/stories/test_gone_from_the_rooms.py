"""Whoever is gone from all of the district's rooms has no say there, and their seats are given back.

Issue 4, point 6.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.acquaintance import Acquaintances
from bot.platforms.base import Membership
from commands.actions import membership
from tests.stories.given import booked, ringstuga
from tests.support.story import Place, Story

LEAVE, JOIN, BAN = Membership.LEAVE, Membership.JOIN, Membership.BAN


async def test_seats_are_given_back_a_day_after_leaving_and_the_lead_is_told(story: Story) -> None:
    await ringstuga(story, "fre 18-20", more="platser=1")
    await story.bo.says("!anmäl ringstuga")
    await story.leyla.says("!anmäl ringstuga")
    await story.moves(story.bo, LEAVE)
    story.leyla.direct.new(), story.organizers_room.new()
    await story.pass_time(hours=23)
    assert story.leyla.direct.new() == []
    await story.pass_time(hours=2)
    assert [one.kind for one in story.leyla.direct.new()] == ["seat-given"]
    (told,) = [one for one in story.organizers_room.new() if one.kind == "member-gone"]
    assert "Bo är inte längre med i distriktets rum" in told.text
    assert "Ringstuga" in told.text


async def test_whoever_comes_back_within_the_day_keeps_their_seat(story: Story) -> None:
    await ringstuga(story, "fre 18-20")
    await story.bo.says("!anmäl ringstuga")
    await story.moves(story.bo, LEAVE)
    await story.pass_time(hours=20)
    await story.moves(story.bo, JOIN)
    await story.pass_time(hours=20)
    assert "Ringstuga" in (await story.bo.says("mina", room=story.bo.direct)).text


async def test_a_place_in_the_line_is_given_up_at_once(story: Story) -> None:
    """A seat that became free would be offered to somebody whom nobody can ask."""
    await ringstuga(story, "fre 18-20", more="platser=1")
    await story.anna.says("!anmäl ringstuga")
    await story.bo.says("!anmäl ringstuga")
    await story.leyla.says("!anmäl ringstuga")
    await story.moves(story.bo, LEAVE)
    story.leyla.direct.new()
    await story.anna.says("!avboka ringstuga")
    assert [one.kind for one in story.leyla.direct.new()] == ["seat-given"]


async def test_who_left_the_line_by_a_slip_stands_in_it_again_at_the_end(story: Story) -> None:
    await ringstuga(story, "fre 18-20", more="platser=1")
    await story.anna.says("!anmäl ringstuga")
    await story.bo.says("!anmäl ringstuga gäster=0")
    await story.leyla.says("!anmäl ringstuga")
    await story.moves(story.bo, LEAVE)
    await story.pass_time(hours=1)
    story.bo.direct.new()
    await story.moves(story.bo, JOIN)
    (told,) = story.bo.direct.new()
    assert told.kind == "member-back"
    assert "sist i kön" in told.text
    assert "Ringstuga" in told.text
    await story.anna.says("!avboka ringstuga")
    assert await booked(story, 1) == ["Leyla"]
    await story.leyla.says("!avboka ringstuga")
    assert await booked(story, 1) == ["Bo"]


@pytest.mark.parametrize(("to", "hours"), [(LEAVE, 25), (BAN, 1)])
async def test_after_a_day_and_after_a_ban_the_place_in_line_is_gone(
    story: Story, to: Membership, hours: int
) -> None:
    await ringstuga(story, "fre 18-20", more="platser=1")
    await story.anna.says("!anmäl ringstuga")
    await story.bo.says("!anmäl ringstuga")
    await story.moves(story.bo, to, by=story.anna if to is BAN else None)
    await story.pass_time(hours=hours)
    story.bo.direct.new()
    await story.moves(story.bo, JOIN)
    assert story.bo.direct.new() == []
    await story.anna.says("!avboka ringstuga")
    assert await booked(story, 1) == []


async def test_what_to_do_next_is_something_that_they_can_do(story: Story) -> None:
    await ringstuga(story, "fre 18-20")
    await story.bo.says("!anmäl ringstuga")
    await story.moves(story.bo, LEAVE)
    told = await story.bo.says("pass", room=story.bo.direct)
    assert "Kom in i ett av rummen igen" in told.text
    await story.moves(story.bo, JOIN)
    await story.moves(story.bo, BAN, by=story.anna)
    told = await story.bo.says("pass", room=story.bo.direct)
    assert "Prata med någon som organiserar" in told.text
    told = await story.bo.says("avboka", room=story.bo.direct)
    assert (told.kind, "Ångrar du dig" in told.text) == ("leave-done", False)
    await story.bo.says("!language en", room=story.bo.direct)
    assert "Talk to one of the organizers" in (await story.bo.says("shifts", room=story.bo.direct)).text


async def test_no_letters_go_to_whoever_is_gone(story: Story) -> None:
    await ringstuga(story, "ons 18-20")
    await story.bo.says("!anmäl ringstuga")
    await story.moves(story.bo, BAN, by=story.anna)
    story.bo.direct.new()
    await story.anna.says('!meddela #1 "Ta med laddare"')
    await story.pass_time(hours=23)  # the day before, a reminder would have come
    assert story.bo.direct.new() == []


async def test_what_waits_for_the_morning_does_not_reach_who_was_banned_in_the_night(story: Story) -> None:
    await ringstuga(story, "ons 18-20")
    await story.bo.says("!anmäl ringstuga")
    await story.until("2024-05-06 22:00")
    await story.anna.says('!meddela #1 "Ta med laddare"')
    await story.moves(story.bo, BAN, by=story.anna)
    story.bo.direct.new()
    await story.until("2024-05-07 09:00")
    assert story.bo.direct.new() == []


@pytest.mark.parametrize("to", [LEAVE, BAN])
async def test_an_organizer_who_was_removed_organizes_nothing_any_more(story: Story, to: Membership) -> None:
    await story.anna.says("!organisatör ny @bo:example.org")
    await story.bo.says("!pass", room=story.bo.direct)
    await story.bo.says("!pass")
    await story.moves(story.bo, to, by=story.anna)
    story.organizers_room.new()
    told = await story.bo.says("!organisatör lista", room=story.bo.direct)
    assert told.kind == "error-gone"
    assert "inte längre med i något av rummen" in told.text
    await story.moves(story.bo, JOIN)
    told = await story.bo.says("!organisatör lista", room=story.bo.direct)
    assert told.kind == "error-forbidden"


async def test_without_following_who_goes_whoever_was_banned_organizes_on(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: names and letters would still reach them."""

    async def nothing(*_: object, **__: object) -> None:
        return None

    monkeypatch.setattr(membership, "went", nothing)
    await ringstuga(story, "ons 18-20")
    await story.anna.says("!organisatör ny @bo:example.org")
    for one in (story.leyla, story.bo):
        await story.hear(one, "!anmäl ringstuga")
    await story.settle()
    await story.moves(story.bo, BAN, by=story.anna)
    story.bo.direct.new()
    assert "Leyla" in (await story.bo.says("!bokade ringstuga", room=story.bo.direct)).text
    await story.anna.says('!meddela #1 "Ta med laddare"')
    assert [one.kind for one in story.bo.direct.new()] == ["booked-list", "broadcast"]


async def test_the_organizers_hear_who_lost_their_roles_and_what_has_no_lead(story: Story) -> None:
    await ringstuga(story, "fre 18-20")
    await story.bo.says("!pass")
    await story.anna.says("!aktivitet ändra ringstuga ansvarig=@bo:example.org")
    story.organizers_room.new()
    await story.moves(story.bo, LEAVE, by=story.anna)
    (told,) = story.organizers_room.new()
    assert told.kind == "member-roles-lost"
    assert "Utan ansvarig är nu Ringstuga" in told.text
    assert "!aktivitet ändra ringstuga ansvarig=@namn" in told.text


async def test_who_left_by_a_slip_is_an_organizer_again_when_they_are_back(story: Story) -> None:
    await story.anna.says("!organisatör ny @bo:example.org")
    await story.bo.says("!pass")
    await story.moves(story.bo, LEAVE)
    assert (await story.bo.says("!organisatör lista", room=story.bo.direct)).kind == "error-gone"
    await story.moves(story.bo, JOIN)
    assert (await story.bo.says("!organisatör lista", room=story.bo.direct)).kind == "organizer-list"
    await story.moves(story.bo, LEAVE)
    await story.pass_time(hours=25)
    await story.moves(story.bo, JOIN)
    assert (await story.bo.says("!organisatör lista", room=story.bo.direct)).kind == "error-forbidden"


async def test_leaving_one_of_two_rooms_changes_nothing(story: Story) -> None:
    await ringstuga(story, "fre 18-20")
    other = Place(story, "!boras:example.org")
    await story.server.invite_bot(other.address, by=story.anna.address)
    await story.settle()
    await story.bo.says("!anmäl ringstuga")
    await story.moves(story.bo, JOIN, place=other)
    await story.moves(story.bo, LEAVE)
    assert (await story.bo.says("pass", room=story.bo.direct)).kind != "error-gone"
    await story.moves(story.bo, LEAVE, place=other)
    assert (await story.bo.says("pass", room=story.bo.direct)).kind == "error-gone"


async def test_who_went_while_the_bot_was_away_is_found_gone(story: Story) -> None:
    await ringstuga(story, "fre 18-20")
    await story.bo.says("!anmäl ringstuga")
    story.server.room(story.district_room.address).members.discard(story.bo.address)
    assert (await story.bo.says("pass", room=story.bo.direct)).kind != "error-gone"
    await story.look_at_rooms()
    assert (await story.bo.says("pass", room=story.bo.direct)).kind == "error-gone"
    story.server.room(story.district_room.address).members.add(story.bo.address)
    await story.look_at_rooms()
    assert (await story.bo.says("pass", room=story.bo.direct)).kind != "error-gone"


async def test_nobody_is_gone_because_the_bot_itself_was_removed(story: Story) -> None:
    await ringstuga(story, "fre 18-20")
    await story.bo.says("!anmäl ringstuga")
    await story.bot_is_removed_from(story.district_room)
    await story.look_at_rooms()
    assert "Ringstuga" in (await story.bo.says("mina", room=story.bo.direct)).text
    await story.pass_time(hours=30)
    assert "Ringstuga" in (await story.bo.says("mina", room=story.bo.direct)).text


async def test_a_seat_that_is_left_can_still_be_given_up_by_who_is_gone(story: Story) -> None:
    await ringstuga(story, "fre 18-20")
    await story.bo.says("!anmäl ringstuga")
    await story.moves(story.bo, LEAVE)
    assert (await story.bo.says("avboka ringstuga", room=story.bo.direct)).kind == "leave-done"


async def test_who_is_in_no_room_cannot_be_made_an_organizer(story: Story) -> None:
    await story.bo.says("!pass")
    await story.moves(story.bo, LEAVE)
    told = await story.anna.says("!organisatör ny @bo:example.org")
    assert told.kind == "error-organizer-gone"
    await story.anna.says("!language en")
    assert "Invite them" in (await story.anna.says("!organizer add @bo:example.org")).text


async def test_in_english_too(story: Story) -> None:
    await story.bo.says("!language en")
    await story.moves(story.bo, LEAVE)
    told = await story.bo.says("shifts", room=story.bo.direct)
    assert told.kind == "error-gone"
    assert "no longer in any of the rooms" in told.text


async def test_an_invitation_that_was_declined_takes_nothing_away(story: Story) -> None:
    """Booked by an organizer, never in a room: there is nothing to be gone from."""
    await ringstuga(story, "fre 18-20")
    await story.anna.says("!boka #1 @leyla:example.org")
    await story.moves(story.leyla, LEAVE)
    await story.pass_time(hours=30)
    assert "Ringstuga" in (await story.leyla.says("mina", room=story.leyla.direct)).text


async def test_an_organizer_of_the_settings_who_is_gone_is_none_after_a_restart(story: Story) -> None:
    await story.leyla.says("!pass")
    await story.anna.says("!organisatör ny @leyla:example.org")
    for place in (story.district_room, story.organizers_room):
        await story.look_at_rooms()
        await story.moves(story.anna, BAN, place=place, by=story.leyla)
    await story.restart()
    assert (await story.anna.says("!organisatör lista", room=story.anna.direct)).kind == "error-gone"


async def test_of_a_seat_that_is_needed_sooner_the_lead_hears_at_once(story: Story) -> None:
    await ringstuga(story, "tis 18-20")
    await story.until("2024-05-07 10:00")
    await story.bo.says("!anmäl ringstuga")
    story.organizers_room.new()
    await story.moves(story.bo, LEAVE)
    (told,) = story.organizers_room.new()
    assert told.kind == "member-gone-soon"
    assert "!avbokaperson #1 @bo:example.org" in told.text
    assert (await story.anna.says("!avbokaperson #1 @bo:example.org")).kind == "unbook-done"


async def test_who_leaves_the_rooms_during_their_shift_was_there(story: Story) -> None:
    await ringstuga(story, "tis 18-20")
    await story.bo.says("!anmäl ringstuga")
    await story.until("2024-05-07 18:15")
    await story.moves(story.bo, LEAVE)
    await story.pass_time(hours=25)
    assert "Bo" in (await story.anna.says("!bokade 1", room=story.organizers_room)).text


@pytest.mark.parametrize("noted", [True, False], ids=["", "control"])
async def test_to_be_forgotten_makes_no_ban_undone(
    story: Story, monkeypatch: pytest.MonkeyPatch, *, noted: bool
) -> None:
    if not noted:
        monkeypatch.setattr(Acquaintances, "_still_removed", nothing)
    await ringstuga(story, "fre 18-20")
    await story.bo.says("!anmäl ringstuga")
    await story.moves(story.bo, BAN, by=story.anna)
    heard = await story.bo.says("!glömmig", room=story.bo.direct)
    assert "sparas som en kod" in heard.text
    await story.bo.says("!glömmig ändå", room=story.bo.direct)
    await story.pass_time(minutes=5)
    story.bo.direct = Place(story, "!direct-bo-again")
    await story.server.invite_bot(story.bo.direct.address, by=story.bo.address, direct=True)
    await story.settle()
    heard = await story.bo.says("anmäl ringstuga", room=story.bo.direct)
    assert (heard.kind == "error-gone") is noted
    assert (await booked(story, 1) == []) is noted
    await story.moves(story.bo, JOIN)
    await story.look_at_rooms()
    assert (await story.bo.says("mina", room=story.bo.direct)).kind.startswith("mine-")
    assert (await story.bo.says("anmäl ringstuga", room=story.bo.direct)).kind.startswith("signup-")


async def nothing(*_: object) -> None:
    return None


async def test_a_letter_for_a_lead_who_is_none_any_more_goes_to_whoever_is_now(story: Story) -> None:
    await ringstuga(story, "lör 18-20")
    await story.bo.says("!pass")
    await story.anna.says("!aktivitet ändra ringstuga ansvarig=@bo:example.org")
    await story.leyla.says("!anmäl 1")
    await story.until("2024-05-06 22:00")
    await story.moves(story.leyla, LEAVE)
    await story.until(
        "2024-05-07 22:30", step=timedelta(minutes=30)
    )  # the day of grace is over, in the night
    await story.anna.says("!aktivitet ändra ringstuga ansvarig=@anna:example.org")
    heard = await story.bo.says("!minadata", room=story.bo.direct)
    file = story.file_of(heard)
    assert file is not None
    assert "Leyla" not in file.data.decode()
    story.bo.new()
    story.anna.new()
    await story.until("2024-05-08 08:30", step=timedelta(minutes=30))
    assert "member-gone" not in [one.kind for one in story.bo.new()]
    (told,) = [one for one in story.anna.new() if one.kind == "member-gone"]
    assert "Leyla" in told.text
