"""The picture of the weeks: as wide as a phone wants it, and what is full looks full."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from bot.papers import render
from bot.papers.week import COLUMN, EDGE, FULL, LEGEND_HEIGHT, TAKEN, THIN, WIDTH
from tests.papers.examples import box, week, week_of

Colour = tuple[int, int, int]


def picture(attachment: dict[str, Any]) -> Image.Image:
    file = render(attachment)
    image = Image.open(io.BytesIO(file.data)).convert("RGB")
    assert (file.mimetype, file.width, file.height) == ("image/png", *image.size)
    assert file.alt == "Bild av passen"
    assert len(file.data) < 200_000
    return image


def rgb(colour: str) -> Colour:
    return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))


def share(image: Image.Image, day: int, colour: str) -> float:
    """How much of a day's column has this colour, or nearly; of what one box covers."""
    left = EDGE + day * COLUMN
    column = image.crop((left, 0, left + COLUMN, image.height - LEGEND_HEIGHT - 2 * EDGE))
    near = 0
    for count, found in column.getcolors(1_000_000) or []:
        assert isinstance(found, tuple)
        if all(abs(a - b) <= 4 for a, b in zip(found, rgb(colour), strict=True)):
            near += count
    return near / (COLUMN * 138)


def test_the_picture_is_as_wide_as_a_phone_and_not_endless() -> None:
    image = picture(week(week_of([box()]), week_of([box()])))
    assert image.width == WIDTH == 1080
    assert image.height < 1500


def test_a_full_shift_differs_from_an_empty_one_and_from_no_shift() -> None:
    image = picture(week(week_of([box("full", 1.0)], [box("free", 0.0)], [])))
    assert share(image, 0, FULL) > 0.6
    assert share(image, 1, FULL) < 0.15, "only its edge"
    assert share(image, 2, FULL) == 0


def test_a_title_with_a_picture_in_it_is_drawn_as_the_same_without() -> None:
    plain, adorned, lost = (
        picture(week(week_of([box()], title=title))) for title in ("Fika", "Fika 🌹", "Fika 会议")
    )
    assert plain.tobytes() == adorned.tobytes()
    assert plain.tobytes() != lost.tobytes(), "letters that are left out are seen to be"


def test_a_box_is_filled_as_far_as_its_seats_are() -> None:
    image = picture(week(week_of(*([box("free", fill)] for fill in (0.0, 0.25, 0.5, 1.0)))))
    empty, quarter, half, all_ = (share(image, day, TAKEN) for day in range(4))
    assert empty == 0 < quarter < half < all_
    assert half == pytest.approx(2 * quarter, rel=0.25)


def test_what_is_too_thin_says_so_by_more_than_its_colour() -> None:
    image = picture(week(week_of([box("thin", 0.2, note="2 saknas")], [box("free", 0.2)])))
    assert share(image, 0, THIN) > 0.1
    assert share(image, 1, THIN) == 0
    grey = image.convert("L")
    left, right = (
        grey.crop((EDGE + day * COLUMN, 0, EDGE + (day + 1) * COLUMN, image.height)) for day in (0, 1)
    )
    dark = [sum(one.histogram()[:120]) for one in (left, right)]
    assert dark[0] > 1.5 * dark[1], "also where nobody sees colours: a band and an edge"


def test_several_shifts_of_a_day_stand_above_one_another() -> None:
    one, three = (picture(week(week_of([box("full", 1.0)] * count))) for count in (1, 3))
    assert three.height - one.height == pytest.approx(2 * 144, abs=4)
    assert share(three, 0, FULL) > 2.5 * share(one, 0, FULL)


@pytest.mark.parametrize("text", ["", "x" * 400, "李小龙 🌹", "محمد", "Đặng & <b>", "\u202e\x00"])
def test_no_title_breaks_the_picture(text: str) -> None:
    assert picture(week(week_of([box(label=text)], title=text))).width == WIDTH


def test_a_week_without_shifts_is_drawn_too() -> None:
    attachment = week({**week_of(), "rows": [], "more": "Inga pass den här veckan."})
    assert picture(attachment).width == WIDTH
