"""Ten years of weekly shifts, twenty changes of the clock, restarts at random: each reminder once.

The expected times stand here as a calendar, not as the program reckons them.
"""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from storage.queries.reminders import Reminders
from tests.simulation.years import MINUTE, STOCKHOLM, Sent, Years, local

SEED = 20240514
FIRST_SUNDAY = date(2024, 1, 7)
DAY = timedelta(days=1)


def expected(sunday: date, *, early: bool) -> dict[datetime, list[datetime]]:
    """When the reminders of Sunday's shift at 10:00 come, and of Tuesday's at 07:00 if it is an `early` week.

    Sunday's "24h" is reckoned over the night in which the clock is moved: 09:00 in spring, 11:00 in
    autumn. Tuesday's fall into the quiet hours (21-08) and come ten minutes before those begin.
    """
    last_of_month = (sunday + 7 * DAY).month != sunday.month
    hour = {3: 9, 10: 11}.get(sunday.month, 10) if last_of_month else 10
    times = {local(sunday, 10): [local(sunday - DAY, hour), local(sunday, 8)]}
    if early:
        times[local(sunday + 2 * DAY, 7)] = [local(sunday, 20, 50), local(sunday + DAY, 20, 50)]
    return times


async def live(years: Years, *, weeks: int) -> tuple[Counter[Sent], Counter[Sent]]:
    """Book, leave, tick and restart week by week; what should have been sent and what was."""
    wanted: Counter[Sent] = Counter()
    rng = years.rng
    await years.begin(local(FIRST_SUNDAY - 7 * DAY, 12))
    for week in range(weeks):
        sunday = FIRST_SUNDAY + week * 7 * DAY
        times = expected(sunday, early=week % 4 == 0)
        booked = await years.book(list(times), local(sunday - 3 * DAY, 12))
        leaver = rng.choice([*booked]) if rng.random() < 0.1 else None
        leaves_at = local(sunday - DAY, 12)  # after Sunday's first reminder, before all others
        instants = {leaves_at} if leaver is not None else set()
        if rng.random() < 0.5:
            instants.add(local(sunday, 0) + rng.randrange(3 * 24 * 60) * MINUTE)
        for (signup, start), dues in zip(booked.items(), times.values(), strict=True):
            instants |= {*dues, rng.choice(dues) + rng.choice([-1, 1]) * MINUTE}
            if rng.random() < 0.3:
                instants.add(start)
            for minutes, due in zip((1440, 120), dues, strict=True):
                if signup != leaver or due < leaves_at:
                    wanted[Sent(signup, minutes, due)] += 1
        for now in sorted(instants):
            if rng.random() < 0.04:
                await years.restart()
            if leaver is not None and now == leaves_at:
                await years.leave(leaver, now)
            await years.tick(now)
    return wanted, Counter(await years.sent())


def explain(wanted: Counter[Sent], sent: Counter[Sent]) -> str:
    """The first differences, by local time."""
    lines = [
        f"{word} {one.signup_id}/{one.minutes} {one.at.astimezone(STOCKHOLM):%a %F %H:%M} x{count}"
        for word, some in (("missing", wanted - sent), ("unexpected", sent - wanted))
        for one, count in sorted(some.items(), key=lambda item: item[0].at)[:5]
    ]
    return f"seed {SEED}: " + "; ".join(lines)


async def test_in_ten_years_each_reminder_comes_once_at_its_local_time(tmp_path: Path) -> None:
    years = Years(tmp_path, random.Random(SEED))
    print(f"seed {SEED}")
    try:
        wanted, sent = await live(years, weeks=522)
        assert sent == wanted, explain(wanted, sent)
        assert sum(sent.values()) > 1200
        assert years.restarts > 50
        assert await years.waiting() == 0
    finally:
        await years.database.dispose()


async def test_without_the_mark_that_it_was_sent_the_same_years_tell_people_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def no_claim(self: Reminders, reminder_id: int) -> bool:
        return True

    monkeypatch.setattr(Reminders, "claim", no_claim)
    years = Years(tmp_path, random.Random(SEED))
    try:
        wanted, sent = await live(years, weeks=12)
        assert sent - wanted, "the control found nothing: the test above would not notice doubled reminders"
    finally:
        await years.database.dispose()


async def test_the_database_itself_refuses_a_second_row_for_the_same_reminder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def forgetful(self: Reminders, signup_ids: object) -> dict[int, object]:
        return {}

    years = Years(tmp_path, random.Random(SEED))
    try:
        now = local(FIRST_SUNDAY, 12)
        await years.begin(now)
        (signup,) = await years.book([local(FIRST_SUNDAY + 7 * DAY, 18)], now)
        await years.leave(signup, now)
        monkeypatch.setattr(Reminders, "of_signups", forgetful)
        with pytest.raises(IntegrityError):
            await years.book_again(signup, now)
    finally:
        await years.database.dispose()
