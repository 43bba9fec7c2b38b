"""What somebody who tried to break it found: each stays mended."""

from __future__ import annotations

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


async def test_whoever_is_booked_and_unbooked_in_one_night_is_not_asked_to_leave(story: Story) -> None:
    number = await ringstuga(story, "ons 18-20")
    await at(story, "2024-05-06 22:00")
    await told(story.anna, f"!boka {number} {BO}", "book-done")
    await told(story.anna, f"!avbokaperson {number} {BO}", "unbook-done")
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
