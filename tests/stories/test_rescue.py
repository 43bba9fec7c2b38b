"""A shift with too few people climbs a ladder: the room, suitable people, the lead's choice."""

from __future__ import annotations

from unittest.mock import patch

from commands import REGISTRY
from commands.actions import asks, rescue
from tests.stories.given import at, booked, english, shift, told
from tests.stories.helping import asked, ringers, says, set_activity, silence, thin
from tests.stories.waiting import of_kind, times, wait
from tests.support.story import Heard, Story

LADDER = (rescue.SIGNUP, rescue.KEEP, rescue.MERGE, rescue.CANCEL, asks.YES, asks.NO)


def choice(story: Story) -> Heard:
    """What the organizers are asked."""
    (heard,) = of_kind(story.organizers_room.new(), "rescue-choice")
    return heard


def test_what_people_are_told_to_type_are_the_names_of_the_commands() -> None:
    ids = ("signup", "shift-keep", "shift-merge", "shift-cancel", "yes", "no")
    for names, command_id in zip(LADDER, ids, strict=True):
        assert {language: REGISTRY.get(command_id).name(language) for language in ("sv", "en")} == names


async def test_three_days_before_the_room_is_asked(story: Story) -> None:
    number = await thin(story, story.bo)
    await wait(story, "2024-05-14 17:59")
    assert of_kind(story.district_room.new(), "rescue-room") == []
    await wait(story, "2024-05-14 18:00")
    (heard,) = of_kind(story.district_room.new(), "rescue-room")
    assert "har 1 av 3 som behövs" in heard.text
    assert f"!anmäl #{number}" in heard.text
    assert "Anna" not in heard.text
    assert story.district_room.keys(heard) == ["✅\ufe0f"]
    await story.restart()
    await wait(story, "2024-05-14 20:00")
    assert story.district_room.new() == []
    assert story.bo.new() == []


async def test_one_press_in_the_room_signs_up(story: Story) -> None:
    number = await thin(story)
    await wait(story, "2024-05-14 18:00")
    (heard,) = of_kind(story.district_room.new(), "rescue-room")
    for one in (story.bo, story.leyla):
        await one.reacts(heard, "✅")
    assert await booked(story, number) == ["Anna", "Bo", "Leyla"]


async def test_two_days_before_suitable_people_are_asked_three_for_each_who_is_missing(story: Story) -> None:
    people = await ringers(story, 5)
    number = await thin(story, *people, more="minst=2")
    await wait(story, "2024-05-15 17:55")
    assert asked(people, "rescue-ask") == []
    await wait(story, "2024-05-15 18:00")
    (heard,) = people[0].direct.all()[-1:]
    assert "har 1 av 2 som behövs" in heard.text
    assert "!ersättare av" in heard.text
    assert asked(people, "rescue-ask") == ["Ringer 1", "Ringer 2", "Ringer 3"]
    await says(people[0], "nej", "rescue-declined")
    await says(people[1], "ja", "signup-booked")
    assert await booked(story, number) == ["Anna", "Ringer 2"]
    await wait(story, "2024-05-17 18:00")
    assert of_kind(story.organizers_room.new(), "rescue-choice") == []


async def test_nobody_who_was_asked_is_asked_again_for_the_same_shift(story: Story) -> None:
    people = await ringers(story, 2)
    number = await thin(story, *people)
    await wait(story, "2024-05-15 18:00")
    assert asked(people, "rescue-ask") == ["Ringer 1", "Ringer 2"]
    await told(story.anna, f"!ersättare {number}", "standin-started")
    assert asked(people, "rescue-ask") == []
    await says(people[0], "ja", "signup-booked")


async def test_who_does_not_want_to_be_asked_is_not(story: Story) -> None:
    people = await ringers(story, 2)
    await thin(story, *people)
    await told(people[0], "!ersättare av", "standin-off")
    await wait(story, "2024-05-15 18:00")
    silence(story)
    assert asked(people[1:], "rescue-ask") == ["Ringer 2"]
    assert of_kind(people[0].new(), "rescue-ask") == []


