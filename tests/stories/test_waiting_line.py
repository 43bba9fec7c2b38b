"""The waiting line: a seat that becomes free goes to whoever is first (issue 3, point 1)."""

from __future__ import annotations

from tests.stories.given import activity, at, booked, english, kinds, ringstuga, seats, shift, told
from tests.stories.waiting import wait
from tests.support.story import Someone, Story


async def full(story: Story, when: str = "fre 18-20", *, more: str = "platser=1") -> int:
    """A shift whose only seat is Anna's, and its number."""
    number = await ringstuga(story, when, more=more)
    await told(story.anna, f"!anmäl {number}", "signup-booked")
    return number


async def states(story: Story, number: int) -> dict[str, str]:
    """Everybody who ever signed up for a shift, with what became of it."""
    async with story.store() as store:
        district = (await store.rooms.districts())[0]
        view = await store.shifts.by_number(district.id, number)
        assert view is not None
        rows = await store.signups.all(district.id)
        return {person.name: row.state.value for row, person in rows if row.shift_id == view.id}


async def waits(*people: Someone, number: int, more: str = "") -> None:
    for one in people:
        await told(one, f"!anmäl {number} {more}", "signup-waitlisted")


async def test_the_first_in_line_gets_the_freed_seat_at_once_when_there_is_time(story: Story) -> None:
    number = await full(story)
    await waits(story.bo, story.leyla, number=number)
    await told(story.anna, f"!avboka {number}", "leave-done")
    assert await booked(story, number) == ["Bo"]
    (heard,) = story.bo.new()
    assert heard.kind == "seat-given"
    assert "Det blev en plats" in heard.text
    assert f"!avboka #{number}" in heard.text
    assert heard.mentions == (story.bo.address,)
    assert story.leyla.new() == []


async def test_whoever_is_given_a_seat_is_reminded_of_it(story: Story) -> None:
    number = await full(story)
    await waits(story.bo, number=number)
    await told(story.anna, f"!avboka {number}", "leave-done")
    story.bo.new()
    await wait(story, "2024-05-10 17:00")
    assert kinds(story.bo.new()) == ["reminder-shift", "reminder-shift"]


async def test_asking_again_keeps_the_place_in_line(story: Story) -> None:
    number = await full(story)
    await waits(story.bo, story.leyla, number=number)
    heard = await told(story.bo, f"!anmäl {number}", "signup-waitlisted")
    assert "står kvar som nummer 1" in heard.text
    heard = await told(story.leyla, f"!anmäl {number}", "signup-waitlisted")
    assert "står kvar som nummer 2" in heard.text


async def test_the_line_is_among_ones_own_shifts_and_can_be_left(story: Story) -> None:
    number = await full(story)
    await waits(story.bo, story.leyla, number=number)
    assert "plats 2 på väntelistan" in (await told(story.leyla, "!mina", "mine-list")).text
    heard = await told(story.bo, "!avboka", "leave-done")
    assert "inte längre på väntelistan" in heard.text
    assert "plats 1 på väntelistan" in (await told(story.leyla, "!mina", "mine-list")).text
    await english(story.leyla)
    assert "place 1 in the waiting line" in (await told(story.leyla, "!mine", "mine-list")).text
    heard = await told(story.leyla, f"!leave {number}", "leave-done")
    assert "You no longer wait" in heard.text


async def test_a_seat_that_becomes_free_on_the_last_day_is_offered(story: Story) -> None:
    number = await full(story)
    await waits(story.bo, story.leyla, number=number)
    await at(story, "2024-05-10 10:00")
    await told(story.anna, f"!avboka {number}", "leave-done")
    (heard,) = story.bo.new()
    assert heard.kind == "offer-made"
    assert "senast fre 10 maj 12.00" in heard.text
    assert await states(story, number) == {"Anna": "cancelled", "Bo": "offered", "Leyla": "waitlisted"}
    assert await seats(story, number) == (0, 1)
    heard = await told(story.bo, "!ja", "signup-booked")
    assert await booked(story, number) == ["Bo"]
    assert story.leyla.new() == []


async def test_nobody_else_gets_a_seat_while_it_is_offered(story: Story) -> None:
    number = await full(story)
    await waits(story.bo, number=number)
    await at(story, "2024-05-10 10:00")
    await told(story.anna, f"!avboka {number}", "leave-done")
    heard = await told(story.leyla, f"!anmäl {number}", "signup-waitlisted")
    assert "nummer 1" in heard.text
    assert (await states(story, number))["Bo"] == "offered"


