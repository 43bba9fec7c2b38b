"""A key that came just before the program was killed is there afterwards, or can be read again."""

from __future__ import annotations

import importlib
import shutil
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from bot.platforms.matrix import crypto
from bot.platforms.matrix.crypto import Crypto, load_nio
from bot.platforms.matrix.session import Session
from bot.platforms.matrix.shapes import Json
from tests.platforms.matrix.events import OWN, ROOM
from tests.platforms.matrix.fake_http import FakeHttp

ANNA = "@anna:example.org"


def machine(folder: Path, who: str) -> Crypto:
    """With its store open, as after a start."""
    made = Crypto(load_nio(), FakeHttp(), Session(who, "DEVICE", "token"), folder)
    made._take(made._open_store())
    return made


def with_a_key(bot: Crypto, anna: Crypto) -> tuple[str, Json]:
    """The id of a session that Anna has made for the room, and the to-device event with its key."""
    olm, other = anna._olm, bot._olm
    device = importlib.import_module("nio.crypto.device").OlmDevice(
        OWN, "DEVICE", dict(other.account.identity_keys)
    )
    olm.device_store.add(device)
    (one_time, *_) = other.share_keys()["one_time_keys"].values()
    other.save_account()
    olm.create_session(one_time["key"], device.curve25519)
    olm.create_outbound_group_session(ROOM)
    group = olm.outbound_group_sessions[ROOM]
    content = {
        "algorithm": "m.megolm.v1.aes-sha2",
        "room_id": ROOM,
        "session_id": group.id,
        "session_key": group.session_key,
    }
    sealed = olm._olm_encrypt(olm.session_store.get(device.curve25519), device, "m.room_key", content)
    return group.id, {"type": "m.room.encrypted", "sender": ANNA, "content": sealed}


def as_killed_while_keeping_it(
    bot: Crypto, event: Json, monkeypatch: pytest.MonkeyPatch, *, at: Path, to: Path
) -> None:
    """What the disk holds after the Olm message was opened, before the room key is written."""
    keep = bot._olm.store.save_inbound_group_session

    def killed_here(*arguments: Any) -> Any:
        shutil.copytree(at, to)
        return keep(*arguments)

    monkeypatch.setattr(bot._olm.store, "save_inbound_group_session", killed_here)
    bot.receive({"to_device": {"events": [event]}})


@pytest.mark.parametrize("guarded", [True, False], ids=["", "control"])
def test_killed_between_opening_a_key_and_keeping_it_it_is_opened_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, guarded: bool
) -> None:
    if not guarded:
        monkeypatch.setattr(crypto, "all_or_nothing", lambda _olm: nullcontext())
    bot, anna = machine(tmp_path / "bot", OWN), machine(tmp_path / "anna", ANNA)
    session, event = with_a_key(bot, anna)
    as_killed_while_keeping_it(bot, event, monkeypatch, at=tmp_path / "bot", to=tmp_path / "killed")
    assert bot._owners.session(ROOM, session) is not None
    again = machine(tmp_path / "killed", OWN)
    again.receive({"to_device": {"events": [event]}})
    assert (again._owners.session(ROOM, session) is not None) is guarded
    for one in (bot, again, anna):
        one._olm.store.database.close()
