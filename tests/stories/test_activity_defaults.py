"""Anna says once what every evening is like; new shifts are made so, and what she writes herself counts."""

from __future__ import annotations

import pytest

from storage.models import Activity, Shift
from tests.stories.given import activity, english, seats, shift, told
from tests.support.story import Story

ALL = (
    'platser=8 minst=3 roller="ringledare:1 ringare:6" längd=2h30 bekräfta=24h nya=fadder '
    'stege="72h 48h 24h" rapport=samtal förening=borås'
)
FIELDS = ("seats", "minimum", "roles", "length", "confirm", "newcomers", "ladder", "report", "branch")


async def kept(story: Story) -> dict[str, object]:
    """What the activity ringstuga says of its shifts."""
    async with story.store() as store:
        district = (await store.rooms.districts())[0]
        row = await store.activities.find(district.id, "ringstuga")
        assert row is not None
        return {field: getattr(row, field) for field in FIELDS}


async def row_of(story: Story, number: int) -> Shift:
    async with story.store() as store:
        district = (await store.rooms.districts())[0]
        view = await store.shifts.by_number(district.id, number)
        assert view is not None
        return await store.shifts.row(view.id)


async def test_everything_an_activity_says_is_kept_and_read_back(story: Story) -> None:
    heard = await told(story.anna, f"!aktivitet ny ringstuga {ALL}", "activity-added")
    lines = (
        "platser: 8",
        "minsta antal: 3",
        "roller: ringledare:1 ringare:6",
        "längd: 2 timmar och 30 minuter",
        "de anmälda bekräftar: 1 dag före",
        "nya: får en fadder",
        "för få anmälda: hjälp söks 3 dagar, 2 dagar och 1 dag före",
        "rapport efter passet: samtal",
        "förening: Borås",
    )
    assert [line[2:] for line in heard.text.splitlines()[1:]] == list(lines)
    assert await kept(story) == {
        "seats": 8,
        "minimum": 3,
        "roles": {"ringledare": 1, "ringare": 6},
        "length": 150,
        "confirm": 24 * 60,
        "newcomers": "paired",
        "ladder": [72, 48, 24],
        "report": "calls",
        "branch": "Borås",
    }
    heard = await told(story.anna, "!aktivitet ringstuga", "activity-details")
    assert all(line in heard.text for line in lines)
    heard = await told(story.bo, "!aktivitet ringstuga", "activity-details")
    assert "ringare" not in heard.text


async def test_in_english_too(story: Story) -> None:
    await english(story.anna)
    heard = await told(
        story.anna,
        '!activity add ringstuga seats=8 min=3 roles="lead:1 caller:6" length=2h confirm=24h '
        'newcomers=paired ladder="72h 24h" report=calls branch=Mark',
        "activity-added",
    )
    for line in (
        "seats: 8",
        "length: 2 hours",
        "those booked confirm: 1 day before",
        "too few: help is sought 3 days and 1 day before",
        "report after the shift: calls",
    ):
        assert line in heard.text
    heard = await told(story.anna, "!shift add ringstuga tue 18", "shift-added")
    assert heard.text == (
        "New shift: Ringstuga, Tue 7 May 18:00–20:00 (#1), 8 seats, at least 3 needed, "
        "roles lead:1 caller:6, to be confirmed 1 day before. To take part, write !signup #1. "
        "From the activity: the roles lead:1 caller:6, 8 seats, at least 3 and the length of 2 hours."
    )
    heard = await told(story.anna, "!activity edit ringstuga ladder=off report=none", "activity-edited")
    assert "too few: no help is sought" in heard.text
    assert "report after the shift: as usual" in heard.text


@pytest.mark.parametrize("word", ["ingen", "none", "-"])
async def test_every_value_can_be_taken_away_again(story: Story, word: str) -> None:
    await told(story.anna, f"!aktivitet ny ringstuga {ALL}", "activity-added")
    options = ["platser", "minst", "roller", "längd", "bekräfta", "nya", "stege", "rapport", "förening"]
    heard = await told(
        story.anna,
        f"!aktivitet ändra ringstuga {' '.join(f'{option}={word}' for option in options)}",
        "activity-edited",
    )
    assert "platser: ingen gräns" in heard.text
    assert "för få anmälda: hjälp söks som vanligt" in heard.text
    assert set((await kept(story)).values()) == {None}


async def test_off_is_another_thing_than_as_usual(story: Story) -> None:
    await told(story.anna, f"!aktivitet ny ringstuga {ALL}", "activity-added")
    line = "!aktivitet ändra ringstuga stege=av rapport=av bekräfta=av nya=av"
    await told(story.anna, line, "activity-edited")
    now = await kept(story)
    assert (now["ladder"], now["report"], now["confirm"], now["newcomers"]) == ([], "off", None, None)
    await told(story.anna, line, "activity-unchanged")


async def test_what_new_shifts_get_changes_none_that_is_there(story: Story) -> None:
    await activity(story, "ringstuga", "platser=8")
    number = await shift(story, more="")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    await told(story.anna, "!aktivitet ändra ringstuga platser=4", "activity-edited")
    assert await seats(story, number) == (1, 8)
    assert story.bo.new() == []


