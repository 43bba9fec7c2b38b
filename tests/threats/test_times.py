"""Times that another server made up: each room keeps its order, and today is the bot's own today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import pytest

from bot.platforms.base import Incoming
from bot.platforms.matrix import digest, translate
from tests.platforms.matrix.events import ANNA, BO, LEYLA, Json, message
from tests.threats.town import GOOD, Town

YEAR_1970, YEAR_2099 = 0, 4_070_908_800_000


async def _two_ask_for_one_seat(town: Town, *, claimed: int) -> list[str | None]:
    """Bo first; Leyla second, with a message that claims another time. What each is told."""
    await town.say(ANNA, "!aktivitet ny ringstuga Ringstuga")
    await town.say(ANNA, "!pass ny ringstuga fre 18-20 platser=1")
    first, second = message(BO, "!anmäl 1"), message(LEYLA, "!anmäl 1") | {"origin_server_ts": claimed}
    await town.hear({"join": {GOOD: {"timeline": {"events": [first, second]}}}})
    return [town.told(one["event_id"]) for one in (first, second)]


@pytest.mark.parametrize("claimed", [YEAR_1970, YEAR_2099])
async def test_nobody_comes_first_by_claiming_an_earlier_time(town: Town, claimed: int) -> None:
    told = await _two_ask_for_one_seat(town, claimed=claimed)
    assert told == ["signup-booked", "signup-waitlisted"]


async def test_without_the_rooms_own_order_who_claims_an_earlier_time_gets_the_seat(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def believing(found: Sequence[Incoming], _: datetime) -> Iterator[tuple[datetime, Incoming]]:
        return ((one.sent_at, one) for one in found)

    monkeypatch.setattr(digest, "_rising", believing)
    told = await _two_ask_for_one_seat(town, claimed=YEAR_1970)
    assert told == ["signup-waitlisted", "signup-booked"]


@pytest.mark.parametrize("claimed", [YEAR_1970, YEAR_2099, -1, 10**18, "today", None])
async def test_tomorrow_is_tomorrow_whatever_time_a_message_claims(town: Town, claimed: object) -> None:
    await town.say(ANNA, "!aktivitet ny ringstuga Ringstuga")
    said: Json = message(ANNA, "!pass ny ringstuga imorgon 18-20") | {"origin_server_ts": claimed}
    await town.hear({"join": {GOOD: {"timeline": {"events": [said]}}}})
    assert town.told(said["event_id"]) == "shift-added"
    async with town.app.database.reading() as store:
        shift = await store.shifts.by_number(1, 1)
    assert shift is not None
    assert shift.starts.isoformat() == "2024-05-07T16:00:00+00:00"


async def test_without_a_bound_one_impossible_time_stops_the_listening(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translate, "_LAST_MS", 10**30)
    said = message(BO, "!mina") | {"origin_server_ts": 10**18}
    with pytest.raises(OverflowError):
        await town.hear({"join": {GOOD: {"timeline": {"events": [said]}}}})
