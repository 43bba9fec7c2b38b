"""What is coming: everybody can look, and finds their own shifts marked."""

from __future__ import annotations

import re

from tests.stories.given import activity, at, english, ringstuga, shift, told
from tests.support.story import Heard, Story


def numbers(heard: Heard) -> list[int]:
    """The shifts that are listed, by number."""
    return [int(found) for found in re.findall(r"^\W*#([0-9]+)", heard.text, flags=re.MULTILINE)]


async def test_the_coming_two_weeks_are_shown_and_how_to_see_more(story: Story) -> None:
    await activity(story)
    await told(story.anna, "!pass ny ringstuga tis 18-20 varje=vecka tom=28/5", "shift-series-added")
    heard = await told(story.bo, "!pass", "shifts-list")
    assert numbers(heard) == [1, 2]
    assert "2 till kommer senare" in heard.text
    hint = re.search(r"!pass [0-9][0-9/ -]+", heard.text)
    assert hint is not None
    assert numbers(await told(story.bo, hint[0], "shifts-list")) == [3, 4]


async def test_a_line_says_when_where_and_how_many_seats_are_left(story: Story) -> None:
    number = await ringstuga(story, more='platser=3 plats="Kansliet"')
    await story.leyla.says(f"!anmäl {number}")
    heard = await told(story.bo, "!pass", "shifts-list")
    assert f"#{number} Ringstuga, tis 7 maj 18.00–20.00, Kansliet, 2 platser kvar" in heard.text
    assert "Leyla" not in heard.text


async def test_ones_own_shifts_are_marked_and_nobody_elses(story: Story) -> None:
    number = await ringstuga(story)
    await story.bo.says(f"!anmäl {number}")
    assert "du är anmäld" in (await told(story.bo, "!pass", "shifts-list")).text
    assert "du är anmäld" not in (await told(story.leyla, "!pass", "shifts-list")).text


async def test_the_pages_of_a_long_list_show_each_shift_once(story: Story) -> None:
    await activity(story)
    for hour in ("08-09", "10-11", "12-13"):
        await told(story.anna, f"!pass ny ringstuga tis {hour} varje=vecka tom=30/7", "shift-series-added")
    seen: list[int] = []
    line = "!pass ringstuga"
    while line:
        heard = await told(story.bo, line, "shifts-list")
        assert 1 <= len(numbers(heard)) <= 12
        seen += numbers(heard)
        hint = re.search(r"kommer senare. Skriv (!pass ringstuga .+)", heard.text)
        line = hint[1] if hint else ""
    assert len(seen) == 3 * 13
    assert sorted(seen) == list(range(1, 40))


async def test_the_way_to_what_comes_after_new_year_can_be_typed_as_it_stands(story: Story) -> None:
    await activity(story)
    await shift(story, "20/12 18-20")
    last = await shift(story, "10/1 18-20")
    await at(story, "2024-12-19 12:00")
    heard = await told(story.bo, "!pass", "shifts-list")
    hint = re.search(r"kommer senare. Skriv (!pass .+)", heard.text)
    assert hint is not None
    assert numbers(await told(story.bo, hint[1], "shifts-list")) == [last]


async def test_a_crowded_day_is_shown_whole(story: Story) -> None:
    await activity(story)
    for hour in range(8, 22):
        await shift(story, f"tis {hour}-{hour + 1}", more="")
    assert numbers(await told(story.bo, "!pass", "shifts-list")) == list(range(1, 15))


async def test_an_activity_a_time_or_both_narrow_the_list(story: Story) -> None:
    await activity(story)
    await activity(story, "bokcirkel")
    one = await shift(story, "tis 18-20")
    two = await shift(story, "ons 18-20")
    three = await shift(story, "ons 18-20", slug="bokcirkel")
    june = await shift(story, "11/6 18-20", slug="bokcirkel")
    assert numbers(await told(story.bo, "!pass ringstuga", "shifts-list")) == [one, two]
    assert numbers(await told(story.bo, "!pass ons", "shifts-list")) == [two, three]
    assert numbers(await told(story.bo, "!pass ringstuga ons", "shifts-list")) == [two]
    assert numbers(await told(story.bo, "!pass juni", "shifts-list")) == [june]
    assert numbers(await told(story.bo, "!shifts bokcirkel", "shifts-list")) == [three, june]


async def test_nothing_there_is_said_with_what_comes_next(story: Story) -> None:
    await activity(story)
    await activity(story, "bokcirkel")
    number = await shift(story, "11/6 18-20")
    heard = await told(story.bo, "!pass", "shifts-none")
    assert f"Nästa som kommer är Ringstuga, tis 11 juni 18.00–20.00 (#{number})." in heard.text
    assert "bokcirkel" in (await told(story.bo, "!pass bokcirkel", "shifts-none")).text.casefold()
    assert "!pass ny" not in heard.text
    assert "!pass ny bokcirkel" in (await told(story.anna, "!pass bokcirkel", "shifts-none")).text


async def test_a_number_shows_one_shift_with_all_there_is_to_know(story: Story) -> None:
    await activity(story, "ringstuga", 'plats="Kansliet" om="Vi ringer."')
    number = await shift(story, more="platser=8 minst=3")
    heard = await told(story.bo, f"!pass {number}", "shifts-one")
    assert heard.text == (
        f"Ringstuga, tis 7 maj 18.00–20.00, Kansliet (#{number}). Vi ringer.\n"
        "8 platser är lediga. Minst 3 behövs, och ingen är anmäld än.\n"
        f"Vill du vara med? Skriv !anmäl #{number}."
    )
    await story.bo.says(f"!anmäl {number}")
    assert f"!avboka #{number}" in (await told(story.bo, f"!pass #{number}", "shifts-one")).text


async def test_closed_full_and_cancelled_shifts_are_told_apart(story: Story) -> None:
    await activity(story)
    full, closed, cancelled = [
        await shift(story, when, more="platser=1") for when in ("tis 18-20", "ons 18-20", "tors 18-20")
    ]
    await story.bo.says(f"!anmäl {full}")
    await told(story.anna, f"!pass stäng {closed}", "shift-closed")
    await told(story.anna, f"!pass ställin {cancelled}", "shift-cancel-done")
    heard = await told(story.leyla, "!pass", "shifts-list")
    assert numbers(heard) == [full, closed]
    assert re.search(rf"#{full} .*, fullt$", heard.text, flags=re.MULTILINE)
    assert re.search(rf"#{closed} .*, stängt för anmälan$", heard.text, flags=re.MULTILINE)
    assert "inställt" in (await told(story.leyla, f"!pass {cancelled}", "shifts-one")).text


async def test_what_has_begun_is_shown_until_it_ends_but_not_offered(story: Story) -> None:
    number = await ringstuga(story)
    await at(story, "2024-05-07 19:00")
    heard = await told(story.bo, "!pass", "shifts-list")
    assert "har börjat" in heard.text
    assert "Vill du vara med" not in heard.text
    await at(story, "2024-05-07 20:00")
    await told(story.bo, "!pass", "shifts-none")
    assert "slut" in (await told(story.bo, f"!pass {number}", "shifts-one")).text


async def test_in_english_too(story: Story) -> None:
    number = await ringstuga(story)
    await english(story.bo)
    heard = await told(story.bo, "!shifts", "shifts-list")
    assert heard.text.startswith("Coming shifts:")
    assert f"#{number} Ringstuga, Tue 7 May 18:00–20:00, 8 seats left" in heard.text
    assert heard.text.endswith(f"To take part, write for example !signup #{number}.")
