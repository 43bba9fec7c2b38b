"""A fresh story for each test."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.clock import ManualClock
from storage.engine import Database
from tests.support.named import named_without_a_note
from tests.support.old_friends import everybody_is_told
from tests.support.story import MONDAY, Story, settings


@pytest.fixture(autouse=True)
def old_friends(request: pytest.FixtureRequest) -> Iterator[None]:
    """Stories are about people who know the bot, unless they are marked `strangers`."""
    if request.node.get_closest_marker("strangers"):
        yield
        return
    with everybody_is_told():
        yield


@pytest_asyncio.fixture
async def story(tmp_path: Path) -> AsyncIterator[Story]:
    told = Story(tmp_path, settings(), ManualClock(MONDAY))
    await told.begin()
    yield told
    assert not await named_without_a_note(Database(told.url), told.server)
    await told.stop_bot()
