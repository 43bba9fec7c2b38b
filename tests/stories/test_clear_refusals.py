"""A refusal names what was wrong, and what it tells people to type works."""

from __future__ import annotations

import re

import pytest

from tests.stories.given import activity, at, booked, english, ringstuga, shift, told
from tests.support.story import Story


@pytest.mark.parametrize(
    ("text", "named", "near"),
    [
        ('!aktivitet ny torget plast="Borås"', "plast", "plats="),
        ("!anmäl 1 gäst=1", "gäst", "gäster="),
        ("!anmäl 1 gest=1", "gest", "gäster="),
        ("!pass ny ringstuga tor 18-20 plast=8", "plast", "platser="),
        ("!pass ändra 1 platsr=8", "platsr", "platser="),
    ],
)
async def test_an_unknown_option_is_named_and_changes_nothing(
    story: Story, text: str, named: str, near: str
) -> None:
    await ringstuga(story)
    heard = await told(story.anna, text, "error-arguments")
    assert named in heard.text
    if named != "gest":
        assert near in heard.text
    assert await booked(story, 1) == []
    await told(story.anna, "!pass torget", "error-activity-unknown")


async def test_an_address_on_the_web_is_no_option(story: Story) -> None:
    await activity(story, "torget", '"Torget" om="se https://x.example/?sida=1"')
    await told(story.anna, "!aktivitet ändra torget https://x.example/?sida=1", "activity-edited")


@pytest.mark.parametrize("more", ["platser=5 platser=6", "platser=5 seats=6"])
async def test_an_option_that_is_there_twice_is_not_guessed(story: Story, more: str) -> None:
    await activity(story)
    heard = await told(story.anna, f"!pass ny ringstuga tor 18-20 {more}", "error-arguments")
    assert "två gånger" in heard.text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("!anmäl ringstuga blorp", "error-when"),
        ("!anmäl kalas", "error-activity-unknown"),
        ("!anmäl ringstua", "error-activity-near"),
        ("!anmäl 99", "error-shift-unknown"),
        ("!anmäl ringstuga sön", "error-shift-none"),
        ("!avboka 1", "error-not-booked"),
    ],
)
async def test_a_refusal_says_what_to_type_with_the_prefix(story: Story, text: str, kind: str) -> None:
    await ringstuga(story)
    heard = await told(story.bo, text, kind)
    assert re.search(r"!(pass|mina|aktiviteter|anmäl ringstuga tis)\b", heard.text)


async def test_the_example_after_an_unreadable_time_is_one_of_the_command_itself(story: Story) -> None:
    await ringstuga(story)
    await english(story.bo)
    heard = await told(story.bo, f"!signup ringstuga {'blorp' * 20}", "error-when")
    assert "!signup ringstuga tue" in heard.text
    assert "…" in heard.text


async def test_an_end_that_is_the_start_is_not_after_it(story: Story) -> None:
    await activity(story)
    heard = await told(story.anna, "!pass ny ringstuga tis 18-18", "error-when")
    assert "inte efter början" in heard.text


async def test_a_full_shift_speaks_of_its_own_activity_only(story: Story) -> None:
    await ringstuga(story, more="platser=1")
    await activity(story, "torget")
    await shift(story, "ons 18-20", slug="torget")
    await told(story.leyla, "!anmäl 1", "signup-booked")
    heard = await told(story.bo, "!anmäl 1", "signup-waitlisted")
    assert "Torget" not in heard.text
    heard = await told(story.bo, "!anmäl 1 gäster=2", "signup-full")
    assert "i aktiviteten" in heard.text
    assert "!pass visar alla" in heard.text
    assert "plats för 3" in heard.text


@pytest.mark.parametrize(
    "words",
    [
        "pass 1",
        "nr 1",
        "shift 1",
        "1.",
        "1,",
        "#1!",
        "1?",
        "ringstuga tisdag!",
        "Ringstuga, Tisdag",
        "pass nr 1",
    ],
)
async def test_a_shift_may_be_written_as_it_is_spoken_of(story: Story, words: str) -> None:
    await ringstuga(story)
    await told(story.bo, f"!anmäl {words}", "signup-booked")


