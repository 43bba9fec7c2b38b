"""Shifts that come again: every week, every other week, every month, by the clock on the wall."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.stories.given import activity, english, told
from tests.support.story import STOCKHOLM, Story


async def starts(story: Story) -> list[datetime]:
    """When the district's shifts begin, in local time."""
    async with story.store() as store:
        district = (await store.rooms.districts())[0]
        return [one.starts.astimezone(STOCKHOLM) for one in await store.shifts.all(district.id)]


@pytest.mark.parametrize(
    ("every", "days"),
    [
        ("vecka", [date(2024, 5, 7), date(2024, 5, 14), date(2024, 5, 21), date(2024, 5, 28)]),
        ("week", [date(2024, 5, 7), date(2024, 5, 14), date(2024, 5, 21), date(2024, 5, 28)]),
        ("2veckor", [date(2024, 5, 7), date(2024, 5, 21)]),
        ('"varannan vecka"', [date(2024, 5, 7), date(2024, 5, 21)]),
        ("2weeks", [date(2024, 5, 7), date(2024, 5, 21)]),
    ],
)
async def test_a_series_has_every_day_up_to_the_last(story: Story, every: str, days: list[date]) -> None:
    await activity(story)
    line = f"!pass ny ringstuga tis 18-20 platser=8 varje={every} tom=28/5"
    heard = await told(story.anna, line, "shift-series-added")
    assert [one.date() for one in await starts(story)] == days
    assert f"{len(days)} pass" in heard.text
    assert "från tis 7 maj 18.00–20.00 (#1)" in heard.text


async def test_every_month_is_the_same_day_and_a_month_without_it_is_named(story: Story) -> None:
    await activity(story)
    heard = await told(
        story.anna, "!pass ny ringstuga 31/5 18-20 varje=månad tom=2024-08-31", "shift-series-added"
    )
    assert [one.date() for one in await starts(story)] == [
        date(2024, 5, 31),
        date(2024, 7, 31),
        date(2024, 8, 31),
    ]
    assert "sön 30 juni: där tar månaden slut" in heard.text


async def test_a_series_stays_at_its_hour_when_the_clock_is_moved(story: Story) -> None:
    await activity(story)
    await told(story.anna, "!pass ny ringstuga 20/10 18-20 varje=vecka tom=3/11", "shift-series-added")
    assert [(one.hour, one.utcoffset()) for one in await starts(story)] == [
        (18, datetime(2024, 10, 20, tzinfo=STOCKHOLM).utcoffset()),
        (18, datetime(2024, 11, 3, tzinfo=STOCKHOLM).utcoffset()),
        (18, datetime(2024, 11, 3, tzinfo=STOCKHOLM).utcoffset()),
    ]


async def test_a_night_without_that_hour_is_left_out_and_named(story: Story) -> None:
    await activity(story)
    line = "!pass ny ringstuga 2025-03-23 02:30-04 varje=vecka tom=2025-04-06"
    heard = await told(story.anna, line, "shift-series-added")
    assert [one.date() for one in await starts(story)] == [date(2025, 3, 23), date(2025, 4, 6)]
    assert "sön 30 mars 2025: klockan ställs fram över just den timmen" in heard.text


async def test_a_night_in_which_that_hour_comes_twice_is_left_out_and_named(story: Story) -> None:
    await activity(story)
    line = "!pass ny ringstuga 2024-10-20 02:30-04 varje=vecka tom=2024-11-03"
    heard = await told(story.anna, line, "shift-series-added")
    assert [one.date() for one in await starts(story)] == [date(2024, 10, 20), date(2024, 11, 3)]
    assert "sön 27 okt: klockan ställs tillbaka, och den tiden kommer två gånger" in heard.text


async def test_the_answer_in_english(story: Story) -> None:
    await activity(story)
    await english(story.anna)
    line = "!shift add ringstuga 31/5 18-20 every=month until=31/7"
    heard = await told(story.anna, line, "shift-series-added")
    assert heard.text.startswith(
        "2 shifts of Ringstuga have been added, "
        "from Fri 31 May 18:00–20:00 (#1) to Wed 31 Jul 18:00–20:00 (#2)."
    )
    assert "Sun 30 Jun: the month ends there" in heard.text


