"""A fresh story for each test, after which everybody who was named can be found."""

from collections.abc import AsyncIterator

import pytest_asyncio

from storage.engine import Database
from tests.support.fixtures import old_friends
from tests.support.fixtures import story as plain_story
from tests.support.named import named_without_a_note
from tests.support.story import Story

__all__ = ["old_friends", "plain_story", "story"]


@pytest_asyncio.fixture
async def story(plain_story: Story) -> AsyncIterator[Story]:
    yield plain_story
    assert not await named_without_a_note(Database(plain_story.url), plain_story.server)
