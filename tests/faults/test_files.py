"""A message and its file: both arrive, each once, and the message whatever becomes of the file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

import bot.answers
from bot.papers import FORMS
from bot.parcels import Envelopes
from bot.platforms.base import File, RateLimited, Refused
from bot.platforms.memory import LostAnswer
from commands.reply import Reply
from tests.faults.outgoing import CALENDAR, fate, keeps, row, write
from tests.faults.test_once_and_only_once import Dies
from tests.support.story import Heard, Story


def said(story: Story) -> list[str]:
    """What came into the district's room: the text of a message, the name of a file."""
    return [one.file.name if one.file else one.text for one in story.district_room.new(files=True)]


@pytest.fixture
def with_calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every answer comes with a file."""
    give = bot.answers.Answers.give

    async def with_file(self: Any, asked: Any, scene: Any, reply: Reply) -> None:
        await give(self, asked, scene, Reply(say=reply.say, options=reply.options, attachment=CALENDAR))

    monkeypatch.setattr(bot.answers.Answers, "give", with_file)


@pytest.mark.usefixtures("with_calendar")
async def test_the_file_follows_the_answer_and_is_none_itself(story: Story) -> None:
    answer = await story.bo.says("!anmäl 1")
    text, file = story.district_room.new(files=True)
    assert text == answer
    assert file.file == File("pass.ics", "text/calendar", b"BEGIN:VCALENDAR", "Ditt pass")
    assert (file.kind, file.message.answers, file.mentions) == ("signup-booked", {}, ())
    assert file.message.id == f"{text.message.id}-file"


async def test_what_the_file_is_made_of_is_not_kept(story: Story) -> None:
    (sent,) = await write(story, row(story, story.district_room, attachment=CALENDAR))
    assert (await keeps(story, sent))[1] == CALENDAR
    await story.settle()
    assert await keeps(story, sent) == (None, None)
    assert said(story) == ["Tre platser kvar", "pass.ics"]


@pytest.mark.usefixtures("with_calendar")
@pytest.mark.parametrize(("at", "stage"), [(1, "after"), (2, "before"), (2, "after")])
async def test_a_crash_around_the_file_neither_loses_nor_doubles_anything(
    story: Story, at: int, stage: str
) -> None:
    await story.hear(story.bo, "!anmäl 1")
    story.server.fault = Dies(at=at, stage=stage)
    await story.settle()
    story.server.fault = None
    await story.crash()
    await story.restart()
    heard = story.district_room.new(files=True)
    assert [one.file is not None for one in heard] == [False, True]


@pytest.mark.usefixtures("with_calendar")
async def test_control_a_fresh_transaction_id_doubles_the_file(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = iter("abcdef")
    monkeypatch.setattr(Envelopes, "file_txn_id", lambda _self, _parcel: next(ids))
    await story.hear(story.bo, "!anmäl 1")
    story.server.fault = Dies(at=2)
    await story.settle()
    story.server.fault = None
    await story.crash()
    await story.restart()
    assert [one.file is not None for one in story.district_room.new(files=True)] == [False, True, True]


async def test_a_day_later_the_file_is_looked_for_as_the_message_is(story: Story) -> None:
    await write(story, row(story, story.district_room, attachment=CALENDAR))
    story.server.fault = LostAnswer(1)
    await story.settle()
    story.server.forget_transactions()
    story.clock.advance(timedelta(hours=25))
    await story.settle()
    assert said(story) == ["Tre platser kvar", "pass.ics"]


def broken(_attachment: dict[str, Any]) -> File:
    raise ValueError("no such font")


@pytest.mark.parametrize(
    ("attachment", "form"),
    [(CALENDAR, broken), ({"form": "papyrus"}, None), ({}, None), ({"form": "text"}, None)],
)
async def test_a_paper_that_cannot_be_made_keeps_nothing_back(
    story: Story,
    attachment: dict[str, Any],
    form: Callable[[dict[str, Any]], File] | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if form is not None:
        monkeypatch.setitem(FORMS, "text", form)
    with capture_logs() as logs:
        (sent,) = await write(story, row(story, story.district_room, attachment=attachment))
        await story.settle()
    assert (await fate(story, sent))[0] == "sent"
    assert said(story) == ["Tre platser kvar"]
    assert [one["event"] for one in logs] == ["a paper cannot be made"]


async def test_a_file_that_the_server_does_not_take_keeps_nothing_back(story: Story) -> None:
    sendings = iter([None, Refused("too large", code="M_TOO_LARGE")])
    story.server.fault = lambda did, stage: (
        next(sendings, None) if (did, stage) == ("send", "before") else None
    )
    (sent,) = await write(story, row(story, story.district_room, attachment=CALENDAR))
    await story.settle()
    assert (await fate(story, sent))[0] == "sent"
    assert said(story) == ["Tre platser kvar"]


@pytest.mark.usefixtures("with_calendar")
async def test_answers_that_share_a_message_come_without_their_files(story: Story) -> None:
    for who in (story.bo, story.leyla):
        await story.hear(who, "!anmäl 1")
    await story.settle()
    heard: list[Heard] = story.district_room.new(files=True)
    assert [(one.kind, one.file) for one in heard] == [("answers", None)]


@pytest.mark.usefixtures("with_calendar")
async def test_a_file_in_a_room_gives_way_where_the_server_counts(story: Story) -> None:
    """The file would cost the answers of others their turn; whoever wants it asks the bot alone."""
    sendings = iter([None, RateLimited("slow down", retry_after=1.0)])
    story.server.fault = lambda did, stage: (
        next(sendings, None) if (did, stage) == ("send", "before") else None
    )
    await story.bo.says("!anmäl 1")
    story.server.fault = None
    await story.pass_time(seconds=5)
    await story.leyla.says("!anmäl 1")
    assert [one.file for one in story.district_room.new(files=True)] == [None, None]
    await story.leyla.says("!mina", room=story.leyla.direct)
    assert [one.file is not None for one in story.leyla.direct.new(files=True)] == [False, True]