@pytest.mark.parametrize(
    ("text", "kind"),
    [("!hjälp!", "help-list"), ("!pass?", "shifts-list"), ("!Pass Ringstuga, Tisdag!", "shifts-list")],
)
async def test_a_command_may_end_like_a_sentence(story: Story, text: str, kind: str) -> None:
    await ringstuga(story)
    await told(story.bo, text, kind)


@pytest.mark.parametrize("words", ["1 2", "1, 2", "#1 och #2"])
async def test_shifts_are_taken_one_at_a_time(story: Story, words: str) -> None:
    await ringstuga(story)
    heard = await told(story.bo, f"!anmäl {words}", "error-arguments")
    assert "!anmäl #1" in heard.text
    assert await booked(story, 1) == []


@pytest.mark.parametrize(
    "text", ["!avboka mig", "!avboka allt", "!leave all", "!avboka alla", "!avanmäl", "!avanmal 1"]
)
async def test_leaving_needs_no_name_of_the_only_shift(story: Story, text: str) -> None:
    await ringstuga(story)
    await told(story.bo, "!anmäl 1", "signup-booked")
    await told(story.bo, text, "leave-done")


async def test_all_of_several_shifts_are_not_left_at_once(story: Story) -> None:
    await ringstuga(story)
    await shift(story, "ons 18-20")
    await told(story.bo, "!anmäl 1", "signup-booked")
    await told(story.bo, "!anmäl 2", "signup-booked")
    await told(story.bo, "!avboka allt", "leave-choose")


async def test_a_shift_under_way_is_shown_as_that_and_not_offered_to_be_left(story: Story) -> None:
    await ringstuga(story)
    await told(story.bo, "!anmäl 1 gäster=1 roll=fika", "signup-booked")
    await at(story, "2024-05-07 18:30")
    heard = await told(story.bo, "!mina", "mine-list")
    assert "pågår nu" in heard.text
    assert "du och en till" in heard.text
    assert "roll: fika" in heard.text
    assert "!avboka" not in heard.text
    heard = await told(story.bo, "!avboka 1", "error-shift-not-open")
    assert "organisatör" in heard.text


@pytest.mark.parametrize("head", ["pass new", "shift ny", "pass add", "shift nytt"])
async def test_the_two_words_of_a_command_may_be_in_two_languages(story: Story, head: str) -> None:
    await activity(story)
    await told(story.anna, f"!{head} ringstuga tis 18-20", "shift-added")


async def test_a_role_is_named_and_can_be_changed(story: Story) -> None:
    await ringstuga(story)
    heard = await told(story.bo, "!anmäl 1 roll=dörr", "signup-booked")
    assert "Roll: dörr." in heard.text
    heard = await told(story.bo, "!anmäl 1 roll=fika", "signup-changed")
    assert "Roll: fika." in heard.text
    await told(story.bo, "!anmäl 1 roll=fika", "signup-already")
    await told(story.bo, "!anmäl 1", "signup-already")


async def test_two_reminders_do_not_look_like_one(story: Story) -> None:
    heard = await told(story.bo, "!påminn 1h 30m", "remind-set")
    assert "1 timme före och 30 minuter före" in heard.text
    heard = await told(story.bo, "!påminn 99999h", "error-remind")
    assert "14 dagar" in heard.text or "2 veckor" in heard.text


async def test_each_near_command_is_shown_once_in_the_askers_language(story: Story) -> None:
    heard = await told(story.bo, "!hjälp hjalpp", "error-unknown")
    assert heard.text.count("!hjälp ") == 1
    heard = await told(story.bo, "!hjälp minna", "error-unknown")
    assert "mina" in heard.text
    assert "mine" not in heard.text
