"""Making the bot's cross-signing identity at servers that ask for more, refuse, or show wrong keys."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.clock import ManualClock
from bot.platforms.base import Unavailable
from bot.platforms.matrix.crosssigning import FILE, Identity, SigningKey, device_is_signed, sign_own_device
from bot.platforms.matrix.http import AuthenticationNeeded, Denied, MatrixHttp
from bot.platforms.matrix.patience import Gate
from bot.platforms.matrix.session import Session, StoreBroken
from bot.platforms.matrix.shapes import Json
from tests.platforms.matrix.events import OWN

SESSION = Session(OWN, "DEVICE", "token")
KEYS = {"ed25519": "e" * 43, "curve25519": "c" * 43}
PUBLISHED = {
    "user_id": OWN,
    "device_id": "DEVICE",
    "algorithms": ["m.megolm.v1.aes-sha2"],
    "keys": {"ed25519:DEVICE": "e" * 43, "curve25519:DEVICE": "c" * 43},
    "signatures": {OWN: {"ed25519:DEVICE": "s"}},
    "unsigned": {"device_display_name": "Passet"},
}


class KeyServer(MatrixHttp):
    """Keeps what is published; asks for `password` first if it is set."""

    def __init__(self, password: str | None = None, fails: Exception | None = None) -> None:
        super().__init__("http://fake.invalid", ManualClock(datetime(2024, 5, 14, tzinfo=UTC)), Gate())
        self.password = password
        self.fails = fails
        self.device: Json = copy.deepcopy(PUBLISHED)
        self.keys: Json = {}
        self.asked: list[str] = []

    async def call(self, what: str, method: str, *path: str, body: Any = None, **_more: Any) -> Json:
        self.asked.append("/".join(path))
        match path:
            case ("keys", "query"):
                return {"device_keys": {OWN: {"DEVICE": self.device}}} | {
                    f"{name}s": {OWN: key} for name, key in self.keys.items()
                }
            case ("keys", "device_signing", "upload"):
                auth = body.get("auth", {})
                if self.fails is not None:
                    raise self.fails
                if self.password is not None and (auth.get("password"), auth.get("session")) != (
                    self.password,
                    "uia",
                ):
                    raise AuthenticationNeeded("again", code="", session="uia")
                self.keys = {name: key for name, key in body.items() if name != "auth"}
            case ("keys", "signatures", "upload"):
                signed = body[OWN]["DEVICE"]
                self.device["signatures"][OWN] |= signed["signatures"][OWN]
            case _:
                raise AssertionError(path)
        return {}

    async def master(self, folder: Path, password: str | None = None, *, remake: bool = False) -> str | None:
        return await sign_own_device(self, SESSION, folder, KEYS, password, remake=remake)

    async def sign(self, folder: Path, password: str | None = None) -> bool:
        return await self.master(folder, password) is not None


async def test_a_device_that_is_signed_costs_one_question(tmp_path: Path) -> None:
    server = KeyServer()
    assert await server.sign(tmp_path)
    server.asked.clear()
    assert await server.sign(tmp_path)
    assert server.asked == ["keys/query"]


async def test_a_server_that_wants_the_password_gets_it(tmp_path: Path) -> None:
    assert await KeyServer(password="secret").sign(tmp_path, "secret")


@pytest.mark.parametrize("password", [None, "wrong"])
async def test_without_the_right_password_the_bot_starts_all_the_same_and_says_so(
    tmp_path: Path, password: str | None
) -> None:
    server = KeyServer(password="secret")
    with capture_logs() as logs:
        assert not await server.sign(tmp_path, password)
    assert [one["log_level"] for one in logs] == ["warning"]
    assert "wrong" not in json.dumps(logs)
    assert await server.sign(tmp_path, "secret")


async def test_a_server_that_knows_no_cross_signing_is_no_reason_to_stop(tmp_path: Path) -> None:
    refusal = Denied("no", code="M_UNRECOGNIZED", status=404)
    assert not await KeyServer(fails=refusal).sign(tmp_path)


async def test_after_an_outage_the_same_seeds_are_published(tmp_path: Path) -> None:
    server = KeyServer(fails=Unavailable("away"))
    with pytest.raises(Unavailable):
        await server.sign(tmp_path)
    kept = (tmp_path / FILE).read_bytes()
    server.fails = None
    assert await server.sign(tmp_path)
    assert (tmp_path / FILE).read_bytes() == kept


@pytest.mark.parametrize(
    "wrong",
    [
        {"keys": {"ed25519:DEVICE": "x" * 43, "curve25519:DEVICE": "c" * 43}},
        {"keys": {"ed25519:DEVICE": "e" * 43, "curve25519:DEVICE": "x" * 43}},
        {"keys": PUBLISHED["keys"] | {"ed25519:OTHER": "o" * 43}},  # type: ignore[operator]  # it is a dict
        {"user_id": "@mallory:example.org"},
        {"device_id": "OTHER"},
    ],
)
async def test_keys_that_are_not_the_devices_own_are_never_signed(tmp_path: Path, wrong: Json) -> None:
    server = KeyServer()
    server.device |= wrong
    assert not await server.sign(tmp_path)
    assert "keys/signatures/upload" not in server.asked


async def test_a_damaged_file_of_seeds_is_told_and_not_overwritten(tmp_path: Path) -> None:
    for damaged in ("", "{}", '{"master": "AAAA", "self_signing": "AAAA", "user_signing": "AAAA"}', "[]"):
        (tmp_path / FILE).write_text(damaged)
        with pytest.raises(StoreBroken, match="passet keys restore FILE"):
            await KeyServer().sign(tmp_path)
        assert (tmp_path / FILE).read_text() == damaged


async def signed_answer(folder: Path) -> Json:
    server = KeyServer()
    await server.sign(folder)
    answer = await server.call("", "POST", "keys", "query")
    assert device_is_signed(answer, OWN, "DEVICE")
    return copy.deepcopy(answer)


async def test_a_chain_with_any_link_missing_or_forged_counts_as_unverified(tmp_path: Path) -> None:
    answer = await signed_answer(tmp_path)
    stranger = SigningKey(b"x" * 32)
    forged = stranger.signed(answer["device_keys"][OWN]["DEVICE"], OWN)
    broken: list[Mapping[str, Any]] = [
        {},
        answer | {"master_keys": {}},
        answer | {"self_signing_keys": {}},
        answer | {"self_signing_keys": {OWN: stranger.signed(answer["self_signing_keys"][OWN], OWN)}},
        answer | {"master_keys": {OWN: {"keys": {"ed25519:x": stranger.public}}}},
        answer | {"master_keys": {OWN: {"keys": {"ed25519:x": "not base64 at all"}}}},
        answer | {"master_keys": {OWN: {"keys": []}}},
        answer | {"device_keys": {OWN: {"DEVICE": forged}}},
        answer | {"device_keys": {OWN: {"DEVICE": None}}},
        answer | {"device_keys": []},
    ]
    for one in broken:
        assert not device_is_signed(one, OWN, "DEVICE")
    assert not device_is_signed(answer, OWN, "OTHER")


async def test_it_is_the_accounts_own_identity_that_is_vouched_for_whoever_keeps_its_seeds(
    tmp_path: Path,
) -> None:
    server = KeyServer()
    for name in ("first", "other"):
        (tmp_path / name).mkdir()
    first = await server.master(tmp_path / "first")
    assert first is not None
    Identity.make(tmp_path / "other")  # seeds of an identity that the account no longer shows
    assert await server.master(tmp_path / "other") == first


async def test_a_server_that_does_not_take_an_old_identity_back_is_told_as_that(tmp_path: Path) -> None:
    server = KeyServer()
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
    Identity.make(tmp_path / "old")
    assert await server.sign(tmp_path / "new")
    server.device["signatures"][OWN] = {"ed25519:DEVICE": "s"}
    server.fails = Unavailable("HTTP 500")
    with pytest.raises(StoreBroken, match=r"does not take the identity .* back"):
        await server.master(tmp_path / "old", remake=True)