async def test_a_shift_is_made_as_the_activity_says_and_the_answer_says_so(story: Story) -> None:
    await told(story.anna, f"!aktivitet ny ringstuga {ALL}", "activity-added")
    heard = await told(story.anna, "!pass ny ringstuga tis 18", "shift-added")
    assert heard.text == (
        "Nytt pass: Ringstuga, tis 7 maj 18.00–20.30 (#1), 8 platser, minst 3 behövs, "
        "roller ringledare:1 ringare:6, bekräftas 1 dag före. Den som vill vara med skriver !anmäl #1. "
        "Från aktiviteten: rollerna ringledare:1 ringare:6, 8 platser, minst 3 "
        "och längden 2 timmar och 30 minuter."
    )
    row = await row_of(story, 1)
    assert (row.capacity, row.minimum, row.roles) == (8, 3, {"ringledare": 1, "ringare": 6})
    assert row.confirm is None, "it is the activity's, also when that changes"


async def test_what_is_written_counts(story: Story) -> None:
    await told(story.anna, f"!aktivitet ny ringstuga {ALL}", "activity-added")
    heard = await told(
        story.anna,
        "!pass ny ringstuga tis 18-19 platser=12 minst=2 roller=värd bekräfta=12h",
        "shift-added",
    )
    assert "18.00–19.00 (#1), 12 platser, minst 2 behövs, roller värd:1, bekräftas 12 timmar" in heard.text
    assert "Från aktiviteten" not in heard.text
    heard = await told(
        story.anna, "!pass ny ringstuga ons 18-19 platser=inga minst=0 roller=inga bekräfta=av", "shift-added"
    )
    assert heard.text.startswith("Nytt pass: Ringstuga, ons 8 maj 18.00–19.00 (#2). Den som")
    row = await row_of(story, 2)
    assert (await seats(story, 2), row.minimum, row.roles, row.confirm) == ((0, None), None, None, 0)


async def test_without_seats_the_roles_are_the_seats(story: Story) -> None:
    await activity(story, "ringstuga", 'roller="ringledare:1 ringare:6"')
    heard = await told(story.anna, "!pass ny ringstuga tis 18-20", "shift-added")
    assert "(#1), 7 platser, roller" in heard.text
    heard = await told(story.anna, '!pass ny ringstuga ons 18-20 roller="a:2 b:3"', "shift-added")
    assert "(#2), 5 platser, roller a:2 b:3" in heard.text
    heard = await told(story.anna, "!pass ny ringstuga tors 18-20 platser=inga", "shift-added")
    assert "(#3), roller ringledare:1 ringare:6" in heard.text
    heard = await told(story.anna, '!pass ny ringstuga fre 18 platser=3 roller="a:4"', "error-roles-seats")
    assert "platser=4" in heard.text


async def test_what_does_not_go_with_what_was_written_is_left_out_and_named(story: Story) -> None:
    await told(story.anna, f"!aktivitet ny ringstuga {ALL}", "activity-added")
    heard = await told(story.anna, "!pass ny ringstuga tis 18-20 platser=2", "shift-added")
    assert "(#1), 2 platser, bekräftas" in heard.text
    assert "inte ihop med det du skrev: rollerna ringledare:1 ringare:6 och minst 3." in heard.text
    row = await row_of(story, 1)
    assert (row.minimum, row.roles) == (None, None)


async def test_a_series_has_the_activitys_seats_and_length_too(story: Story) -> None:
    await activity(story, "ringstuga", "platser=5 längd=1h")
    heard = await told(story.anna, "!pass ny ringstuga tis 18 varje=vecka tom=14/5", "shift-series-added")
    assert "från tis 7 maj 18.00–19.00 (#1)" in heard.text
    assert "Från aktiviteten: 5 platser och längden 1 timme." in heard.text
    assert await seats(story, 2) == (0, 5)


async def test_roles_that_are_not_quoted_come_back_as_they_were_meant(story: Story) -> None:
    await activity(story)
    for line in ("aktivitet ändra ringstuga", "pass ny ringstuga tis 18-20"):
        heard = await told(story.anna, f"!{line} roller=ringledare:1 ringare:6", "error-arguments")
        meant = f'!{line} roller="ringledare:1 ringare:6"'
        assert meant in heard.text
        assert (await story.anna.says(meant)).kind in ("activity-edited", "shift-added")


async def test_an_activity_out_of_the_archive_keeps_what_it_said(story: Story) -> None:
    await told(story.anna, f"!aktivitet ny ringstuga {ALL}", "activity-added")
    await told(story.anna, "!aktivitet arkivera ringstuga", "activity-archived")
    heard = await told(story.anna, "!aktivitet ny ringstuga platser=9 ändå", "activity-revived")
    assert "platser: 9" in heard.text
    assert "minsta antal: 3" in heard.text


async def test_a_refused_change_leaves_the_activity_as_it_was(story: Story) -> None:
    await told(story.anna, f"!aktivitet ny ringstuga {ALL}", "activity-added")
    before = await kept(story)
    heard = await told(story.anna, "!aktivitet ändra ringstuga platser=6 längd=1h", "error-roles-seats")
    assert "platser=7" in heard.text
    await told(story.anna, "!aktivitet ändra ringstuga minst=9 längd=1h", "error-seats-minimum")
    assert await kept(story) == before


def test_every_default_is_a_column() -> None:
    assert set(FIELDS) <= set(Activity.__table__.columns.keys())
