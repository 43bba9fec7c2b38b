"""Roles on a shift: who takes which, and which one must have been said to be able to (issue 3, point 4)."""

from __future__ import annotations

from tests.stories.given import booked, english, kinds, ringstuga, seats, told
from tests.support.story import Story

ROLES = 'roller="ringledare:1 ringare:2"'
LEYLA = "@leyla:example.org"


async def role_of(story: Story, number: int, name: str) -> str | None:
    async with story.store() as store:
        district = (await store.rooms.districts())[0]
        view = await store.shifts.by_number(district.id, number)
        assert view is not None
        found = [one for one in await store.signups.of_shift(view.id) if one.person.name == name]
        return found[0].signup.role


async def test_who_names_a_role_gets_it_and_who_does_not_gets_a_free_one(story: Story) -> None:
    number = await ringstuga(story, more=ROLES)
    heard = await told(story.bo, f"!anmäl {number} roll=Ringare", "signup-booked")
    assert "Roll: ringare." in heard.text
    heard = await told(story.leyla, f"!anmäl {number}", "signup-booked")
    assert "Roll: ringledare." in heard.text


async def test_a_role_that_is_taken_is_refused_with_what_is_free(story: Story) -> None:
    number = await ringstuga(story, more=ROLES)
    await told(story.bo, f"!anmäl {number} roll=ringledare", "signup-booked")
    heard = await told(story.leyla, f"!anmäl {number} roll=ringledare", "error-role")
    assert "har ingen plats kvar. Inget är ändrat. Ledigt är:" in heard.text
    assert await booked(story, number) == ["Bo"]
    assert kinds(await story.leyla.reacts(heard, "1️⃣")) == ["signup-booked"]
    assert await role_of(story, number, "Leyla") == "ringare"


async def test_a_party_for_which_a_role_has_too_few_seats_reads_how_many_fit(story: Story) -> None:
    number = await ringstuga(story, "fre 18-20", more='platser=4 roller="ringledare:2 ringare:2"')
    await told(story.bo, f"!anmäl {number} roll=ringledare", "signup-booked")
    heard = await told(story.leyla, f"!anmäl {number} roll=ringledare gäster=1", "error-role")
    assert "har bara 1 plats kvar, och ni är 2. Inget är ändrat." in heard.text
    assert f'Skriv !anmäl #{number} roll="ringledare" för så många som får plats.' in heard.text
    assert "1. ringare" in heard.text
    await english(story.leyla)
    heard = await told(story.leyla, f"!signup {number} role=ringledare guests=1", "error-role")
    assert "has only 1 seat left, and you are 2." in heard.text
    assert f'write !signup #{number} role="ringledare"' in heard.text
    await told(story.leyla, f'!signup {number} role="ringledare"', "signup-booked")


async def test_who_wants_a_role_that_is_taken_and_can_have_no_other_waits_for_it(story: Story) -> None:
    number = await ringstuga(story, "fre 18-20", more='roller="ringledare:2 ringare:1"')
    await told(story.bo, f"!anmäl {number} roll=ringledare", "signup-booked")
    heard = await told(story.leyla, f"!anmäl {number} roll=ringledare gäster=1", "signup-waitlisted")
    assert "Du står nu som nummer 1 på väntelistan" in heard.text
    assert "platser till er 2" in heard.text
    heard = await told(story.leyla, f"!anmäl {number} roll=ringledare gäster=2", "error-role")
    assert "!pass visar andra pass" in heard.text
    await told(story.bo, f"!avboka {number}", "leave-done")
    assert await booked(story, number) == ["Leyla"]


async def test_where_there_are_seats_without_a_role_they_are_named(story: Story) -> None:
    number = await ringstuga(story, "fre 18-20", more='platser=3 roller="ringledare:1"')
    await told(story.bo, f"!anmäl {number} roll=ringledare", "signup-booked")
    heard = await told(story.leyla, f"!anmäl {number} roll=ringledare", "error-role")
    assert f"Skriv !anmäl #{number} för en plats utan roll." in heard.text


