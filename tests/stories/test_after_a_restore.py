"""A backup is put back: what was said since is carried out again, and no message is swallowed."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.database import backup, restore
from tests.support.story import Story, settings


async def test_after_a_restore_what_was_said_since_is_done_again(story: Story, tmp_path: Path) -> None:
    configured = settings(storage={"url": story.url})
    await story.anna.says('!aktivitet ny ringstuga "Ringstuga"')
    await story.anna.says("!pass ny ringstuga 2024-05-14 18-20 platser=1")
    backup(configured, tmp_path / "kept.db", clock=story.clock)
    first = await story.bo.says("!anmäl ringstuga")
    assert first.kind == "signup-booked"

    await story.stop_bot()
    await asyncio.to_thread(restore, configured, tmp_path / "kept.db", clock=story.clock)
    await story.start_bot()
    await story.settle()

    async with story.store() as store:
        shift = await store.shifts.by_number(1, 1)
        assert shift is not None
        assert shift.booked == 1, "the confirmed sign-up came back"
    (event,) = first.message.answers
    assert [heard.kind for heard in story.answers_to(event)] == ["signup-booked", "signup-booked"]
    assert (await story.leyla.says("!anmäl ringstuga")).kind == "signup-waitlisted"


async def test_messages_that_reuse_a_number_after_a_restore_reach_people(
    story: Story, tmp_path: Path
) -> None:
    """The homeserver knows the ids of what was sent after the backup, and would drop what reuses them."""
    configured = settings(storage={"url": story.url})
    backup(configured, tmp_path / "kept.db", clock=story.clock)
    for _ in range(3):
        await story.bo.says("!aktiviteter")
    async with story.store() as store:
        now = await store.settings.token("memory")
    assert now is not None

    await story.stop_bot()
    await asyncio.to_thread(restore, configured, tmp_path / "kept.db", clock=story.clock)
    await story.start_bot()
    async with story.app.database.writing() as writing:
        await writing.settings.keep_token("memory", now)  # nothing is read again: only what is new is heard
    assert (await story.anna.says('!aktivitet ny torg "Torgmöte"')).kind == "activity-added"
