"""What people add, leave out and run together is understood, or they are told the line that works."""

from __future__ import annotations

import pytest

from tests.stories.given import activity, at, booked, english, ringstuga, shift, told
from tests.support.story import Story

TUESDAYS = ("tis 7/5 18-20", "tis 14/5 18-20", "tis 21/5 18-20")


@pytest.mark.parametrize(
    "text",
    [
        "!anmäl 1 tack",
        "!anmäl 1\nTack på förhand",
        "!anmäl #1, tack så mycket!",
        "!anmäl 1 snälla :)",
        "!anmäl 1 🙂",
        "!anmäl ringstuga tis, tack!",
        "!signup 1 please",
        "!signup 1 thanks in advance",
        "!anmäl mig 1",
        "!anmäl mig på pass 1 tack",
        "!signup me for shift 1",
        "!anmäl #1 tis 18-20",
        "!anmäl 1 tis",
        "!anmäl1",
        "!anmäl#1",
        "!anmal1",
        "!signup1!",
    ],
)
async def test_a_number_with_what_one_says_around_it_is_a_sign_up(story: Story, text: str) -> None:
    number = await ringstuga(story)
    await told(story.bo, text, "signup-booked")
    assert await booked(story, number) == ["Bo"]


@pytest.mark.parametrize("text", ["!avboka #1 tack", "!avboka1", "!avboka mig från #1", "!leave 1 ❤️"])
async def test_and_so_it_is_for_leaving(story: Story, text: str) -> None:
    number = await ringstuga(story)
    await told(story.bo, "!anmäl 1", "signup-booked")
    await told(story.bo, text, "leave-done")
    assert await booked(story, number) == []


@pytest.mark.parametrize(
    ("text", "extra", "better"),
    [
        ("!anmäl #1 gäster 1", "gäster 1", "!anmäl #1 gäster=1"),
        ("!anmäl 1 med 2 gäster", "med 2 gäster", "!anmäl #1 gäster=2"),
        ("!anmäl 1 och en gäst, tack", "och en gäst", "!anmäl #1 gäster=1"),
        ('!anmäl 1 med Leyla roll="kock"', "med Leyla", '!anmäl #1 roll="kock"'),
        ("!avboka #1 har feber", "har feber", "!avboka #1"),
        ("!anmäl #1 ons", "ons", "!anmäl #1"),
    ],
)
async def test_words_after_a_number_are_named_and_the_shift_is_not_denied(
    story: Story, text: str, extra: str, better: str
) -> None:
    number = await ringstuga(story)
    heard = await told(story.bo, text, "error-arguments")
    assert f"Jag förstår inte {extra} efter passets nummer" in heard.text
    assert f"Skriv till exempel {better}." in heard.text
    assert await booked(story, number) == []
    if better.startswith("!anmäl"):
        await told(story.bo, better, "signup-booked")


async def test_words_after_a_number_in_english(story: Story) -> None:
    await ringstuga(story)
    await english(story.bo)
    heard = await told(story.bo, "!signup 1 with 2 guests", "error-arguments")
    assert "I do not understand with 2 guests after the shift's number" in heard.text
    assert "!signup #1 guests=2" in heard.text


async def test_of_a_shift_that_is_not_there_the_number_is_said(story: Story) -> None:
    await ringstuga(story)
    for text in ("!anmäl 99 tack", "!anmäl 99 med 2 gäster", "!anmäl mig 99"):
        assert "#99" in (await told(story.bo, text, "error-shift-unknown")).text


async def test_a_day_and_a_title_stay_what_they_were(story: Story) -> None:
    for number in range(1, 15):
        await (
            ringstuga(story, "lör 10-12") if number == 1 else shift(story, f"lör {number + 7}-{number + 8}")
        )
    await shift(story, "14 maj 18-20")
    await told(story.bo, "!anmäl 14 maj", "signup-booked")
    assert await booked(story, 15) == ["Bo"]
    await activity(story, "gatan", '"På gatan"')
    await shift(story, "fre 16-18", slug="gatan")
    await told(story.bo, "!anmäl på gatan", "signup-booked")
    await activity(story, "fest", '"Ett stort tack"')
    await shift(story, "fre 19-21", slug="fest")
    await told(story.bo, "!anmäl ett stort tack", "signup-booked")


async def test_other_commands_take_thanks_too(story: Story) -> None:
    await ringstuga(story)
    await told(story.bo, "!mina tack", "mine-none")
    await told(story.bo, "!pass 1 tack", "shifts-one")
    await told(story.bo, "!mina bilar", "error-arguments")


async def test_help_about_the_room_speaks_of_the_place_only_where_that_is_the_reason(story: Story) -> None:
    await told(story.bo, "!hjälp rum", "error-forbidden")
    assert (await story.bo.says("hjälp rum", room=story.bo.direct)).kind == "error-forbidden"
    assert (await story.anna.says("hjälp rum", room=story.anna.direct)).kind == "error-room-direct"
    await told(story.anna, "!hjälp rum", "help-command")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "!pass ny ringstuga sön 18-20 plats=Stora torget",
            '!pass ny ringstuga sön 18-20 plats="Stora torget"',
        ),
        (
            "!pass ny ringstuga plats=Stora torget sön 18-20",
            '!pass ny ringstuga plats="Stora torget" sön 18-20',
        ),
        (
            "!pass ny ringstuga sön 18-20 plats=Torget i Borås platser=4",
            '!pass ny ringstuga sön 18-20 plats="Torget i Borås" platser=4',
        ),
        ("!aktivitet ändra ringstuga plats=Stora torget", '!aktivitet ändra ringstuga plats="Stora torget"'),
        ("!rum förening=Borås stad", '!rum förening="Borås stad"'),
    ],
)
async def test_a_value_of_several_words_is_shown_with_its_quotes(
    story: Story, text: str, wanted: str
) -> None:
    await activity(story)
    heard = await told(story.anna, text, "error-arguments")
    assert "citattecken" in heard.text
    assert wanted in heard.text
    if "förening" not in text:
        assert not (await story.anna.says(wanted)).kind.startswith("error-")


