"""Who is booked without chat: somebody else is asked to ring them, in time and once."""

from __future__ import annotations

from sqlalchemy import select

from storage.models import Due
from storage.states import DueState
from tests.stories.given import activity, english, ringstuga, shift, told
from tests.stories.waiting import of_kind, times, wait
from tests.support.story import Heard, Place, Someone, Story


def lists(place: Place | Someone) -> list[Heard]:
    """The call lists since the last look."""
    return of_kind(place.new(), "call-list")


async def books(story: Story, number: int, *names: str) -> None:
    """Anna enters people who have no chat, in the organizers' room."""
    for name in names:
        heard = await story.anna.says(f'!boka #{number} "{name}"', room=story.organizers_room)
        assert heard.kind == "book-done", heard


async def unbooks(story: Story, number: int, name: str) -> None:
    heard = await story.anna.says(f'!avbokaperson #{number} "{name}"', room=story.organizers_room)
    assert heard.kind == "unbook-done", heard


async def test_the_lead_gets_the_names_the_day_before(story: Story) -> None:
    await activity(story, more=f"kontakt={story.leyla.address}")
    number = await shift(story, "ons 18-20")
    await books(story, number, "Bo Ek", "Leyla Alm")
    await told(story.bo, f"!anmäl #{number}", "signup-booked")
    story.leyla.new()
    story.organizers_room.new()
    await wait(story, "2024-05-08 20:00")
    (heard,) = lists(story.leyla)
    assert times([heard]) == ["Tue 18:00"]
    assert "Bo Ek" in heard.text
    assert "Leyla Alm" in heard.text
    assert "ringas" in heard.text
    assert f"#{number}" in heard.text
    assert "\n• Bo\n" not in heard.text, "Bo has chat and is reminded there"
    assert heard.notify
    assert lists(story.organizers_room) == []


async def test_without_a_lead_the_organizers_room_gets_the_names(story: Story) -> None:
    number = await ringstuga(story, "ons 18-20")
    await books(story, number, "Bo Ek")
    story.organizers_room.new()
    story.district_room.new()
    await wait(story, "2024-05-08 20:00")
    assert times(lists(story.organizers_room)) == ["Tue 18:00"]
    assert lists(story.district_room) == []
    assert lists(story.anna) == []


async def test_without_an_organizers_room_each_organizer_gets_them(story: Story) -> None:
    number = await ringstuga(story, "ons 18-20")
    await books(story, number, "Bo Ek")
    await story.bot_is_removed_from(story.organizers_room)
    await english(story.anna)
    story.anna.new()
    await wait(story, "2024-05-08 20:00")
    (heard,) = lists(story.anna)
    assert "needs a call" in heard.text
    assert lists(story.district_room) == []


async def test_late_names_make_a_further_list_of_their_own(story: Story) -> None:
    number = await ringstuga(story, "ons 18-20")
    await books(story, number, "Bo Ek")
    await wait(story, "2024-05-07 18:30")
    assert times(lists(story.organizers_room)) == ["Tue 18:00"]
    await books(story, number, "Leyla Alm", "Bo Lind")
    await wait(story, "2024-05-08 20:00")
    (further,) = lists(story.organizers_room)
    assert times([further]) == ["Tue 18:40"]
    assert "Leyla Alm" in further.text
    assert "Bo Lind" in further.text
    assert "Bo Ek" not in further.text
    assert "utöver" in further.text


async def test_names_entered_in_the_night_are_told_in_the_morning(story: Story) -> None:
    number = await ringstuga(story, "tis 18-20")
    await wait(story, "2024-05-06 23:00")
    await books(story, number, "Bo Ek")
    story.organizers_room.new()
    await wait(story, "2024-05-07 20:00")
    assert times(lists(story.organizers_room)) == ["Tue 08:00"]


async def test_the_list_for_an_early_shift_comes_in_the_morning_of_the_day_before(story: Story) -> None:
    number = await ringstuga(story, "ons 7-9")
    await books(story, number, "Bo Ek")
    story.organizers_room.new()
    await wait(story, "2024-05-08 20:00")
    assert times(lists(story.organizers_room)) == ["Tue 08:00"]