async def test_a_reaction_answers_an_offer(story: Story) -> None:
    number = await full(story)
    await waits(story.bo, story.leyla, number=number)
    await at(story, "2024-05-10 10:00")
    await told(story.anna, f"!avboka {number}", "leave-done")
    (offer,) = story.bo.new()
    assert kinds(await story.bo.reacts(offer, "❌")) == ["offer-declined"]
    (offer,) = story.leyla.new()
    assert offer.kind == "offer-made"
    assert kinds(await story.leyla.reacts(offer, "✅\ufe0f")) == ["signup-booked"]
    assert await states(story, number) == {"Anna": "cancelled", "Bo": "cancelled", "Leyla": "booked"}


async def test_an_offer_that_nobody_answers_goes_to_the_next(story: Story) -> None:
    number = await full(story)
    await waits(story.bo, story.leyla, number=number)
    await at(story, "2024-05-10 10:00")
    await told(story.anna, f"!avboka {number}", "leave-done")
    await story.until("2024-05-10 12:00")
    assert kinds(story.bo.new()) == ["offer-made", "offer-expired"]
    (heard,) = story.leyla.new()
    assert heard.kind == "offer-made"
    assert "senast fre 10 maj 13.30" in heard.text
    await told(story.bo, f"!ja {number}", "error-ask-over")
    await story.restart()
    await story.until("2024-05-10 13:30")
    assert kinds(story.leyla.new()) == ["offer-expired"]
    assert await states(story, number) == {"Anna": "cancelled", "Bo": "cancelled", "Leyla": "cancelled"}
    await told(story.bo, f"!anmäl {number}", "signup-booked")


async def test_who_waited_in_vain_is_told_once_when_the_shift_begins(story: Story) -> None:
    number = await full(story)
    await waits(story.bo, story.leyla, number=number)
    await english(story.leyla)
    await story.until("2024-05-10 17:59")
    assert story.bo.new() == []
    await story.until("2024-05-10 19:00")
    await told(story.anna, f"!pass ändra {number} minst=1", "shift-edited")  # plans everything anew
    await story.restart()
    await story.until("2024-05-10 20:30")
    (heard,) = story.bo.new()
    assert heard.kind == "line-over"
    assert "tyvärr ingen plats till dig" in heard.text
    (heard,) = story.leyla.new()
    assert "no seat for you this time" in heard.text
    assert "line-over" not in kinds(story.anna.new())


async def test_who_waited_for_what_was_cancelled_is_not_told_that_they_got_no_seat(story: Story) -> None:
    number = await full(story)
    await waits(story.bo, number=number)
    await told(story.anna, f"!pass ställin {number} ändå", "shift-cancel-done")
    await story.until("2024-05-10 18:01")
    assert kinds(story.bo.new()) == ["shift-cancelled"]


async def test_where_there_is_room_for_all_no_seat_goes_to_the_next(story: Story) -> None:
    number = await full(story)
    await waits(story.bo, story.leyla, number=number)
    await english(story.leyla)
    await at(story, "2024-05-10 10:00")
    await told(story.anna, f"!pass ändra {number} platser=inga", "shift-edited")
    assert story.bo.new()[-1].text.endswith("senast fre 10 maj 12.00.")
    assert story.leyla.new()[-1].text.endswith("by Fri 10 May 12:00.")
    await story.until("2024-05-10 12:00")
    assert "hålls inte längre för dig. Vill du fortfarande" in story.bo.new()[-1].text
    assert "not held for you any more" in story.leyla.new()[-1].text


async def test_nobody_has_to_answer_in_the_night(story: Story) -> None:
    number = await full(story)
    await waits(story.bo, number=number)
    await at(story, "2024-05-09 22:00")
    await told(story.anna, f"!avboka {number}", "leave-done")
    assert story.bo.new() == []
    await story.until("2024-05-10 08:00")
    (heard,) = story.bo.new()
    assert "senast fre 10 maj 10.30" in heard.text
    assert (await states(story, number))["Bo"] == "offered"


async def test_who_signs_up_for_what_was_offered_takes_it(story: Story) -> None:
    number = await full(story)
    await waits(story.bo, number=number)
    await at(story, "2024-05-10 10:00")
    await told(story.anna, f"!avboka {number}", "leave-done")
    assert "svara ja eller nej" in (await told(story.bo, "!mina", "mine-list")).text
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    await told(story.bo, "!ja", "error-ask-over")
    await story.until("2024-05-10 13:00")
    assert "offer-expired" not in kinds(story.bo.new())


async def test_yes_in_a_persons_own_words(story: Story) -> None:
    number = await full(story)
    await waits(story.bo, number=number)
    await at(story, "2024-05-10 10:00")
    await told(story.anna, f"!avboka {number}", "leave-done")
    story.bo.new()
    heard = await story.bo.says("Ja tack, jag kommer gärna!", room=story.bo.direct)
    assert heard.kind == "signup-booked"


