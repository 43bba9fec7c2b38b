"""What nio asks other devices for is what the specification allows to be sent (`m.room_key_request`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.platforms.matrix import device_keys
from bot.platforms.matrix.crypto import Crypto, load_nio
from bot.platforms.matrix.session import Session
from tests.platforms.matrix.events import BO, OWN, ROOM
from tests.platforms.matrix.fake_http import FakeHttp


class Sending(FakeHttp):
    """Keeps what is sent to devices."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[Any] = []

    async def call(self, what: str, method: str, *path: str, **more: Any) -> dict[str, Any]:
        if path[0] == "sendToDevice":
            self.sent.append(more["body"])
            return {}
        return await super().call(what, method, *path, **more)


async def asked_for(folder: Path) -> Any:
    """The body of the request for the key of a message as clients send them today."""
    http = Sending()
    one = Crypto(load_nio(), http, Session(OWN, "DEVICE", "token"), folder)
    content = {"algorithm": "m.megolm.v1.aes-sha2", "session_id": "session", "ciphertext": "AwgAEnAc"}
    content |= {"device_id": "", "sender_key": ""}  # as they are made up where a client leaves them out
    source = {
        "event_id": "$1",
        "sender": BO,
        "origin_server_ts": 1,
        "type": "m.room.encrypted",
        "content": content,
    }
    message = load_nio().MegolmEvent.from_dict(source | {"room_id": ROOM})
    message.room_id = ROOM
    asking = message.as_key_request(BO, "DEVICE", "session", "PHONE")
    await one._keys.send(asking.type, asking.as_dict())
    return http.sent[0]["messages"][BO]["PHONE"]


async def test_a_request_for_a_key_names_no_key_of_the_sender_where_none_is_known(tmp_path: Path) -> None:
    body = (await asked_for(tmp_path))["body"]
    assert body == {"algorithm": "m.megolm.v1.aes-sha2", "room_id": ROOM, "session_id": "session"}


async def test_control_as_nio_makes_it_there_is_an_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(device_keys, "without_empty", lambda value: value)
    assert (await asked_for(tmp_path))["body"]["sender_key"] == ""
