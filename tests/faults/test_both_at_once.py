"""The homeserver and the database fail together, as when the disk they share is full."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.platforms.base import RateLimited, Refused, Unavailable
from bot.platforms.memory import MemoryPlatform
from storage.queries.outbox import OutboxRows
from tests.support.story import Story


@pytest.fixture
def times(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, int], None]:
    """Let a statement about the outbox fail so many times, as a full disk or a lock would."""

    def fails(name: str, count: int) -> None:
        real = getattr(OutboxRows, name)
        left = [count]

        async def failing(*args: Any, **kwargs: Any) -> Any:
            if left[0]:
                left[0] -= 1
                raise OperationalError("UPDATE outbox", (), Exception("database or disk is full"))
            return await real(*args, **kwargs)

        monkeypatch.setattr(OutboxRows, name, failing)

    return fails


@pytest.mark.parametrize("trouble", [Unavailable("502"), RateLimited("429", retry_after=1.0)])
async def test_a_failed_sending_that_cannot_be_noted_is_tried_again(
    story: Story, times: Callable[[str, int], None], trouble: Exception
) -> None:
    troubles = [trouble]
    story.server.fault = lambda action, stage: (
        troubles.pop() if troubles and (action, stage) == ("send", "before") else None
    )
    times("postpone", 1)
    event = await story.hear(story.bo, "!anmäl 1")
    for _ in range(4):
        await story.settle()
        story.clock.advance(timedelta(seconds=30))
    assert [one.message.answers for one in story.told] == [{event: "signup-booked"}]
    assert (await story.bo.says("!mina")).kind == "mine-list", "the bot is mute"


async def test_a_refused_message_that_cannot_be_buried_stops_nobody(
    story: Story, times: Callable[[str, int], None]
) -> None:
    refused = [Refused("too large", code="M_TOO_LARGE")] * 2
    story.server.fault = lambda action, stage: (
        refused.pop() if refused and (action, stage) == ("send", "before") else None
    )
    times("give_up", 1)
    await story.hear(story.bo, "!anmäl 1")
    for _ in range(4):
        await story.settle()
        story.clock.advance(timedelta(seconds=30))
    assert (await story.bo.says("!mina")).kind == "mine-list", "the bot is mute"
    async with story.store() as store:
        assert await store.outbox.counts() == (0, 1), "one dead letter, nothing waiting"


async def test_proof_of_arrival_that_cannot_be_noted_does_not_end_the_program(
    story: Story, times: Callable[[str, int], None]
) -> None:
    platform = story.app.platform
    assert isinstance(platform, MemoryPlatform)
    times("sent", 1)
    await story.hear(story.bo, "!anmäl 1")
    with pytest.raises(OperationalError):
        await story.settle()
    await story.settle()
    assert [list(one.message.answers.values()) for one in story.told] == [["signup-booked"]]
