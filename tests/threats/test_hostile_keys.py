"""Malformed keys: anybody may send the bot's device anything, and publish anything as keys of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest

from bot.platforms.matrix import crypto
from bot.platforms.matrix.shapes import Json
from tests.platforms.matrix.events import BO, event, message
from tests.threats.town import GOOD, Town

MALLORY = "@m:evil.example"
OLM: Json = {"algorithm": "m.olm.v1.curve25519-aes-sha2", "sender_key": "x" * 43}
MEGOLM: Json = {
    "algorithm": "m.megolm.v1.aes-sha2",
    "session_id": "s",
    "sender_key": "x" * 43,
    "device_id": "D",
}
CIPHERS: tuple[object, ...] = (
    {"type": 0, "body": "bm9uc2Vuc2U"},
    {"type": 0, "body": "!!!"},
    {"type": 1, "body": "bm9uc2Vuc2U"},
    {"type": 1, "body": ""},
    {"type": 9, "body": "AAAA"},
    {"type": 0},
    7,
    [],
)
Result = TypeVar("Result")


def _to_the_device(town: Town) -> list[Json]:
    """As if for the bot's own key, so that it tries to read them."""
    own = town.app.platform._crypto._olm.account.identity_keys["curve25519"]  # type: ignore[attr-defined]  # Matrix
    contents: list[object] = [{}, {"algorithm": 1, "sender_key": []}, {"algorithm": OLM["algorithm"]}]
    contents += [OLM | {"ciphertext": {own: cipher}} for cipher in CIPHERS]
    return [event("m.room.encrypted", MALLORY, content) for content in contents]


def _to_the_room() -> list[Json]:
    ciphers: tuple[object, ...] = (None, 7, "", "AAAA", "!!!", "x" * 60_000, [], {})
    contents = [MEGOLM | {"ciphertext": odd} for odd in ciphers]
    return [event("m.room.encrypted", MALLORY, content) for content in ({}, *contents)]


async def _answers_among_them(town: Town) -> int:
    """How many answers Bo has, who asks something in the same sync."""
    asked = message(BO, "!mina")
    await town.hear(
        {"join": {GOOD: {"timeline": {"events": [*_to_the_room(), asked]}}}},
        to_device={"events": _to_the_device(town)},
        device_lists={"changed": [MALLORY, BO, 7, None, {}]},
        device_one_time_keys_count={"signed_curve25519": "many"},
    )
    return town.server.answered[asked["event_id"]]


async def test_malformed_keys_and_ciphers_do_not_stop_the_bot(town: Town) -> None:
    assert await _answers_among_them(town) == 1
    assert await _answers_among_them(town) == 1


async def test_without_guarding_each_call_one_of_them_stops_the_listening(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bare(_what: str, call: Callable[[], Result]) -> Result:
        return call()

    monkeypatch.setattr(crypto, "guarded", bare)
    with pytest.raises(Exception, match="valid version"):
        await _answers_among_them(town)