async def test_whoever_has_been_taken_off_is_not_rung(story: Story) -> None:
    number = await ringstuga(story, "ons 18-20")
    await books(story, number, "Bo Ek", "Leyla Alm")
    await unbooks(story, number, "Bo Ek")
    story.organizers_room.new()
    await wait(story, "2024-05-08 20:00")
    (heard,) = lists(story.organizers_room)
    assert "Bo Ek" not in heard.text
    assert "Leyla Alm" in heard.text


async def test_there_is_no_list_when_nobody_is_left_or_the_shift_is_cancelled(story: Story) -> None:
    await activity(story)
    empty, cancelled = await shift(story, "ons 18-20"), await shift(story, "ons 10-12")
    await books(story, empty, "Bo Ek")
    await books(story, cancelled, "Leyla Alm")
    await unbooks(story, empty, "Bo Ek")
    await told(story.anna, f"!pass ställin #{cancelled} ändå", "shift-cancel-done")
    story.organizers_room.new()
    await wait(story, "2024-05-08 20:00")
    assert lists(story.organizers_room) == []


async def test_whoever_comes_back_before_the_list_is_on_it_once(story: Story) -> None:
    number = await ringstuga(story, "ons 18-20")
    await books(story, number, "Bo Ek")
    await unbooks(story, number, "Bo Ek")
    await books(story, number, "Bo Ek")
    story.organizers_room.new()
    await wait(story, "2024-05-08 20:00")
    (heard,) = lists(story.organizers_room)
    assert heard.text.count("Bo Ek") == 1


async def test_a_moved_shift_has_its_list_before_the_new_time(story: Story) -> None:
    number = await ringstuga(story, "ons 18-20")
    await books(story, number, "Bo Ek")
    await told(story.anna, f"!pass ändra #{number} tor 18-20", "shift-edited")
    story.organizers_room.new()
    await wait(story, "2024-05-09 20:00")
    assert times(lists(story.organizers_room)) == ["Wed 18:00"]


async def test_a_restart_does_not_repeat_the_list(story: Story) -> None:
    number = await ringstuga(story, "ons 18-20")
    await books(story, number, "Bo Ek")
    story.organizers_room.new()
    await wait(story, "2024-05-07 18:00")
    await story.restart()
    await story.tick()
    await wait(story, "2024-05-08 20:00")
    assert times(lists(story.organizers_room)) == ["Tue 18:00"]


async def test_the_answer_says_when_the_list_comes(story: Story) -> None:
    await activity(story)
    today, later = await shift(story, "idag 18-20"), await shift(story, "ons 18-20")
    heard = await told(story.anna, f'!boka #{later} "Bo Ek"', "book-done")
    assert "Jag ber organisatörerna ringa; det gör jag tis 7 maj 18.00." in heard.text
    heard = await told(story.anna, f'!boka #{today} "Bo Ek"', "book-done")
    assert "Jag ber organisatörerna ringa; det gör jag mån 6 maj 10.10." in heard.text
    assert "10.10" in heard.text
    assert "dagen före" not in heard.text.lower()


async def test_where_no_list_can_come_in_time_the_answer_says_so_and_none_comes(story: Story) -> None:
    number = await ringstuga(story, "tis 7-9")
    await wait(story, "2024-05-06 22:00")
    heard = await told(story.anna, f'!boka #{number} "Bo Ek"', "book-done")
    assert "innan jag hinner be någon ringa: ring själv" in heard.text
    story.organizers_room.new()
    await wait(story, "2024-05-07 10:00")
    assert lists(story.organizers_room) == []
    async with story.store() as store:
        (due,) = (await store.session.scalars(select(Due).where(Due.kind == "call-list"))).all()
    assert (due.state, due.reason) == (DueState.EXPIRED, "quiet")


async def test_just_before_the_quiet_hours_the_list_comes_at_once(story: Story) -> None:
    number = await ringstuga(story, "tis 7-9")
    await wait(story, "2024-05-06 20:55")
    await books(story, number, "Bo Ek")
    story.organizers_room.new()
    await wait(story, "2024-05-07 10:00")
    assert times(lists(story.organizers_room)) == ["Mon 20:55"]
