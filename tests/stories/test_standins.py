"""Stand-ins: the line, then people of the activity, then the room; the seat has somebody all the time."""

from __future__ import annotations

from unittest.mock import patch

from sqlalchemy import select

from storage.models import StandIn
from storage.queries.stand_ins import StandIns
from storage.states import StandInState
from tests.stories.given import activity, at, booked, english, kinds, seats, shift, told
from tests.stories.helping import annas, asked, ringers, says, silence
from tests.support.story import Story


async def test_who_looks_for_a_stand_in_has_the_seat_until_somebody_has_said_yes(story: Story) -> None:
    number = await annas(story, story.bo)
    heard = await told(story.anna, f"!ersättare {number}", "standin-started")
    assert "en som brukar vara med" in heard.text
    assert f"!ersättare #{number} av" in heard.text
    assert await booked(story, number) == ["Anna"]
    (heard,) = story.bo.new()
    assert heard.kind == "standin-ask"
    assert "Kan du hoppa in?" in heard.text
    assert "Anna" not in heard.text
    assert "!ersättare av" in heard.text
    done = await says(story.bo, "ja", "standin-done")
    assert "Du tar över passet" in done.text
    assert story.file_of(done) is not None
    assert await booked(story, number) == ["Bo"]
    assert await seats(story, number) == (1, 1)
    (heard,) = story.anna.new()
    assert heard.kind == "standin-found"
    assert "Någon har tagit över" in heard.text
    assert "Bo" not in heard.text
    (heard,) = story.organizers_room.new()
    assert heard.kind == "standin-lead"
    assert "Bo kommer i stället för Anna" in heard.text


async def test_the_lead_is_told_by_direct_message_and_once(story: Story) -> None:
    number = await annas(story, story.bo)
    await told(story.anna, "!aktivitet ändra ringstuga ansvarig=@leyla:example.org", "activity-edited")
    silence(story)
    await told(story.anna, f"!ersättare {number}", "standin-started")
    await says(story.bo, "ja", "standin-done")
    (heard,) = story.leyla.new()
    assert heard.kind == "standin-lead"
    assert story.organizers_room.new() == []
    assert kinds(story.anna.new()) == ["standin-found"]


async def test_a_lead_who_could_not_come_hears_who_does_in_one_letter(story: Story) -> None:
    number = await annas(story, story.bo)
    await told(story.anna, "!aktivitet ändra ringstuga ansvarig=@anna:example.org", "activity-edited")
    silence(story)
    await told(story.anna, f"!ersättare {number}", "standin-started")
    await says(story.bo, "ja", "standin-done")
    (heard,) = story.anna.new()
    assert heard.kind == "standin-found"
    assert "Bo har tagit över" in heard.text
    assert story.organizers_room.new() == []


async def test_the_waiting_line_is_asked_first_one_after_another(story: Story) -> None:
    (other,) = await ringers(story, 1)
    number = await annas(story, other)
    for one in (story.bo, story.leyla):
        await told(one, f"!anmäl {number}", "signup-waitlisted")
    heard = await told(story.anna, f"!ersättare {number}", "standin-started")
    assert "först på väntelistan" in heard.text
    (heard,) = story.bo.new()
    assert "Du står på väntelistan" in heard.text
    assert (story.leyla.new(), other.new()) == ([], [])
    await says(story.bo, "nej", "standin-declined")
    assert "plats 1 på väntelistan" in (await told(story.bo, "!mina", "mine-list")).text
    assert kinds(story.leyla.new()) == ["standin-ask"]
    await story.pass_time(hours=5)
    assert kinds(other.new()) == ["standin-ask"]
    heard = await told(story.anna, f"!ersättare {number}", "standin-already")
    assert "en som brukar vara med" in heard.text
    # Leyla's time is out, but nobody has the seat yet.
    await says(story.leyla, "ja", "standin-done")
    assert await booked(story, number) == ["Leyla"]
    assert "plats 1 på väntelistan" in (await told(story.bo, "!mina", "mine-list")).text


