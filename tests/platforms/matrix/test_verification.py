"""Emoji verification step by step: what is answered, when it ends and why, and that nothing makes it fail."""

from __future__ import annotations

import importlib
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.platforms.matrix.shapes import Json
from bot.platforms.matrix.verification.emoji import EMOJI
from bot.platforms.matrix.verification.machine import (
    LASTS,
    MOST_KEYS,
    Code,
    Emojis,
    Party,
    Stage,
    Step,
    Verification,
)
from bot.platforms.matrix.verification.verifier import VodozemacKey
from tests.platforms.matrix.events import ANNA, MALLORY, OWN
from tests.platforms.matrix.fake_http import NOON
from tests.platforms.matrix.sas_person import SasPerson

BOT_KEYS = {"ed25519:BOT": "b" * 43, "ed25519:" + "M" * 43: "M" * 43}
ANNA_KEYS = {"ed25519:PHONE": "p" * 43, "ed25519:" + "A" * 43: "A" * 43}
STEPS = ("request", "ready", "start", "accept", "key", "mac", "done", "cancel", "", "☃")


class Pair:
    """Anna's phone and the bot, step by step."""

    def __init__(self, **start: object) -> None:
        own, anna = Party(OWN, "BOT", BOT_KEYS), Party(ANNA, "PHONE", ANNA_KEYS)
        self.bot = Verification(own, anna, "$name", NOON, VodozemacKey)
        self.anna = SasPerson(ANNA, "PHONE", ANNA_KEYS, "$name", {"transaction_id": "$name"})
        self.begin = start
        self.emojis = Emojis((), ())

    def ready(self) -> None:
        (ready,) = said(self.bot.ready(["m.sas.v1", "m.qr_code.scan.v1"]))
        assert ready == Step("m.key.verification.ready", {"from_device": "BOT", "methods": ["m.sas.v1"]})

    def started(self) -> Json:
        self.ready()
        (accept,) = said(self.bot.receive("start", self.anna.start(**self.begin), ANNA))
        return accept.content

    def compared(self) -> None:
        accepted = self.started()
        shown, key = self.bot.receive("key", self.anna.key(), ANNA)
        assert isinstance(shown, Emojis)
        assert isinstance(key, Step)
        self.emojis = shown
        self.anna.meet(OWN, "BOT", accepted, key.content["key"])

    def ends_with(self, code: Code, actions: list[Any]) -> bool:
        (cancel,) = said(actions)
        return (cancel.kind, cancel.content["code"]) == (
            "m.key.verification.cancel",
            code,
        ) and self.bot.is_over


def said(actions: list[Any]) -> list[Step]:
    assert all(isinstance(one, Step) for one in actions)
    return actions


def test_both_see_the_same_emojis_and_then_know_each_others_keys() -> None:
    pair = Pair()
    pair.compared()
    assert list(pair.emojis.emoji) == pair.anna.emoji()
    assert list(pair.emojis.numbers) == pair.anna.numbers()
    mac, done = said(pair.bot.receive("mac", pair.anna.mac(OWN, "BOT"), ANNA))
    assert pair.anna.vouched(OWN, "BOT", mac.content, BOT_KEYS) == BOT_KEYS.keys()
    assert done == Step("m.key.verification.done", {})
    assert not pair.bot.is_over
    assert pair.bot.receive("done", {}, ANNA) == []
    assert (pair.bot.is_over, pair.bot.verified, pair.bot.code) == (True, True, None)


def test_the_bot_vouches_for_nothing_before_the_person_has_compared() -> None:
    pair = Pair()
    pair.compared()
    assert pair.bot.stage is Stage.COMPARING
    assert not pair.bot.verified


def test_the_table_of_emojis_is_that_of_the_specification() -> None:
    sas = importlib.import_module("nio.crypto.sas")
    assert [emoji for emoji, _ in sas.Sas.emoji] == list(EMOJI)


def test_a_client_that_shows_numbers_only_gets_numbers() -> None:
    pair = Pair(short_authentication_string=["decimal"])
    pair.compared()
    assert pair.emojis.emoji == ()
    assert list(pair.emojis.numbers) == pair.anna.numbers()


def test_an_older_clients_way_of_vouching_is_understood() -> None:
    pair = Pair(message_authentication_codes=["hkdf-hmac-sha256"])
    assert pair.started()["message_authentication_code"] == "hkdf-hmac-sha256"


def test_other_keys_than_the_published_ones_end_it() -> None:
    for keys in (ANNA_KEYS | {"ed25519:PHONE": "x" * 43}, ANNA_KEYS | {"ed25519:" + "A" * 43: "x" * 43}):
        pair = Pair()
        pair.compared()
        pair.anna.keys = keys
        assert pair.ends_with(Code.KEY_MISMATCH, pair.bot.receive("mac", pair.anna.mac(OWN, "BOT"), ANNA))
        assert not pair.bot.verified


def test_a_man_in_the_middle_ends_it() -> None:
    """Mallory stands between: anna's client has met other keys than the bot has."""
    pair = Pair()
    pair.compared()
    between = Pair()
    between.compared()
    assert pair.ends_with(Code.KEY_MISMATCH, pair.bot.receive("mac", between.anna.mac(OWN, "BOT"), ANNA))


def test_who_vouches_for_keys_unknown_here_only_vouches_for_nothing() -> None:
    pair = Pair()
    pair.compared()
    pair.anna.keys = {"ed25519:OTHER": "o" * 43}
    assert pair.ends_with(Code.KEY_MISMATCH, pair.bot.receive("mac", pair.anna.mac(OWN, "BOT"), ANNA))


