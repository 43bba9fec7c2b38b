"""Fixtures of several folders: a `conftest.py` imports those that hold for all of its folder."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.clock import ManualClock
from tests.support.old_friends import everybody_is_told
from tests.support.story import MONDAY, Story, settings


@pytest.fixture(autouse=True)
def old_friends(request: pytest.FixtureRequest) -> Iterator[None]:
    """People have long been told what is kept about them, unless a test is marked `strangers`."""
    if request.node.get_closest_marker("strangers"):
        yield
        return
    with everybody_is_told():
        yield


@pytest_asyncio.fixture
async def story(tmp_path: Path) -> AsyncIterator[Story]:
    """A district with two rooms and nothing in it yet, on a Monday morning."""
    told = Story(tmp_path, settings(), ManualClock(MONDAY))
    await told.begin()
    yield told
    await told.stop_bot()