async def test_a_late_yes_is_welcome(story: Story) -> None:
    number = await thin(story, story.bo)
    await wait(story, "2024-05-16 12:00")
    await says(story.bo, "ja", "signup-booked")
    assert await booked(story, number) == ["Anna", "Bo"]


async def test_where_enough_have_come_nothing_is_said(story: Story) -> None:
    number = await thin(story)
    for one in (story.bo, story.leyla):
        await told(one, f"!anmäl {number}", "signup-booked")
    silence(story)
    await wait(story, "2024-05-17 18:00")
    everything = [*story.district_room.new(), *story.organizers_room.new(), *story.bo.new()]
    assert [one.kind for one in everything if one.kind.startswith("rescue")] == []


async def test_a_day_before_the_lead_has_a_choice_by_reaction(story: Story) -> None:
    number = await thin(story)
    other = await shift(story, "18/5 18-20", more="platser=4")
    await wait(story, "2024-05-16 18:00")
    heard = choice(story)
    assert "har bara 1 av 3" in heard.text
    assert f"!pass kör #{number}" in heard.text
    assert f"Slå ihop med Ringstuga, lör 18 maj 18.00–20.00 (#{other})" in heard.text
    assert f"!pass slåihop #{number} #{other}" in heard.text
    assert f"!pass ställin #{number}" in heard.text
    assert story.organizers_room.keys(heard) == ["1️⃣", "2️⃣", "3️⃣"]


async def test_the_lead_is_asked_alone_where_there_is_one(story: Story) -> None:
    number = await thin(story)
    await told(story.anna, "!aktivitet ändra ringstuga ansvarig=@leyla:example.org", "activity-edited")
    await wait(story, "2024-05-16 18:00")
    (heard,) = of_kind(story.leyla.new(), "rescue-choice")
    assert of_kind(story.organizers_room.new(), "rescue-choice") == []
    assert "Slå ihop" not in heard.text
    (heard,) = await story.leyla.reacts(heard, "1️⃣")
    assert heard.kind == "shift-kept"
    assert "av med en anmäld" in heard.text
    assert await booked(story, number) == ["Anna"]


async def test_the_lead_cancels_by_reaction_is_asked_once_more_and_everybody_is_told(story: Story) -> None:
    number = await thin(story)
    await told(story.anna, "!aktivitet ändra ringstuga ansvarig=@leyla:example.org", "activity-edited")
    await wait(story, "2024-05-16 18:00")
    (heard,) = of_kind(story.leyla.new(), "rescue-choice")
    (heard,) = await story.leyla.reacts(heard, "2️⃣")
    assert heard.kind == "shift-cancel-confirm"
    assert "Tryck på ✅" in heard.text
    assert await booked(story, number) == ["Anna"]
    (heard,) = await story.leyla.reacts(heard, "✅")
    assert heard.kind == "shift-cancel-done"
    assert len(of_kind(story.anna.new(), "shift-cancelled")) == 1


async def test_an_old_choice_cancels_nothing_by_one_slip_of_the_thumb(story: Story) -> None:
    number = await thin(story)
    await told(story.anna, "!aktivitet ändra ringstuga ansvarig=@leyla:example.org", "activity-edited")
    await wait(story, "2024-05-16 18:00")
    (heard,) = of_kind(story.leyla.new(), "rescue-choice")
    (kept,) = await story.leyla.reacts(heard, "1️⃣")
    assert kept.kind == "shift-kept"
    (slip,) = await story.leyla.reacts(heard, "2️⃣")
    assert slip.kind == "shift-cancel-confirm"
    assert await booked(story, number) == ["Anna"]


