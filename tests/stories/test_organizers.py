"""Organizers appoint each other, and a district is never left without one."""

from __future__ import annotations

import pytest

from bot.platforms.base import Membership
from storage.queries.settings import Settings as StoredSettings
from tests.stories.given import at, english, kinds, ringstuga, told
from tests.support.story import Story

ANNA, BO, LEYLA = "@anna:example.org", "@bo:example.org", "@leyla:example.org"


async def organizers(story: Story) -> list[str]:
    async with story.store() as store:
        return [one.name for one in await store.people.organizers(1)]


async def test_a_new_organizer_is_told_and_may_at_once_do_all_that_organizers_do(story: Story) -> None:
    await ringstuga(story)
    await told(story.bo, "!boka 1 @leyla:example.org", "error-forbidden")
    await told(story.anna, f"!organisatör ny {BO}", "organizer-add-done")
    (heard,) = story.bo.new()
    assert heard.kind == "organizer-appointed"
    assert "Anna har gjort dig till organisatör för Vänsterpartiet Sjuhärad" in heard.text
    await told(story.bo, "!boka 1 @leyla:example.org", "book-done")
    await told(story.bo, f"!organisatör ny {LEYLA}", "organizer-add-done")


async def test_twice_is_said_and_told_once(story: Story) -> None:
    await story.bo.says("!pass")
    await told(story.anna, f"!organisatör ny {BO}", "organizer-add-done")
    await told(story.anna, f"!organisatör ny {BO}", "organizer-already")
    assert kinds(story.bo.new()) == ["organizer-appointed"]
    assert await organizers(story) == ["Anna", "Bo"]


async def test_an_account_nobody_has_heard_of_is_pointed_out(story: Story) -> None:
    heard = await told(story.anna, "!organisatör ny @boo:example.org", "organizer-add-done")
    assert "aldrig hört av det kontot" in heard.text
    assert "!organisatör tabort @boo:example.org" in heard.text


async def test_removing_asks_first_and_then_does_it_at_once(story: Story) -> None:
    await story.bo.says("!pass")
    await story.anna.says(f"!organisatör ny {BO}")
    story.bo.new()
    heard = await told(story.anna, f"!organisatör tabort {BO}", "organizer-remove-confirm")
    assert f"!organisatör tabort {BO} ändå" in heard.text
    assert await organizers(story) == ["Anna", "Bo"]
    assert story.bo.new() == []
    await told(story.anna, f"!organisatör tabort {BO} ändå", "organizer-remove-done")
    assert await organizers(story) == ["Anna"]
    assert kinds(story.bo.new()) == ["organizer-dismissed"]
    await told(story.bo, "!organisatör lista", "error-forbidden")


async def test_the_last_organizer_stays_even_when_insisted_upon(story: Story) -> None:
    for text in (f"!organisatör tabort {ANNA}", f"!organisatör tabort {ANNA} ändå"):
        await told(story.anna, text, "error-last-organizer")
    assert await organizers(story) == ["Anna"]


async def test_one_can_step_down_and_is_told_what_that_means(story: Story) -> None:
    await story.bo.says("!pass")
    await story.anna.says(f"!organisatör ny {BO}")
    heard = await told(story.bo, f"!organisatör tabort {BO}", "organizer-remove-confirm")
    assert "kan inte ångra det själv" in heard.text
    await told(story.bo, f"!organisatör ta bort {BO} ändå", "organizer-remove-done")
    await told(story.bo, "!organisatör lista", "error-forbidden")


async def test_who_stands_in_the_configuration_is_appointed_once_and_not_at_every_start(story: Story) -> None:
    await story.bo.says("!pass")
    await story.anna.says(f"!organisatör ny {BO}")
    heard = await told(story.bo, f"!organisatör tabort {ANNA}", "organizer-remove-confirm")
    assert "det gör ingen till organisatör på nytt" in heard.text
    heard = await told(story.bo, f"!organisatör tabort {ANNA} ändå", "organizer-remove-done")
    assert "konfiguration" in heard.text
    assert await organizers(story) == ["Bo"]
    await story.restart()
    assert await organizers(story) == ["Bo"]