async def test_a_value_of_one_word_needs_none(story: Story) -> None:
    await activity(story)
    await told(story.anna, "!pass ny ringstuga plats=Torget sön 18-20", "shift-added")
    await english(story.anna)
    heard = await told(story.anna, "!shift add ringstuga sun 10-12 place=Main square", "error-arguments")
    assert '!shift add ringstuga sun 10-12 place="Main square"' in heard.text
    assert "quotation marks" in heard.text


async def test_a_weekday_means_the_one_that_the_person_has(story: Story) -> None:
    await activity(story)
    for when in TUESDAYS:
        await shift(story, when)
    for number in (2, 3):
        await told(story.bo, f"!anmäl {number}", "signup-booked")
    await told(story.anna, "!pass ställin 1 ändå", "shift-cancel-done")
    asked = await told(story.bo, "!avboka tis", "leave-choose")
    assert "#2" in asked.text
    assert "#3" in asked.text
    await told(story.bo, "!avboka 2", "leave-done")
    await told(story.bo, "!avboka nästa tis", "error-not-booked")
    await told(story.bo, "!avboka 7/5", "error-shift-none")
    await told(story.bo, "!avboka tis 17", "error-shift-none")
    await told(story.bo, "!avboka ringstuga tis", "leave-done")
    assert await booked(story, 3) == []


async def test_sending_it_twice_does_not_take_the_next_weeks_seat(story: Story) -> None:
    await activity(story)
    for when in TUESDAYS:
        await shift(story, when)
    for number in (1, 2):
        await told(story.bo, f"!anmäl {number}", "signup-booked")
    await told(story.bo, "!avboka tis", "leave-done")
    await told(story.bo, "!avboka tis", "error-not-booked")
    assert await booked(story, 2) == ["Bo"]
    await at(story, "2024-05-08 10:00")
    await told(story.bo, "!avboka tis", "leave-done")
    assert await booked(story, 2) == []


async def test_a_title_without_quotes_is_not_cut_in_two(story: Story) -> None:
    heard = await told(story.anna, "!aktivitet ny EU valskola plats=Torget", "error-arguments")
    better = '!aktivitet ny eu-valskola "EU valskola" plats="Torget"'
    assert better in heard.text
    heard = await told(story.anna, better, "activity-added")
    assert "EU valskola" in heard.text
    heard = await told(story.anna, "!aktivitet ny ringstuga Ringstuga i Borås", "activity-added")
    assert "Ringstuga i Borås" in heard.text
    await english(story.anna)
    heard = await told(story.anna, "!activity add Book fair", "error-arguments")
    assert '!activity add book-fair "Book fair"' in heard.text


@pytest.mark.parametrize("text", ["tack", "tack så mycket!", "hej", "ok", "thanks", "hi"])
async def test_small_talk_is_no_unknown_command(story: Story, text: str) -> None:
    heard = await story.bo.says(text, room=story.bo.direct)
    assert "känner inte till" not in heard.text
    assert "!hjälp visar vad du kan skriva" in heard.text
    await english(story.bo)
    heard = await story.bo.says(text, room=story.bo.direct)
    assert "do not know" not in heard.text
    assert "!help shows what you can write" in heard.text


async def test_a_number_before_a_weekday_is_a_time_where_a_shift_is_then(story: Story) -> None:
    await ringstuga(story, "ons 2-3")
    await shift(story, "tis 10-12")
    await shift(story, "tis 2-3")
    await told(story.bo, "!anmäl 2 tis", "signup-booked")
    assert await booked(story, 3) == ["Bo"]
    await told(story.bo, "!anmäl #2 tis", "signup-booked")
    assert await booked(story, 2) == ["Bo"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("!boka 1", "!anmäl 1"),
        ("!boka #1 tack", "!anmäl #1"),
        ("!boka ringstuga", "!anmäl ringstuga"),
        ("!boka ringstuga tis @bo:example.org", "!anmäl ringstuga tis"),
    ],
)
async def test_whoever_books_to_sign_up_is_told_how_to_sign_up(story: Story, text: str, wanted: str) -> None:
    await ringstuga(story)
    heard = await told(story.bo, text, "error-forbidden")
    assert f"Skriv {wanted}." in heard.text
    await told(story.bo, wanted, "signup-booked")


async def test_a_booking_that_names_no_shift_is_only_refused(story: Story) -> None:
    await ringstuga(story)
    for text in ("!boka", "!boka Leyla", "!avbokaperson 1"):
        heard = await told(story.bo, text, "error-forbidden")
        assert "!anmäl" not in heard.text
    await english(story.bo)
    assert "!signup 1" in (await told(story.bo, "!book 1", "error-forbidden")).text
