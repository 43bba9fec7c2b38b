"""Who came: the lead is asked once the shift is over, and answers with a press or a few words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commands import REGISTRY
from commands.seeds import keys_of
from storage.laws import broken_laws
from tests.stories.evenings import AFTER, evening, on_the_list, over, states
from tests.stories.given import activity, english, seats, shift, told
from tests.stories.waiting import away, of_kind, times, wait
from tests.support.story import Story

LIST = "attendance-list"


async def test_the_lead_gets_the_list_when_the_shift_is_over_and_not_before(story: Story) -> None:
    number = await evening(story)
    story.leyla.new()
    await over(story, "2024-05-07 19:55")
    assert of_kind(story.leyla.new(), LIST) == []
    await over(story)
    (letter,) = of_kind(story.leyla.new(), LIST)
    assert letter.text.startswith(
        f"Vilka kom till Torgmöte, tis 7 maj 18.00–20.00 (#{number})?\n1. Bo\n2. Karin Ek\n"
    )
    assert times([letter]) == ["Tue 20:00"]
    await wait(story, "2024-05-20 12:00")
    assert of_kind(story.leyla.new(), LIST) == []
    assert of_kind(story.organizers_room.all(), LIST) == of_kind(story.district_room.all(), LIST) == []


async def test_without_a_lead_the_list_goes_to_the_organizers_room(story: Story) -> None:
    await evening(story, lead=False)
    await over(story)
    (letter,) = of_kind(story.organizers_room.new(), LIST)
    assert "Karin Ek" in letter.text
    assert of_kind(story.district_room.all(), LIST) == []


async def test_without_a_room_of_their_own_each_organizer_gets_it(story: Story) -> None:
    await told(story.anna, "!rum roll=distrikt", "room-set")
    await story.anna.says("!rum roll=distrikt", room=story.organizers_room)
    await evening(story, lead=False)
    story.anna.new()
    await over(story)
    assert len(of_kind(story.anna.new(), LIST)) == 1
    assert of_kind(story.organizers_room.all(), LIST) == []


async def test_nobody_is_asked_about_a_shift_that_was_cancelled_or_empty(story: Story) -> None:
    number = await evening(story)
    await shift(story, "ons 18-20", slug="torgmöte")
    await told(story.anna, f"!pass ställin #{number} ändå", "shift-cancel-done")
    await wait(story, "2024-05-10 12:00")
    assert of_kind(story.leyla.direct.all(), LIST) == of_kind(story.organizers_room.all(), LIST) == []


async def test_a_moved_shift_is_asked_about_at_its_new_end(story: Story) -> None:
    number = await evening(story)
    await told(story.anna, f"!pass ändra #{number} ons 18-20", "shift-edited")
    await wait(story, "2024-05-10 12:00")
    assert times(of_kind(story.leyla.direct.all(), LIST)) == ["Wed 20:00"]


async def test_in_quiet_hours_the_list_waits_for_the_morning(story: Story) -> None:
    await evening(story)
    await told(story.anna, "!pass ändra #1 tis 20-22.30", "shift-edited")
    await wait(story, "2024-05-10 12:00")
    assert times(of_kind(story.leyla.direct.all(), LIST)) == ["Wed 08:00"]


@pytest.mark.parametrize(("until", "count"), [("2024-05-08 19:00", 1), ("2024-05-12 12:00", 0)])
async def test_after_an_outage_the_list_comes_unless_that_is_too_late(
    story: Story, until: str, count: int
) -> None:
    await evening(story)
    await over(story, "2024-05-07 19:00")
    await away(story, until)
    assert len(of_kind(story.leyla.direct.all(), LIST)) == count


async def test_everyone_came_is_one_short_answer(story: Story) -> None:
    number = await evening(story, people=3)
    await over(story)
    heard = await told(story.leyla, f"!närvaro #{number}", "attendance-kept")
    assert heard.text == f"Tack! 3 av 3 kom till Torgmöte, tis 7 maj 18.00–20.00 (#{number})."
    assert set((await states(story, number)).values()) == {"attended"}
    assert await seats(story, number) == (3, None)
    async with story.store() as store:
        assert await broken_laws(store.session) == []


async def test_a_number_under_the_list_says_who_did_not_come_and_the_others_follow(story: Story) -> None:
    number = await evening(story, people=3)
    await over(story)
    (letter,) = of_kind(story.leyla.new(), LIST)
    assert story.leyla.direct.keys(letter) == keys_of(["1", "2", "3"], "ja")
    (heard,) = await story.leyla.reacts(letter, "2️⃣")
    assert heard.kind == "attendance-kept"
    assert "Kom inte: Karin Ek." in heard.text
    assert f"Kom de andra 2? Tryck på ✅ eller skriv !närvaro #{number}." in heard.text
    assert await states(story, number) == {"Bo": "booked", "Karin Ek": "missed", "Nils Ö": "booked"}
    assert story.leyla.direct.keys(heard) == keys_of([], "ja")
    heard = await told(story.leyla, f"!närvaro #{number}", "attendance-kept")
    assert heard.text.startswith("Tack! 2 av 3 kom")
    assert await states(story, number) == {"Bo": "attended", "Karin Ek": "missed", "Nils Ö": "attended"}
    assert await seats(story, number) == (3, None)


async def test_a_number_that_is_taken_away_says_that_the_person_came_after_all(story: Story) -> None:
    number = await evening(story, people=3)
    await over(story)
    (letter,) = of_kind(story.leyla.new(), LIST)
    await story.leyla.reacts(letter, "2️⃣")
    (heard,) = await story.leyla.unreacts(letter, "2️⃣")
    assert heard.kind == "attendance-kept"
    assert "Kom inte" not in heard.text
    assert await states(story, number) == {"Bo": "booked", "Karin Ek": "attended", "Nils Ö": "booked"}
    await english(story.leyla)
    await story.leyla.reacts(letter, "1️⃣")
    (heard,) = await story.leyla.unreacts(letter, "1️⃣")
    assert "Noted for" in heard.text
    assert (await states(story, number))["Bo"] == "attended"


async def test_in_the_organizers_room_only_whoever_pressed_takes_it_back(story: Story) -> None:
    number = await evening(story, lead=False)
    await over(story)
    (letter,) = of_kind(story.organizers_room.new(), LIST)
    await story.bo.reacts(letter, "1️⃣")
    await story.bo.unreacts(letter, "1️⃣")
    assert (await states(story, number))["Bo"] == "booked"
    await story.anna.reacts(letter, "1️⃣")
    (heard,) = await story.anna.unreacts(letter, "1️⃣")
    assert heard.kind == "attendance-kept"
    assert (await states(story, number))["Bo"] == "attended"


async def test_all_but_without_names_is_asked_back_and_nobody_is_entered(story: Story) -> None:
    number = await evening(story)
    await over(story)
    heard = await told(story.leyla, f"!närvaro #{number} utom", "error-arguments")
    assert "!närvaro #12 utom Karin" in heard.text
    await english(story.leyla)
    heard = await told(story.leyla, f"!attended #{number} all but", "error-arguments")
    assert "Nothing is changed" in heard.text
    assert set((await states(story, number)).values()) == {"booked"}


async def test_everyone_came_is_one_press(story: Story) -> None:
    number = await evening(story, people=3)
    await over(story)
    (letter,) = of_kind(story.leyla.new(), LIST)
    (missed,) = await story.leyla.reacts(letter, "3️⃣")
    (heard,) = await story.leyla.reacts(missed, "✅")
    assert heard.text.startswith("Tack! 2 av 3 kom")
    assert await states(story, number) == {"Bo": "attended", "Karin Ek": "attended", "Nils Ö": "missed"}


async def test_in_the_organizers_room_any_organizer_may_press_and_nobody_else(story: Story) -> None:
    number = await evening(story, lead=False)
    await over(story)
    (letter,) = of_kind(story.organizers_room.new(), LIST)
    assert [one.kind for one in await story.bo.reacts(letter, "✅")] == ["error-forbidden"]
    assert set((await states(story, number)).values()) == {"booked"}
    (heard,) = await story.anna.reacts(letter, "1️⃣")
    assert "Kom inte: Bo." in heard.text
    (heard,) = await story.anna.reacts(letter, "✅")
    assert heard.text.startswith("Tack! 1 av 2 kom")


@pytest.mark.parametrize(
    "said",
    [
        'närvaro 1 utom "Karin Ek" @bo:example.org',
        "närvaro #1 utom karin och Bo",
        "närvaro 1 alla utom 1, 2",
        "närvaro torgmöte inte 2 1",
        "attended 1 all but Karin Ek, @bo:example.org",
    ],
)
async def test_all_but_some_is_said_in_many_ways(story: Story, said: str) -> None:
    number = await evening(story, people=3)
    await over(story)
    heard = await story.leyla.says(said, room=story.leyla.direct)
    assert heard.kind == "attendance-kept"
    assert await states(story, number) == {"Bo": "missed", "Karin Ek": "missed", "Nils Ö": "attended"}


async def test_it_can_be_changed_for_two_weeks(story: Story) -> None:
    number = await evening(story)
    await over(story)
    await told(story.leyla, f"!närvaro #{number}", "attendance-kept")
    heard = await told(story.leyla, f"!förhinder #{number} 2", "attendance-kept")
    assert "1 hade förhinder" in heard.text
    await wait(story, "2024-05-21 19:59")
    await told(story.leyla, f"!uteblev #{number} Bo", "attendance-kept")
    await told(story.leyla, f"!närvaro #{number} Karin", "attendance-kept")
    assert await states(story, number) == {"Bo": "missed", "Karin Ek": "attended"}
    await wait(story, "2024-05-21 20:01")
    heard = await told(story.leyla, f"!närvaro #{number} Bo", "error-attendance-time")
    assert "mer än 14 dagar sedan" in heard.text
    assert await states(story, number) == {"Bo": "missed", "Karin Ek": "attended"}


async def test_saying_it_twice_changes_nothing(story: Story) -> None:
    number = await evening(story)
    await over(story)
    first = await told(story.leyla, f"!uteblev #{number} Bo", "attendance-kept")
    second = await told(story.leyla, f"!uteblev #{number} Bo", "attendance-kept")
    assert first.text == second.text
    assert await states(story, number) == {"Bo": "missed", "Karin Ek": "booked"}


async def test_more_than_nine_are_named_by_their_number_in_the_list(story: Story) -> None:
    number = await evening(story, people=12)
    await over(story)
    (letter,) = of_kind(story.leyla.new(), LIST)
    assert (
        f"Siffrorna räcker bara till 9; för de andra skriver du numret, till exempel !uteblev #{number} 10."
        in letter.text
    )
    assert "12. Person 11" in letter.text
    await told(story.leyla, f"!uteblev #{number} 10 12", "attendance-kept")
    known = await states(story, number)
    assert [name for name, state in known.items() if state == "missed"] == ["Person 9", "Person 11"]


async def test_in_an_open_room_nobody_is_named(story: Story) -> None:
    number = await evening(story)
    await over(story)
    heard = await told(story.anna, f"!närvaro #{number} utom Karin Ek", "attendance-kept")
    assert "1 kom inte" in heard.text
    assert "Karin" not in heard.text
    heard = await told(story.anna, f"!uteblev #{number} Karim", "error-attendance-person")
    assert "Bo" not in heard.text
    (alone,) = of_kind(story.anna.new(), "error-attendance-person")
    assert "1. Bo (@bo:example.org)\n2. Karin Ek, utan chatt" in alone.text
    heard = await story.anna.says(f"!uteblev #{number} Karin", room=story.organizers_room)
    assert "Kom inte: Karin Ek" in heard.text


async def test_two_of_one_name_are_not_guessed_at(story: Story) -> None:
    number = await evening(story, people=1)
    await told(story.anna, f'!boka #{number} "Karin Ek"', "book-done")
    await told(story.anna, f'!boka #{number} "Karin Berg"', "book-done")
    await over(story)
    await told(story.leyla, f"!uteblev #{number} Karin", "error-attendance-person")
    assert "missed" not in (await states(story, number)).values()
    await told(story.leyla, f"!uteblev #{number} Karin Berg", "attendance-kept")
    assert (await states(story, number))["Karin Berg"] == "missed"


async def test_whoever_is_there_says_so_and_counts_as_having_come(story: Story) -> None:
    number = await evening(story)
    await over(story, "2024-05-07 16:59")
    heard = await told(story.bo, "!här", "error-checkin-time")
    assert "Från tis 7 maj 17.00" in heard.text
    await over(story, "2024-05-07 17:00")
    await told(story.bo, "!här", "checkin-done")
    await told(story.bo, f"!incheckad #{number}", "checkin-already")
    await over(story)
    (letter,) = of_kind(story.leyla.new(), LIST)
    assert "1. Bo, har checkat in\n2. Karin Ek\n" in letter.text
    await told(story.leyla, f"!uteblev #{number} Karin", "attendance-kept")
    assert await states(story, number) == {"Bo": "attended", "Karin Ek": "missed"}


async def test_checking_in_is_for_those_booked_and_in_time(story: Story) -> None:
    number = await evening(story)
    await told(story.leyla, "!här", "error-checkin-none")
    heard = await told(story.leyla, f"!här #{number}", "error-checkin-not-booked")
    assert f"!anmäl #{number}" in heard.text
    await over(story, "2024-05-07 18:30")
    heard = await told(story.leyla, f"!här #{number}", "error-checkin-not-booked")
    assert "Be den som är ansvarig boka in dig" in heard.text
    await told(story.anna, f"!boka #{number} @leyla:example.org", "book-done")
    await told(story.leyla, "!här", "checkin-done")
    await over(story)
    heard = await told(story.bo, f"!här #{number}", "error-checkin-time")
    assert "är slut" in heard.text
    await told(story.anna, "!pass ny torgmöte ons 18-20", "shift-added")
    await told(story.anna, "!anmäl 2", "signup-booked")
    await told(story.anna, "!pass ställin 2 ändå", "shift-cancel-done")
    await told(story.anna, "!här 2", "error-shift-cancelled")


async def test_whoever_was_marked_keeps_the_seat_and_is_not_booked_twice(story: Story) -> None:
    number = await evening(story)
    await over(story, "2024-05-07 18:30")
    await told(story.leyla, f"!uteblev #{number} Bo", "attendance-kept")
    await told(story.anna, f"!boka #{number} @bo:example.org", "book-already")
    assert await seats(story, number) == (2, None)
    await told(story.leyla, f"!närvaro #{number} Bo", "attendance-kept")
    async with story.store() as store:
        assert await broken_laws(store.session) == []


async def test_what_is_known_before_the_end_is_not_asked_again(story: Story) -> None:
    number = await evening(story)
    heard = await told(story.leyla, f"!närvaro #{number}", "error-attendance-time")
    assert "har inte börjat än" in heard.text
    await over(story, "2024-05-07 18:30")
    await told(story.leyla, f"!närvaro #{number}", "attendance-kept")
    await over(story, "2024-05-09 12:00")
    assert of_kind(story.leyla.direct.all(), LIST) == []


async def test_only_organizers_and_the_lead_enter_who_came(story: Story) -> None:
    number = await evening(story)
    await activity(story, "cafe", "ansvarig=@bo:example.org")
    await over(story)
    for command in ("närvaro", "uteblev", "förhinder"):
        heard = await told(story.bo, f"!{command} #{number} 1", "error-forbidden")
        assert "ansvarig" in heard.text
    assert "attended" not in (await states(story, number)).values()


async def test_a_volunteer_who_says_it_of_themselves_is_shown_the_way(story: Story) -> None:
    number = await evening(story)
    heard = await told(story.bo, f"!förhinder #{number}", "error-forbidden")
    assert f"!avboka #{number}" in heard.text
    heard = await told(story.bo, f"!närvaro #{number}", "error-forbidden")
    assert f"!incheckad #{number}" in heard.text
    await english(story.bo)
    heard = await told(story.bo, f"!excused #{number}", "error-forbidden")
    assert f"!leave #{number}" in heard.text
    heard = await told(story.bo, "!attended", "error-forbidden")
    assert "!checkin" in heard.text


async def test_what_cannot_be_entered_is_refused_kindly(story: Story) -> None:
    number = await evening(story, people=1)
    empty = await shift(story, "ons 18-20", slug="torgmöte")
    gone = await shift(story, "tors 18-20", slug="torgmöte")
    await told(story.anna, f"!pass ställin #{gone}", "shift-cancel-done")
    await told(story.anna, "!närvaro torgmöte", "error-shift-none")
    await over(story, "2024-05-10 12:00")
    await told(story.leyla, "!uteblev 1", "error-arguments")
    await told(story.leyla, f"!närvaro #{empty}", "error-attendance-nobody")
    await told(story.leyla, f"!närvaro #{gone}", "error-shift-cancelled")
    await told(story.leyla, "!närvaro 99", "error-shift-unknown")
    await told(story.leyla, "!närvaro xyzzy", "error-activity-unknown")
    await told(story.leyla, f"!närvaro #{number} Mallory", "error-attendance-person")
    assert await states(story, number) == {"Bo": "booked"}


async def test_the_same_in_english(story: Story) -> None:
    number = await evening(story, people=10)
    await english(story.leyla)
    await english(story.bo)
    early = await told(story.leyla, f"!attended #{number}", "error-attendance-time")
    assert "has not begun yet" in early.text
    assert "begin yet" in (await told(story.bo, "!checkin", "error-checkin-time")).text
    assert "no shift coming up" in (await told(story.leyla, "!here", "error-checkin-none")).text
    heard = await told(story.leyla, f"!here #{number}", "error-checkin-not-booked")
    assert "You have no seat" in heard.text
    await over(story)
    (letter,) = of_kind(story.leyla.new(), LIST)
    assert letter.text.startswith(f"Who came to Torgmöte, Tue 7 May 18:00–20:00 (#{number})?")
    assert "The numbers to press end at 9" in letter.text
    heard = await told(story.leyla, f"!attended #{number} but Karin Ek", "attendance-kept")
    assert heard.text.startswith("Thank you! 9 of 10 came")
    heard = await told(story.leyla, f"!missed #{number} Xerxes", "error-attendance-person")
    assert "I do not know who Xerxes is" in heard.text
    assert "is over" in (await told(story.bo, f"!here #{number}", "error-checkin-time")).text
    await wait(story, "2024-05-25 12:00")
    late = await told(story.leyla, f"!excused #{number} Karin", "error-attendance-time")
    assert "more than 14 days ago" in late.text
    empty = await shift(story, "söndag 18-20", slug="torgmöte")
    await wait(story, "2024-05-26 19:00")
    heard = await told(story.leyla, f"!attended #{empty}", "error-attendance-nobody")
    assert "Nobody was booked" in heard.text


async def test_the_commands_behind_the_signs_are_the_ones_that_can_be_typed() -> None:
    for command in ("missed", "attended"):
        assert REGISTRY.get(command).names["en"][0] == command


async def test_who_checked_in_is_kept_with_the_time(story: Story) -> None:
    number = await evening(story)
    await over(story, "2024-05-07 17:30")
    await told(story.bo, "!här", "checkin-done")
    (bo, _) = await on_the_list(story, number)
    assert bo.signup.checked_in_at is not None
    assert story.clock.now() - bo.signup.checked_in_at < timedelta(minutes=1)
    assert AFTER.endswith("20:00")