async def test_a_party_that_does_not_fit_is_passed_over_and_keeps_its_place(story: Story) -> None:
    number = await ringstuga(story, "fre 18-20", more="platser=2")
    await told(story.anna, f"!anmäl {number} gäster=1", "signup-booked")
    await waits(story.bo, number=number, more="gäster=1")
    await waits(story.leyla, number=number)
    await told(story.anna, f"!anmäl {number} gäster=0", "signup-changed")
    assert await booked(story, number) == ["Anna", "Leyla"]
    assert story.bo.new() == []
    assert "plats 1 på väntelistan" in (await told(story.bo, "!mina", "mine-list")).text
    await told(story.leyla, f"!avboka {number}", "leave-done")
    await told(story.anna, f"!avboka {number}", "leave-done")
    assert await booked(story, number) == ["Bo"]
    assert await seats(story, number) == (2, 2)


async def test_added_seats_go_to_those_who_wait(story: Story) -> None:
    number = await full(story)
    await waits(story.bo, story.leyla, number=number)
    await told(story.anna, f"!pass ändra {number} platser=3", "shift-edited")
    assert await booked(story, number) == ["Anna", "Bo", "Leyla"]
    assert kinds(story.bo.new()) == kinds(story.leyla.new()) == ["seat-given"]


async def test_fewer_seats_throw_nobody_out(story: Story) -> None:
    number = await ringstuga(story, "fre 18-20", more="platser=3")
    for one in (story.anna, story.bo, story.leyla):
        await told(one, f"!anmäl {number}", "signup-booked")
    heard = await told(story.anna, f"!pass ändra {number} platser=1", "error-seats-booked")
    assert "ändå" in heard.text
    assert await booked(story, number) == ["Anna", "Bo", "Leyla"]
    heard = await told(story.anna, f"!pass ändra {number} platser=1 ändå", "shift-edited")
    assert "2 som hade plats står nu först på väntelistan" in heard.text
    assert await booked(story, number) == ["Anna"]
    (heard,) = story.bo.new()
    assert heard.kind == "seat-put-back"
    assert "nummer 1 på väntelistan" in heard.text
    (heard,) = story.leyla.new()
    assert "nummer 2 på väntelistan" in heard.text


async def test_those_put_back_stand_before_those_who_waited(story: Story) -> None:
    number = await ringstuga(story, "fre 18-20", more="platser=2")
    for one in (story.anna, story.bo):
        await told(one, f"!anmäl {number}", "signup-booked")
    await waits(story.leyla, number=number)
    await told(story.anna, f"!pass ändra {number} platser=1 ändå", "shift-edited")
    story.bo.new()
    await told(story.anna, f"!avboka {number}", "leave-done")
    assert await booked(story, number) == ["Bo"]


async def test_who_got_busy_meanwhile_is_asked_and_not_booked_twice(story: Story) -> None:
    number = await full(story)
    await waits(story.bo, number=number)
    await activity(story, "torget")
    other = await shift(story, "fre 19-21", slug="torget")
    await told(story.bo, f"!anmäl {other}", "signup-booked")
    await told(story.anna, f"!avboka {number}", "leave-done")
    (heard,) = story.bo.new()
    assert heard.kind == "offer-made"
    assert "krockar med Torget" in heard.text
    await told(story.bo, f"!ja {number}", "signup-booked")
    assert await booked(story, number) == ["Bo"]
    assert await booked(story, other) == ["Bo"]


async def test_a_cancelled_shift_tells_those_who_wait_too(story: Story) -> None:
    number = await full(story)
    await waits(story.bo, number=number)
    await told(story.anna, f"!pass ställin {number} ändå", "shift-cancel-done")
    assert kinds(story.bo.new()) == ["shift-cancelled"]
    await told(story.bo, "!mina", "mine-none")


async def test_an_offered_seat_goes_back_to_the_line_when_the_shift_moves(story: Story) -> None:
    number = await full(story)
    await waits(story.bo, story.leyla, number=number)
    await at(story, "2024-05-10 10:00")
    await told(story.anna, f"!avboka {number}", "leave-done")
    assert kinds(story.bo.new()) == ["offer-made"]
    heard = await told(story.anna, f"!pass ändra {number} 17/5 18-20", "shift-edited")
    assert "2 personer får veta det" in heard.text
    assert await booked(story, number) == []  # nobody has said that they can come then
    (heard,) = story.bo.new()
    assert heard.kind == "offer-made"
    assert "Passet har fått en ny tid, förut var den fre 10 maj" in heard.text
    assert "senast lör 11 maj 10.00" in heard.text
    (heard,) = story.leyla.new()
    assert heard.kind == "shift-moved"
    assert "Vill du inte vänta längre?" in heard.text
    await told(story.bo, "!nej", "offer-declined")
    await told(story.anna, f"!pass ändra {number} platser=2", "shift-edited")
    assert await booked(story, number) == ["Leyla"]