async def test_a_role_that_the_shift_does_not_have_is_refused(story: Story) -> None:
    number = await ringstuga(story, more=ROLES)
    heard = await told(story.bo, f"!anmäl {number} roll=kaffekokare", "error-role")
    assert "Rollen kaffekokare finns inte på Ringstuga" in heard.text
    await english(story.bo)
    heard = await told(story.bo, f"!signup {number} role=coffee", "error-role")
    assert "There is no role coffee" in heard.text
    assert await seats(story, number) == (0, 3)


async def test_a_role_may_be_changed_while_there_is_one(story: Story) -> None:
    number = await ringstuga(story, more=ROLES)
    await told(story.bo, f"!anmäl {number} roll=ringare", "signup-booked")
    await told(story.bo, f"!anmäl {number} roll=ringledare", "signup-changed")
    assert await role_of(story, number, "Bo") == "ringledare"
    await told(story.leyla, f"!anmäl {number} roll=ringare", "signup-booked")
    await told(story.leyla, f"!anmäl {number} roll=ringledare", "error-role")
    assert await role_of(story, number, "Leyla") == "ringare"


async def test_a_skill_that_somebody_has_been_given_is_asked_of_everybody(story: Story) -> None:
    number = await ringstuga(story, more=ROLES)
    await story.leyla.says("!mina")
    heard = await story.anna.says(f"!kunskap {LEYLA} ringledare", room=story.organizers_room)
    assert heard.kind == "skill-given"
    assert "Leyla kan nu vara ringledare" in heard.text
    heard = await told(story.bo, f"!anmäl {number} roll=ringledare", "error-role")
    assert "är för dem som en organisatör har sagt kan den" in heard.text
    assert "1. ringare" in heard.text
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    assert await role_of(story, number, "Bo") == "ringare"
    await told(story.leyla, f"!anmäl {number} roll=ringledare", "signup-booked")


async def test_what_is_left_for_the_skilled_alone_is_waited_for_by_others(story: Story) -> None:
    number = await ringstuga(story, "fre 18-20", more='roller="ringledare:1 ringare:1"')
    await told(story.anna, f"!kunskap {LEYLA} ringledare", "skill-given")
    await told(story.anna, f"!anmäl {number}", "signup-booked")
    heard = await told(story.bo, f"!anmäl {number}", "signup-waitlisted")
    assert "ingen plats som passar" in heard.text
    await told(story.leyla, f"!anmäl {number}", "signup-booked")
    assert await role_of(story, number, "Leyla") == "ringledare"
    await told(story.leyla, f"!avboka {number}", "leave-done")
    assert await booked(story, number) == ["Anna"]
    await told(story.anna, "!kunskap @bo:example.org ringledare", "skill-given")
    assert await booked(story, number) == ["Anna", "Bo"]


async def test_a_skill_can_be_taken_back_and_looked_up(story: Story) -> None:
    await story.leyla.says("!mina")
    await told(story.anna, f"!kunskap {LEYLA} ringledare", "skill-given")
    await told(story.anna, f"!kunskap {LEYLA} Ringledare", "skill-had")
    heard = await story.anna.says("!kunskap", room=story.organizers_room)
    assert "ringledare: Leyla" in heard.text
    heard = await told(story.anna, "!kunskap", "skill-list")
    assert "Leyla" not in heard.text
    assert "Leyla" in story.anna.new()[-1].text
    heard = await story.anna.says(f"!kunskap {LEYLA}", room=story.organizers_room)
    assert heard.text == "Leyla: ringledare."
    heard = await told(story.anna, f"!kunskap {LEYLA} sång bort", "error-skill")
    assert "inget är ändrat. Noterat är ringledare" in heard.text
    await told(story.anna, f"!kunskap {LEYLA} ringledare bort", "skill-taken")
    heard = await told(story.anna, "!kunskap", "skill-list")
    assert "Ingen har fått någon kunskap än" in heard.text


async def test_skills_in_english(story: Story) -> None:
    await english(story.anna)
    heard = await told(story.anna, f"!skill {LEYLA} leader", "skill-given")
    assert "The person can be leader now" in heard.text
    heard = await told(story.anna, f"!skill {LEYLA} singer off", "error-skill")
    assert "nothing is changed. Noted is leader" in heard.text
    await told(story.anna, f"!skill {LEYLA} leader off", "skill-taken")
    heard = await told(story.bo, f"!skill {LEYLA} leader", "error-forbidden")
