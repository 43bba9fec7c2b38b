"""Encrypted messages that could not be read: told once, and carried out late only where it does no harm."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.platforms.base import IncomingKind
from tests.support.story import Heard, Place, Someone, Story


async def unreadable(story: Story, who: Someone, *, room: Place | None = None) -> list[Heard]:
    where = room or story.district_room
    await story.server.post(story.server.make(IncomingKind.UNREADABLE, where.address, who.address))
    await story.settle()
    return who.new()


async def reads_late(story: Story, who: Someone, text: str, since: datetime) -> list[Heard]:
    """The key of something that came at `since` has come."""
    event = story.server.make(
        IncomingKind.MESSAGE,
        story.district_room.address,
        who.address,
        text=text,
        encrypted=True,
        held_since=since,
    )
    await story.server.post(event)
    await story.settle()
    return story.answers_to(event.event_id)


async def begun(story: Story) -> datetime:
    await story.anna.says('!aktivitet ny ringstuga "Ringstuga"')
    await story.anna.says("!pass ny ringstuga 2024-05-14 18-20")
    await story.bo.says("!mina")
    await story.pass_time(minutes=1)
    since = story.clock.now()
    await story.pass_time(minutes=30)
    story.district_room.new()
    story.bo.new()
    return since


async def test_whoever_wrote_it_is_told_alone_how_to_help(story: Story) -> None:
    await begun(story)
    (told,) = await unreadable(story, story.bo)
    assert told.kind == "error-unreadable"
    assert "inget är ändrat" in told.text
    assert "Verifiera" in told.text
    assert told.notify
    assert story.district_room.new() == []


async def test_the_same_in_english(story: Story) -> None:
    since = await begun(story)
    await story.bo.says("!language en")
    story.bo.new()
    (told,) = await unreadable(story, story.bo)
    assert "nothing has changed" in told.text
    (late,) = await reads_late(story, story.bo, "!signup ringstuga", since)
    assert late.kind == "error-read-late"
    assert "done nothing" in late.text


async def test_in_a_direct_room_it_is_said_there(story: Story) -> None:
    await begun(story)
    await story.bo.says("hjälp", room=story.bo.direct)
    (told,) = [
        one for one in await unreadable(story, story.bo, room=story.bo.direct) if one.kind != "help-list"
    ][-1:]
    assert told.room == story.bo.direct.address


async def test_a_command_is_carried_out_when_its_key_comes_and_nothing_was_said_since(story: Story) -> None:
    since = await begun(story)
    (heard,) = await reads_late(story, story.bo, "!anmäl ringstuga", since)
    assert heard.kind == "signup-booked"


async def test_several_that_waited_are_all_carried_out(story: Story) -> None:
    since = await begun(story)
    (one,) = await reads_late(story, story.bo, "!anmäl ringstuga", since)
    (two,) = await reads_late(story, story.bo, "!avboka ringstuga", since + timedelta(minutes=1))
    assert (one.kind, two.kind) == ("signup-booked", "leave-done")


async def test_what_the_person_wrote_meanwhile_stands(story: Story) -> None:
    since = await begun(story)
    await story.bo.says("!anmäl ringstuga")
    await story.bo.says("!avboka ringstuga")
    (late,) = await reads_late(story, story.bo, "!anmäl ringstuga", since)
    assert late.kind == "error-read-late"
    assert "inte gjort något" in late.text
    assert (await story.bo.says("!mina")).kind == "mine-none"


async def test_what_somebody_else_wrote_meanwhile_is_no_reason(story: Story) -> None:
    since = await begun(story)
    await story.leyla.says("!mina")
    (late,) = await reads_late(story, story.bo, "!anmäl ringstuga", since)
    assert late.kind == "signup-booked"


async def test_after_a_day_it_is_not_carried_out(story: Story) -> None:
    since = await begun(story)
    await story.pass_time(hours=24)
    (late,) = await reads_late(story, story.bo, "!anmäl ringstuga", since)
    assert late.kind == "error-read-late"
    assert (await story.bo.says("!mina")).kind == "mine-none"


async def test_talk_among_members_that_can_be_read_at_last_is_nobodys_business(story: Story) -> None:
    since = await begun(story)
    await story.pass_time(hours=24)
    assert await reads_late(story, story.bo, "hej på er", since) == []
    assert await reads_late(story, story.bo, "!hejsan", since) == []
