"""Whoever signs up has the shift in their calendar, and hears there too when it changes (issue 3, 11)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from storage.models import Shift
from tests.stories.calendars import calendar, read, sequence
from tests.stories.given import activity, at, english, ringstuga, shift, told
from tests.support.story import Story


async def test_a_confirmation_carries_the_event(story: Story) -> None:
    await activity(story, more='plats="Storgatan 1, Borås"')
    await shift(story)
    found = calendar(story, await told(story.bo, "!anmäl 1", "signup-booked"))
    assert found.method.value == "PUBLISH"
    event = found.vevent
    assert event.summary.value == "Ringstuga"
    assert event.location.value == "Storgatan 1, Borås"
    assert event.dtstart.value == datetime(2024, 5, 7, 16, tzinfo=UTC)
    assert event.dtend.value == datetime(2024, 5, 7, 18, tzinfo=UTC)
    assert "!avboka #1" in event.description.value
    assert event.status.value == "CONFIRMED"


async def test_it_is_in_the_readers_language(story: Story) -> None:
    await ringstuga(story)
    await english(story.bo)
    found = calendar(story, await told(story.bo, "!signup 1", "signup-booked"))
    assert "Write !leave #1 to Passet" in found.vevent.description.value


async def test_the_file_names_nobody_and_no_account(story: Story) -> None:
    await ringstuga(story)
    file = story.file_of(await told(story.bo, "!anmäl 1", "signup-booked"))
    assert file is not None
    text = file.data.decode().replace("\r\n ", "")
    assert "bo" not in text.casefold().replace("avboka", ""), text
    assert "Anna" not in text


async def test_each_has_an_event_of_their_own(story: Story) -> None:
    await ringstuga(story)
    ids = {
        calendar(story, await told(who, "!anmäl 1", "signup-booked")).vevent.uid.value
        for who in (story.bo, story.leyla)
    }
    assert len(ids) == 2


async def test_asking_again_sends_no_second_file(story: Story) -> None:
    await ringstuga(story)
    await told(story.bo, "!anmäl 1", "signup-booked")
    for text in ("!anmäl 1", "!anmäl 1 gäster=1"):
        assert story.file_of(await story.bo.says(text)) is None


async def test_a_move_moves_the_same_event(story: Story) -> None:
    await ringstuga(story)
    before = calendar(story, await told(story.bo, "!anmäl 1", "signup-booked"))
    await told(story.anna, "!pass ändra 1 ons 19-21", "shift-edited")
    (moved,) = story.bo.new()
    after = calendar(story, moved)
    assert after.vevent.uid.value == before.vevent.uid.value
    assert sequence(after) > sequence(before)
    assert after.vevent.dtstart.value == datetime(2024, 5, 8, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    "change", ['!pass ändra 1 plats="Torget"', '!aktivitet ändra ringstuga plats="Torget"']
)
async def test_so_does_another_place_also_that_of_the_activity(story: Story, change: str) -> None:
    await ringstuga(story)
    before = calendar(story, await told(story.bo, "!anmäl 1", "signup-booked"))
    await story.anna.says(change)
    (moved,) = story.bo.new()
    after = calendar(story, moved)
    assert (after.vevent.uid.value, after.vevent.location.value) == (before.vevent.uid.value, "Torget")
    assert sequence(after) > sequence(before)


async def test_other_changes_leave_calendars_alone(story: Story) -> None:
    await ringstuga(story)
    await told(story.anna, "!pass ändra 1 platser=9 minst=2", "shift-edited")
    async with story.store() as store:
        shift_row = await store.session.get(Shift, 1)
        assert shift_row is not None
        assert shift_row.sequence is None


async def test_a_cancelled_shift_is_taken_out_of_calendars(story: Story) -> None:
    await ringstuga(story)
    before = calendar(story, await told(story.bo, "!anmäl 1", "signup-booked"))
    await told(story.anna, "!pass ändra 1 plats=Torget", "shift-edited")
    await told(story.anna, "!pass ställin 1 ändå", "shift-cancel-done")
    moved, cancelled = story.bo.new()
    gone = calendar(story, cancelled)
    assert gone.method.value == "CANCEL"
    assert (gone.vevent.status.value, gone.vevent.uid.value) == ("CANCELLED", before.vevent.uid.value)
    assert gone.vevent.summary.value == "Inställt: Ringstuga"
    assert sequence(gone) > sequence(calendar(story, moved)) > sequence(before)


async def test_several_shifts_in_one_letter_are_one_file(story: Story) -> None:
    await ringstuga(story)
    await shift(story, "14 maj 18-20")
    for number in (1, 2):
        await told(story.bo, f"!anmäl {number}", "signup-booked")
    await told(story.anna, "!aktivitet arkivera ringstuga ändå", "activity-archived")
    (cancelled,) = story.bo.new()
    gone = calendar(story, cancelled)
    assert len(gone.vevent_list) == 2
    assert {one.status.value for one in gone.vevent_list} == {"CANCELLED"}


async def test_leaving_takes_the_event_away_and_coming_back_brings_it_again(story: Story) -> None:
    await ringstuga(story)
    said = ["!anmäl 1", "!avboka 1", "!anmäl 1", "!avboka 1", "!anmäl 1"]
    found = [calendar(story, await story.bo.says(text)) for text in said]
    assert [one.method.value for one in found] == ["PUBLISH", "CANCEL", "PUBLISH", "CANCEL", "PUBLISH"]
    assert len({one.vevent.uid.value for one in found}) == 1
    numbers = [sequence(one) for one in found]
    assert numbers == sorted(set(numbers)), "each is newer than the one before, or a calendar ignores it"
    assert found[1].vevent.summary.value == "Avbokat: Ringstuga"


async def test_whoever_is_booked_and_unbooked_by_others_gets_the_files_alone(story: Story) -> None:
    await ringstuga(story)
    heard = await told(story.anna, "!boka 1 @bo:example.org", "book-done")
    assert story.file_of(heard) is None
    (booked,) = story.bo.new()
    assert calendar(story, booked).method.value == "PUBLISH"
    await told(story.anna, "!avbokaperson 1 @bo:example.org", "unbook-done")
    (gone,) = story.bo.new()
    assert calendar(story, gone).method.value == "CANCEL"
    assert sequence(calendar(story, gone)) > sequence(calendar(story, booked))


async def test_a_seat_from_the_waiting_line_comes_with_its_event(story: Story) -> None:
    number = await ringstuga(story, "14 maj 18-20", more="platser=1")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    waiting = await told(story.leyla, f"!anmäl {number}", "signup-waitlisted")
    assert story.file_of(waiting) is None, "who waits has no seat to write down"
    await told(story.bo, f"!avboka {number}", "leave-done")
    (given,) = story.leyla.new()
    assert given.kind == "seat-given"
    assert calendar(story, given).vevent.summary.value == "Ringstuga"


async def test_who_only_waits_has_nothing_in_the_calendar_to_be_moved_or_left(story: Story) -> None:
    number = await ringstuga(story, "14 maj 18-20", more="platser=1")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    await told(story.leyla, f"!anmäl {number}", "signup-waitlisted")
    await told(story.anna, f"!pass ändra {number} 15/5 18-20", "shift-edited")
    (moved,) = story.leyla.new()
    assert story.file_of(moved) is None
    assert story.file_of(await told(story.leyla, f"!avboka {number}", "leave-done")) is None


async def test_all_ones_shifts_are_one_file(story: Story) -> None:
    await ringstuga(story)
    await shift(story, "14 maj 18-20")
    await shift(story, "21 maj 18-20")
    first = calendar(story, await told(story.bo, "!anmäl 1", "signup-booked"))
    await told(story.bo, "!anmäl 2", "signup-booked")
    for text, words in (("!mina som=ics", "dina 2 pass"), ("!mina som=kalender", "dina 2 pass")):
        heard = await told(story.bo, text, "mine-calendar")
        assert words in heard.text
        events = calendar(story, heard).vevent_list
        assert [one.dtstart.value.day for one in events] == [7, 14]
        assert events[0].uid.value == first.vevent.uid.value, "it takes the place of the one sent before"
    await english(story.bo)
    assert "your 2 shifts" in (await told(story.bo, "!mine as=ics", "mine-calendar")).text


async def test_without_any_shift_there_is_no_file(story: Story) -> None:
    heard = await told(story.bo, "!mina som=ics", "mine-none")
    assert story.file_of(heard) is None


async def test_a_form_that_cannot_be_made_is_refused_with_those_that_can(story: Story) -> None:
    heard = await told(story.bo, "!mina som=word", "error-form")
    assert "word" in heard.text
    assert "som=ics" in heard.text
    assert "inget är gjort" in heard.text
    await english(story.bo)
    heard = await told(story.bo, "!mine as=word", "error-form")
    assert "as=ics" in heard.text


async def test_answers_that_share_a_message_go_without_files(story: Story) -> None:
    await ringstuga(story)
    for who in (story.bo, story.leyla, story.anna):
        await story.hear(who, "!anmäl 1")
    await story.decide()
    await story.app.delivery.drain()
    heard = story.district_room.new(files=True)
    merged = [one for one in heard if one.kind == "answers"]
    assert merged, "nothing was merged, so that this says nothing"
    assert all(story.file_of(one) is None for one in merged)
    assert calendar(story, await told(story.bo, "!mina som=ics", "mine-calendar"))


async def test_the_clock_handed_in_is_the_stamp(story: Story) -> None:
    await ringstuga(story, "14 maj 18-20")
    await at(story, "2024-05-06 11:30")
    found = calendar(story, await told(story.bo, "!anmäl 1", "signup-booked"))
    assert found.vevent.dtstamp.value == datetime(2024, 5, 6, 9, 30, tzinfo=UTC)


async def test_in_a_direct_room_the_file_comes_there(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("anmäl 1", room=story.bo.direct)
    (file,) = [one.file for one in story.bo.new(files=True) if one.file is not None]
    assert read(file).vevent.summary.value == "Ringstuga"
