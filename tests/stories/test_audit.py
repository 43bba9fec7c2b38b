"""Who did what, and who looked at whose names, can be read afterwards; never what was said.

Issue 4, point 11.
"""

from __future__ import annotations

import pytest

from commands import REGISTRY
from commands.declare import Who
from storage.models import Audit
from tests.stories.given import at, english, ringstuga
from tests.support.story import Story

READS_NO_NAMES = {"status", "help"}
"""Commands for organizers or leads that show no names and change nothing."""
SAID: dict[str, str] = {
    "activity-add": "!aktivitet ny torgmöte",
    "activity-edit": "!aktivitet ändra ringstuga plats=Folkan",
    "activity-archive": "!aktivitet arkivera ringstuga ändå",
    "shift-add": "!pass ny ringstuga fre 18-20",
    "shift-copy": "!pass kopiera 1 till 21/5",
    "shift-edit": "!pass ändra 1 platser=9",
    "shift-cancel": "!pass ställin 1 ändå",
    "shift-close": "!pass stäng 1",
    "shift-open": "!pass öppna 2",
    "shift-keep": "!pass behåll 1",
    "shift-merge": "!pass slåihop 1 3 ändå",
    "booked": "!bokade 1",
    "book": "!boka 1 @leyla:example.org",
    "unbook": "!avbokaperson 1 @bo:example.org",
    "broadcast": '!meddela 1 "Ta med laddare"',
    "attended": "!närvaro 4 @bo",
    "missed": "!uteblev 4 @bo",
    "excused": "!förhinder 4 @bo",
    "report": "!rapport 4 40 12 3",
    "card": "!kort ringstuga",
    "poll": "!datum Grillkväll 17/5 18/5 18-20",
    "poll-close": "!datum stäng Frågan ändå",
    "skill": "!kunskap @bo ringledare",
    "audit": "!logg",
    "room": "!rum språk=en",
    "organizer-add": "!organisatör ny @bo:example.org",
    "organizer-remove": "!organisatör tabort @leyla:example.org ändå",
    "organizer-list": "!organisatör lista",
}


async def _rows(story: Story) -> list[Audit]:
    async with story.store() as store:
        return list(await store.audit.all())


def test_every_command_that_is_not_for_all_is_looked_at_here() -> None:
    trusted = {one.id for one in REGISTRY.commands if one.who is not Who.ALL}
    assert trusted - READS_NO_NAMES == set(SAID)


@pytest.mark.parametrize("command", SAID)
async def test_what_an_organizer_does_or_sees_leaves_a_line(story: Story, command: str) -> None:
    await _a_week_in_which_everything_can_be_done(story)
    before = len(await _rows(story))
    heard = await story.anna.says(SAID[command], room=story.organizers_room)
    assert not heard.kind.startswith("error-"), str(heard)
    anna, *_ = await _rows(story)
    new = (await _rows(story))[before:]
    assert new, f"{SAID[command]} left nothing in the log"
    assert {row.actor_id for row in new} == {anna.actor_id}


async def _a_week_in_which_everything_can_be_done(story: Story) -> None:
    """Shift 1 with Bo, 2 closed, 3 as 1 on another day, 4 of which is over, a poll, an organizer more."""
    anna, room = story.anna, story.organizers_room
    await ringstuga(story, "ons 18-20", more="platser=8 min=3")
    for line in (
        "!pass ny ringstuga tor 18-20",
        "!pass ny ringstuga lör 10-12",
        "!pass ny ringstuga mån 18-20",
        "!pass stäng 2",
        "!boka 1 @bo:example.org",
        "!boka 4 @bo:example.org",
        "!datum Frågan 17/5 18/5 18-20",
        "!organisatör ny @leyla:example.org",
    ):
        heard = await anna.says(line, room=room)
        assert not heard.kind.startswith("error-"), str(heard)
    await at(story, "2024-05-06 20:30")


async def test_the_log_says_who_did_what_to_whom(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl ringstuga")
    await story.anna.says("!boka 1 @leyla:example.org")
    await story.anna.says("!bokade 1", room=story.organizers_room)
    heard = await story.anna.says("!logg", room=story.organizers_room)
    assert heard.kind == "audit-list"
    lines = [line for line in heard.text.splitlines() if "#1" in line]
    assert "Anna såg vilka som är bokade på #1" in lines[0]
    assert "Anna bokade leyla på #1" in lines[1]
    assert "Bo anmälde sig till #1" in lines[2]


async def test_one_shift_one_activity_one_person(story: Story) -> None:
    await ringstuga(story)
    await story.anna.says("!aktivitet ny torgmöte")
    await story.bo.says("!anmäl ringstuga")
    room = story.organizers_room
    of_shift = (await story.anna.says("!logg #1", room=room)).text
    assert "Bo anmälde sig" in of_shift
    assert "torgmöte" not in of_shift
    assert "Bo anmälde sig" not in (await story.anna.says("!logg torgmöte", room=room)).text
    of_bo = (await story.anna.says("!logg @bo", room=room)).text
    assert "Bo anmälde sig" in of_bo
    assert "lade upp" not in of_bo


async def test_in_an_ordinary_room_it_comes_by_direct_message(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl ringstuga")
    heard = await story.anna.says("!logg")
    assert heard.kind == "audit-count"
    assert "Bo" not in heard.text
    assert "Bo anmälde sig" in story.anna.direct.new()[-1].text


async def test_it_is_for_organizers(story: Story) -> None:
    assert (await story.bo.says("!logg")).kind == "error-forbidden"


async def test_what_is_not_found_is_said(story: Story) -> None:
    heard = await story.anna.says("!logg finnsinte")
    assert heard.kind == "error-audit-unknown"
    assert "!logg" in heard.text
    await english(story.anna)
    assert "nothing was shown" in (await story.anna.says("!audit nobody")).text
    assert (await story.anna.says("!audit", room=story.organizers_room)).text.startswith("The latest")


async def test_another_districts_log_is_not_shown(story: Story) -> None:
    async with story.app.database.writing() as store:
        store.audit.record(
            "signup", at=story.clock.now(), district_id=None, actor_id=None, subject="shift:77"
        )
    assert "#77" not in (await story.anna.says("!logg", room=story.organizers_room)).text


async def test_nothing_that_was_written_is_in_it(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl ringstuga")
    await story.anna.says('!meddela 1 "hemligheten"')
    for row in await _rows(story):
        assert "hemlig" not in repr(vars(row))
