"""A volunteer signs up for a shift, in the district's room or in a direct message."""

from __future__ import annotations

import pytest

from tests.stories.given import activity, at, booked, english, ringstuga, seats, shift, told
from tests.support.story import Story


async def test_a_volunteer_has_a_seat_after_one_line(story: Story) -> None:
    number = await ringstuga(story, more='platser=8 plats="Kansliet"')
    heard = await story.bo.says("!anmäl ringstuga")
    assert heard.kind == "signup-booked"
    assert heard.text == (
        f"Du är anmäld: Ringstuga, tis 7 maj 18.00–20.00, Kansliet (#{number}), 7 platser kvar."
    )
    assert await booked(story, number) == ["Bo"]


async def test_it_is_said_in_english_to_whoever_speaks_english(story: Story) -> None:
    number = await ringstuga(story, more='platser=8 plats="Kansliet"')
    await english(story.bo)
    heard = await story.bo.says("!signup ringstuga")
    assert heard.text == (
        f"You are signed up: Ringstuga, Tue 7 May 18:00–20:00, Kansliet (#{number}), 7 seats left."
    )


async def test_the_command_goes_by_all_its_names(story: Story) -> None:
    number = await ringstuga(story)
    for name in ("anmäl", "jagkan", "signup", "join", "ANMÄL"):
        await told(story.bo, f"!{name} {number}", "signup-booked")
        await told(story.bo, f"!avboka {number}", "leave-done")


async def test_every_way_of_saying_which_shift_leads_to_it(story: Story) -> None:
    await activity(story)
    await shift(story, "ons 18-20")
    number = await shift(story, "tis 18-20")
    assert number == 2
    for words in (
        "2",
        "#2",
        "# 2",
        "ringstuga tis",
        "Ringstuga TISDAG",
        "ringstuga imorgon",
        "ringstuga 7/5",
        "ringstuga tis 18",
        "ringstuga tue 6pm",
        "ringstuga 2024-05-07 18:00",
        "”ringstuga” tis",
    ):
        await told(story.bo, f"!anmäl {words}", "signup-booked")
        assert await booked(story, number) == ["Bo"], words
        await told(story.bo, "!avboka", "leave-done")


async def test_a_sign_up_in_a_direct_message_needs_no_prefix_and_is_answered_there(story: Story) -> None:
    number = await ringstuga(story)
    heard = await story.bo.says(f"anmäl {number}", room=story.bo.direct)
    assert (heard.kind, heard.room) == ("signup-booked", story.bo.direct.address)
    assert story.district_room.new()[-1].kind == "shift-added"


async def test_pressing_send_twice_takes_one_seat(story: Story) -> None:
    number = await ringstuga(story)
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    again = await told(story.bo, f"!anmäl {number}", "signup-already")
    assert f"!avboka #{number}" in again.text
    assert await seats(story, number) == (1, 8)


async def test_guests_have_seats_of_their_own(story: Story) -> None:
    number = await ringstuga(story, more="platser=4")
    heard = await told(story.bo, f"!anmäl {number} gäster=2", "signup-booked")
    assert "Du och 2 till har plats." in heard.text
    assert "1 plats kvar" in heard.text
    assert await seats(story, number) == (3, 4)


async def test_an_impossible_number_of_guests_takes_no_seat(story: Story) -> None:
    number = await ringstuga(story, more="")
    for guests in (-1, 10, 1_000_000_000):
        await told(story.bo, f"!anmäl {number} gäster={guests}", "error-guests")
    assert await booked(story, number) == []


async def test_the_last_seat_is_said_to_be_the_last(story: Story) -> None:
    number = await ringstuga(story, more="platser=1")
    heard = await told(story.bo, f"!anmäl {number}", "signup-booked")
    assert heard.text.endswith(f"(#{number}), nu fullt.")


async def test_a_shift_without_a_limit_says_nothing_of_seats(story: Story) -> None:
    number = await ringstuga(story, more="")
    heard = await told(story.bo, f"!anmäl {number}", "signup-booked")
    assert heard.text.endswith(f"(#{number}).")


@pytest.mark.parametrize(
    ("time", "word"), [("2024-05-07 18:00", "redan börjat"), ("2024-05-07 20:00", "redan slut")]
)
async def test_nobody_signs_up_for_what_has_begun(story: Story, time: str, word: str) -> None:
    number = await ringstuga(story)
    await at(story, time)
    heard = await told(story.bo, f"!anmäl {number}", "error-shift-not-open")
    assert word in heard.text
    assert await booked(story, number) == []


async def test_up_to_the_last_minute_one_can_sign_up(story: Story) -> None:
    number = await ringstuga(story)
    await at(story, "2024-05-07 17:59")
    await told(story.bo, f"!anmäl {number}", "signup-booked")


async def test_mine_shows_ones_own_coming_shifts_and_nobody_elses(story: Story) -> None:
    await activity(story)
    later, sooner = await shift(story, "fre 18-20"), await shift(story, "tis 18-20")
    for number in (later, sooner):
        await story.bo.says(f"!anmäl {number}")
    await story.leyla.says(f"!anmäl {later}")
    heard = await told(story.bo, "!mina", "mine-list")
    assert heard.text.index(f"#{sooner} ") < heard.text.index(f"#{later} ")
    assert f"#{sooner} " not in (await told(story.leyla, "!mine", "mine-list")).text
    await at(story, "2024-05-07 20:00")
    assert f"#{sooner} " not in (await told(story.bo, "!mina", "mine-list")).text


async def test_whoever_has_no_shift_is_shown_the_way_to_one(story: Story) -> None:
    assert "!pass" in (await told(story.bo, "!mina", "mine-none")).text
    await english(story.leyla)
    assert "!shifts" in (await told(story.leyla, "!mine", "mine-none")).text


async def test_a_seat_is_still_there_after_a_restart(story: Story) -> None:
    number = await ringstuga(story)
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    await story.restart()
    await told(story.bo, f"!anmäl {number}", "signup-already")
    assert await booked(story, number) == ["Bo"]
