"""What is said when something is missing, half right or no longer so: in words that help, and true."""

from __future__ import annotations

import pytest

from commands import REGISTRY
from commands.texts import say
from tests.stories.given import activity, english, kinds, number_in, ringstuga, shift, told
from tests.support.story import MONDAY, STOCKHOLM, TEXTS, Story


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("!datum", "Du skrev inte vad det gäller."),
        ("!datum fika", "Du skrev inte vilka dagar, och vilken tid."),
        ("!pass slåihop", "Du skrev inte vilka två pass som ska bli ett; !pass visar dem som kommer."),
        ("!aktivitet ny", "Du skrev inte vad aktiviteten ska heta."),
        ("!poll", "Du skrev inte vad det gäller."),
    ],
)
async def test_what_is_missing_is_said_in_words(story: Story, text: str, said: str) -> None:
    heard = await told(story.anna, text, "error-arguments")
    assert heard.text.startswith(f"{said} Inget är ändrat. Skriv till exempel !")


async def test_what_is_missing_is_said_in_english_too(story: Story) -> None:
    await english(story.anna)
    heard = await told(story.anna, "!shift merge", "error-arguments")
    assert heard.text.startswith("You did not write which two shifts are to become one; !shifts shows")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_there_are_words_for_everything_that_can_be_missing(language: str) -> None:
    def said(problem: str) -> str:
        values = {"text": None, "near": None, "usage": None, "example": "", "shifts": ""}
        return TEXTS.plain(
            say("error-arguments", problem=problem, **values), language=language, zone=STOCKHOLM, now=MONDAY
        )

    names = {slot.name for one in REGISTRY.commands for slot in one.slots if not slot.optional}
    assert [name for name in names if said(f"missing-{name}") == said("")] == []


@pytest.mark.parametrize("word", ["stäng", "stang", "avsluta", "close"])
@pytest.mark.parametrize("head", ["datum", "omröstning", "poll"])
async def test_a_poll_is_closed_by_any_of_the_words_for_it(story: Story, head: str, word: str) -> None:
    poll = await told(story.anna, "!datum fika 14/5 15/5 18-20", "poll-list")
    await story.bo.reacts(poll, "2️⃣")
    await told(story.anna, f"!{head} {word}", "poll-close-done")


@pytest.mark.parametrize("text", ["!pass avsluta 1", "!pass stang 1", "!pass close 1", "!shift stäng 1"])
async def test_a_shift_is_closed_by_any_of_the_words_for_it(story: Story, text: str) -> None:
    await ringstuga(story)
    await told(story.anna, text, "shift-closed")


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("!kopiera #1 till 21/5", "!pass kopiera #1 till 21/5"),
        ("!kopera #1 till 21/5", "!pass kopiera #1 till 21/5"),
        ("!copy 1 to 21/5", "!pass kopiera 1 to 21/5"),
        ("!ändra 1 19-21", "!pass ändra 1 19-21"),
        ("!slåihop 1 2", "!pass slåihop 1 2"),
    ],
)
async def test_half_a_command_of_two_words_is_helped_on(story: Story, text: str, near: str) -> None:
    await ringstuga(story)
    heard = await told(story.anna, text, "error-unknown")
    assert f"• {near}" in heard.text


@pytest.mark.parametrize("text", ["!öppet hus på lördag", "!inte nu", "!hej allihop"])
async def test_ordinary_words_are_no_half_commands(story: Story, text: str) -> None:
    await story.bo.says_unanswered(text)


async def test_near_words_are_understood(story: Story) -> None:
    number = await ringstuga(story)
    await told(story.anna, f"!pass kopia {number} till 21/5", "shift-copied")
    for text in ("!incheckning", "!checka in"):
        await told(story.bo, text, "error-checkin-none")
    heard = await told(
        story.anna, '!pass ny ringstuga 5/6 18-20 varje=vecka tom=20/6 hoppa="12 juni"', "shift-series-added"
    )
    assert "12 juni" in heard.text