async def test_who_said_no_to_the_seat_is_not_given_it_unawares_when_its_holder_leaves(story: Story) -> None:
    number = await annas(story)
    for one in (story.bo, story.leyla):
        await told(one, f"!anmäl {number}", "signup-waitlisted")
    await told(story.anna, f"!ersättare {number}", "standin-started")
    await says(story.bo, "nej", "standin-declined")
    silence(story)
    await told(story.anna, f"!avboka {number}", "leave-done")
    assert kinds(story.bo.new()) == ["offer-made"]
    await says(story.bo, "nej", "offer-declined")
    assert "seat-given" in kinds(story.leyla.new()), "who never said no is given it, so long before"
    assert await booked(story, number) == ["Leyla"]


async def test_people_of_the_activity_are_asked_three_at_a_time(story: Story) -> None:
    people = await ringers(story, 5)
    number = await annas(story, *people)
    heard = await told(story.anna, f"!ersättare {number}", "standin-started")
    assert "3 som brukar vara med" in heard.text
    assert asked(people, "standin-ask") == ["Ringer 1", "Ringer 2", "Ringer 3"]
    for one in people[:2]:
        await says(one, "nej", "standin-declined")
    assert asked(people[3:], "standin-ask") == []
    await says(people[2], "nej", "standin-declined")
    silence(story, *people[:3])
    assert asked(people, "standin-ask") == ["Ringer 4", "Ringer 5"]
    await story.pass_time(hours=5)
    (heard,) = story.district_room.new()[-1:]
    assert heard.kind == "standin-room"
    assert asked(people, "standin-ask") == []


async def test_a_restart_forgets_nobody_who_was_asked(story: Story) -> None:
    people = await ringers(story, 4)
    number = await annas(story, *people)
    await told(story.anna, f"!ersättare {number}", "standin-started")
    await story.restart()
    assert asked(people, "standin-ask") == ["Ringer 1", "Ringer 2", "Ringer 3"]
    await story.pass_time(hours=5)
    assert asked(people, "standin-ask") == ["Ringer 4"]
    await story.restart()
    await story.tick()
    assert asked(people, "standin-ask") == []


async def test_only_people_who_could_come_are_asked(story: Story) -> None:
    """Not who is busy then, is on the shift, has just left it, never was there, or is unwilling."""
    people = await ringers(story, 4)
    busy, there, left, unwilling = people
    number = await annas(story, *people, more="platser=3")
    other = await shift(story, "17/5 19-21", more="")
    await told(busy, f"!anmäl {other}", "signup-booked")
    for one in (there, left):
        await told(one, f"!anmäl {number}", "signup-booked")
    await told(left, f"!avboka {number}", "leave-done")
    heard = await told(unwilling, "!ersättare av", "standin-off")
    assert "!ersättare på" in heard.text
    silence(story, *people)
    heard = await told(story.anna, f"!ersättare {number}", "standin-started")
    assert "frågat i rummet" in heard.text
    assert asked([*people, story.bo, story.leyla], "standin-ask") == []
    await told(story.anna, f"!ersättare {number} av", "standin-withdrawn")
    await told(unwilling, "!ersättare på", "standin-on")
    await told(story.anna, f"!ersättare {number}", "standin-started")
    assert asked(people, "standin-ask") == ["Ringer 4"]


async def test_whoever_was_asked_longest_ago_is_asked_first_and_nobody_three_times_a_day(
    story: Story,
) -> None:
    people = await ringers(story, 4)
    first = await annas(story, *people, more="")
    others = [await shift(story, when, more="") for when in ("18/5 18-20", "19/5 18-20")]
    for number in others:
        await told(story.anna, f"!anmäl {number}", "signup-booked")
    await told(story.anna, f"!ersättare {first}", "standin-started")
    assert asked(people, "standin-ask") == ["Ringer 1", "Ringer 2", "Ringer 3"]
    await story.pass_time(minutes=5)
    await told(story.anna, f"!ersättare {others[0]}", "standin-started")
    assert asked(people, "standin-ask") == ["Ringer 1", "Ringer 2", "Ringer 4"]
    await told(story.anna, f"!ersättare {others[1]}", "standin-started")
    assert asked(people, "standin-ask") == ["Ringer 3", "Ringer 4"]


