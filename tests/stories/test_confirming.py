"""Those booked are asked a day before whether they still come (issue 3, point 6: `confirm=24h`)."""

from __future__ import annotations

from unittest.mock import patch

from tests.stories.given import at, booked, english, kinds, ringstuga, shift, told
from tests.stories.helping import says, set_activity, silence
from tests.stories.waiting import of_kind, times, wait
from tests.support.story import Heard, Someone, Story


async def confirmed(story: Story, when: str = "17/5 18-20", *, more: str = "platser=1 bekräfta=24h") -> int:
    """A shift of which Anna has the only seat; those booked on it are asked."""
    number = await ringstuga(story, when, more=more)
    await told(story.anna, f"!anmäl {number}", "signup-booked")
    silence(story)
    return number


def question(who: Someone) -> Heard:
    """The one question that somebody has been asked, among reminders."""
    (heard,) = of_kind(who.new(), "seat-confirm")
    return heard


async def test_whoever_is_booked_is_asked_a_day_before_and_once(story: Story) -> None:
    number = await confirmed(story)
    await wait(story, "2024-05-16 17:55")
    assert of_kind(story.anna.new(), "seat-confirm") == []
    await wait(story, "2024-05-16 18:10")
    heard = question(story.anna)
    assert times([heard]) == ["Thu 18:00"]
    assert "Kommer du till Ringstuga" in heard.text
    assert "senast fre 17 maj 08.30" in heard.text
    await story.restart()
    await story.tick()
    heard = await says(story.anna, "ja", "seat-confirmed")
    assert "Då räknar vi med dig" in heard.text
    await wait(story, "2024-05-17 18:00")
    assert of_kind(story.anna.new(), "seat-confirm") == []
    assert await booked(story, number) == ["Anna"]


async def test_one_press_is_the_answer(story: Story) -> None:
    number = await confirmed(story)
    await wait(story, "2024-05-16 18:10")
    heard = question(story.anna)
    assert kinds(await story.anna.reacts(heard, "✅")) == ["seat-confirmed"]
    assert await booked(story, number) == ["Anna"]
    assert kinds(await story.anna.reacts(heard, "❌")) == ["error-ask-over"]
    assert await booked(story, number) == ["Anna"]


async def test_nobody_is_asked_in_quiet_hours(story: Story) -> None:
    await confirmed(story, "18/5 7-9")
    await wait(story, "2024-05-17 12:00")
    heard = question(story.anna)
    assert times([heard]) == ["Fri 08:00"]


async def test_nobody_is_asked_who_signed_up_within_the_last_day(story: Story) -> None:
    number = await confirmed(story, more="platser=3 bekräfta=24h")
    await at(story, "2024-05-15 17:00")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    await at(story, "2024-05-15 19:00")
    await told(story.leyla, f"!anmäl {number}", "signup-booked")
    await wait(story, "2024-05-17 18:00")
    assert len(of_kind(story.bo.new(), "seat-confirm")) == 1
    assert of_kind(story.leyla.new(), "seat-confirm") == []


async def test_nor_who_has_just_taken_an_offered_seat(story: Story) -> None:
    number = await confirmed(story, more="platser=1 bekräfta=12h")
    await told(story.bo, f"!anmäl {number}", "signup-waitlisted")
    await at(story, "2024-05-16 19:00")
    await told(story.anna, f"!avboka {number}", "leave-done")
    await says(story.bo, "ja", "signup-booked")
    await wait(story, "2024-05-17 18:00")
    assert of_kind(story.bo.new(), "seat-confirm") == []


async def test_who_looks_for_a_stand_in_has_said_enough(story: Story) -> None:
    number = await confirmed(story)
    await at(story, "2024-05-16 12:00")
    await told(story.anna, f"!ersättare {number}", "standin-started")
    await wait(story, "2024-05-17 10:00")
    assert of_kind(story.anna.new(), "seat-confirm") == []


async def test_nor_is_a_seat_given_on_whose_holder_has_looked_for_a_stand_in(story: Story) -> None:
    """They were asked, and looking for somebody is an answer, also when they do not look any more."""
    number = await confirmed(story)
    await wait(story, "2024-05-16 18:10")
    question(story.anna)
    await told(story.anna, f"!ersättare {number}", "standin-started")
    await wait(story, "2024-05-17 09:00")
    await told(story.anna, f"!ersättare {number} av", "standin-withdrawn")
    await told(story.bo, f"!anmäl {number}", "signup-waitlisted")
    await wait(story, "2024-05-17 12:00")
    assert await booked(story, number) == ["Anna"]
    assert of_kind(story.bo.new(), "offer-made") == []


async def test_the_question_takes_the_place_of_the_reminder_of_that_time_and_no_other(story: Story) -> None:
    number = await confirmed(story, more="platser=2 bekräfta=24h")
    await at(story, "2024-05-16 12:00")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    story.bo.new()
    await wait(story, "2024-05-17 18:00")
    heard = [one for one in story.anna.new() if one.kind in ("seat-confirm", "reminder-shift")]
    assert [one.kind for one in heard] == ["seat-confirm", "reminder-shift"]
    assert times(heard) == ["Thu 18:00", "Fri 16:00"]
    reminded = of_kind(story.bo.new(), "reminder-shift")
    assert times(reminded) == ["Thu 18:00", "Fri 16:00"], "whoever is not asked is reminded"


async def test_a_question_that_waits_for_the_morning_is_one_letter_too(story: Story) -> None:
    await confirmed(story, "18/5 7-9")
    await wait(story, "2024-05-17 12:00")
    heard = story.anna.new()
    assert times(of_kind(heard, "seat-confirm")) == ["Fri 08:00"]
    assert [one.kind for one in heard if one.kind == "reminder-shift" and one.text.startswith("Om 23")] == []


