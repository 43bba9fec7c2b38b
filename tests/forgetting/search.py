"""Looking for what is left of somebody, everywhere the bot has put anything."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import func, select

from bot.backups import back_up
from bot.exporting import export
from bot.settings import Settings
from storage.models import Shift, Signup
from tests.forgetting.history import CANARIES
from tests.support.story import Story

EXPORTS = (
    *(
        (what, form)
        for what in ("signups", "shifts", "activities", "people", "audit")
        for form in ("json", "csv")
    ),
    ("shifts", "ics"),
)


def file_of(story: Story) -> Path:
    return Path(story.url.partition(":///")[2])


def configured(story: Story) -> Settings:
    storage = story.settings.storage.model_copy(update={"url": story.url})
    return story.settings.model_copy(update={"storage": storage})


def names_canary(content: bytes, words: Iterable[str]) -> bool:
    folded = content.lower()
    return any(word.lower().encode() in folded for word in words)


async def traces(story: Story, folder: Path, *, words: Iterable[str] = CANARIES) -> list[str]:
    """Where they are still found: files by name, messages by kind. Makes a backup and every export."""
    words = tuple(words)
    database = file_of(story)
    looked_at = [one for one in database.parent.rglob("*") if one.is_file()]
    later = folder / "later.db"
    await asyncio.to_thread(back_up, database, story.clock.now(), later)
    looked_at.append(later)
    for what, form in EXPORTS:
        out = folder / f"{what}.{form}"
        await asyncio.to_thread(export, configured(story), what, form, out, clock=story.clock)
        looked_at.append(out)
    found = [one.name for one in looked_at if names_canary(one.read_bytes(), words)]
    return sorted(found) + said(story, words)


def said(story: Story, words: Iterable[str]) -> list[str]:
    """What the bot has said with their name, or to them, and has not taken back."""
    gone = story.server.redacted
    return [
        f"[{one.message.kind}] in {one.message.room}"
        for one in story.server.ledger
        if one.event_id not in gone
        and (
            names_canary(one.message.text.encode(), words)
            or names_canary(" ".join(one.message.mentions).encode(), words)
            or (one.message.file is not None and names_canary(one.message.file.data, words))
        )
    ]


async def figures(story: Story) -> dict[tuple[int, str], tuple[int, int]]:
    """Of shifts that have begun: how many people in which state, and their guests."""
    async with story.store() as store:
        rows = await store.session.execute(
            select(Signup.shift_id, Signup.state, func.count(), func.sum(Signup.guests))
            .join(Shift, Shift.id == Signup.shift_id)
            .where(Shift.starts_at <= story.clock.now())
            .group_by(Signup.shift_id, Signup.state)
        )
        return {(row[0], row[1]): (row[2], row[3]) for row in rows}


async def seats_of_others(story: Story, but: int | None) -> dict[tuple[int, int], str]:
    """Who has which place where, by person and shift, but for one person."""
    async with story.store() as store:
        rows = await store.session.execute(select(Signup.person_id, Signup.shift_id, Signup.state))
        return {(row[0], row[1]): row[2] for row in rows if row[0] != but}