async def test_the_choice_is_made_by_its_number_too_and_a_yes_is_told_that(story: Story) -> None:
    await thin(story)
    await told(story.anna, "!aktivitet ändra ringstuga ansvarig=@leyla:example.org", "activity-edited")
    await wait(story, "2024-05-16 18:00")
    assert story.leyla.new()[-1].kind == "rescue-choice"
    refused = await says(story.leyla, "ja", "error-answer-number")
    assert "till exempel 1" in refused.text
    await says(story.leyla, "1", "shift-kept")
    await says(story.leyla, "ja", "error-nothing-asked")


async def test_a_yes_to_a_choice_in_english(story: Story) -> None:
    await thin(story)
    await english(story.leyla)
    await told(story.anna, "!aktivitet ändra ringstuga ansvarig=@leyla:example.org", "activity-edited")
    await wait(story, "2024-05-16 18:00")
    assert "Answer with a number" in (await says(story.leyla, "yes", "error-answer-number")).text


async def at_noon(story: Story) -> int:
    """It is the day of the evening; Anna, Bo and Leyla come, and three are needed."""
    number = await thin(story)
    for one in (story.bo, story.leyla):
        await told(one, f"!anmäl {number}", "signup-booked")
    await at(story, "2024-05-17 12:00")
    silence(story)
    return number


async def test_who_leaves_when_the_ladder_is_over_makes_the_lead_choose_at_once(story: Story) -> None:
    number = await at_noon(story)
    await told(story.bo, f"!avboka {number}", "leave-done")
    await story.pass_time(minutes=1)
    heard = choice(story)
    assert "nu är bara 2 av 3" in heard.text
    assert story.organizers_room.keys(heard) == ["1️⃣", "2️⃣"]
    await told(story.leyla, f"!avboka {number}", "leave-done")
    await wait(story, "2024-05-17 18:00")
    assert of_kind(story.organizers_room.new(), "rescue-choice") == [], "it had fallen already"


async def test_a_second_fall_is_told_again_unless_the_shift_is_kept(story: Story) -> None:
    number = await at_noon(story)
    for kept in (False, True):
        await told(story.bo, f"!avboka {number}", "leave-done")
        await story.pass_time(minutes=1)
        assert len(of_kind(story.organizers_room.new(), "rescue-choice")) == (0 if kept else 1)
        await told(story.bo, f"!anmäl {number}", "signup-booked")
        await told(story.anna, f"!pass kör {number}", "shift-kept")


async def test_while_the_seat_is_offered_to_somebody_nothing_is_missing(story: Story) -> None:
    (other,) = await ringers(story, 1)
    number = await thin(story, other, more="minst=3 platser=3")
    for one in (story.bo, story.leyla):
        await told(one, f"!anmäl {number}", "signup-booked")
    await told(other, f"!anmäl {number}", "signup-waitlisted")
    await at(story, "2024-05-17 12:00")
    silence(story, other)
    await told(story.bo, f"!avboka {number}", "leave-done")
    await story.pass_time(minutes=20)
    assert story.organizers_room.new() == []
    await says(other, "nej", "offer-declined")
    await story.pass_time(minutes=1)
    assert "nu är bara 2 av 3" in choice(story).text


async def test_a_fall_in_the_night_waits_for_the_morning_unless_the_shift_does_not(story: Story) -> None:
    late = await thin(story)
    early = await shift(story, "17/5 07-09", more="minst=3")
    for number in (late, early):
        for one in (story.anna, story.bo, story.leyla):
            await one.says(f"!anmäl {number}")
    await at(story, "2024-05-16 23:00")
    silence(story)
    for number in (late, early):
        await told(story.bo, f"!avboka {number}", "leave-done")
    await wait(story, "2024-05-17 09:00")
    found = of_kind(story.organizers_room.new(), "rescue-choice")
    assert times(found) == ["Thu 23:00", "Fri 08:00"]
    assert [f"(#{early})" in found[0].text, f"(#{late})" in found[1].text] == [True, True]


