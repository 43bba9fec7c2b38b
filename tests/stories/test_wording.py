"""What the bot writes can be read on a phone, copied, and typed back."""

from __future__ import annotations

import re

import pytest

from tests.stories.given import activity, booked, english, number_in, ringstuga, shift, told
from tests.support.story import Story

SPACES = [" ", "\u00a0", "\u202f"]
"""Ordinary, and the two that do not break, which clients and calendars put into dates."""


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("when", ["tis 18-20.30", "fre 22-02", "tors 20-24", "2025-03-08 10-12"])
@pytest.mark.parametrize("language", ["sv", "en"])
async def test_a_time_the_bot_wrote_can_be_typed_back(
    story: Story, when: str, space: str, language: str
) -> None:
    await activity(story)
    if language == "en":
        await english(story.anna)
    made = (await told(story.anna, f"!pass ny ringstuga {when}", "shift-added")).text
    written = re.search(r"Ringstuga, (.+?) \(#", made)
    assert written is not None
    copied = written[1].replace(" ", space)
    again = await told(story.anna, f"!pass ny ringstuga {copied}", "error-exists")
    assert f"{written[1]} (#1)" in again.text
    await told(story.bo, f"!anmäl{space}ringstuga{space}{copied.split('–')[0].strip()}", "signup-booked")


async def test_what_the_bot_writes_has_ordinary_spaces_only(story: Story) -> None:
    await ringstuga(story)
    await shift(story, "fre 22-02")
    for text in ("!pass", "!pass 1", "!anmäl ringstuga", "!anmäl 1", "!mina"):
        assert not set(SPACES[1:]) & set((await story.bo.says(text)).markdown)


@pytest.mark.parametrize("written", ["1,", "#1,", "1.", "#1:", "nr 1,", "pass 1"])
async def test_a_number_is_one_whatever_stands_after_it(story: Story, written: str) -> None:
    await ringstuga(story)
    await told(story.anna, f"!pass ändra {written} tid=19-21", "shift-edited")
    await told(story.anna, f"!pass ändra {written} ons 18-20", "shift-edited")
    await told(story.bo, f"!anmäl {written} gäster=1", "signup-booked")
    await told(story.anna, f"!meddela {written} Vi ses, alla!", "broadcast-done")
    assert story.bo.new()[-1].text.endswith("Vi ses, alla!")
    await told(story.anna, f"!meddela {written} ”Vi ses.”", "broadcast-done")
    assert story.bo.new()[-1].text.endswith("\nVi ses.")
    if written not in ("nr 1,", "pass 1"):
        await told(story.anna, f"!boka {written} Per Ek", "book-done")
    await told(story.bo, f"!avboka {written}", "leave-done")


@pytest.mark.parametrize("written", ["1, 2", "#1 och #2"])
async def test_two_numbers_are_not_a_number_and_a_message(story: Story, written: str) -> None:
    await ringstuga(story)
    await told(story.bo, "!anmäl 1", "signup-booked")
    heard = await told(story.anna, f'!meddela {written} "Vi ses"', "error-arguments")
    assert "ett pass i taget" in heard.text
    assert "!meddela #12 " in heard.text
    assert story.bo.new() == []
    await told(story.anna, f"!pass ändra {written} platser=3", "error-arguments")


async def test_a_command_may_be_copied_with_the_full_stop_of_its_sentence(story: Story) -> None:
    await told(story.anna, '!aktivitet ny stuga "Röda stugan".', "activity-added")
    await shift(story, slug="stuga")
    await told(story.bo, "!anmäl #1.", "signup-booked")
    heard = await told(story.anna, "!pass ställin #1", "shift-cancel-confirm")
    copied = re.search(r"!pass ställin \S+ ändå", heard.text)
    assert copied is not None
    assert "Röda stugan," in heard.text
    await told(story.anna, f"{copied[0]}.", "shift-cancel-done")
    await told(story.anna, "!organisatör ny @leyla:example.org.", "organizer-add-done")
    await told(story.anna, "!organisatör ny @leyla:example.org", "organizer-already")


async def test_what_all_shifts_of_a_list_share_is_said_once(story: Story) -> None:
    await activity(story, more='plats="Kansliet"')
    await shift(story, "tis 18-20")
    await shift(story, "ons 18-20")
    heard = await told(story.bo, "!anmäl ringstuga", "signup-choose")
    assert heard.text.count("Ringstuga") == heard.text.count("Kansliet") == 1
    assert "Ringstuga, Kansliet:" in heard.text
    assert "#2 ons 8 maj 18.00–20.00, 8 platser kvar" in heard.text
    heard = await told(story.bo, "!pass", "shifts-list")
    assert heard.text.startswith("Kommande pass, Ringstuga, Kansliet:\n• #1 tis 7 maj 18.00–20.00, 8")


