"""`passet check` tells of rooms in which names may not stand, or in which the bot cannot write."""

from __future__ import annotations

import json

import pytest

from bot.check import room_finding
from bot.clock import SystemClock
from bot.platforms.matrix.http import MatrixHttp
from bot.platforms.matrix.patience import Gate
from tests.platforms.matrix.conftest import Bot
from tests.support.matrix import Person

pytestmark = pytest.mark.xdist_group("synapse")


async def test_an_organizers_room_that_is_open_to_all_is_a_fault(bot: Bot, anna: Person) -> None:
    closed, open_ = await bot.room_of(anna), await bot.room_of(anna, public=True)
    http = MatrixHttp(bot.url, SystemClock(), Gate())
    http.token = json.loads((bot.folder / "session.json").read_text())["access_token"]
    try:
        found = {
            (room, role): (await room_finding(http, bot.user_id, room, role)).ok
            for room in (closed, open_)
            for role in ("organizers", "district")
        }
    finally:
        await http.close()
    assert found == {
        (closed, "organizers"): True,
        (closed, "district"): True,
        (open_, "organizers"): False,
        (open_, "district"): None,
    }