async def test_more_seats_are_no_fall(story: Story) -> None:
    number = await thin(story, more="minst=2 platser=2")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    await at(story, "2024-05-17 16:30")
    silence(story)
    await told(story.anna, f"!pass ändra {number} platser=5 minst=4", "shift-edited")
    await story.pass_time(minutes=1)
    assert of_kind(story.organizers_room.new(), "rescue-choice") == []


async def test_a_fall_in_english(story: Story) -> None:
    number = await at_noon(story)
    await told(story.anna, "!aktivitet ändra ringstuga ansvarig=@leyla:example.org", "activity-edited")
    await english(story.leyla)
    silence(story)
    await told(story.bo, f"!avboka {number}", "leave-done")
    await story.pass_time(minutes=1)
    (heard,) = of_kind(story.leyla.new(), "rescue-choice")
    assert "only 2 of the 3 people it needs are left" in heard.text


async def test_a_shift_that_is_kept_asks_nobody_any_more(story: Story) -> None:
    people = await ringers(story, 2)
    number = await thin(story, *people)
    await wait(story, "2024-05-14 18:00")
    silence(story, *people)
    await told(story.anna, f"!pass kör {number}", "shift-kept")
    await told(story.anna, f"!pass ändra {number} minst=4", "shift-edited")
    await story.restart()
    await wait(story, "2024-05-17 18:00")
    assert of_kind(story.organizers_room.new(), "rescue-choice") == []
    assert asked(people, "rescue-ask") == []


async def test_a_kept_shift_takes_back_its_open_questions(story: Story) -> None:
    number = await thin(story, story.bo)
    await wait(story, "2024-05-15 18:00")
    await told(story.anna, f"!pass kör {number}", "shift-kept")
    await says(story.bo, f"ja {number}", "error-ask-over")


async def test_a_moved_shift_climbs_its_ladder_anew(story: Story) -> None:
    number = await thin(story)
    await wait(story, "2024-05-14 18:00")
    await told(story.anna, f"!pass ändra {number} 24/5 18-20", "shift-edited")
    silence(story)
    await wait(story, "2024-05-21 18:00")
    assert times(of_kind(story.district_room.new(), "rescue-room")) == ["Tue 18:00"]


async def test_a_minimum_that_comes_later_has_the_steps_still_ahead(story: Story) -> None:
    people = await ringers(story, 1)
    number = await thin(story, *people, more="")
    await at(story, "2024-05-14 20:00")
    await told(story.anna, f"!pass ändra {number} minst=2", "shift-edited")
    silence(story, *people)
    await wait(story, "2024-05-15 18:00")
    assert of_kind(story.district_room.new(), "rescue-room") == []
    assert asked(people, "rescue-ask") == ["Ringer 1"]


async def test_a_shift_made_within_the_last_day_leaves_the_lead_half_the_time(story: Story) -> None:
    await thin(story, when="tors 09-11")
    await wait(story, "2024-05-08 21:00")
    assert of_kind(story.organizers_room.new(), "rescue-choice") == []
    await wait(story, "2024-05-09 08:00")
    # Half-way is in the night: the lead hears it when the quiet hours end.
    assert times(of_kind(story.organizers_room.new(), "rescue-choice")) == ["Thu 08:00"]


async def test_own_times_of_the_activity(story: Story) -> None:
    people = await ringers(story, 1)
    await thin(story, *people)
    await told(story.anna, '!aktivitet ändra ringstuga stege="24h 12h"', "activity-edited")
    silence(story)
    await wait(story, "2024-05-17 18:00")
    assert of_kind(story.district_room.new(), "rescue-room") == []
    assert times(of_kind(people[0].new(), "rescue-ask")) == ["Thu 18:00"]
    # Twelve hours before is six in the morning.
    assert times(of_kind(story.organizers_room.new(), "rescue-choice")) == ["Fri 08:00"]


