"""A fresh story for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from bot.clock import ManualClock
from storage.engine import Database
from tests.support.named import named_without_a_note
from tests.support.story import MONDAY, Story, settings


@pytest_asyncio.fixture
async def story(tmp_path: Path) -> AsyncIterator[Story]:
    told = Story(tmp_path, settings(), ManualClock(MONDAY))
    await told.begin()
    yield told
    assert not await named_without_a_note(Database(told.url), told.server)
    await told.stop_bot()