@pytest.mark.parametrize(
    "text", ["!vecka nästa", "!vecka nasta", "!week next", "!vecka 20", "!vecka ringstuga nästa"]
)
async def test_the_next_week_is_shown_by_its_short_name(story: Story, text: str) -> None:
    await ringstuga(story, "ons 15/5 18-20")
    heard = await told(story.bo, text, "week-list")
    assert "Vecka 20, mån 13 maj" in heard.text


@pytest.mark.parametrize("text", ["!vecka 0", "!vecka 99", "!vecka -1", "!vecka 54", "!vecka ringstuga 0"])
async def test_a_week_that_no_year_has_is_refused(story: Story, text: str) -> None:
    await ringstuga(story)
    heard = await told(story.bo, text, "error-week")
    assert "Skriv hur många veckor du vill se, 1–4, eller veckans nummer, högst 53" in heard.text
    assert "!vecka 20" in heard.text


async def test_a_week_that_no_year_has_is_refused_in_english(story: Story) -> None:
    await english(story.bo)
    heard = await told(story.bo, "!week 99", "error-week")
    assert "There is no week 99, so nothing is done" in heard.text


async def test_an_empty_choice_names_the_choices(story: Story) -> None:
    await ringstuga(story)
    for text in ("!bokade 1 som=", "!bokade 1 as=", '!bokade 1 som=""'):
        heard = await told(story.anna, text, "error-form")
        assert heard.text.startswith(
            "Du skrev inte vilket slags fil, så inget är gjort. Det som går är csv, ics och"
        )
    heard = await told(story.bo, "!mina som=", "error-form")
    assert "Det som går är ics" in heard.text
    heard = await told(story.anna, "!pass ställin 1 vilka=", "error-which")
    assert heard.text.startswith("Du skrev inte vilka. Inget är ändrat. Skriv vilka=följande")
    await english(story.anna)
    heard = await told(story.anna, "!booked 1 as=", "error-form")
    assert heard.text.startswith("You did not write what kind of file")
    heard = await told(story.anna, "!shift cancel 1 which=", "error-which")
    assert heard.text.startswith("You did not write which.")


async def test_without_a_seat_there_is_nothing_to_be_replaced_or_left(story: Story) -> None:
    for text in ("!ersättare", "!avboka"):
        heard = await told(story.bo, text, "error-none-booked")
        assert heard.text == (
            "Du har ingen plats på något kommande pass, så inget är ändrat. !pass visar de pass som kommer."
        )
    await english(story.bo)
    heard = await told(story.bo, "!standin", "error-none-booked")
    assert "You have no seat on any coming shift, so nothing is changed." in heard.text


async def test_another_role_says_nothing_of_guests(story: Story) -> None:
    number = await ringstuga(story, more='roller="ringledare:1 ringare:2"')
    await told(story.bo, f"!anmäl {number} roll=ringare", "signup-booked")
    heard = await told(story.bo, f"!anmäl {number} roll=ringledare", "signup-changed")
    assert "gäst" not in heard.text
    assert "Roll: ringledare" in heard.text
    await english(story.bo)
    heard = await told(story.bo, f"!signup {number} role=ringare", "signup-changed")
    assert "guest" not in heard.text


async def test_who_leaves_a_closed_shift_is_not_told_how_to_come_back(story: Story) -> None:
    number = await ringstuga(story)
    for who in (story.bo, story.leyla):
        await told(who, f"!anmäl {number}", "signup-booked")
    await told(story.anna, f"!pass stäng {number}", "shift-closed")
    assert "Ångrar" not in (await told(story.bo, f"!avboka {number}", "leave-done")).text
    await english(story.leyla)
    assert "!signup" not in (await told(story.leyla, f"!leave {number}", "leave-done")).text


async def test_a_card_of_what_is_archived_does_not_speak_of_a_new_card(story: Story) -> None:
    await activity(story, "fika")
    number = await shift(story, slug="fika")
    card = await told(story.anna, "!kort fika", "card-list")
    assert number == number_in(card)
    await told(story.anna, "!aktivitet arkivera fika ändå", "activity-archived")
    heard = await story.bo.reacts(card, "1️⃣")
    assert kinds(heard) == ["error-card-closed"]
    assert "Fika är avslutad, så inget är ändrat. Skriv !pass" in heard[0].text
    assert "nya kortet" not in heard[0].text