async def test_a_press_under_the_question_answers_it(story: Story) -> None:
    number = await annas(story, story.bo, story.leyla)
    await told(story.anna, f"!ersättare {number}", "standin-started")
    (heard,) = story.bo.new()
    assert kinds(await story.bo.reacts(heard, "❌")) == ["standin-declined"]
    (heard,) = story.leyla.new()
    assert kinds(await story.leyla.reacts(heard, "✅")) == ["standin-done"]
    assert await booked(story, number) == ["Leyla"]


async def test_of_two_who_say_yes_at_the_same_moment_one_has_the_seat(story: Story) -> None:
    number = await annas(story, story.bo, story.leyla)
    await told(story.anna, f"!ersättare {number}", "standin-started")
    await story.hear(story.leyla, "!ja", room=story.leyla.direct)
    await story.hear(story.bo, "!ja", room=story.bo.direct)
    await story.settle()
    assert await booked(story, number) == ["Leyla"]
    assert await seats(story, number) == (1, 1)
    assert kinds(story.leyla.new()) == ["standin-ask", "standin-done"]
    assert kinds(story.bo.new()) == ["standin-ask", "error-standin-taken"]
    assert kinds(story.anna.new()) == ["standin-found"]
    assert kinds(story.organizers_room.new()) == ["standin-lead"]


async def test_control_without_the_claim_two_would_step_in_for_one(story: Story) -> None:
    number = await annas(story, story.bo, story.leyla, more="platser=2")
    await told(story.anna, f"!ersättare {number}", "standin-started")

    async def everyone(*_: object, **__: object) -> bool:
        return True

    async def nobody(*_: object, **__: object) -> None:
        return None

    with (
        patch.object(StandIns, "close", everyone),
        patch("commands.actions.standins._refused", nobody),
        patch("commands.actions.standins.take_back_questions", nobody),
        patch("commands.actions.line.end_for_signup", nobody),
    ):
        for one in (story.leyla, story.bo):
            await says(one, "ja", "standin-done")
    assert await booked(story, number) == ["Leyla", "Bo"]


async def test_who_leaves_meanwhile_is_not_replaced(story: Story) -> None:
    number = await annas(story, story.bo)
    await told(story.anna, f"!ersättare {number}", "standin-started")
    await told(story.anna, f"!avboka {number}", "leave-done")
    await says(story.bo, f"ja {number}", "error-ask-over")
    assert await booked(story, number) == []
    assert kinds(story.anna.new()) == []
    async with story.store() as store:
        assert list(await store.session.scalars(select(StandIn.state))) == [StandInState.ENDED]


async def test_control_a_request_that_does_not_end_with_the_seat_is_answered_still(story: Story) -> None:
    async def nothing(*_: object, **__: object) -> None:
        return None

    number = await annas(story, story.bo)
    await told(story.anna, f"!ersättare {number}", "standin-started")
    with (
        patch("commands.actions.line.end_for_signup", nothing),
        patch("commands.actions.standins._refused", nothing),
    ):
        await told(story.anna, f"!avboka {number}", "leave-done")
        await says(story.bo, "ja", "standin-done")
    assert "standin-found" in kinds(story.anna.new())


async def test_ones_own_shifts_say_that_somebody_else_is_sought(story: Story) -> None:
    number = await annas(story, story.bo)
    await told(story.anna, f"!ersättare {number}", "standin-started")
    assert "du söker ersättare" in (await told(story.anna, "!mina", "mine-list")).text
    await told(story.anna, f"!ersättare {number} av", "standin-withdrawn")
    assert "ersättare" not in (await told(story.anna, "!mina", "mine-list")).text
    await told(story.anna, f"!byt {number} @bo:example.org", "swap-asked")
    assert "du har frågat någon om att ta över" in (await told(story.anna, "!mina", "mine-list")).text
    await english(story.anna)
    assert "you have asked somebody to take over" in (await told(story.anna, "!mine", "mine-list")).text


