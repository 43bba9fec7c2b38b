"""What organizers and leads may do, nobody else can: each command, in both languages, in every place."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot import conversation
from commands import REGISTRY
from commands.declare import Command, Who
from storage.models import Activity, Base, Board, Organizer, Outbox, Room, Seat, Shift, Signup
from tests.stories.given import activity, ringstuga, shift, told
from tests.support.story import Story

BO = "@bo:example.org"
ARGUMENTS = {
    "activity-add": "ny",
    "activity-edit": 'ringstuga "Något annat"',
    "activity-archive": "ringstuga anyway",
    "shift-add": "ringstuga ons 18-20",
    "shift-copy": "1 to 21/5",
    "shift-edit": "1 seats=3",
    "shift-cancel": "1 anyway",
    "shift-close": "1",
    "shift-open": "1",
    "shift-keep": "1",
    "shift-merge": "1 1 anyway",
    "booked": "1",
    "book": f"1 {BO}",
    "unbook": "1 @leyla:example.org",
    "broadcast": '1 "hej"',
    "attended": "1",
    "missed": "1 @leyla:example.org",
    "excused": "1 @leyla:example.org",
    "report": "1 40 12 3",
    "status": "",
    "audit": "",
    "room": "role=organizers",
    "skill": f"{BO} ringledare",
    "card": "ringstuga",
    "poll": "ringstuga 14/5 15/5 18-20",
    "poll-close": "ringstuga",
    "organizer-add": BO,
    "organizer-remove": "@anna:example.org anyway",
    "organizer-list": "",
}
KEPT: tuple[type[Base], ...] = (Activity, Shift, Signup, Seat, Organizer, Room, Board)
LIMITED = [one for one in REGISTRY.commands if one.who is not Who.ALL]


async def everything(story: Story) -> list[list[str]]:
    """All that a forbidden command could have changed; that somebody wrote in a room is noted anyhow."""
    async with story.store() as store:
        return [
            [
                str([getattr(row, one.key) for one in table.__table__.columns if one.key != "used_at"])
                for row in rows
            ]
            for table in KEPT
            for rows in [(await store.session.scalars(select(table))).all()]
        ]


async def test_every_command_that_is_not_for_all_is_tried_here() -> None:
    assert {one.id for one in LIMITED} == set(ARGUMENTS)


@pytest.mark.parametrize("language", ["sv", "en"])
async def test_a_volunteer_is_refused_and_nothing_changes(story: Story, language: str) -> None:
    await ringstuga(story)
    await story.leyla.says("!anmäl 1")
    await story.bo.says(f"!language {language}")
    before = await everything(story)
    story.leyla.new()
    for one in LIMITED:
        for room in (story.district_room, story.organizers_room, story.bo.direct):
            heard = await story.bo.says(f"!{one.name(language)} {ARGUMENTS[one.id]}", room=room)
            assert heard.kind == "error-forbidden", f"{one.id}: {heard}"
            assert "Leyla" not in heard.text
    assert {"sv": "Fråga en organisatör", "en": "ask an organizer"}[language] in heard.text
    assert await everything(story) == before
    assert story.leyla.new() == []


async def test_without_admission_a_volunteer_would_change_what_is_not_theirs(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: what the commands themselves ask of a lead does not hold up who is none."""

    async def everybody(*_: object) -> None:
        return None

    await ringstuga(story)
    await story.leyla.says("!anmäl 1")
    before = await everything(story)
    monkeypatch.setattr(conversation, "admit", everybody)
    for text in ("!aktivitet ny kalas", f"!organisatör ny {BO}"):
        heard = await story.bo.says(text)
        assert heard.kind != "error-forbidden"
    assert await everything(story) != before


@pytest.mark.parametrize("one", [one for one in LIMITED if one.who is Who.LEAD], ids=lambda one: one.id)
async def test_a_lead_is_refused_for_any_other_activity(story: Story, one: Command) -> None:
    await ringstuga(story)
    await story.leyla.says("!anmäl 1")
    await activity(story, "torgmöte", more="ansvarig=@bo:example.org")
    before = await everything(story)
    story.leyla.new()
    await told(story.bo, f"!{one.name('sv')} {ARGUMENTS[one.id]}", "error-forbidden")
    assert await everything(story) == before
    assert story.leyla.new() == []


async def test_a_name_or_a_role_typed_as_ones_own_gives_no_rights(story: Story) -> None:
    await ringstuga(story)
    story.mallory.name = "Anna"
    for text in ("!bokade 1", "!organisatör ny @mallory:elsewhere.org", "!rum roll=organisatörer"):
        await told(story.mallory, text, "error-forbidden")


async def test_nobody_is_told_anything_by_a_refused_broadcast_even_later(story: Story) -> None:
    await ringstuga(story)
    await story.leyla.says("!anmäl 1")
    await story.bo.says('!meddela 1 "hej"')
    async with story.store() as store:
        rows = (await store.session.scalars(select(Outbox).where(Outbox.kind == "broadcast"))).all()
        assert list(rows) == []


async def test_a_lead_loses_the_rights_with_the_activity(story: Story) -> None:
    await activity(story, more="ansvarig=@bo:example.org")
    await shift(story)
    assert (await story.bo.says("!bokade 1")).kind == "booked-counts"
    await told(story.anna, "!aktivitet ändra ringstuga ansvarig=@leyla:example.org", "activity-edited")
    await told(story.bo, "!bokade 1", "error-forbidden")