async def test_an_unanswered_seat_goes_on_only_when_somebody_waits(story: Story) -> None:
    number = await confirmed(story)
    await wait(story, "2024-05-17 12:00")
    assert await booked(story, number) == ["Anna"]
    silence(story)
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    assert await booked(story, number) == ["Bo"]
    (heard,) = of_kind(story.anna.new(), "seat-released")
    assert "Därför har platsen gått vidare" in heard.text
    assert f"!anmäl #{number}" in heard.text
    assert story.file_of(heard) is not None
    await says(story.anna, f"ja {number}", "error-ask-over")
    await told(story.anna, "!mina", "mine-none")


async def test_who_waits_is_asked_when_the_time_is_out_and_not_before(story: Story) -> None:
    number = await confirmed(story)
    await told(story.bo, f"!anmäl {number}", "signup-waitlisted")
    await story.restart()
    await wait(story, "2024-05-17 08:25")
    assert of_kind(story.bo.new(), "offer-made") == []
    assert await booked(story, number) == ["Anna"]
    await wait(story, "2024-05-17 08:40")
    assert len(of_kind(story.bo.new(), "offer-made")) == 1
    assert len(of_kind(story.anna.new(), "seat-released")) == 1


async def test_control_who_confirmed_keeps_the_seat(story: Story) -> None:
    number = await confirmed(story)
    await told(story.bo, f"!anmäl {number}", "signup-waitlisted")
    await wait(story, "2024-05-16 18:10")
    await says(story.anna, "ja", "seat-confirmed")
    await wait(story, "2024-05-17 18:00")
    assert await booked(story, number) == ["Anna"]
    assert of_kind(story.bo.new(), "offer-made") == []


async def test_a_late_yes_still_counts(story: Story) -> None:
    number = await confirmed(story)
    await wait(story, "2024-05-17 10:00")
    await says(story.anna, "ja", "seat-confirmed")
    await told(story.bo, f"!anmäl {number}", "signup-waitlisted")
    assert await booked(story, number) == ["Anna"]


async def test_a_no_gives_the_seat_to_whoever_waits(story: Story) -> None:
    number = await confirmed(story)
    await told(story.bo, f"!anmäl {number}", "signup-waitlisted")
    await wait(story, "2024-05-16 18:10")
    heard = await says(story.anna, "nej", "leave-done")
    assert "Du är avbokad" in heard.text
    assert await booked(story, number) == []
    assert len(of_kind(story.bo.new(), "offer-made")) == 1


async def test_a_moved_shift_asks_anew(story: Story) -> None:
    number = await confirmed(story)
    await wait(story, "2024-05-16 18:10")
    await says(story.anna, "ja", "seat-confirmed")
    await told(story.anna, f"!pass ändra {number} 24/5 18-20", "shift-edited")
    silence(story)
    await wait(story, "2024-05-23 18:10")
    assert times([question(story.anna)]) == ["Thu 18:00"]


async def test_another_time_to_confirm_holds_at_once_for_a_shift_and_an_activity(story: Story) -> None:
    number = await confirmed(story, more="platser=1")
    await told(story.anna, f"!pass ändra {number} bekräfta=48h", "shift-edited")
    await told(story.anna, "!aktivitet ändra ringstuga bekräfta=24h", "activity-edited")
    other = await shift(story, "19/5 18-20", more="")
    await told(story.anna, f"!anmäl {other}", "signup-booked")
    silence(story)
    await wait(story, "2024-05-19 10:00")
    heard = of_kind(story.anna.new(), "seat-confirm")
    assert times(heard) == ["Wed 18:00", "Sat 18:00"]
    assert [f"#{one}" in letter.text for one, letter in zip((number, other), heard, strict=True)] == [
        True
    ] * 2


async def test_a_shift_from_before_is_asked_about_after_a_restart(story: Story) -> None:
    await confirmed(story, more="")
    await set_activity(story, confirm=24 * 60)
    await story.restart()
    await story.restart()
    await wait(story, "2024-05-17 10:00")
    assert times([question(story.anna)]) == ["Thu 18:00"]


async def test_control_without_planning_at_the_start_nobody_would_be(story: Story) -> None:
    async def nothing(*_: object) -> None:
        return None

    await confirmed(story, more="")
    await set_activity(story, confirm=24 * 60)
    with patch("bot.app.plan_all", nothing):
        await story.restart()
    await wait(story, "2024-05-17 10:00")
    assert of_kind(story.anna.new(), "seat-confirm") == []


async def test_nobody_is_asked_about_a_cancelled_shift_or_in_the_night_before_it_was(story: Story) -> None:
    number = await confirmed(story, "18/5 7-9")
    await wait(story, "2024-05-17 07:10")
    await told(story.anna, f"!pass ställin {number} ändå", "shift-cancel-done")
    await wait(story, "2024-05-18 09:00")
    assert of_kind(story.anna.new(), "seat-confirm") == []
    await told(story.anna, "!ja", "error-nothing-asked")


async def test_in_english_too(story: Story) -> None:
    number = await confirmed(story)
    await english(story.anna)
    await wait(story, "2024-05-16 18:10")
    assert "Are you coming to Ringstuga" in question(story.anna).text
    await wait(story, "2024-05-17 09:00")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    (heard,) = of_kind(story.anna.new(), "seat-released")
    assert "the seat has gone to them" in heard.text
    await told(story.bo, f"!avboka {number}", "leave-done")
    heard = await says(story.anna, f"yes {number}", "error-ask-over")
    assert "no longer holds" in heard.text
    assert kinds(story.anna.new()) == ["error-ask-over"]
