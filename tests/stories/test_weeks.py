"""`!vecka`: a picture of the coming weeks for anybody, the same in words, and nobody's name."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.stories.given import activity, at, english, ringstuga, shift, told
from tests.support.story import Heard, Story


def width(story: Story, heard: Heard) -> int:
    """Of the picture that went with the answer; it must be one."""
    file = story.file_of(heard)
    assert file is not None
    image = Image.open(io.BytesIO(file.data))
    assert (file.mimetype, file.width, file.height) == ("image/png", *image.size)
    return image.size[0]


async def test_the_coming_two_weeks_stand_in_a_picture_and_in_words(story: Story) -> None:
    await ringstuga(story, "tis 18-20", more="platser=2 minst=2")
    await shift(story, "14 maj 18-20")
    await shift(story, "22 maj 18-20")
    await told(story.bo, "!anmäl 1", "signup-booked")
    heard = await told(story.leyla, "!vecka", "week-list")
    assert width(story, heard) == 1080
    for part in ("Vecka 19", "Vecka 20", "#1", "1 plats kvar", "#2", "8 platser kvar"):
        assert part in heard.text
    assert "#3" not in heard.text
    file = story.file_of(heard)
    assert file is not None
    assert "6 maj – sön 19 maj" in file.alt
    assert "Bo" not in heard.text.replace("Borås", "")


async def test_english_reads_it_in_english(story: Story) -> None:
    await ringstuga(story)
    await english(story.bo)
    heard = await told(story.bo, "!week", "week-list")
    assert "Week 19" in heard.text
    assert "8 seats left" in heard.text
    file = story.file_of(heard)
    assert file is not None
    assert file.alt.startswith("Picture of the shifts")


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("!vecka 1", {1}),
        ("!vecka 3", {1, 2, 3}),
        ("!vecka 3 veckor", {1, 2, 3}),
        ("!vecka torgmöte", {4}),
        ("!vecka ringstuga 3", {1, 2, 3}),
        ("!vecka 21", {3}),
        ("!vecka v 21", {3}),
        ("!vecka ringstuga v21", {3}),
        ("!vecka nästa vecka", {2}),
        ("!week 3 weeks", {1, 2, 3}),
    ],
)
async def test_one_activity_so_many_weeks_or_a_certain_one(story: Story, asked: str, shown: set[int]) -> None:
    await ringstuga(story, "tis 18-20")
    await shift(story, "14 maj 18-20")
    await shift(story, "21 maj 18-20")
    if "torgmöte" in asked:
        await activity(story, "torgmöte")
        await shift(story, "lör 10-12", slug="torgmöte")
    heard = await told(story.bo, asked, "week-list")
    assert {number for number in range(1, 5) if f"#{number} " in heard.text} == shown
    assert width(story, heard) == 1080


async def test_on_a_sunday_evening_the_coming_week_comes_first(story: Story) -> None:
    await ringstuga(story, "14 maj 18-20")
    await shift(story, "21 maj 18-20")
    await at(story, "2024-05-12 20:00")
    heard = await told(story.bo, "!vecka", "week-list")
    assert "Vecka 20" in heard.text
    assert "Vecka 21" in heard.text


async def test_nothing_there_is_said_kindly_and_without_a_picture(story: Story) -> None:
    heard = await told(story.bo, "!vecka", "week-none")
    assert story.file_of(heard) is None
    await ringstuga(story, "4 juni 18-20")
    heard = await told(story.bo, "!vecka", "week-none")
    assert "Nästa är Ringstuga, tis 4 juni" in heard.text
    await english(story.bo)
    assert "There are no shifts" in (await told(story.bo, "!week", "week-none")).text


async def test_what_is_cancelled_or_over_is_not_there(story: Story) -> None:
    await ringstuga(story, "tis 18-20")
    await shift(story, "ons 18-20")
    await told(story.anna, "!pass ställin 2", "shift-cancel-done")
    heard = await told(story.bo, "!vecka", "week-list")
    assert "#2" not in heard.text
    await at(story, "2024-05-08 09:00")
    await told(story.bo, "!vecka", "week-none")


async def test_a_word_that_is_neither_is_refused_with_what_is_near(story: Story) -> None:
    await ringstuga(story)
    heard = await told(story.bo, "!vecka ringtsuga", "error-activity-near")
    assert "ringstuga" in heard.text
    await told(story.bo, "!vecka kanariefågel", "error-activity-unknown")
    await told(story.bo, "!vecka ringstuga blåbär", "error-when")
    await english(story.bo)
    await told(story.bo, "!week ringstuga blueberry", "error-when")


async def test_many_shifts_in_a_week_are_all_said_or_counted(story: Story) -> None:
    await activity(story)
    for hour in range(8, 20, 2):
        for day in ("tis", "ons", "tors", "fre", "lör", "sön", "13/5", "14/5"):
            await shift(story, f"{day} {hour}-{hour + 2}")
    heard = await told(story.bo, "!vecka", "week-list")
    assert "8 pass till" in heard.text
    assert width(story, heard) == 1080
