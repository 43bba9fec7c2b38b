"""The waiting line where things cross: answers before the question, closed shifts, seats taken away."""

from __future__ import annotations

from commands.actions.asks import LETTERS
from commands.actions.unanswered import WITHOUT_ANSWER
from commands.handlers.answering import ANSWERS
from tests.stories.given import at, booked, english, kinds, ringstuga, told
from tests.stories.waiting import wait
from tests.support.story import Story


async def full(story: Story, *, more: str = "platser=1") -> int:
    """A shift on Friday whose only seat is Anna's; Bo and Leyla wait. Its number."""
    number = await ringstuga(story, "fre 18-20", more=more)
    await told(story.anna, f"!anmäl {number}", "signup-booked")
    for one in (story.bo, story.leyla):
        await told(one, f"!anmäl {number}", "signup-waitlisted")
    return number


async def test_a_question_that_was_answered_in_the_night_is_not_asked_in_the_morning(story: Story) -> None:
    number = await full(story, more="platser=1")
    await at(story, "2024-05-09 22:00")
    await told(story.anna, f"!avboka {number}", "leave-done")
    await told(story.bo, "!nej", "offer-declined")
    await told(story.leyla, "!ja", "signup-booked")
    await story.until("2024-05-10 12:00")
    assert "offer-made" not in kinds(story.bo.new()) + kinds(story.leyla.new())


def test_every_kind_of_question_can_be_answered_taken_back_and_left_alone() -> None:
    assert set(LETTERS) == set(WITHOUT_ANSWER) == set(ANSWERS)


async def test_an_offered_seat_can_be_taken_by_signing_up_when_the_shift_is_closed_to_others(
    story: Story,
) -> None:
    number = await full(story)
    await at(story, "2024-05-10 10:00")
    await told(story.anna, f"!avboka {number}", "leave-done")
    await told(story.anna, f"!pass stäng {number}", "shift-closed")
    await told(story.leyla, f"!anmäl {number}", "error-shift-not-open")
    await told(story.bo, f"!anmäl {number} gäster=1", "error-shift-not-open")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    assert await booked(story, number) == ["Bo"]


async def test_what_cannot_be_had_leaves_the_offer_as_it_was(story: Story) -> None:
    """Bo asks for one more than there is: he is told that nothing is changed, so nothing is."""
    number = await full(story)
    await at(story, "2024-05-10 10:00")
    await told(story.anna, f"!avboka {number}", "leave-done")
    heard = await told(story.bo, f"!anmäl {number} gäster=1", "signup-full")
    assert "hålls för dig" in heard.text
    assert await booked(story, number) == []
    await english(story.bo)
    heard = await told(story.bo, f"!signup {number} guests=1", "signup-full")
    assert "held for you" in heard.text
    await told(story.bo, "!yes", "signup-booked")
    assert await booked(story, number) == ["Bo"]


async def test_who_took_an_offered_seat_by_signing_up_is_not_asked_an_hour_later_whether_they_come(
    story: Story,
) -> None:
    number = await full(story, more="platser=1 bekräfta=6h")
    await at(story, "2024-05-10 10:00")
    await told(story.anna, f"!avboka {number}", "leave-done")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    await story.until("2024-05-10 13:00")
    assert "seat-confirm" not in kinds(story.bo.new())


async def test_with_fewer_seats_nobody_is_asked_who_still_fits(story: Story) -> None:
    """Bo's three have to go; there is room for Leyla then, and she need not know of it."""
    number = await ringstuga(story, "fre 18-20", more="platser=5")
    await at(story, "2024-05-10 10:00")
    await told(story.anna, f"!anmäl {number}", "signup-booked")
    await told(story.bo, f"!anmäl {number} gäster=2", "signup-booked")
    await told(story.leyla, f"!anmäl {number}", "signup-booked")
    heard = await told(story.anna, f"!pass ändra {number} platser=3 ändå", "shift-edited")
    assert "En som hade plats står nu först på väntelistan" in heard.text
    assert await booked(story, number) == ["Anna", "Leyla"]
    assert kinds(story.bo.new()) == ["seat-put-back"]
    assert story.leyla.new() == []


async def test_a_role_that_nobody_has_the_skill_for_any_more_is_open_to_those_who_wait(story: Story) -> None:
    number = await ringstuga(story, "fre 18-20", more='platser=2 roller="ringledare:1 ringare:1"')
    await told(story.anna, "!kunskap @anna:example.org ringledare", "skill-given")
    await told(story.leyla, f"!anmäl {number}", "signup-booked")
    await told(story.bo, f"!anmäl {number}", "signup-waitlisted")
    await told(story.anna, "!kunskap @anna:example.org ringledare bort", "skill-taken")
    assert await booked(story, number) == ["Leyla", "Bo"]
    assert kinds(story.bo.new()) == ["seat-given"]


async def test_insisting_is_no_part_of_the_role_before_it(story: Story) -> None:
    number = await ringstuga(story, "fre 18-20", more='platser=2 roller="ringledare:1 ringare:1"')
    await told(story.anna, f"!pass stäng {number}", "shift-closed")
    await told(story.bo, f"!anmäl {number} roll=ringare ändå", "error-shift-not-open")
    await told(story.bo, f"!anmäl {number} roll=stora ringaren ändå", "error-arguments")


