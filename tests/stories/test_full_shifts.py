"""A full shift: nobody gets a seat that is not there, and everybody is shown where there is one."""

from __future__ import annotations

from tests.stories.given import activity, booked, english, ringstuga, seats, shift, told
from tests.support.story import Story


async def test_the_last_seat_goes_to_the_first_who_asks(story: Story) -> None:
    number = await ringstuga(story, more="platser=1")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    await told(story.leyla, f"!anmäl {number}", "signup-waitlisted")
    assert await booked(story, number) == ["Bo"]
    assert await seats(story, number) == (1, 1)


async def test_a_full_shift_names_the_next_with_seats_and_a_reaction_takes_one(story: Story) -> None:
    await activity(story)
    full, taken, free = [
        await shift(story, when, more="platser=1") for when in ("tis 18-20", "ons 18-20", "tors 18-20")
    ]
    for number in (full, taken):
        await story.bo.says(f"!anmäl {number}")
    heard = await told(story.leyla, f"!anmäl {full}", "signup-waitlisted")
    assert f"#{free} " in heard.text
    assert f"#{taken} " not in heard.text
    assert [one.kind for one in await story.leyla.reacts(heard, "1️⃣")] == ["signup-booked"]
    assert await booked(story, free) == ["Leyla"]


async def test_somebody_elses_reaction_takes_nothing(story: Story) -> None:
    await activity(story)
    full = await shift(story, "tis 18-20", more="platser=1")
    free = await shift(story, "ons 18-20", more="platser=1")
    await story.bo.says(f"!anmäl {full}")
    heard = await told(story.leyla, f"!anmäl {full}", "signup-waitlisted")
    assert await story.bo.reacts(heard, "1️⃣") == []
    assert await booked(story, free) == []


async def test_with_nothing_else_free_it_says_so_kindly(story: Story) -> None:
    number = await ringstuga(story, more="platser=1")
    await story.bo.says(f"!anmäl {number}")
    heard = await told(story.leyla, f"!anmäl {number}", "signup-waitlisted")
    assert heard.text == (
        f"Ringstuga, tis 7 maj 18.00–20.00 (#{number}), är fullt. Du står nu som nummer 1 på väntelistan. "
        f"Jag hör av mig så snart det blir en plats. Vill du inte vänta? Skriv !avboka #{number}."
    )
    await english(story.leyla)
    heard = await told(story.leyla, f"!signup {number}", "signup-waitlisted")
    assert heard.text.startswith(
        f"Ringstuga, Tue 7 May 18:00–20:00 (#{number}), is full. You are still number 1"
    )


async def test_closed_and_cancelled_shifts_are_not_offered_instead(story: Story) -> None:
    await activity(story)
    full, closed, cancelled = [
        await shift(story, when, more="platser=1") for when in ("tis 18-20", "ons 18-20", "tors 18-20")
    ]
    await story.bo.says(f"!anmäl {full}")
    await told(story.anna, f"!pass stäng {closed}", "shift-closed")
    await told(story.anna, f"!pass ställin {cancelled}", "shift-cancel-done")
    heard = await told(story.leyla, f"!anmäl {full}", "signup-waitlisted")
    assert f"#{closed} " not in heard.text
    assert f"#{cancelled} " not in heard.text


async def test_a_party_that_does_not_fit_waits_and_may_come_as_fewer(story: Story) -> None:
    number = await ringstuga(story, more="platser=2")
    await story.bo.says(f"!anmäl {number}")
    heard = await told(story.leyla, f"!anmäl {number} gäster=1", "signup-waitlisted")
    assert "ingen plats som passar" in heard.text
    assert "platser till er 2" in heard.text
    assert await seats(story, number) == (1, 2)
    await told(story.leyla, f"!anmäl {number} gäster=0", "signup-booked")
    assert await booked(story, number) == ["Bo", "Leyla"]


async def test_a_party_larger_than_the_shift_is_not_kept_waiting(story: Story) -> None:
    number = await ringstuga(story, more="platser=2")
    heard = await told(story.leyla, f"!anmäl {number} gäster=2", "signup-full")
    assert "bara 2 platser i allt" in heard.text
    assert "Du är inte anmäld" in heard.text
    await english(story.leyla)
    heard = await told(story.leyla, f"!signup {number} guests=2", "signup-full")
    assert "only 2 seats in all, so 3 do not fit together" in heard.text


async def test_a_full_shift_with_more_seats_takes_the_next_in_line(story: Story) -> None:
    number = await ringstuga(story, more="platser=1")
    await story.bo.says(f"!anmäl {number}")
    await told(story.leyla, f"!anmäl {number}", "signup-waitlisted")
    await story.pass_time(minutes=5)
    await told(story.anna, f"!pass ändra {number} platser=2", "shift-edited")
    assert await booked(story, number) == ["Bo", "Leyla"]
    assert [one.kind for one in story.leyla.new()] == ["seat-given"]
