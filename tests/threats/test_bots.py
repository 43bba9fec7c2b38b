"""Bots that talk to bots would never end: of what they say nothing is listened to."""

from __future__ import annotations

import pytest

from bot.platforms.base import Outgoing
from bot.platforms.matrix import translate as translating
from bot.platforms.matrix.content import message_content
from bot.platforms.matrix.shapes import Json
from bot.platforms.matrix.translate import Scene, translate
from tests.platforms.matrix.events import BO, OWN, event, message
from tests.support.story import MONDAY
from tests.threats.town import GOOD, Town

OTHER = Scene(room="!r", own="@other:example.org", received=MONDAY, private=True)


def _of_another_passet(*, notify: bool, edits: str | None) -> Json:
    said = Outgoing(room="!r", text="mina", id="1", kind="reminder", notify=notify, edits=edits)
    return event("m.room.message", OWN, message_content(said))


def _of_any_bot(text: str) -> Json:
    return message(BO, text, msgtype="m.notice")


@pytest.mark.parametrize("edits", [None, "$first"])
@pytest.mark.parametrize("notify", [True, False])
def test_two_passets_never_answer_each_other(notify: bool, edits: str | None) -> None:
    assert translate(_of_another_passet(notify=notify, edits=edits), OTHER) is None


@pytest.mark.parametrize("edits", [None, "$first"])
@pytest.mark.parametrize("notify", [True, False])
def test_without_the_look_at_who_speaks_they_would(
    notify: bool, edits: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translating, "_is_talk", lambda _content: True)
    assert translate(_of_another_passet(notify=notify, edits=edits), OTHER) is not None


async def test_what_another_bot_says_is_not_answered(town: Town) -> None:
    said = [_of_any_bot(text) for text in ("!mina", "!hjälp", "!xyz", "Du är anmäld: !pass")]
    asked = message(BO, "!mina")
    await town.hear({"join": {GOOD: {"timeline": {"events": [*said, asked]}}}})
    assert town.server.answered == {asked["event_id"]: 1}


async def test_without_the_look_at_who_speaks_another_bot_is_answered(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translating, "_is_talk", lambda _content: True)
    said = _of_any_bot("!mina")
    await town.hear({"join": {GOOD: {"timeline": {"events": [said]}}}})
    assert town.server.answered[said["event_id"]] == 1


async def test_an_answer_is_nothing_that_another_bot_listens_to(town: Town) -> None:
    await town.say(BO, "!mina")
    assert town.server.sent[-1]["msgtype"] == "m.notice"
