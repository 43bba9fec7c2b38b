"""A story with a phone bank in it, for tests about what goes wrong."""

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import ManualClock
from storage.models import Activity, Shift
from tests.support.old_friends import everybody_is_told
from tests.support.story import MONDAY, Story, settings


@pytest.fixture(autouse=True)
def old_friends() -> Iterator[None]:
    """What goes wrong is easier to see without first words."""
    with everybody_is_told():
        yield


@pytest.fixture
async def story(tmp_path: Path) -> AsyncIterator[Story]:
    """Three evenings of ringstuga with 40 seats each, numbered 1 to 3."""
    told = Story(tmp_path, settings(), ManualClock(MONDAY))
    await told.begin()
    async with told.app.database.writing() as store:
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
    yield told
    await told.stop_bot()
