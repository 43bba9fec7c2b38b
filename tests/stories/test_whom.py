"""Whom somebody means by `@bo`, or by a name: who is called so, a question back, never a new person."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stories.districts import two_districts
from tests.stories.given import booked, english, kinds, ringstuga, told
from tests.support.story import Place, Someone, Story

BO, LEYLA = "@bo:example.org", "@leyla:example.org"


async def other_bo(story: Story) -> Someone:
    """Another account that begins with @bo, whose person is shown under the same name."""
    one = Someone(story, "@bo:annat.example.org", "Bo")
    await one.says("!mina")
    return one


async def people(story: Story) -> list[str]:
    async with story.store() as store:
        return sorted(one.name for one in await store.people.everyone())


async def test_the_short_form_of_an_account_is_enough_for_a_skill(story: Story) -> None:
    await story.bo.says("!mina")
    heard = await story.anna.says("!kunskap @bo ringledare", room=story.organizers_room)
    assert heard.kind == "skill-given"
    assert f"!kunskap {BO} ringledare bort" in heard.text
    heard = await story.anna.says(f"!kunskap {BO}", room=story.organizers_room)
    assert heard.text == "Bo: ringledare."
    await english(story.anna)
    await told(story.anna, "!skill @Bo ringledare off", "skill-taken")


@pytest.mark.parametrize("written", ["bo", "Bo", '"Bo"'])
async def test_a_name_that_one_person_with_chat_has_is_that_person(story: Story, written: str) -> None:
    await story.bo.says("!mina")
    before = await people(story)
    await told(story.anna, f"!kunskap {written} ringledare", "skill-given")
    assert await people(story) == before
    heard = await story.anna.says(f"!kunskap {BO}", room=story.organizers_room)
    assert heard.text == "Bo: ringledare."


@pytest.mark.parametrize(
    "text",
    ["ringledare", "karin ringledare", '"Karin Ek" ringledare', "karin ringledare bort", "123 ringledare"],
)
async def test_nobody_is_made_up_by_a_word_in_the_place_of_a_name(story: Story, text: str) -> None:
    await story.bo.says("!mina")
    before = await people(story)
    heard = await told(story.anna, f"!kunskap {text}", "error-skill-person")
    assert "Inget är ändrat. Skriv kontot och sedan kunskapen" in heard.text
    assert await people(story) == before


async def test_in_english_nobody_is_made_up_either_and_looking_makes_nobody(story: Story) -> None:
    await english(story.anna)
    before = await people(story)
    heard = await told(story.anna, "!skill leader", "error-skill-person")
    assert "Nothing is changed" in heard.text
    assert "!skill @bo:example.org leader" in heard.text
    await told(story.anna, "!skill @nobody:example.org", "error-skill-person")
    await told(story.anna, "!skill @nobody:example.org leader off", "error-skill-person")
    assert await people(story) == before


async def test_a_person_without_chat_who_is_there_already_can_have_a_skill(story: Story) -> None:
    number = await ringstuga(story)
    await told(story.anna, f'!boka {number} "Karin Ek"', "book-done")
    heard = await story.anna.says('!kunskap "karin ek" ringledare', room=story.organizers_room)
    assert "Karin Ek kan nu vara ringledare" in heard.text


async def test_of_two_who_are_called_so_the_bot_asks_which(story: Story) -> None:
    await story.bo.says("!mina")
    other = await other_bo(story)
    heard = await story.anna.says("!kunskap @bo ringledare", room=story.organizers_room)
    assert heard.kind == "person-choose"
    assert f"1. Bo: !kunskap {BO} ringledare" in heard.text
    (given,) = await story.anna.reacts(heard, "2️⃣")
    assert given.kind == "skill-given"
    heard = await story.anna.says(f"!kunskap {other.address}", room=story.organizers_room)
    assert heard.text == "Bo: ringledare."


async def test_an_open_room_is_not_told_whole_accounts(story: Story) -> None:
    await story.bo.says("!mina")
    other = await other_bo(story)
    await english(story.anna)
    story.anna.new()
    heard = await told(story.anna, "!skill bo leader", "person-choose")
    assert "I have written to you alone" in heard.text
    assert BO not in heard.text
    (alone,) = story.anna.new()
    assert alone.kind == "person-choose-alone"
    assert f"!skill {other.address} leader" in alone.text
    heard = await told(story.anna, "!kunskap @leyla ringledare", "error-person")
    await story.leyla.says("!mina")
    heard = await told(story.anna, "!kunskap @leyla ringledare", "skill-given")
    assert LEYLA not in heard.text


async def test_the_one_without_chat_can_be_chosen_among_those_of_one_name(story: Story) -> None:
    number = await ringstuga(story)
    await story.bo.says("!mina")
    await told(story.anna, f'!boka {number} "Bo"', "book-done")
    heard = await story.anna.says("!kunskap bo ringledare", room=story.organizers_room)
    assert '2. Bo, utan chatt: !kunskap "Bo" ringledare ändå' in heard.text
    (given,) = await story.anna.reacts(heard, "2️⃣")
    assert given.kind == "skill-given"
    heard = await story.anna.says(f"!kunskap {BO}", room=story.organizers_room)
    assert "ingen kunskap är noterad" in heard.text


async def test_a_skill_alone_shows_who_has_it(story: Story) -> None:
    await story.bo.says("!mina")
    await told(story.anna, f"!kunskap {BO} ringledare", "skill-given")
    await told(story.anna, f"!kunskap {BO} sång", "skill-given")
    heard = await story.anna.says("!kunskap Ringledare", room=story.organizers_room)
    assert heard.kind == "skill-list"
    assert "ringledare: Bo" in heard.text
    assert "sång" not in heard.text


async def test_a_seat_is_booked_and_freed_by_the_short_form(story: Story) -> None:
    number = await ringstuga(story)
    await story.bo.says("!mina")
    heard = await told(story.anna, f"!boka {number} @bo", "book-done")
    assert BO not in heard.text
    assert kinds(story.bo.new()) == ["booked-by-other"]
    await other_bo(story)
    await told(story.anna, f"!avbokaperson {number} @bo", "unbook-done")
    assert await booked(story, number) == [], "only one of them was booked"
    heard = await story.anna.says(f"!boka {number} @bo", room=story.organizers_room)
    assert heard.kind == "person-choose"
    (done,) = await story.anna.reacts(heard, "1️⃣")
    assert done.kind == "book-done"
    assert await booked(story, number) == ["Bo"]


async def test_one_person_can_be_asked_to_swap_by_the_short_form_or_by_name(story: Story) -> None:
    number = await ringstuga(story)
    await story.leyla.says("!mina")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    await told(story.bo, f"!byt {number} @leyla", "swap-asked")
    assert kinds(story.leyla.new()) == ["swap-ask"]
    await told(story.bo, f"!byt {number} leyla", "swap-already")
    await told(story.bo, f"!byt {number} @karin", "error-person")


async def test_who_belongs_to_another_district_alone_is_found_by_the_whole_account_only(
    tmp_path: Path,
) -> None:
    async with two_districts(tmp_path, anna_organizes=("sjuharad",)) as story:
        dalarna = Place(story, "!dalarna")
        await story.server.invite_bot(dalarna.address, by=story.bo.address)
        await story.settle()
        await story.bo.says("!aktivitet ny torg", room=dalarna)
        await story.bo.says("!pass ny torg tor 18-20", room=dalarna)
        await story.leyla.says("!anmäl 1", room=dalarna)
        await told(story.anna, "!kunskap @leyla ringledare", "error-person")
        await told(story.anna, f"!kunskap {LEYLA} ringledare", "skill-given")
        await told(story.anna, "!kunskap @leyla ringledare", "skill-had")
