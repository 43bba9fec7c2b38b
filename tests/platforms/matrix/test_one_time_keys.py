"""One-time keys: whatever happens while they are published, others can talk with the bot afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.platforms.base import PlatformError, Refused, Unavailable
from bot.platforms.matrix.crypto import Crypto, load_nio
from bot.platforms.matrix.device_keys import DeviceKeys
from bot.platforms.matrix.session import Session
from bot.platforms.matrix.shapes import Json
from tests.platforms.matrix.events import OWN
from tests.platforms.matrix.fake_http import FakeHttp


class Server(FakeHttp):
    """Keeps what is uploaded, and fails as it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.uploads: list[Json] = []
        self.error: PlatformError | None = None

    async def call(self, what: str, method: str, *path: str, **more: Any) -> Json:
        assert path == ("keys", "upload")
        self.uploads.append(dict(more["body"]["one_time_keys"]))
        if self.error is not None:
            raise self.error
        return {"one_time_key_counts": {"signed_curve25519": 50}}


def machine(folder: Path) -> tuple[Crypto, Server]:
    """With its store open, as after a start."""
    server = Server()
    made = Crypto(load_nio(), server, Session(OWN, "DEVICE", "token"), folder)
    made._take(made._open_store())
    return made, server


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[tuple[Crypto, Server]]:
    made = machine(tmp_path / "bot")
    yield made
    made[0]._olm.store.database.close()


@pytest.fixture(params=[True, False], ids=["", "control"])
def guarded(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    if not request.param:
        monkeypatch.setattr(DeviceKeys, "_to_publish", lambda self: self._olm.share_keys())
    return bool(request.param)


async def test_a_server_that_does_not_take_them_for_a_while_is_not_sent_ever_more(
    bot: tuple[Crypto, Server], guarded: bool
) -> None:
    crypto, server = bot
    server.error = Unavailable("away")
    for _ in range(5):
        with pytest.raises(Unavailable):
            await crypto._keys.publish()
    assert (server.uploads[0] == server.uploads[-1]) is guarded
    assert (len(server.uploads[-1]) == len(server.uploads[0])) is guarded
    server.error = None
    await crypto._keys.publish()
    assert not crypto._keys.lacks_keys()


async def test_killed_while_they_are_published_it_sends_the_same_again(
    bot: tuple[Crypto, Server], tmp_path: Path
) -> None:
    crypto, server = bot
    server.error = Unavailable("the answer was lost")
    with pytest.raises(Unavailable):
        await crypto._keys.publish()
    shutil.copytree(tmp_path / "bot", tmp_path / "killed")
    again, other = machine(tmp_path / "killed")
    await again._keys.publish()
    assert {one: key["key"] for one, key in other.uploads[0].items()} == {
        one: key["key"] for one, key in server.uploads[0].items()
    }
    again._olm.store.database.close()


async def test_keys_whose_ids_the_server_has_already_are_given_up(bot: tuple[Crypto, Server]) -> None:
    crypto, server = bot
    server.error = Refused("One time key already exists", code="M_UNKNOWN")
    with pytest.raises(Refused):
        await crypto._keys.publish()
    server.error = None
    await crypto._keys.publish()
    first, second = server.uploads
    assert not first.keys() & second.keys()
    assert not crypto._keys.lacks_keys()