async def test_nobody_loses_their_seat_on_a_shift_that_has_begun(story: Story) -> None:
    number = await ringstuga(story, "fre 18-20", more="platser=2")
    for one in (story.anna, story.bo):
        await told(one, f"!anmäl {number}", "signup-booked")
    await at(story, "2024-05-10 19:00")
    heard = await told(story.anna, f"!pass ändra {number} platser=1 ändå", "error-seats-booked")
    assert "har redan börjat" in heard.text
    await english(story.anna)
    heard = await told(story.anna, f"!shift edit {number} seats=1 anyway", "error-seats-booked")
    assert "has begun" in heard.text
    assert await booked(story, number) == ["Anna", "Bo"]


async def early(story: Story) -> int:
    """Flyers at seven; Anna has the only seat, Bo and Leyla wait. Quiet hours last until eight."""
    number = await ringstuga(story, "fre 7-9", more="platser=1")
    await told(story.anna, f"!anmäl {number}", "signup-booked")
    for one in (story.bo, story.leyla):
        await told(one, f"!anmäl {number}", "signup-waitlisted")
    return number


async def test_who_sleeps_is_not_woken_for_a_seat_in_the_early_morning_and_loses_nothing(
    story: Story,
) -> None:
    number = await early(story)
    await at(story, "2024-05-09 22:30")
    await told(story.anna, f"!avboka {number}", "leave-done")
    await wait(story, "2024-05-10 06:30")
    assert story.bo.new() == story.leyla.new() == []
    assert "plats 1 på väntelistan" in (await told(story.bo, "!mina", "mine-list")).text
    await told(story.leyla, f"!anmäl {number}", "signup-booked")  # she is up
    assert await booked(story, number) == ["Leyla"]
    await wait(story, "2024-05-10 07:59")
    assert story.bo.new() == []
    await wait(story, "2024-05-10 08:01")
    assert kinds(story.bo.new()) == ["line-over"]


async def test_a_seat_offered_in_the_evening_for_the_early_morning_is_held_until_it_begins(
    story: Story,
) -> None:
    number = await early(story)
    await at(story, "2024-05-09 20:30")
    await told(story.anna, f"!avboka {number}", "leave-done")
    (heard,) = [one for one in story.bo.new() if one.kind == "offer-made"]
    assert "senast fre 10 maj 07.00." in heard.text
    assert "någon annan" not in heard.text
    await wait(story, "2024-05-10 06:50")
    assert story.bo.new() == story.leyla.new() == []
    await told(story.bo, "!ja", "signup-booked")


async def test_who_lowers_the_seats_hears_whom_to_ring(story: Story) -> None:
    """Karin has no chat; nobody else would tell her."""
    number = await ringstuga(story, "fre 18-20", more="platser=2")
    await told(story.anna, f"!anmäl {number}", "signup-booked")
    await told(story.anna, f'!boka {number} "Karin"', "book-done")
    heard = await story.anna.says(f"!pass ändra {number} platser=1 ändå", room=story.organizers_room)
    assert "behöver ringas: Karin" in heard.text
    assert "direktmeddelande" not in heard.text


async def test_who_had_only_been_offered_a_seat_is_told_so_when_it_goes(story: Story) -> None:
    number = await ringstuga(story, "fre 18-20", more="platser=2")
    await told(story.anna, f"!anmäl {number} gäster=1", "signup-booked")
    for one in (story.bo, story.leyla):
        await told(one, f"!anmäl {number}", "signup-waitlisted")
    await english(story.leyla)
    await at(story, "2024-05-10 10:00")
    await told(story.anna, f"!avboka {number}", "leave-done")
    await told(story.bo, "!ja", "signup-booked")
    story.bo.new()
    assert kinds(story.leyla.new()) == ["offer-made"]
    await told(story.anna, f"!pass ändra {number} platser=1 ändå", "shift-edited")
    assert story.bo.new() == []
    (heard,) = story.leyla.new(files=True)
    assert "the one that you were offered is gone" in heard.text


async def test_who_has_no_chat_and_gets_a_seat_back_is_rung(story: Story) -> None:
    """The organizer has rung Karin to say that her seat is gone."""
    number = await ringstuga(story, "fre 18-20", more="platser=2")
    await told(story.anna, f"!anmäl {number}", "signup-booked")
    await told(story.anna, f'!boka {number} "Karin"', "book-done")
    await at(story, "2024-05-09 19:00")
    await told(story.anna, f"!pass ändra {number} platser=1 ändå", "shift-edited")
    story.organizers_room.new()
    await told(story.anna, f"!avboka {number}", "leave-done")
    (heard,) = story.organizers_room.new()
    assert heard.kind == "seat-given-lead"
    assert "Karin stod på väntelistan" in heard.text
    assert "ring gärna" in heard.text
    assert "Karin" not in "".join(one.text for one in story.district_room.new())


async def test_who_only_waits_is_not_told_that_they_had_a_seat(story: Story) -> None:
    number = await full(story)
    await english(story.leyla)
    await told(story.anna, f"!pass ändra {number} fre 19-21", "shift-edited")
    assert "väntar på en plats på" in story.bo.new()[-1].text
    assert "wait for a seat on" in story.leyla.new()[-1].text
    await told(story.anna, f"!pass ställin {number} ändå", "shift-cancel-done")
    assert "väntade på en plats på" in story.bo.new()[-1].text
    assert "waited for a seat on" in story.leyla.new()[-1].text