async def test_who_waits_is_asked_about_the_new_time_in_english_too(story: Story) -> None:
    number = await full(story)
    await waits(story.bo, number=number)
    await english(story.bo)
    await told(story.anna, f"!pass ändra {number} 17/5 18-20", "shift-edited")
    assert "If you do not want to wait any longer" in story.bo.new()[-1].text
    await told(story.anna, f"!pass ändra {number} 16/5 18-20 platser=2", "shift-edited")
    (heard,) = story.bo.new()
    assert heard.kind == "offer-made"
    assert "before that it was Fri 17 May" in heard.text
    await told(story.bo, "!yes", "signup-booked")


async def test_who_only_waits_is_counted_as_waiting(story: Story) -> None:
    number = await full(story)
    await waits(story.bo, story.leyla, number=number)
    heard = await told(story.anna, f"!pass ställin {number}", "shift-cancel-confirm")
    assert "En person är anmäld till Ringstuga, fre 10 maj 18.00–20.00 (#1), och 2 väntar på en" in heard.text
    heard = await told(story.anna, "!aktivitet arkivera ringstuga", "activity-archive-confirm")
    assert "En person är anmäld, och 2 väntar på en plats. 3 får veta det" in heard.text
    await english(story.anna)
    heard = await told(story.anna, f"!shift cancel {number}", "shift-cancel-confirm")
    assert "One person is booked on Ringstuga, Fri 10 May 18:00–20:00 (#1), and 2 wait for a" in heard.text
    heard = await told(story.anna, "!activity archive ringstuga anyway", "activity-archived")
    assert "3 people are told" in heard.text


async def test_several_open_questions_are_told_apart(story: Story) -> None:
    first = await full(story, "tis 18-20")
    second = await shift(story, "tis 12-14", more="platser=1")
    await told(story.anna, f"!anmäl {second}", "signup-booked")
    for number in (first, second):
        await waits(story.bo, number=number)
    await at(story, "2024-05-07 08:00")
    for number in (first, second):
        await told(story.anna, f"!avboka {number}", "leave-done")
    heard = await told(story.bo, "!ja", "answer-choose")
    assert f"!ja #{second}" in heard.text
    assert await booked(story, first) == []
    await told(story.bo, f"!nej {first}", "offer-declined")
    await told(story.bo, "!ja", "signup-booked")
    assert await booked(story, second) == ["Bo"]


async def test_in_english_too(story: Story) -> None:
    number = await full(story)
    await english(story.bo)
    heard = await told(story.bo, f"!signup {number}", "signup-waitlisted")
    assert "number 1 in the waiting line" in heard.text
    await at(story, "2024-05-10 10:00")
    await told(story.anna, f"!avboka {number}", "leave-done")
    (heard,) = story.bo.new()
    assert "Answer yes or no, or press ✅ or ❌, by Fri 10 May 12:00" in heard.text
    heard = await told(story.bo, "!no", "offer-declined")
    assert "You have said no to the seat" in heard.text
    heard = await told(story.bo, "!yes", "error-ask-over")
    assert "nothing is changed" in heard.text
    heard = await told(story.bo, f"!yes {number}", "error-ask-over")
    assert "no longer holds" in heard.text


async def test_an_organizer_can_take_somebody_out_of_the_line(story: Story) -> None:
    number = await full(story)
    await waits(story.bo, story.leyla, number=number)
    await told(story.anna, f"!avbokaperson {number} {story.bo.address}", "unbook-done")
    assert kinds(story.bo.new()) == ["unbooked-by-other"]
    assert "plats 1 på väntelistan" in (await told(story.leyla, "!mina", "mine-list")).text


async def test_a_seat_given_in_the_night_and_given_back_is_not_told_in_the_morning(story: Story) -> None:
    number = await full(story)
    await waits(story.bo, number=number)
    await at(story, "2024-05-06 22:00")
    await told(story.anna, f"!avboka {number}", "leave-done")
    await told(story.bo, f"!avboka {number}", "leave-done")
    await at(story, "2024-05-07 09:00")
    assert story.bo.new() == []


async def test_a_sign_sent_as_a_message_is_an_answer_too(story: Story) -> None:
    number = await full(story)
    await waits(story.bo, story.leyla, number=number)
    await at(story, "2024-05-10 10:00")
    await told(story.anna, f"!avboka {number}", "leave-done")
    story.bo.new()
    heard = await story.bo.says("👎🏽", room=story.bo.direct)
    assert heard.kind == "offer-declined"
    story.leyla.new()
    heard = await story.leyla.says("✅", room=story.leyla.direct)
    assert heard.kind == "signup-booked"
    heard = await story.leyla.says("👍", room=story.leyla.direct)
    assert (heard.kind, "Du är anmäld." in heard.text) == ("error-ask-over", True)