async def test_when_nobody_is_found_the_person_and_the_lead_hear_it_in_time(story: Story) -> None:
    number = await annas(story, when="tors 18-20")
    await told(story.anna, f"!ersättare {number}", "standin-started")
    await story.until("2024-05-09 15:59")
    silence(story)
    await story.until("2024-05-09 16:00")
    (heard,) = [one for one in story.anna.new() if one.kind != "reminder-shift"]
    assert heard.kind == "standin-nobody"
    assert "Du står alltså kvar på passet" in heard.text
    (heard,) = story.organizers_room.new()
    assert heard.kind == "standin-nobody-lead"
    assert "Anna står fortfarande på passet" in heard.text
    assert await booked(story, number) == ["Anna"]
    await story.restart()
    await story.until("2024-05-09 17:00")
    assert story.anna.new() == []
    await told(story.bo, f"!ja #{number}", "standin-done")
    assert await booked(story, number) == ["Bo"]


async def test_after_the_start_nobody_can_step_in(story: Story) -> None:
    number = await annas(story, when="tors 18-20")
    await told(story.anna, f"!ersättare {number}", "standin-started")
    await at(story, "2024-05-09 18:00")
    await told(story.bo, f"!ja #{number}", "error-ask-over")
    assert await booked(story, number) == ["Anna"]


async def test_shortly_before_the_start_every_stage_has_its_turn(story: Story) -> None:
    number = await annas(story, story.bo, when="ons 14-16")
    await told(story.anna, f"!ersättare {number}", "standin-started")
    (heard,) = story.bo.new()
    assert "senast ons 8 maj 10.45" in heard.text
    await story.until("2024-05-08 10:45")
    assert story.district_room.new()[-1].kind == "standin-room"
    await story.until("2024-05-08 12:25")
    assert "standin-nobody" in kinds(story.anna.new())


async def test_without_a_number_the_only_shift_is_meant_and_of_several_one_is_chosen(story: Story) -> None:
    number = await annas(story)
    await told(story.anna, "!ersättare", "standin-started")
    await told(story.anna, f"!ersättare {number} av", "standin-withdrawn")
    other = await shift(story, "18/5 18-20")
    await told(story.anna, f"!anmäl {other}", "signup-booked")
    heard = await told(story.anna, "!ersättare", "standin-choose")
    (heard,) = await story.anna.reacts(heard, "2️⃣")
    assert heard.kind == "standin-started"
    assert f"#{other}" in heard.text
    await told(story.anna, "!ersättare ringstuga 17/5", "standin-started")
    await told(story.leyla, "!ersättare", "error-none-booked")


async def test_in_english_too(story: Story) -> None:
    number = await annas(story, story.bo)
    for one in (story.anna, story.bo, story.leyla):
        await english(one)
    heard = await told(story.anna, f"!standin {number}", "standin-started")
    assert "The shift is yours until somebody has said yes" in heard.text
    heard = await told(story.anna, f"!standin {number}", "standin-already")
    assert "I am already looking" in heard.text
    (heard,) = story.bo.new()
    assert "Can you step in?" in heard.text
    heard = await says(story.bo, "no", "standin-declined")
    assert "!standin off" in heard.text
    heard = await says(story.bo, "standin off", "standin-off")
    assert "!standin on" in heard.text
    await says(story.bo, "stand-in on", "standin-on")
    await told(story.leyla, f"!yes #{number}", "standin-done")
    (heard,) = story.anna.new()
    assert "Somebody has taken over" in heard.text
    heard = await says(story.bo, f"yes {number}", "error-standin-taken")
    assert "Somebody was faster" in heard.text


async def test_another_activitys_people_are_not_asked(story: Story) -> None:
    number = await annas(story)
    await activity(story, "torget")
    other = await shift(story, "tors 8-9", slug="torget", more="")
    await told(story.bo, f"!anmäl {other}", "signup-booked")
    await told(story.anna, f"!ersättare {number}", "standin-started")
    assert story.bo.new() == []