async def test_what_differs_is_said_for_each(story: Story) -> None:
    await activity(story)
    await activity(story, "torget")
    await shift(story, "tis 18-20", more="plats=Kansliet")
    await shift(story, "ons 18-20", slug="torget", more="plats=Kansliet")
    heard = await told(story.bo, "!pass", "shifts-list")
    assert heard.text.startswith("Kommande pass:\n")
    assert "#1 Ringstuga, tis 7 maj 18.00–20.00, Kansliet" in heard.text
    assert "#2 Torget, ons 8 maj 18.00–20.00, Kansliet" in heard.text
    await shift(story, "tors 18-20", more="plats=Torget")
    heard = await told(story.bo, "!pass ringstuga", "shifts-list")
    assert "Kommande pass, Ringstuga:\n• #1 tis 7 maj 18.00–20.00, Kansliet" in heard.text


async def test_nobody_is_offered_the_shift_they_have(story: Story) -> None:
    await ringstuga(story)
    await told(story.bo, "!anmäl 1", "signup-booked")
    assert "!anmäl" not in (await told(story.bo, "!pass", "shifts-list")).text
    assert "!anmäl #1" in (await told(story.leyla, "!pass", "shifts-list")).text
    other = await shift(story, "ons 18-20", more="platser=1")
    assert f"!anmäl #{other}" in (await told(story.bo, "!pass", "shifts-list")).text
    await told(story.leyla, f"!anmäl {other}", "signup-booked")
    heard = await told(story.bo, f"!anmäl {other}", "signup-waitlisted")
    assert "#1 " not in heard.text


async def test_the_example_of_a_choice_is_a_shift_with_seats(story: Story) -> None:
    await ringstuga(story, more="platser=1")
    other = await shift(story, "ons 18-20")
    await told(story.leyla, "!anmäl 1", "signup-booked")
    heard = await told(story.bo, "!anmäl ringstuga", "signup-choose")
    assert heard.text.endswith(f"skriv till exempel !anmäl #{other}.")


async def test_a_slip_in_an_activity_comes_back_as_a_whole_command(story: Story) -> None:
    await ringstuga(story)
    heard = await told(story.bo, "!anmäl ringstua tis gäster=1", "error-activity-near")
    copied = re.search(r"!anmäl .+", heard.text)
    assert copied is not None
    await told(story.bo, copied[0], "signup-booked")
    assert await booked(story, 1) == ["Bo"]


async def test_insisting_on_two_shifts_at_once_keeps_the_guests(story: Story) -> None:
    await ringstuga(story)
    other = await shift(story, "tis 19-21")
    await told(story.bo, "!anmäl 1", "signup-booked")
    heard = await told(story.bo, f"!anmäl {other} gäster=2 roll=fika", "signup-overlap")
    copied = re.search(r"!anmäl #.*ändå", heard.text)
    assert copied is not None
    heard = await told(story.bo, copied[0], "signup-booked")
    assert "Du och 2 till har plats. Roll: fika." in heard.text


async def test_a_room_says_what_was_set_and_no_more(story: Story) -> None:
    heard = await told(story.anna, "!rum sammandrag=09:30", "room-set")
    assert heard.text == "Klart, i det här rummet gäller nu:\n• Dagens sammandrag: kl. 09.30"
    heard = await told(story.anna, "!rum roll=distrikt", "room-set")
    assert heard.text.count("•") == 2
    assert "Namn på anmälda visas inte här" in heard.text


async def test_what_is_missing_is_said_in_words(story: Story) -> None:
    await ringstuga(story)
    for text, words in (
        ("!anmäl", "Du skrev inte vilket pass; !pass visar dem som kommer."),
        ("!pass ny", "Du skrev inte vilken aktivitet."),
        ("!boka #1", "Du skrev inte vem."),
        ("!organisatör ny", "Du skrev inte vem."),
    ):
        heard = await told(story.anna, text, "error-arguments")
        assert heard.text.startswith(f"{words} Inget är ändrat. Skriv till exempel {text.split()[0]}")


async def test_the_number_of_a_shift_looks_the_same_everywhere(story: Story) -> None:
    number = await ringstuga(story, more="platser=8 minst=2")
    answers = [
        await story.bo.says(f"!anmäl {number}"),
        await story.bo.says(f"!pass {number}"),
        await story.anna.says(f'!boka {number} "Per Ek"'),
        await story.anna.says(f"!bokade {number}"),
        await story.anna.says("!bokade"),
        await story.anna.says(f"!meddela {number} Hej"),
    ]
    for heard in answers:
        assert number_in(heard) == number
        assert f"pass {number}" not in heard.text.casefold()