async def test_an_activity_without_a_ladder_has_none(story: Story) -> None:
    people = await ringers(story, 1)
    await thin(story, *people)
    await told(story.anna, "!aktivitet ändra ringstuga stege=av", "activity-edited")
    silence(story)
    await wait(story, "2024-05-17 18:00")
    said = [*story.district_room.new(), *story.organizers_room.new(), *people[0].new()]
    assert [one.kind for one in said if one.kind.startswith("rescue")] == []


async def test_the_night_is_nobodys(story: Story) -> None:
    people = await ringers(story, 1)
    await thin(story, *people, when="17/5 06-08")
    await wait(story, "2024-05-16 23:00")
    assert times(of_kind(story.district_room.new(), "rescue-room")) == ["Tue 08:00"]
    assert times(of_kind(people[0].new(), "rescue-ask")) == ["Wed 08:00"]
    assert times(of_kind(story.organizers_room.new(), "rescue-choice")) == ["Thu 08:00"]


async def test_a_closed_shift_asks_only_the_lead(story: Story) -> None:
    people = await ringers(story, 1)
    number = await thin(story, *people)
    await told(story.anna, f"!pass stäng {number}", "shift-closed")
    silence(story)
    await wait(story, "2024-05-17 10:00")
    assert of_kind(story.district_room.new(), "rescue-room") == []
    assert of_kind(people[0].new(), "rescue-ask") == []
    assert choice(story).kind == "rescue-choice"


async def test_the_branchs_room_is_asked_where_there_is_one(story: Story) -> None:
    await thin(story)
    mark = type(story.district_room)(story, "!mark")
    await story.server.invite_bot("!mark", by=story.anna.address)
    await story.settle()
    await story.anna.says("!rum roll=förening förening=Mark", room=mark)
    await set_activity(story, branch="Mark")
    silence(story)
    await wait(story, "2024-05-14 18:00")
    assert of_kind(story.district_room.new(), "rescue-room") == []
    assert len(of_kind(mark.new(), "rescue-room")) == 1


async def test_a_thin_shift_from_before_is_seen_at_the_start(story: Story) -> None:
    async def nothing(*_: object, **__: object) -> None:
        return None

    with patch("commands.actions.shifts.plan_for_shift", nothing):
        await thin(story)
    await story.restart()
    await story.restart()
    await wait(story, "2024-05-14 20:00")
    assert times(of_kind(story.district_room.new(), "rescue-room")) == ["Tue 18:00"]


async def test_in_english_too(story: Story) -> None:
    first = await thin(story, story.bo)
    second = await shift(story, "18/5 18-20", more="platser=3")
    for one in (story.anna, story.bo):
        await english(one)
    await told(story.anna, "!activity edit ringstuga lead=@anna:example.org", "activity-edited")
    await told(story.anna, "!room language=en", "room-set")
    silence(story)
    await wait(story, "2024-05-16 18:00")
    (heard,) = of_kind(story.district_room.new(), "rescue-room")
    assert "has 1 of the 3 people it needs" in heard.text
    assert f"!signup #{first}" in heard.text
    (heard,) = of_kind(story.bo.new(), "rescue-ask")
    assert "Can you come?" in heard.text
    heard = await says(story.bo, "no", "rescue-declined")
    assert "not ask you again" in heard.text
    (heard,) = of_kind(story.anna.new(), "rescue-choice")
    assert "What shall we do?" in heard.text
    assert f"!shift merge #{first} #{second}" in heard.text
    (heard,) = await story.anna.reacts(heard, "2️⃣")
    assert heard.kind == "shift-merge-confirm"
    assert "one person is moved" in heard.text
    assert "Press ✅" in heard.text
    heard = await told(story.anna, f"!shift keep {second}", "shift-kept")
    assert "I do not ask for more" in heard.text
    heard = await told(story.anna, f"!shift merge {first} into {second} anyway", "shift-merge-done")
    assert "One person has a seat there" in heard.text
    (heard,) = of_kind(story.anna.new(), "shift-merged")
    assert "has been merged with" in heard.text
