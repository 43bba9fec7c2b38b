"""An organizer books somebody in a role, gives them another one, and hears why it does not go."""

from __future__ import annotations

import pytest

from tests.stories.given import booked, english, kinds, ringstuga, told
from tests.stories.test_roles_and_skills import role_of
from tests.support.story import Story

ROLES = 'roller="ringledare:1 ringare:1"'
BO, LEYLA = "@bo:example.org", "@leyla:example.org"


async def test_somebody_is_booked_in_a_role_and_told_which(story: Story) -> None:
    number = await ringstuga(story, more=ROLES)
    heard = await told(story.anna, f"!boka {number} {BO} roll=Ringare", "book-done")
    assert "Roll: ringare." in heard.text
    (letter,) = story.bo.new()
    assert "Roll: ringare. Kan du inte?" in letter.text
    assert await role_of(story, number, "bo") == "ringare"
    heard = await told(story.anna, f'!boka {number} "Karin Ek"', "book-done")
    assert "Roll: ringledare." in heard.text


async def test_somebody_who_is_booked_gets_another_role_and_is_told(story: Story) -> None:
    number = await ringstuga(story, more=ROLES)
    await told(story.bo, f"!anmäl {number} roll=ringare", "signup-booked")
    heard = await told(story.anna, f"!boka {number} @bo roll=ringledare", "book-changed")
    assert heard.text.startswith("Klart, personen är fortfarande anmäld till Ringstuga")
    assert "Roll: ringledare. Jag säger till i ett direktmeddelande." in heard.text
    (letter,) = story.bo.new()
    assert letter.kind == "role-by-other"
    assert "Anna har ändrat din roll på Ringstuga" in letter.text
    assert "Roll: ringledare." in letter.text
    await told(story.anna, f"!boka {number} @bo roll=ringledare", "book-already")
    await english(story.anna)
    await english(story.bo)
    heard = await told(story.anna, f"!book {number} @bo role=ringare", "book-changed")
    assert heard.text.startswith("Done, the person is still signed up for Ringstuga")
    assert "Anna has changed your role on Ringstuga" in story.bo.new()[-1].text


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("kaffe", "Rollen kaffe finns inte på Ringstuga, tis 7 maj 18.00–20.00 (#1), så inget är bokat."),
        (
            "ringare",
            "Rollen ringare på Ringstuga, tis 7 maj 18.00–20.00 (#1), har ingen plats kvar, så inget är",
        ),
    ],
)
async def test_a_role_that_cannot_be_had_is_refused_with_what_is_free(
    story: Story, role: str, said: str
) -> None:
    number = await ringstuga(story, more=ROLES)
    await told(story.bo, f"!anmäl {number} roll=ringare", "signup-booked")
    heard = await told(story.anna, f'!boka {number} "Karin Ek" roll={role}', "error-book-role")
    assert heard.text.startswith(said)
    again = f'!boka #{number} "Karin Ek" roll="ringledare"'
    assert f"Ledigt är ringledare; skriv till exempel {again}." in heard.text
    assert await booked(story, number) == ["Bo"]
    await told(story.anna, again, "book-done")


async def test_when_only_seats_for_the_skilled_are_left_the_answer_says_so_and_what_to_do(
    story: Story,
) -> None:
    number = await ringstuga(story, more=ROLES)
    await story.bo.says("!mina")
    await told(story.anna, f"!kunskap {LEYLA} ringledare", "skill-given")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    heard = await told(story.anna, f'!boka {number} "Karin Ek"', "error-book-role")
    assert (
        "De platser som är kvar på Ringstuga, tis 7 maj 18.00–20.00 (#1), är i rollen ringledare"
        in heard.text
    )
    assert await booked(story, number) == ["Bo"]
    skill = '!kunskap "Karin Ek" ringledare ändå'
    assert f"Kan personen det? Skriv först {skill}." in heard.text
    await told(story.anna, skill, "skill-given")
    await told(story.anna, f'!boka {number} "Karin Ek"', "book-done")
    assert await role_of(story, number, "Karin Ek") == "ringledare"
    heard = await told(story.anna, f"!boka {number} @leyla", "error-shift-full")


async def test_a_role_for_the_skilled_alone_is_refused_in_english_too(story: Story) -> None:
    number = await ringstuga(story, more=ROLES)
    await told(story.anna, f"!kunskap {LEYLA} ringledare", "skill-given")
    await english(story.anna)
    heard = await told(story.anna, f"!book {number} {BO} role=ringledare", "error-book-role")
    assert (
        "of whom an organizer has said that they can do it, so nothing is booked. Free are ringare"
        in heard.text
    )
    assert f"Can they do it? First write !skill {BO} ringledare." in heard.text
    assert kinds(story.bo.new()) == []
    await told(story.anna, f"!book {number} @leyla role=ringledare", "book-done")
