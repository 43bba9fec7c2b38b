"""Shifts that come again: every week, every other week, every month, by the clock on the wall."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.clock import ManualClock
from storage.models import Series
from tests.stories.given import activity, english, told
from tests.support.story import MONDAY, STOCKHOLM, Story, settings


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


async def test_days_that_are_left_out_make_no_shift_and_are_kept_with_the_series(story: Story) -> None:
    await activity(story)
    for skip, days in (('"14/5, 28 maj"', [7, 21]), ("21/5", [7, 14, 28]), ('"7/5 och 14/5"', [21, 28])):
        line = f"!pass ny ringstuga tis 18-20 varje=vecka tom=28/5 utom={skip} plats=x{days[0]}{days[1]} ändå"
        await told(story.anna, line, "shift-series-added")
        async with story.store() as store:
            district = (await store.rooms.districts())[0]
            made = await store.shifts.all(district.id)
        newest = max(one.series_id or 0 for one in made)
        assert [one.starts.day for one in made if one.series_id == newest] == days
    async with story.store() as store:
        kept = (await store.session.scalars(select(Series.skip).order_by(Series.id))).all()
    assert list(kept) == [["2024-05-14", "2024-05-28"], ["2024-05-21"], ["2024-05-07", "2024-05-14"]]


@pytest.mark.parametrize(
    "written",
    [
        "tis 18-20 varje=vecka tom=28/5 utom=14/5 21/5",
        "tis 18-20 varje=vecka utom=14/5, 21/5 tom=28/5",
        "varje=vecka tom=28/5 utom=14/5 och 21/5 tis 18-20",
        "tis 18-20 varje=vecka tom=28/5 utom=2024-05-14 2024-05-21 ändå",
    ],
)
async def test_days_left_out_need_no_quotes_where_they_can_be_nothing_else(
    story: Story, written: str
) -> None:
    await activity(story)
    heard = await told(story.anna, f"!pass ny ringstuga {written}", "shift-series-added")
    assert "Överhoppat: tis 14 maj och tis 21 maj." in heard.text
    assert "2 pass med" in heard.text


async def test_the_only_day_of_a_series_is_its_first_wherever_it_stands(story: Story) -> None:
    await activity(story)
    line = "!pass ny ringstuga 18-20 varje=vecka tom=28/5 utom=21/5 14/5"
    heard = await told(story.anna, line, "shift-series-added")
    assert "från tis 14 maj" in heard.text
    assert "Överhoppat: tis 21 maj." in heard.text


async def test_days_in_words_want_quotes_around_all_of_them(story: Story) -> None:
    await activity(story)
    line = "!pass ny ringstuga tis 18-20 varje=vecka tom=28/5 utom=14 maj 21 maj"
    heard = await told(story.anna, line, "error-arguments")
    assert 'utom="14 maj 21 maj"' in heard.text
    await english(story.anna)
    line = "!shift add ringstuga tue 18-20 every=week until=28/5 skip=14 may 21 may"
    assert 'skip="14 may 21 may"' in (await told(story.anna, line, "error-arguments")).text


async def test_a_day_on_which_there_is_no_shift_is_said_and_does_no_harm(story: Story) -> None:
    await activity(story)
    line = '!pass ny ringstuga tis 18-20 varje=vecka tom=28/5 utom="14/5, 1 juni"'
    heard = await told(story.anna, line, "shift-series-added")
    assert "Överhoppat: tis 14 maj." in heard.text
    assert "Serien har inget pass lör 1 juni, så där fanns inget att hoppa över." in heard.text
    await english(story.anna)
    line = '!shift add ringstuga wed 18-20 every=week until=28/5 skip="15 may and 1 june"'
    heard = await told(story.anna, line, "shift-series-added")
    assert "Left out: Wed 15 May." in heard.text
    assert "The series has no shift on Sat 1 Jun, so there was nothing to leave out." in heard.text


async def test_leaving_out_what_cannot_be_left_out_makes_nothing(story: Story) -> None:
    await activity(story)
    for more, kind, words in (
        ("utom=14/5", "error-skip-alone", "varje=vecka"),
        ("varje=vecka tom=14/5 utom='7/5'", "error-when", "7/5"),
        ('varje=vecka tom=14/5 utom="7/5 14/5"', "error-series-skipped", "utom="),
        ('varje=vecka tom=14/5 utom="31/6"', "error-when", "31/6"),
        ('varje=vecka tom=14/5 utom="14/5, blorp"', "error-when", "blorp"),
        ("varje=vecka tom=14/5 utom=1 maj", "error-arguments", 'utom="1 maj"'),
    ):
        heard = await told(story.anna, f"!pass ny ringstuga tis 18-20 {more}", kind)
        assert words in heard.text
    await english(story.anna)
    line = '!shift add ringstuga tue 18-20 every=week until=14/5 skip="7/5 14/5"'
    assert "skip=" in (await told(story.anna, line, "error-series-skipped")).text
    many = " ".join(f"{day}/{month}" for month in (6, 7, 8) for day in range(1, 25))
    line = f'!shift add ringstuga tue 18-20 every=week until=14/5 skip="{many}"'
    assert "60 at most" in (await told(story.anna, line, "error-days-many")).text
    assert await starts(story) == []


async def test_a_shift_on_a_holiday_is_named_with_the_command_that_cancels_it(story: Story) -> None:
    await activity(story)
    line = "!pass ny ringstuga tors 18-20 varje=vecka tom=13/6"
    heard = await told(story.anna, line, "shift-series-added")
    assert heard.text.endswith(
        "\n• tors 9 maj är Kristi himmelsfärdsdag. Skriv !pass ställin #1 om passet inte ska vara då."
        "\n• tors 6 juni är nationaldagen. Skriv !pass ställin #5 om passet inte ska vara då."
    )
    await told(story.anna, "!pass ställin #5", "shift-cancel-done")
    await english(story.anna)
    line = "!shift add ringstuga thu 10-12 every=week until=13/6 skip=9/5"
    heard = await told(story.anna, line, "shift-series-added")
    assert "Ascension" not in heard.text
    assert "Thu 6 Jun is Sweden’s National Day. Write !shift cancel #10 if the shift is not" in heard.text


async def test_elsewhere_than_in_sweden_nothing_is_said_of_its_holidays(tmp_path: Path) -> None:
    abroad = settings().district[0].model_copy(update={"timezone": "Europe/Helsinki"})
    story = Story(tmp_path, settings(district=[abroad.model_dump()]), ManualClock(MONDAY))
    await story.begin()
    await activity(story)
    line = "!pass ny ringstuga tors 18-20 varje=vecka tom=13/6"
    heard = await told(story.anna, line, "shift-series-added")
    assert "nationaldagen" not in heard.text
    await story.stop_bot()
