"""A story with two districts: Anna organizes one or both, Bo the other."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.clock import ManualClock
from tests.support.story import MONDAY, Story, settings

ANNA, BO = "@anna:example.org", "@bo:example.org"


@asynccontextmanager
async def two_districts(folder: Path, *, anna_organizes: tuple[str, ...]) -> AsyncIterator[Story]:
    """The districts "sjuharad" and "dalarna"; Bo organizes the second one."""
    organizers = {
        "sjuharad": [ANNA] if "sjuharad" in anna_organizes else [],
        "dalarna": [ANNA, BO] if "dalarna" in anna_organizes else [BO],
    }
    districts = [
        {"key": key, "name": f"Vänsterpartiet {key.title()}", "organizers": people, "branches": ["Mark"]}
        for key, people in organizers.items()
    ]
    told = Story(folder, settings(district=districts), ManualClock(MONDAY))
    await told.begin()
    try:
        yield told
    finally:
        await told.stop_bot()
