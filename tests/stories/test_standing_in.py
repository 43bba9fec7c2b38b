"""Who can take over a seat, and who cannot: roles, parties, who is busy; shifts that move or end."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from storage.models import Signup
from storage.states import SignupState
from tests.stories.given import at, booked, english, kinds, shift, told
from tests.stories.helping import annas, asked, ringers, says, silence
from tests.stories.waiting import wait
from tests.support.story import Story


async def test_the_role_goes_with_the_seat_and_asks_for_its_skill(story: Story) -> None:
    people = await ringers(story, 2)
    number = await annas(story, *people, more='roller="ringledare:1 ringare:3"')
    for one in ("@anna:example.org", people[1].address):
        await told(story.anna, f"!kunskap {one} ringledare", "skill-given")
    silence(story, *people)
    await told(story.anna, f"!ersättare {number}", "standin-started")
    assert asked(people, "standin-ask") == ["Ringer 2"]
    await says(people[1], "nej", "standin-declined")
    heard = await told(story.bo, f"!ja #{number}", "error-standin-cannot")
    assert "kan den rollen" in heard.text
    await english(story.bo)
    heard = await told(story.bo, f"!yes #{number}", "error-standin-cannot")
    assert "who can do that role" in heard.text
    assert await booked(story, number) == ["Anna"]
    heard = await told(people[1], f"!ja #{number}", "standin-done")
    assert "Roll: ringledare" in heard.text
    async with story.store() as store:
        query = select(Signup.role).where(Signup.state == SignupState.BOOKED, Signup.role.is_not(None))
        assert list(await store.session.scalars(query)) == ["ringledare"]


async def test_the_seats_of_guests_go_to_the_line(story: Story) -> None:
    number = await annas(story, story.bo, more="platser=2")
    await told(story.anna, f"!anmäl {number} gäster=1", "signup-changed")
    await told(story.leyla, f"!anmäl {number} gäster=2", "signup-full")
    await told(story.leyla, "!ersättare av", "standin-off")
    await told(story.leyla, f"!anmäl {number}", "signup-waitlisted")
    await told(story.anna, f"!ersättare {number}", "standin-started")
    await says(story.bo, "ja", "standin-done")
    assert sorted(await booked(story, number)) == ["Bo", "Leyla"]
    assert kinds(story.leyla.new()) == ["seat-given"]


async def test_a_party_in_the_line_is_asked_only_if_all_of_it_fits(story: Story) -> None:
    number = await annas(story, more="platser=2")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    await told(story.leyla, f"!anmäl {number} gäster=1", "signup-waitlisted")
    await told(story.anna, f"!ersättare {number}", "standin-started")
    assert story.leyla.new() == []
    heard = await told(story.leyla, f"!ja #{number}", "error-standin-cannot")
    assert "räcker inte till er 2" in heard.text
    await english(story.leyla)
    heard = await told(story.leyla, f"!yes #{number}", "error-standin-cannot")
    assert "not room for the 2 of you" in heard.text
    await english(story.bo)
    heard = await told(story.bo, f"!yes #{number}", "error-standin-cannot")
    assert "You have a seat" in heard.text
    await told(story.bo, "!språk sv", "language-set")
    heard = await told(story.bo, f"!ja #{number}", "error-standin-cannot")
    assert "redan en plats" in heard.text


async def test_whoever_looks_cannot_step_in_for_themselves(story: Story) -> None:
    number = await annas(story)
    await told(story.anna, f"!ersättare {number}", "standin-started")
    heard = await told(story.anna, f"!ja #{number}", "error-standin-cannot")
    assert "ditt eget pass" in heard.text
    assert f"!ersättare #{number} av" in heard.text
    await english(story.anna)
    heard = await told(story.anna, f"!yes #{number}", "error-standin-cannot")
    assert "your own shift" in heard.text


async def test_who_is_busy_then_is_asked_whether_they_want_both(story: Story) -> None:
    number = await annas(story)
    other = await shift(story, "17/5 19-21", more="")
    await told(story.bo, f"!anmäl {other}", "signup-booked")
    await told(story.anna, f"!ersättare {number}", "standin-started")
    heard = await told(story.bo, f"!ja #{number}", "standin-overlap-confirm")
    assert f"!ja #{number} ändå" in heard.text
    assert await booked(story, number) == ["Anna"]
    await english(story.bo)
    heard = await told(story.bo, f"!yes #{number}", "standin-overlap-confirm")
    assert f"!yes #{number} anyway" in heard.text
    await told(story.bo, f"!yes #{number} anyway", "standin-done")
    assert await booked(story, number) == ["Bo"]


async def test_a_moved_shift_ends_the_search_and_says_so(story: Story) -> None:
    number = await annas(story, story.bo)
    await told(story.anna, f"!ersättare {number}", "standin-started")
    silence(story)
    await told(story.anna, f"!pass ändra {number} 18/5 18-20", "shift-edited")
    heard = story.anna.new()
    assert sorted(kinds(heard)) == ["shift-moved", "standin-moved"]
    await says(story.bo, f"ja {number}", "error-ask-over")
    assert await booked(story, number) == ["Anna"]
    await told(story.anna, f"!ersättare {number}", "standin-started")


async def test_a_cancelled_shift_ends_the_search(story: Story) -> None:
    number = await annas(story, story.bo)
    await told(story.anna, f"!ersättare {number}", "standin-started")
    silence(story)
    await told(story.anna, f"!pass ställin {number} ändå", "shift-cancel-done")
    assert kinds(story.anna.new()) == ["shift-cancelled"]
    await says(story.bo, f"ja {number}", "error-ask-over")
    heard = await told(story.anna, f"!ersättare {number}", "error-standin-seat")
    assert "är inställt" in heard.text


@pytest.mark.parametrize("language", ["sv", "en"])
async def test_only_a_seat_that_one_has_can_be_taken_over(story: Story, language: str) -> None:
    number = await annas(story, when="tors 18-20")
    await told(story.leyla, f"!anmäl {number}", "signup-waitlisted")
    for one in (story.anna, story.bo, story.leyla):
        await one.says(f"!language {language}")
    words = {
        "sv": ("ingen plats", "utan väntar på en", "har redan börjat", "är inställt"),
        "en": ("no seat", "waiting for one", "has begun", "is cancelled"),
    }[language]
    name = {"sv": "ersättare", "en": "standin"}[language]
    heard = await told(story.bo, f"!{name} {number}", "error-standin-seat")
    assert words[0] in heard.text
    heard = await told(story.leyla, f"!{name} {number}", "error-standin-seat")
    assert words[1] in heard.text
    await at(story, "2024-05-09 18:30")
    heard = await told(story.anna, f"!{name} {number}", "error-standin-seat")
    assert words[2] in heard.text
    off = {"sv": "av", "en": "off"}[language]
    other = await shift(story, "fre 18-20") if language == "sv" else await english_shift(story)
    await told(story.anna, f"!anmäl {other}", "signup-booked")
    heard = await told(story.anna, f"!{name} {other} {off}", "error-standin-none")
    assert f"!{name} #{other}" in heard.text
    await told(story.anna, f"!shift cancel {other} anyway", "shift-cancel-done")
    heard = await told(story.anna, f"!{name} {other}", "error-standin-seat")
    assert words[3] in heard.text


async def english_shift(story: Story) -> int:
    return await shift(story, "fri 18-20", more="seats=8")


async def test_who_signs_up_gets_a_seat_that_others_are_asked_to_take_over(story: Story) -> None:
    """Leyla sees the full shift and wants it; Anna wants to be rid of it: nobody waits for anything."""
    number = await annas(story, story.bo)
    await told(story.anna, f"!ersättare {number}", "standin-started")
    silence(story)
    await told(story.leyla, f"!anmäl {number}", "signup-booked")
    assert await booked(story, number) == ["Leyla"]
    assert kinds(story.anna.new()) == ["standin-found"]
    assert kinds(story.organizers_room.new()) == ["standin-lead"]
    await says(story.bo, "ja", "error-standin-taken")


async def test_who_signs_up_overtakes_nobody_in_the_line(story: Story) -> None:
    """Bo was asked first and thinks about it; only when he has said no is Leyla asked."""
    number = await annas(story)
    await told(story.bo, f"!anmäl {number}", "signup-waitlisted")
    await told(story.anna, f"!ersättare {number}", "standin-started")
    await told(story.leyla, f"!anmäl {number}", "signup-waitlisted")
    await says(story.bo, "nej", "standin-declined")
    await says(story.leyla, "ja", "standin-done")
    assert await booked(story, number) == ["Leyla"]


async def test_who_looks_for_somebody_else_has_answered_whether_they_come(story: Story) -> None:
    """The seat is not given on over Anna's head while others are asked to take it over."""
    number = await annas(story)
    await told(story.anna, f"!pass ändra {number} bekräfta=24h", "shift-edited")
    await told(story.bo, f"!anmäl {number}", "signup-waitlisted")
    await wait(story, "2024-05-16 19:00")
    await told(story.anna, f"!ersättare {number}", "standin-started")
    await says(story.bo, "nej", "standin-declined")
    await wait(story, "2024-05-17 17:00")
    assert await booked(story, number) == ["Anna"]
    assert "seat-released" not in kinds(story.anna.new())
    assert "offer-made" not in kinds(story.bo.new())
