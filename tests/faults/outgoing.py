"""Rows of the outbox as a story needs them, beside those that commands write."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy import select, update

from bot.household import house_of
from bot.platforms.base import Outgoing, Receipt
from bot.platforms.memory import MemoryPlatform
from commands.post import EDIT_LANE, ROOM_LANE, Post
from storage.models import Outbox
from storage.states import OutboxAction
from storage.store import Store
from tests.support.story import TEXTS, Place, Story

CALENDAR = {
    "form": "text",
    "name": "pass.ics",
    "mimetype": "text/calendar",
    "text": "BEGIN:VCALENDAR",
    "alt": "Ditt pass",
}


async def write(story: Story, *rows: Outbox) -> list[int]:
    """Commit these rows; their ids. They are sent when the story is settled."""
    async with story.app.database.writing() as store:
        for row in rows:
            store.outbox.add(row)
        await store.flush()
        ids = [row.id for row in rows]
    story.app.delivery.wake()
    return ids


def row(story: Story, place: Place, text: str = "Tre platser kvar", **more: Any) -> Outbox:
    """Something said in a room of the bot's own accord."""
    values: dict[str, Any] = {
        "platform": "memory",
        "lane": f"{ROOM_LANE}{place.address}",
        "room": place.address,
        "kind": "card",
        "text": text,
        "created_at": story.clock.now(),
    }
    return Outbox(**(values | more))


def edit(story: Story, place: Place, text: str, **more: Any) -> Outbox:
    """An edit; `target` or `target_row` says of what."""
    lane = f"{EDIT_LANE}{ROOM_LANE}{place.address}"
    return row(story, place, text, **({"action": OutboxAction.EDIT, "lane": lane} | more))


async def fate(story: Story, row_id: int) -> tuple[str, str | None]:
    """The state of a row, and why."""
    async with story.store() as store:
        found = await store.session.get_one(Outbox, row_id)
        return found.state.value, found.reason


async def keeps(story: Story, row_id: int) -> tuple[str | None, dict[str, Any] | None]:
    """What is still kept of what a row says."""
    async with story.store() as store:
        query = select(Outbox.text, Outbox.attachment).where(Outbox.id == row_id)
        text, attachment = (await store.session.execute(query)).one()
        return text, attachment


async def replace_text(story: Story, row_id: int, text: str) -> None:
    """What is shown has changed again before it was sent."""
    async with story.app.database.writing() as store:
        await store.session.execute(update(Outbox).where(Outbox.id == row_id).values(text=text))


def post(story: Story, store: Store) -> Post:
    """For writing to people, at the story's time."""
    return Post(store=store, texts=TEXTS, house=house_of(story.settings), now=story.clock.now())


def meanwhile(story: Story, do: Callable[[], Awaitable[object]]) -> None:
    """While the next message is on its way (the server has it, the bot does not know), this happens."""
    platform = story.app.platform
    assert isinstance(platform, MemoryPlatform)
    send = platform.send

    async def interrupted(message: Outgoing, txn_id: str) -> Receipt:
        receipt = await send(message, txn_id)
        platform.send = send  # type: ignore[method-assign]
        await do()
        return receipt

    platform.send = interrupted  # type: ignore[method-assign]