def test_a_key_left_out_of_the_list_of_names_ends_it() -> None:
    pair = Pair()
    pair.compared()
    content = pair.anna.mac(OWN, "BOT")
    del content["mac"]["ed25519:" + "A" * 43]
    assert pair.ends_with(Code.KEY_MISMATCH, pair.bot.receive("mac", content, ANNA))


def test_somebody_else_cannot_go_on_with_it() -> None:
    pair = Pair()
    pair.ready()
    assert pair.ends_with(Code.USER_MISMATCH, pair.bot.receive("start", pair.anna.start(), MALLORY))


@pytest.mark.parametrize("kind", ["key", "mac", "done", "accept", "ready", "request", "none"])
def test_a_step_out_of_turn_ends_it(kind: str) -> None:
    pair = Pair()
    pair.ready()
    assert pair.ends_with(Code.UNEXPECTED, pair.bot.receive(kind, {}, ANNA))


def test_a_second_start_or_key_ends_it() -> None:
    pair = Pair()
    pair.started()
    assert pair.ends_with(Code.UNEXPECTED, pair.bot.receive("start", pair.anna.start(), ANNA))
    pair = Pair()
    pair.compared()
    assert pair.ends_with(Code.UNEXPECTED, pair.bot.receive("key", pair.anna.key(), ANNA))


@pytest.mark.parametrize(
    "changed",
    [
        {"method": "m.qr_code.show.v1"},
        {"key_agreement_protocols": ["curve25519"]},
        {"hashes": ["sha1"]},
        {"message_authentication_codes": ["none"]},
        {"short_authentication_string": []},
        {"hashes": "sha256"},
        {"method": None},
    ],
)
def test_a_way_that_is_not_known_ends_it(changed: Json) -> None:
    pair = Pair()
    pair.ready()
    assert pair.ends_with(Code.UNKNOWN_METHOD, pair.bot.receive("start", pair.anna.start(**changed), ANNA))


def test_a_request_without_emojis_is_declined() -> None:
    offers: list[object] = [["m.qr_code.show.v1"], [], None, "m.sas.v1", [{}]]
    for methods in offers:
        pair = Pair()
        assert pair.ends_with(Code.UNKNOWN_METHOD, pair.bot.ready(methods))


@pytest.mark.parametrize("key", [None, "", "x", "A" * 43, "!" * 43, "é", 7, ["k"]])
def test_a_key_that_is_none_ends_it(key: object) -> None:
    pair = Pair()
    pair.started()
    assert pair.ends_with(Code.INVALID, pair.bot.receive("key", {"key": key}, ANNA))


@pytest.mark.parametrize(
    "content",
    [{}, {"mac": {}, "keys": "x"}, {"mac": {"ed25519:PHONE": 7}, "keys": 7}, {"mac": [], "keys": "x"}],
)
def test_vouching_without_a_shape_ends_it(content: Json) -> None:
    pair = Pair()
    pair.compared()
    assert pair.ends_with(Code.INVALID, pair.bot.receive("mac", content, ANNA))


def test_vouching_for_too_much_ends_it() -> None:
    pair = Pair()
    pair.compared()
    pair.anna.keys = ANNA_KEYS | {f"ed25519:{number}": "k" for number in range(MOST_KEYS)}
    assert pair.ends_with(Code.INVALID, pair.bot.receive("mac", pair.anna.mac(OWN, "BOT"), ANNA))


def test_it_ends_after_ten_minutes() -> None:
    pair = Pair()
    pair.started()
    assert pair.bot.expire(NOON + LASTS - timedelta(seconds=1)) == []
    assert not pair.bot.is_over
    assert pair.ends_with(Code.TIMEOUT, pair.bot.expire(NOON + LASTS))
    assert pair.bot.receive("key", pair.anna.key(), ANNA) == []


def test_who_has_confirmed_and_says_no_more_is_not_told_that_it_failed() -> None:
    pair = Pair()
    pair.compared()
    pair.bot.receive("mac", pair.anna.mac(OWN, "BOT"), ANNA)
    assert pair.bot.expire(NOON + LASTS) == []
    assert (pair.bot.is_over, pair.bot.verified) == (True, True)


def test_when_they_end_it_nothing_is_said() -> None:
    codes: list[object] = ["m.mismatched_sas", "m.user", None, {}, "x" * 300]
    for code in codes:
        pair = Pair()
        pair.started()
        assert pair.bot.receive("cancel", {"code": code}, ANNA) == []
        assert pair.bot.is_over
        assert not pair.bot.verified


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=50),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=10,
)
KNOWN = st.dictionaries(
    st.sampled_from([*SasPerson(ANNA, "PHONE", {}, "", {}).start(), "key", "mac", "keys", "code"]), ANYTHING
)


@settings(max_examples=300, deadline=None)
@given(
    reached=st.sampled_from(["ready", "started", "compared"]),
    odd=st.lists(st.tuples(st.sampled_from(STEPS), KNOWN), min_size=1, max_size=4),
    good=st.booleans(),
)
def test_whatever_comes_it_ends_or_goes_on_and_nobody_is_trusted_for_it(
    reached: str, odd: list[tuple[str, Json]], good: bool
) -> None:
    pair = Pair()
    getattr(pair, reached)()
    for kind, content in odd:
        base = pair.anna.start() if good and kind == "start" else {}
        for action in pair.bot.receive(kind, base | content, ANNA):
            assert isinstance(action, Step | Emojis)
    assert not pair.bot.verified


def test_text_that_no_encoder_takes_ends_it() -> None:
    pair = Pair()
    pair.ready()
    assert pair.ends_with(Code.INVALID, pair.bot.receive("start", pair.anna.start(odd="\ud800"), ANNA))
