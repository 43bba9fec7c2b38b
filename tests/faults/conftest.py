"""A story with a phone bank in it, for tests about what goes wrong."""

from datetime import timedelta

import pytest

from storage.models import Activity, Shift
from tests.support.fixtures import old_friends
from tests.support.fixtures import story as plain_story
from tests.support.story import MONDAY, Story

__all__ = ["old_friends", "plain_story", "story"]


@pytest.fixture
async def story(plain_story: Story) -> Story:
    """Three evenings of ringstuga with 40 seats each, numbered 1 to 3."""
    async with plain_story.app.database.writing() as store:
        activity = await store.activities.add(Activity(district_id=1, slug="ringstuga", title="Ringstuga"))
        for day in (1, 2, 3):
            starts = MONDAY.replace(hour=18) + timedelta(days=day)
            await store.shifts.add(
                Shift(
                    district_id=1,
                    activity_id=activity.id,
                    starts_at=starts,
                    ends_at=starts + timedelta(hours=2),
                    capacity=40,
                    created_at=MONDAY,
                )
            )
    return plain_story