async def test_whoever_was_banned_and_came_back_is_no_organizer_after_a_restart(story: Story) -> None:
    await story.bo.says("!pass")
    await story.anna.says(f"!organisatör ny {BO}")
    for place in (story.district_room, story.organizers_room):
        await story.moves(story.anna, Membership.BAN, place=place, by=story.bo)
    await story.moves(story.anna, Membership.JOIN)
    await story.restart()
    assert await organizers(story) == ["Bo"]


async def test_where_nobody_is_left_the_configuration_appoints_anew_and_the_log_says_so(story: Story) -> None:
    await story.anna.says("!glömmig", room=story.anna.direct)
    await story.anna.says("!glömmig ändå", room=story.anna.direct)
    await story.restart()
    assert await organizers(story) == []  # they asked for it, and are nobody
    await story.anna.says("!pass")
    await story.restart()
    assert await organizers(story) == ["Anna"]
    heard = await story.anna.says("!logg", room=story.organizers_room)
    assert "Passet gjorde Anna till organisatör, för det står i konfigurationen" in heard.text


async def test_control_without_the_note_the_configuration_would_appoint_anew(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    await story.bo.says("!pass")
    await story.anna.says(f"!organisatör ny {BO}")
    await story.bo.says(f"!organisatör tabort {ANNA} ändå")

    async def never(_self: object, _key: str) -> list[str]:
        return []

    monkeypatch.setattr(StoredSettings, "first_organizers", never)
    await story.restart()
    assert sorted(await organizers(story)) == ["Anna", "Bo"]


async def test_the_names_are_listed_only_where_names_may_be_read(story: Story) -> None:
    await story.bo.says("!pass")
    await story.anna.says(f"!organisatör ny {BO}")
    heard = await told(story.anna, "!organisatör lista", "organizer-count")
    assert "2 organisatörer" in heard.text
    assert "Bo" not in heard.text
    (alone,) = story.anna.new()
    assert (alone.kind, "• Anna (från konfigurationen)\n• Bo" in alone.text) == ("organizer-list", True)
    heard = await story.anna.says("!organisatör", room=story.organizers_room)
    assert heard.kind == "organizer-list"


async def test_what_is_no_account_or_no_organizer_changes_nothing(story: Story) -> None:
    await told(story.anna, "!organisatör ny", "error-arguments")
    await told(story.anna, "!organisatör ny Leyla", "error-person")
    await told(story.anna, "!organisatör ny @bo", "error-person")
    await told(story.anna, "!organisatör tabort @nobody:example.org ändå", "error-not-organizer")
    await told(story.anna, f"!organisatör tabort {BO} ändå", "error-not-organizer")
    assert await organizers(story) == ["Anna"]


async def test_it_is_recorded_who_made_whom_an_organizer(story: Story) -> None:
    await story.anna.says(f"!organisatör ny {BO}")
    await story.anna.says(f"!organisatör tabort {BO}")
    await story.anna.says(f"!organisatör tabort {BO} ändå")
    async with story.store() as store:
        found = await store.people.identity("memory", BO)
        assert found is not None
        entries = [
            one for one in await store.audit.all() if one.action in ("organizer-add", "organizer-remove")
        ]
        assert [(one.action, one.person_id) for one in entries] == [
            ("organizer-add", found[1].id),
            ("organizer-remove", found[1].id),
        ]


async def test_the_same_in_english(story: Story) -> None:
    for one in (story.anna, story.bo):
        await english(one)
    await told(story.anna, f"!organizer add {BO}", "organizer-add-done")
    (heard,) = story.bo.new()
    assert "Anna has made you an organizer of Vänsterpartiet Sjuhärad" in heard.text
    heard = await told(story.anna, f"!organizer remove {BO}", "organizer-remove-confirm")
    assert f"!organizer remove {BO} anyway" in heard.text
    await told(story.anna, f"!organizer remove {BO} anyway", "organizer-remove-done")
    assert (await story.anna.says("!organizer list", room=story.organizers_room)).kind == "organizer-list"


async def test_in_the_night_the_answer_says_when_the_new_organizer_is_told(story: Story) -> None:
    await story.bo.says("!pass")
    await at(story, "2024-05-06 22:00")
    heard = await told(story.anna, f"!organisatör ny {BO}", "organizer-add-done")
    assert "Det är natt nu, så det kommer fram" in heard.text
    assert story.bo.new() == []
    await at(story, "2024-05-07 08:05")
    assert "organizer-appointed" in kinds(story.bo.new())
