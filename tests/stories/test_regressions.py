"""What went wrong once, most of it found by random days (`tests/simulation`): it stays mended."""

from __future__ import annotations

import pytest

from bot.platforms.memory import LostAnswer
from tests.stories.given import activity, at, booked, english, kinds, ringstuga, seats, shift, told
from tests.stories.waiting import OFTEN, local, wait
from tests.support.story import Story


async def test_asking_again_for_ones_seat_on_a_shift_closed_meanwhile_says_that_one_has_it(
    story: Story,
) -> None:
    number = await ringstuga(story)
    await told(story.bo, f"!anmäl {number} gäster=1", "signup-booked")
    await told(story.anna, f"!pass stäng {number}", "shift-closed")
    for again in ("", " gäster=1"):
        heard = await told(story.bo, f"!anmäl {number}{again}", "signup-already")
        assert f"!avboka #{number}" in heard.text
    await told(story.leyla, f"!anmäl {number}", "error-shift-not-open")
    assert await seats(story, number) == (2, 8)


async def test_asking_again_for_ones_seat_on_a_shift_that_has_begun_says_that_one_has_it(
    story: Story,
) -> None:
    number = await ringstuga(story)
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    await at(story, "2024-05-07 18:10")
    heard = await told(story.bo, f"!anmäl {number}", "signup-already")
    assert "avboka" not in heard.text, "nobody can leave any more"
    assert (
        "kvar din plats" in (await told(story.bo, f"!anmäl {number} gäster=1", "error-shift-not-open")).text
    )
    assert await seats(story, number) == (1, 8)


async def test_on_a_closed_shift_one_may_bring_fewer_guests_and_not_more(story: Story) -> None:
    number = await ringstuga(story)
    await told(story.bo, f"!anmäl {number} gäster=2", "signup-booked")
    await told(story.anna, f"!pass stäng {number}", "shift-closed")
    heard = await told(story.bo, f"!anmäl {number} gäster=3", "error-shift-not-open")
    assert "stängt för anmälan, så inget är ändrat. Du och 2 till har kvar era platser." in heard.text
    assert await seats(story, number) == (3, 8)
    await told(story.bo, f"!anmäl {number} gäster=1", "signup-changed")
    assert await seats(story, number) == (2, 8)
    heard = await told(story.bo, f"!anmäl {number} gäster=2", "error-shift-not-open")
    assert "Du och en till har kvar era platser." in heard.text


@pytest.mark.parametrize(
    ("left", "stays", "again"),
    [
        (
            0,
            "är tyvärr fullt. Inget är ändrat: du har kvar din plats.",
            "ledigt kan du försöka igen med !anmäl #1 gäster=3.",
        ),
        (1, "bara 1 plats kvar på", "Skriv !anmäl #1 gäster=1 för så många som får plats."),
        (2, "bara 2 platser kvar på", "Skriv !anmäl #1 gäster=2 för så många som får plats."),
    ],
)
async def test_who_wants_more_guests_than_fit_keeps_their_seat_and_is_told_so(
    story: Story, left: int, stays: str, again: str
) -> None:
    number = await ringstuga(story, more=f"platser={1 + left}")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    heard = await told(story.bo, f"!anmäl {number} gäster=3", "signup-full")
    assert stays in heard.text
    assert "du har kvar din plats" in heard.text
    assert again in heard.text
    assert "inte anmäld" not in heard.text
    assert await booked(story, number) == ["Bo"]
    assert await seats(story, number) == (1, 1 + left)


async def test_in_english_too_who_wants_more_guests_than_fit_keeps_their_seats(story: Story) -> None:
    number = await ringstuga(story, more="platser=3")
    await english(story.bo)
    await told(story.bo, f"!signup {number} guests=1", "signup-booked")
    heard = await told(story.bo, f"!signup {number} guests=5", "signup-full")
    assert heard.text == (
        f"There is only 1 seat left on Ringstuga, Tue 7 May 18:00–20:00 (#{number}). "
        f"Nothing is changed: you and one more keep your seats. "
        f"Write !signup #{number} guests=2 for as many as fit."
    )
    await told(story.bo, f"!signup {number} guests=2", "signup-changed")
    await told(story.anna, f"!pass stäng {number}", "shift-closed")
    heard = await told(story.bo, f"!signup {number} guests=3", "error-shift-not-open")
    assert "closed for sign-ups, so nothing is changed. You and 2 more keep your seats." in heard.text


@pytest.mark.parametrize("stage", ["before", "after"])
async def test_a_move_that_may_not_have_arrived_and_is_then_cancelled_is_cancelled_at_both_times(
    story: Story, stage: str
) -> None:
    number = await ringstuga(story, "tors 18-20")
    await story.bo.says(f"!anmäl {number}")
    story.bo.new()
    story.server.fault = LostAnswer(10_000, stage=stage)
    await story.hear(story.anna, f"!pass ändra {number} fre")
    await story.settle()
    await wait(story, "2024-05-06 10:20", step=OFTEN)
    await story.hear(story.anna, f"!pass ställin {number} ändå")
    await story.settle()
    story.server.fault = None
    await wait(story, "2024-05-06 11:00", step=OFTEN)
    *known, letter = story.bo.new()
    assert kinds(known) == (["shift-moved"] if stage == "after" else [])
    assert letter.kind == "shift-cancelled"
    assert "fre 10 maj" in letter.text
    assert "det blir inte heller på sin gamla tid" in letter.text


async def test_a_move_that_may_not_have_arrived_and_the_next_are_told_as_one(story: Story) -> None:
    number = await ringstuga(story, "tors 18-20")
    await story.bo.says(f"!anmäl {number}")
    story.bo.new()
    story.server.fault = LostAnswer(10_000, stage="before")
    for when, later in (("fre", "10:20"), ("lör", "10:40")):
        await story.hear(story.anna, f"!pass ändra {number} {when}")
        await story.settle()
        await wait(story, f"2024-05-06 {later}", step=OFTEN)
    story.server.fault = None
    await wait(story, "2024-05-06 11:00", step=OFTEN)
    (letter,) = story.bo.new()
    assert "är nu lör 11 maj" in letter.text
    assert "Förut" not in letter.text, "Bo never heard of Friday"


async def test_what_was_written_first_to_somebody_arrives_first_whoever_wrote_it(story: Story) -> None:
    """The clock's letters are read from the outbox, those of a command are handed on in memory."""
    await activity(story, more="ansvarig=@leyla:example.org")
    number = await shift(story, "tis 18-20")
    await told(story.anna, f'!boka {number} "Kim Ek"', "book-done")
    story.leyla.new()
    story.clock.set(local("2024-05-06 18:00"))
    await story.app.ticker.tick()
    await story.hear(story.anna, f"!boka {number} @leyla:example.org")
    await story.decide()
    await story.app.delivery.drain()
    assert kinds(story.leyla.new()) == ["call-list", "booked-by-other"]
