"""A row that cannot be dealt with, a database that does not answer, and people who never stop."""

from __future__ import annotations

import re
import sqlite3
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

import bot.conversation
import commands.bind
import storage.engine
from bot.flood import BURST
from commands.context import Context
from commands.declare import Command
from commands.reply import Reply
from storage.queries.inbox import MAX_ATTEMPTS
from tests.support.story import Story

POISON = "9999999"


@pytest.fixture
def tries(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Commands that name shift 9999999 blow up in the middle of their work; how often they were tried."""
    seen: list[str] = []
    real = commands.bind.perform

    async def perform(ctx: Context, command: Command, rest: str) -> Reply:
        reply = await real(ctx, command, rest) if POISON not in rest else None
        if reply is None:
            seen.append(rest)
            ctx.asker.name = "half done"
            await ctx.store.flush()
            raise ZeroDivisionError("a mistake of ours")
        return reply

    monkeypatch.setattr(bot.conversation, "perform", perform)
    return seen


async def test_a_poison_command_is_set_aside_and_the_person_is_told(story: Story, tries: list[str]) -> None:
    heard = await story.bo.says(f"!anmäl {POISON}")
    assert heard.kind == "error-failed"
    assert re.search(r"[0-9a-f]{6}", heard.text), "there is no reference to quote"
    assert len(tries) == 1 + MAX_ATTEMPTS, "once among others, then alone"
    async with story.store() as store:
        found = await store.people.identity("memory", story.bo.address)
    assert found is None or found[1].name != "half done", "a failed command left something behind"


async def test_a_poison_command_harms_nobody_else(story: Story, tries: list[str]) -> None:
    before = await story.hear(story.leyla, "!anmäl 1")
    await story.hear(story.bo, f"!anmäl {POISON}")
    after = await story.hear(story.leyla, "!mina")
    await story.settle()
    told = {event: kind for one in story.told for event, kind in one.message.answers.items()}
    assert told[before] == "signup-booked"
    assert told[after] == "mine-list"


async def test_a_set_aside_command_is_not_tried_again_after_a_restart(story: Story, tries: list[str]) -> None:
    await story.bo.says(f"!anmäl {POISON}")
    count = len(tries)
    await story.restart()
    assert len(tries) == count


async def test_a_locked_database_delays_and_loses_nothing(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage.engine, "BUSY_TIMEOUT_MS", 1)
    await story.restart()
    event = await story.hear(story.bo, "!anmäl 1")
    other = sqlite3.connect(story.app.database.path, isolation_level=None, timeout=0)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError):
        await story.app.dispatcher.step()
    other.execute("ROLLBACK")
    other.close()
    await story.settle()
    assert [one.message.answers for one in story.told] == [{event: "signup-booked"}]


async def test_a_flood_is_told_once_and_does_not_slow_others_down(story: Story) -> None:
    for _ in range(BURST + 50):
        await story.hear(story.mallory, "!mina")
    event = await story.hear(story.bo, "!anmäl 1")
    await story.settle()
    told = {event: kind for one in story.told for event, kind in one.message.answers.items()}
    assert told[event] == "signup-booked"
    kinds = [kind for one in story.told for kind in one.message.answers.values()]
    assert kinds.count("error-flood") == 1
    assert len(kinds) == BURST + 2


async def test_whoever_flooded_is_answered_again_after_a_while(story: Story) -> None:
    for _ in range(BURST + 5):
        await story.hear(story.bo, "!mina")
    await story.settle()
    await story.bo.says_unanswered("!mina")
    story.clock.advance(timedelta(minutes=5))
    assert (await story.bo.says("!mina")).kind == "mine-none"


async def test_a_day_of_commands_sent_at_once_is_answered_in_full(story: Story) -> None:
    events = [await story.hear(story.bo, "!mina") for _ in range(200)]
    await story.settle()
    told = [event for one in story.told for event in one.message.answers]
    assert told == events