async def test_a_series_that_cannot_be_makes_no_shift_at_all(story: Story) -> None:
    await activity(story)
    for more, kind, words in (
        ("varje=vecka", "error-arguments", "tom=30/6"),
        ("tom=30/6", "error-arguments", "varje=vecka"),
        ("varje=år tom=30/6", "error-arguments", "varje=månad"),
        ("varje=vecka tom=6/5", "error-series-until", "före det första passet"),
        ("varje=vecka tom=5/5/2024", "error-when", "har redan varit"),
        ("varje=vecka tom=31/6", "error-when", "31/6"),
        ("varje=vecka tom=snart", "error-when", "snart"),
        ("varje=vecka tom=2025-07-01", "error-series-long", "fler än 60"),
    ):
        heard = await told(story.anna, f"!pass ny ringstuga tis 18-20 {more}", kind)
        assert words in heard.text
    assert await starts(story) == []


async def test_sixty_shifts_are_the_most(story: Story) -> None:
    await activity(story)
    line = "!pass ny ringstuga tis 18-20 varje=vecka tom=2025-06-24"
    heard = await told(story.anna, f"{line} ändå", "shift-series-added")
    assert "60 pass" in heard.text
    assert len(await starts(story)) == 60


async def test_pressing_send_twice_makes_one_series(story: Story) -> None:
    await activity(story)
    line = "!pass ny ringstuga tis 18-20 varje=vecka tom=28/5"
    await told(story.anna, line, "shift-series-added")
    heard = await told(story.anna, line, "error-exists")
    assert "Alla 4 passen med Ringstuga finns redan: #1–#4." in heard.text
    await told(story.anna, f"{line} ändå", "error-exists")
    assert len(await starts(story)) == 4


async def test_a_series_that_runs_into_a_single_shift_makes_none(story: Story) -> None:
    await activity(story)
    await told(story.anna, "!pass ny ringstuga 14/5 18-20", "shift-added")
    heard = await told(story.anna, "!pass ny ringstuga tis 18-20 varje=vecka tom=28/5", "error-exists")
    assert "1 av de 4 passen med Ringstuga finns redan: #1." in heard.text
    assert len(await starts(story)) == 1


async def test_insisting_on_a_series_adds_what_is_not_there_and_names_what_is(story: Story) -> None:
    await activity(story)
    await told(story.anna, "!pass ny ringstuga 14/5 18-20", "shift-added")
    line = "!pass ny ringstuga tis 18-20 varje=vecka tom=28/5 ändå"
    heard = await told(story.anna, line, "shift-series-added")
    assert heard.text.startswith("3 pass med Ringstuga är upplagda")
    assert "Redan upplagt sedan förut: #1." in heard.text
    assert [one.day for one in await starts(story)] == [7, 14, 21, 28]
    await told(story.anna, line, "error-exists")
    heard = await told(story.anna, line.replace("28/5", "4/6"), "shift-series-added")
    assert heard.text.startswith("Ett pass till är upplagt: Ringstuga, tis 4 juni")
    assert len(await starts(story)) == 5


async def test_one_shift_of_a_series_is_changed_without_the_others(story: Story) -> None:
    await activity(story)
    await told(story.anna, "!pass ny ringstuga tis 18-20 varje=vecka tom=21/5", "shift-series-added")
    await told(story.anna, "!pass ändra 2 19-21", "shift-edited")
    assert [one.hour for one in await starts(story)] == [18, 19, 18]


async def test_a_last_day_that_has_passed_this_year_makes_no_year_of_shifts_unasked(story: Story) -> None:
    await activity(story)
    line = "!pass ny ringstuga tis 18-20 varje=vecka tom=1/5"
    heard = await told(story.anna, line, "shift-series-confirm")
    assert "52 pass" in heard.text
    assert "från tis 7 maj 18.00–20.00 till tis 29 apr 2025 18.00–20.00" in heard.text
    assert await starts(story) == []
    await told(story.anna, f"{line} ändå", "shift-series-added")
    assert len(await starts(story)) == 52
