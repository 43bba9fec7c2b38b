"""A shift like one that is there: everything comes along but the people."""

from __future__ import annotations

import pytest

from tests.stories.given import activity, at, booked, english, ringstuga, shift, told
from tests.support.story import STOCKHOLM, Story


async def times(story: Story) -> list[str]:
    """When all shifts are, oldest number first."""
    async with story.store() as store:
        district = (await store.rooms.districts())[0]
        views = sorted(await store.shifts.all(district.id), key=lambda one: one.number)
        return [
            f"{one.starts.astimezone(STOCKHOLM):%d/%m %H:%M}-{one.ends.astimezone(STOCKHOLM):%H:%M}"
            for one in views
        ]


async def test_a_copy_has_all_that_the_shift_has_but_the_people(story: Story) -> None:
    more = 'platser=8 minst=3 plats=Torget roller="ringledare:1 ringare:6" bekräfta=12h'
    number = await ringstuga(story, "tis 18-20.30", more=more)
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    heard = await told(story.anna, f"!pass kopiera {number} till 21/5", "shift-copied")
    assert heard.text == (
        "Nytt pass likadant som #1: Ringstuga, tis 21 maj 18.00–20.30, Torget (#2), 8 platser, "
        "minst 3 behövs, roller ringledare:1 ringare:6, bekräftas 12 timmar före.\n"
        "De som är anmälda till #1 följer inte med. Den som vill vara med skriver !anmäl #2."
    )
    async with story.store() as store:
        district = (await store.rooms.districts())[0]
        first, second = [await store.shifts.by_number(district.id, one) for one in (1, 2)]
        assert first
        assert second
        rows = [await store.shifts.row(one.id) for one in (first, second)]
        for column in ("activity_id", "place", "capacity", "minimum", "roles", "confirm", "state"):
            assert getattr(rows[0], column) == getattr(rows[1], column), column
        assert rows[1].series_id is None
    assert await booked(story, 2) == []
    assert story.bo.new() == []


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("1 till 21/5", ["21/05 18:00-20:00"]),
        ("#1 21/5", ["21/05 18:00-20:00"]),
        ("1 to 21/5", ["21/05 18:00-20:00"]),
        ("1 till 21/5 19-21", ["21/05 19:00-21:00"]),
        ("1 till 21/5 19", ["21/05 19:00-21:00"]),
        ("1 till 21/5 28/5", ["21/05 18:00-20:00", "28/05 18:00-20:00"]),
        ("1 till 28/5, 21/5 och 28/5", ["21/05 18:00-20:00", "28/05 18:00-20:00"]),
        ("1 till 21/5 28/5 19-21", ["21/05 19:00-21:00", "28/05 19:00-21:00"]),
        ("1 till tors", ["09/05 18:00-20:00"]),
        ("1 to", ["09/05 18:00-20:00"]),
        ("1 to 19-21", ["09/05 19:00-21:00"]),
        ("1 till 20-22", ["07/05 20:00-22:00"]),
        ("ringstuga till tors", ["09/05 18:00-20:00"]),
        ("ringstuga tis 18 till 1 juni", ["01/06 18:00-20:00"]),
    ],
)
async def test_when_the_copy_is_can_be_said_in_many_ways(
    story: Story, written: str, found: list[str]
) -> None:
    await ringstuga(story)
    await told(story.anna, f"!pass kopiera {written}", "shift-copied")
    assert (await times(story))[1:] == found


async def test_several_copies_are_listed_and_those_there_are_named(story: Story) -> None:
    await ringstuga(story)
    await shift(story, "14/5 18-20")
    heard = await told(story.anna, "!pass kopiera 1 till 14/5 21/5 28/5", "error-exists")
    assert "1 av de 3 passen med Ringstuga finns redan: #2." in heard.text
    heard = await told(story.anna, "!pass kopiera 1 till 14/5 21/5 28/5 ändå", "shift-copied")
    assert heard.text == (
        "2 nya pass med Ringstuga, likadana som #1:\n"
        "• tis 21 maj 18.00–20.00 (#3)\n"
        "• tis 28 maj 18.00–20.00 (#4)\n\n"
        "Redan upplagt sedan förut: #2. De som är anmälda till #1 följer inte med. "
        "Den som vill vara med skriver !anmäl #3."
    )


async def test_the_same_copy_is_never_made_twice(story: Story) -> None:
    await ringstuga(story)
    await told(story.anna, "!pass kopiera 1 till 21/5", "shift-copied")
    for line in ("!pass kopiera 1 till 21/5", "!pass kopiera 1 till 21/5 ändå", "!pass kopiera 2 till 7/5"):
        await told(story.anna, line, "error-exists")
    assert len(await times(story)) == 2


async def test_a_shift_that_is_over_can_be_copied(story: Story) -> None:
    await ringstuga(story)
    await at(story, "2024-05-08 12:00")
    await told(story.anna, "!pass kopiera 1 till tis", "shift-copied")
    assert (await times(story))[1:] == ["14/05 18:00-20:00"]


async def test_in_english(story: Story) -> None:
    await ringstuga(story)
    await english(story.anna)
    heard = await told(story.anna, "!shift copy 1 to 21/5 19-21", "shift-copied")
    assert heard.text == (
        "New shift like #1: Ringstuga, Tue 21 May 19:00–21:00 (#2), 8 seats.\n"
        "Those booked on #1 do not come along. To take part, write !signup #2."
    )


async def test_what_cannot_be_copied_is_refused_and_nothing_is_made(story: Story) -> None:
    await ringstuga(story)
    for line, kind, words in (
        ("1 till", "error-arguments", "Du skrev inte när."),
        ("1 till 6/5 10-12", "shift-year-confirm", "6/5"),
        ("1 till 21/5 blorp", "error-when", "blorp"),
        ("1 till 21/5, 31/6", "error-when", "31/6"),
        ("1 till " + " ".join(f"{day}/6" for day in range(1, 28)), "error-days-many", "högst 26"),
    ):
        heard = await told(story.anna, f"!pass kopiera {line}", kind)
        assert words in heard.text, heard.text
    await english(story.anna)
    heard = await told(
        story.anna, "!shift copy 1 to " + " ".join(f"{day}/6" for day in range(1, 28)), "error-days-many"
    )
    assert "26 at most" in heard.text
    await told(story.anna, "!activity archive ringstuga anyway", "activity-archived")
    await told(story.anna, "!shift copy 1 to 21/5", "error-activity-archived")
    assert len(await times(story)) == 1


async def test_a_lead_copies_shifts_of_that_activity_and_of_no_other(story: Story) -> None:
    await activity(story, "ringstuga", "ansvarig=@bo:example.org")
    await activity(story, "bokcirkel")
    own, other = await shift(story), await shift(story, slug="bokcirkel")
    await told(story.bo, f"!pass kopiera {own} till 21/5", "shift-copied")
    await told(story.bo, f"!pass kopiera {other} till 21/5", "error-forbidden")
    await told(story.leyla, f"!pass kopiera {own} till 28/5", "error-forbidden")


async def test_which_shift_is_asked_and_the_day_is_not_forgotten(story: Story) -> None:
    await activity(story)
    for when in ("tis 18-20", "tors 18-20"):
        await shift(story, when)
    heard = await told(story.anna, "!pass kopiera ringstuga till 21/5", "shift-choose")
    assert "!pass kopiera #1 till 21/5" in heard.text
    (copied,) = await story.anna.reacts(heard, "2️⃣")
    assert copied.kind == "shift-copied"
    assert "tis 21 maj 18.00–20.00" in copied.text
