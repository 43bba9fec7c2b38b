"""An encrypted room: nothing is said there in the clear, and what comes in the clear is not obeyed.

Whoever runs the server could otherwise read along, and give orders in anybody's name (issue 4, point 1).
"""

from __future__ import annotations

import pytest

from bot.platforms.base import Outgoing, Refused
from bot.platforms.matrix.platform import MatrixPlatform
from bot.platforms.matrix.rooms import RoomBook
from tests.platforms.matrix.events import ANNA, BO, LEYLA, message
from tests.threats.town import GOOD, Town

SEALED = "!sealed:example.org"
NAMES = Outgoing(room=SEALED, text="Bokade: Bo, Leyla", id="1", kind="booked-list")


def _seal(town: Town) -> MatrixPlatform:
    town.server.state[SEALED, "m.room.encryption"] = {"algorithm": "m.megolm.v1.aes-sha2"}
    assert isinstance(town.app.platform, MatrixPlatform)
    return town.app.platform


async def _said(town: Town) -> str:
    """What the server gets to see of a message for the room."""
    await _seal(town).send(NAMES, "t1")
    return str(town.server.sent[-1])


async def test_nothing_is_said_there_in_the_clear(town: Town) -> None:
    said = await _said(town)
    assert "ciphertext" in said
    assert "Leyla" not in said


async def test_without_keys_nothing_is_said_there_at_all(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    before = len(town.server.sent)
    monkeypatch.setattr(_seal(town), "_crypto", None)
    with pytest.raises(Refused, match="encrypted"):
        await _said(town)
    assert len(town.server.sent) == before


async def test_the_control_without_asking_whether_it_is_encrypted_the_server_reads_along(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(*_: object) -> bool:
        return False

    monkeypatch.setattr(RoomBook, "encrypted", never)
    assert "Leyla" in await _said(town)


async def _forged(town: Town) -> int:
    """Somebody puts a command in the clear into the room, in Bo's name; the seats it takes."""
    _seal(town)
    await town.say(ANNA, "!aktivitet ny ringstuga Ringstuga")
    await town.say(ANNA, "!pass ny ringstuga fre 18-20")
    forged, asked = message(BO, "!anmäl 1"), message(LEYLA, "!mina")
    rooms = {room: {"timeline": {"events": [one]}} for room, one in ((SEALED, forged), (GOOD, asked))}
    await town.hear({"join": rooms})
    assert town.server.answered[asked["event_id"]] == 1
    async with town.app.database.reading() as store:
        shift = await store.shifts.by_number(1, 1)
        assert shift is not None
        return shift.booked


async def test_a_command_in_the_clear_is_not_obeyed_there(town: Town) -> None:
    assert await _forged(town) == 0


async def test_the_control_without_knowing_that_it_is_encrypted_it_would_be(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RoomBook, "is_encrypted", lambda *_: False)
    assert await _forged(town) == 1
