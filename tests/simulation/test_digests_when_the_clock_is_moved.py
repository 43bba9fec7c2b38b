"""The weeks in which the clock is moved, half-hour by half-hour, with restarts at random."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.simulation.years import STOCKHOLM, Years, local

SEED = 20241027
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("change", "in_the_night"),
    [(date(2024, 3, 31), "03:30"), (date(2024, 10, 27), "02:30")],  # 02:30 never comes, or comes twice
)
async def test_every_room_has_one_digest_a_day_at_its_local_time(
    tmp_path: Path, change: date, in_the_night: str
) -> None:
    years = Years(tmp_path, random.Random(SEED), quiet=False)
    print(f"seed {SEED}")
    days = [change + day * DAY for day in range(-2, 3)]
    now, end = local(days[0] - DAY, 22), local(days[-1], 23)
    try:
        await years.begin(now)
        await years.add_room("!morning")
        await years.add_room("!night", digest="02:30")
        await years.book([local(day, 20) for day in days], now)
        while now < end:
            if years.rng.random() < 0.05:
                await years.restart()
            await years.tick(now)
            now += timedelta(minutes=30)
        morning = [one.astimezone(STOCKHOLM) for one in await years.digests("!morning")]
        night = [one.astimezone(STOCKHOLM) for one in await years.digests("!night")]
    finally:
        await years.database.dispose()
    assert [f"{one:%F %H:%M}" for one in morning] == [f"{day} 08:00" for day in days]
    assert [f"{one:%F %H:%M}" for one in night] == [
        f"{day} {in_the_night if day == change else '02:30'}" for day in days
    ]
    assert all(one.fold == 0 for one in night)
