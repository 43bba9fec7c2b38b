"""What somebody who tried to break it found: each stays mended."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.stories.given import activity, at, booked, english, ringstuga, shift, told
from tests.support.story import Story

BO = "@bo:example.org"


async def test_the_same_unbooking_sent_twice_is_never_about_two_people(story: Story) -> None:
    number = await ringstuga(story)
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    await told(story.anna, f'!boka {number} "Bo"', "book-done")
    line = f'avbokaperson {number} "Bo"'
    for _ in range(2):
        heard = await story.anna.says(line, room=story.anna.direct)
        assert heard.kind == "error-not-booked-person"
        assert BO in heard.text
        assert f'!avbokaperson #{number} "Bo" ändå' in heard.text
    assert await booked(story, number) == ["Bo", "Bo"]
    assert (await story.anna.says(f"{line} ändå", room=story.anna.direct)).kind == "unbook-done"
    heard = await story.anna.says(f"{line} ändå", room=story.anna.direct)
    assert heard.kind == "error-not-booked-person"
    async with story.store() as store:
        (left,) = await store.signups.of_shift(1)
    assert left.has_chat


@pytest.mark.parametrize(
    "written",
    [BO, "@Bo:example.org", f"https://matrix.to/#/{BO}", "[Bo](https://matrix.to/#/%40bo:example.org)"],
)
async def test_an_account_is_one_person_however_it_is_written(story: Story, written: str) -> None:
    number = await ringstuga(story)
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    await told(story.anna, f"!boka {number} {written}", "book-already")
    assert await booked(story, number) == ["Bo"]


@pytest.mark.parametrize("written", ["@nobody:", "@:example.org", "@bo:exam ple", "@bo", "@bo:ex/ample"])
async def test_what_cannot_be_an_account_is_refused_and_nobody_is_noted(story: Story, written: str) -> None:
    number = await ringstuga(story)
    heard = await told(story.anna, f"!boka {number} {written}", "error-person")
    assert BO in heard.text, "an example"
    assert await booked(story, number) == []


async def test_in_english_too_a_room_does_not_learn_that_somebody_is_busy(story: Story) -> None:
    await ringstuga(story)
    other = await shift(story, "tis 19-21")
    await told(story.bo, "!anmäl 1", "signup-booked")
    await english(story.anna)
    heard = await told(story.anna, f"!book {other} {BO}", "book-overlap-confirm")
    assert "signed up" not in heard.text
    assert f"!book #{other} {BO} anyway" in heard.text


async def test_whoever_leaves_in_the_night_does_not_get_the_nights_message_to_those_booked(
    story: Story,
) -> None:
    number = await ringstuga(story, "ons 18-20")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    await told(story.leyla, f"!anmäl {number}", "signup-booked")
    await at(story, "2024-05-06 22:00")
    await story.anna.says(f'!meddela {number} "Ta med hörlurar"')
    await told(story.leyla, f"!avboka {number}", "leave-done")
    await at(story, "2024-05-07 08:05")
    assert "broadcast" in [one.kind for one in story.bo.new()]
    assert "broadcast" not in [one.kind for one in story.leyla.new()]


async def test_whoever_is_booked_and_unbooked_in_one_night_hears_nothing_of_it(story: Story) -> None:
    number = await ringstuga(story, "ons 18-20")
    await at(story, "2024-05-06 22:00")
    await told(story.anna, f"!boka {number} {BO}", "book-done")
    heard = await told(story.anna, f"!avbokaperson {number} {BO}", "unbook-done")
    assert "inte hunnit få veta" in heard.text
    await at(story, "2024-05-07 08:05")
    assert story.bo.new() == [], "what was undone before Bo knew is nothing to Bo"


@pytest.mark.parametrize("line", ["!mina", "!anmäl 1"])
async def test_whoever_saw_the_nights_booking_is_told_that_it_is_undone(story: Story, line: str) -> None:
    number = await ringstuga(story, "ons 18-20")
    await at(story, "2024-05-06 22:00")
    await told(story.anna, f"!boka {number} {BO}", "book-done")
    await story.bo.says(line)
    await told(story.anna, f"!avbokaperson {number} {BO}", "unbook-done")
    await at(story, "2024-05-07 08:05")
    assert [one.kind for one in story.bo.new()] == ["unbooked-by-other"]


async def test_whoever_had_the_seat_before_the_night_is_told_that_it_is_gone(story: Story) -> None:
    number = await ringstuga(story, "ons 18-20")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    await at(story, "2024-05-06 22:00")
    for line in (f"!avbokaperson {number} {BO}", f"!boka {number} {BO}", f"!avbokaperson {number} {BO}"):
        assert not (await story.anna.says(line)).kind.startswith("error-")
    await at(story, "2024-05-07 08:05")
    assert [one.kind for one in story.bo.new()] == ["unbooked-by-other"]


async def test_a_shift_cancelled_in_the_night_has_no_other_news_in_the_morning(story: Story) -> None:
    await activity(story)
    number = await shift(story, "ons 18-20")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    story.bo.new()
    await at(story, "2024-05-06 22:00")
    await story.anna.says(f'!meddela {number} "Ta med hörlurar"')
    await told(story.anna, f"!pass ställin {number} ändå", "shift-cancel-done")
    await at(story, "2024-05-07 08:05")
    assert [one.kind for one in story.bo.new()] == ["shift-cancelled"]


@pytest.mark.parametrize("written", ["@Bo:example.org", "@bo:Example.org"])
async def test_an_account_with_a_capital_is_unbooked_too(story: Story, written: str) -> None:
    number = await ringstuga(story)
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    await told(story.anna, f"!avbokaperson {number} {written}", "unbook-done")
    assert await booked(story, number) == []


async def test_an_unknown_account_with_a_capital_is_asked_back_and_nobody_is_noted(story: Story) -> None:
    number = await ringstuga(story)
    heard = await told(story.anna, f"!boka {number} @Ny:example.org", "error-person-case")
    assert "@ny:example.org" in heard.text
    assert await booked(story, number) == []
    await english(story.anna)
    heard = await told(story.anna, "!organizer add @Ny:example.org", "error-person-case")
    assert "@ny:example.org" in heard.text


async def test_no_one_is_moved_to_next_year_by_a_date_that_has_just_been(story: Story) -> None:
    number = await ringstuga(story, "ons 18-20")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    story.bo.new()
    heard = await told(story.anna, f"!pass ändra {number} 5/5", "shift-year-confirm")
    assert "5 maj 2025" in heard.text
    assert "ändå" in heard.text
    assert (await starts(story, number)).date().isoformat() == "2024-05-08"
    assert story.bo.new() == []
    await told(story.anna, f"!pass ändra {number} 5/5 ändå", "shift-edited")
    assert (await starts(story, number)).date().isoformat() == "2025-05-05"


@pytest.mark.parametrize(
    "when", ["6/5 9-11", "den 5 maj 18-20", "20 mars 18-20", "sista april 18-20", "tis v18 18-20"]
)
async def test_a_date_that_has_just_been_is_asked_back_for_a_new_shift(story: Story, when: str) -> None:
    await activity(story)
    line = f"!pass ny ringstuga {when}"
    await told(story.anna, line, "shift-year-confirm")
    async with story.store() as store:
        assert await store.shifts.by_number((await store.rooms.districts())[0].id, 1) is None
    await told(story.anna, f"{line} ändå", "shift-added")


@pytest.mark.parametrize(
    "when", ["7/5 18-20", "1/2 18-20", "2025-05-05 18-20", "5/5 2025 18-20", "mån 5/5 18-20"]
)
async def test_a_date_that_says_which_year_or_is_long_past_is_not_asked_back(story: Story, when: str) -> None:
    await activity(story)
    await told(story.anna, f"!pass ny ringstuga {when}", "shift-added")


async def test_in_january_a_day_of_december_is_asked_back_too(story: Story) -> None:
    await activity(story)
    await at(story, "2025-01-05 12:00")
    await english(story.anna)
    heard = await told(story.anna, "!shift add ringstuga 20/12 18-20", "shift-year-confirm")
    assert "2025-12-20" in heard.text or "20 Dec" in heard.text
    assert "anyway" in heard.text


async def test_the_last_day_of_a_series_that_has_just_been_is_asked_back(story: Story) -> None:
    await activity(story)
    line = "!pass ny ringstuga 8/5 18-20 varje=månad tom=5/5"
    await told(story.anna, line, "shift-year-confirm")
    await told(story.anna, f"{line} ändå", "shift-series-added")


async def test_a_role_is_as_short_as_a_title(story: Story) -> None:
    number = await ringstuga(story)
    await told(story.bo, f'!anmäl {number} roll="{"k" * 500}"', "error-text-long")
    assert await booked(story, number) == []
    await told(story.bo, f'!anmäl {number} roll="{"k" * 120}"', "signup-booked")


async def starts(story: Story, number: int) -> datetime:
    """When a shift begins, by the clock of the district."""
    async with story.store() as store:
        view = await store.shifts.by_number((await store.rooms.districts())[0].id, number)
    assert view is not None
    return view.starts.astimezone(ZoneInfo("Europe/Stockholm"))
