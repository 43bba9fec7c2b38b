"""Keys under a passphrase: another client's implementation reads them, and nothing else opens them."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from bot.platforms.matrix.keyfile import IDENTITY, ROOM_KEYS, ROUNDS, NotOpened, opened, sealed

PASSPHRASE = "tre sma grisar"
DATA = b'[{"room_id": "!room:example.org"}]'


def test_another_implementation_reads_what_is_written_and_the_other_way_round(tmp_path: Path) -> None:
    nio = importlib.import_module("nio.crypto.key_export")
    path = tmp_path / "keys"
    path.write_text(sealed(DATA, ROOM_KEYS, PASSPHRASE, rounds=1000))
    assert nio.decrypt_and_read(str(path), PASSPHRASE) == DATA
    nio.encrypt_and_save(DATA, str(tmp_path / "theirs"), PASSPHRASE, count=1000)
    assert opened((tmp_path / "theirs").read_text(), ROOM_KEYS, PASSPHRASE) == DATA


def test_nothing_can_be_read_in_it_and_no_two_are_alike() -> None:
    one, two = (sealed(DATA, IDENTITY, PASSPHRASE, rounds=1000) for _ in range(2))
    assert one != two
    assert b"room_id" not in one.encode()
    assert ROUNDS >= 500_000


def test_each_kind_is_found_among_others_and_one_that_is_not_there_is_none() -> None:
    text = sealed(b"1", IDENTITY, PASSPHRASE, rounds=1000) + sealed(b"2", ROOM_KEYS, PASSPHRASE, rounds=1000)
    assert (opened(text, IDENTITY, PASSPHRASE), opened(text, ROOM_KEYS, PASSPHRASE)) == (b"1", b"2")
    assert opened("", IDENTITY, PASSPHRASE) is None


def test_another_passphrase_opens_nothing() -> None:
    text = sealed(DATA, IDENTITY, PASSPHRASE, rounds=1000)
    for wrong in ("", PASSPHRASE + " ", PASSPHRASE.upper()):
        with pytest.raises(NotOpened):
            opened(text, IDENTITY, wrong)


def test_a_single_changed_sign_is_noticed() -> None:
    text = sealed(DATA, IDENTITY, PASSPHRASE, rounds=1000)
    begin = text.index("\n") + 1
    for at in range(begin, text.index("\n-----END"), 7):
        if text[at] == "\n":
            continue
        changed = text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]
        with pytest.raises(NotOpened):
            opened(changed, IDENTITY, PASSPHRASE)


@pytest.mark.parametrize("inner", ["", "!!!", "AAAA", "A" * 200, "AQ" + "A" * 42 + "/" * 6 + "A" * 200, "é"])
def test_what_is_damaged_is_told_at_once(inner: str) -> None:
    with pytest.raises(NotOpened):
        opened(f"-----BEGIN {IDENTITY}-----\n{inner}\n-----END {IDENTITY}-----", IDENTITY, PASSPHRASE)
    with pytest.raises(NotOpened):
        opened(f"-----BEGIN {IDENTITY}-----\n{inner}", IDENTITY, PASSPHRASE)
