"""Stand-ins: when nobody asked in person steps in, the room is asked, not at night and not for nothing."""

from __future__ import annotations

from tests.stories.given import at, booked, english, kinds, told
from tests.stories.helping import annas, silence
from tests.stories.waiting import of_kind
from tests.support.story import Story


async def test_at_last_the_room_is_asked_without_a_name_and_anybody_may_step_in(story: Story) -> None:
    number = await annas(story)
    heard = await told(story.anna, f"!ersättare {number}", "standin-started")
    assert "frågat i rummet" in heard.text
    (heard, _) = story.district_room.new()
    assert heard.kind == "standin-room"
    assert "Anna" not in heard.text
    assert f"!ja #{number}" in heard.text
    assert story.district_room.keys(heard) == ["✅\ufe0f"]
    await told(story.leyla, f"!ja #{number}", "standin-done")
    assert await booked(story, number) == ["Leyla"]
    assert kinds(story.anna.new()) == ["standin-found"]
    heard = await told(story.bo, f"!ja #{number}", "error-standin-taken")
    assert "Någon hann före" in heard.text
    await english(story.bo)
    heard = await told(story.bo, f"!yes #{number}", "error-standin-taken")
    assert "Somebody was faster" in heard.text


async def test_one_press_in_the_room_is_a_yes(story: Story) -> None:
    number = await annas(story)
    await told(story.anna, f"!ersättare {number}", "standin-started")
    (heard, _) = story.district_room.new()
    await story.leyla.reacts(heard, "✅")
    assert await booked(story, number) == ["Leyla"]
    await story.bo.reacts(heard, "✅")
    assert await booked(story, number) == ["Leyla"]
    assert kinds(story.anna.new()) == ["standin-found"]


async def test_whoever_gave_the_seat_up_meanwhile_has_freed_it_for_who_presses_yes(story: Story) -> None:
    number = await annas(story)
    await told(story.anna, f"!ersättare {number}", "standin-started")
    (heard, _) = story.district_room.new()
    await told(story.anna, f"!avboka {number}", "leave-done")
    await story.leyla.reacts(heard, "✅")
    assert await booked(story, number) == ["Leyla"]
    await told(story.bo, f"!ja #{number}", "error-ask-over")  # no seat is left


async def test_of_a_shift_that_was_moved_an_old_question_gives_nobody_a_seat(story: Story) -> None:
    number = await annas(story)
    await told(story.anna, f"!ersättare {number}", "standin-started")
    await told(story.anna, f"!pass ändra {number} 18/5 18-20", "shift-edited")
    await told(story.leyla, f"!ja #{number}", "error-ask-over")
    assert await booked(story, number) == ["Anna"]


async def test_the_branchs_own_room_is_asked_and_no_other(story: Story) -> None:
    number = await annas(story)
    await story.server.invite_bot("!mark", by=story.anna.address)
    await story.settle()
    mark = type(story.district_room)(story, "!mark")
    await story.anna.says("!rum roll=förening förening=Mark", room=mark)
    await told(story.anna, f'!pass ändra {number} plats="Folkets hus, Mark"', "shift-edited")
    silence(story)
    mark.new()
    await told(story.anna, f"!ersättare {number}", "standin-started")
    assert kinds(story.district_room.new()) == ["standin-started"]
    assert kinds(mark.new()) == ["standin-room"]


async def test_the_room_is_not_asked_in_the_morning_for_what_was_settled_in_the_night(story: Story) -> None:
    number = await annas(story)
    await at(story, "2024-05-08 22:00")
    await told(story.anna, f"!ersättare {number}", "standin-started")
    await told(story.anna, f"!ersättare {number} av", "standin-withdrawn")
    silence(story)
    await story.until("2024-05-09 09:00")
    assert "standin-room" not in kinds(story.district_room.new())
    await at(story, "2024-05-09 22:00")
    await told(story.anna, f"!ersättare {number}", "standin-started")
    silence(story)
    await story.until("2024-05-10 09:00")
    assert "standin-room" in kinds(story.district_room.new())


async def test_what_begins_before_the_morning_cannot_wait_for_it(story: Story) -> None:
    number = await annas(story, when="tors 06-08")
    await at(story, "2024-05-08 22:00")
    silence(story)
    await told(story.anna, f"!ersättare {number}", "standin-started")
    assert kinds(story.district_room.new()) == ["standin-room", "standin-started"]


async def test_turning_the_search_off_and_on_asks_the_room_and_troubles_the_lead_once(story: Story) -> None:
    number = await annas(story, when="tors 18-20")
    await at(story, "2024-05-09 09:00")
    silence(story)
    await told(story.anna, f"!ersättare {number}", "standin-started")
    (heard,) = of_kind(story.district_room.new(), "standin-room")
    for _ in range(2):
        await told(story.anna, f"!ersättare {number} av", "standin-withdrawn")
        await told(story.anna, f"!ersättare {number}", "standin-started")
    await story.until("2024-05-09 16:30")
    assert len(of_kind(story.organizers_room.new(), "standin-nobody-lead")) == 1
    await told(story.anna, f"!ersättare {number} av", "standin-withdrawn")
    await told(story.anna, f"!ersättare {number}", "standin-started")
    await story.until("2024-05-09 17:50")
    assert of_kind(story.organizers_room.new(), "standin-nobody-lead") == []
    assert of_kind(story.district_room.new(), "standin-room") == []
    await story.leyla.reacts(heard, "✅")
    assert await booked(story, number) == ["Leyla"], "the question that stands there still counts"


async def test_a_question_that_never_reached_the_room_is_asked_when_it_is_wanted_again(story: Story) -> None:
    number = await annas(story)
    await at(story, "2024-05-08 23:00")
    for text, kind in (("", "standin-started"), (" av", "standin-withdrawn"), ("", "standin-started")):
        await told(story.anna, f"!ersättare {number}{text}", kind)
    await story.until("2024-05-09 08:01")
    assert len(of_kind(story.district_room.new(), "standin-room")) == 1


async def test_of_another_time_the_room_is_asked_anew(story: Story) -> None:
    number = await annas(story)
    await told(story.anna, f"!ersättare {number}", "standin-started")
    await told(story.anna, f"!ersättare {number} av", "standin-withdrawn")
    await told(story.anna, f"!pass ändra {number} 18/5 18-20", "shift-edited")
    await told(story.anna, f"!ersättare {number}", "standin-started")
    assert len(of_kind(story.district_room.new(), "standin-room")) == 2


async def test_nobody_is_woken_and_what_is_settled_in_the_night_is_not_asked(story: Story) -> None:
    number = await annas(story, story.bo)
    await at(story, "2024-05-08 22:00")
    await told(story.anna, f"!ersättare {number}", "standin-started")
    assert story.bo.new() == []
    await told(story.anna, f"!ersättare {number} av", "standin-withdrawn")
    await story.until("2024-05-09 09:00")
    assert story.bo.new() == []
    await at(story, "2024-05-09 22:00")
    await told(story.anna, f"!ersättare {number}", "standin-started")
    await story.until("2024-05-10 08:00")
    (heard,) = story.bo.new()
    assert "senast fre 10 maj 12.00" in heard.text
