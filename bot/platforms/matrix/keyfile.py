"""Keys under a passphrase: the specification's "Key export format", with a random salt for each block.

PBKDF2 with HMAC-SHA-512, AES-256-CTR, and HMAC-SHA-256 over all of it: whatever is changed, or opened with
another passphrase, is noticed before anything is used. Other clients can read a block of room keys.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import b64decode, b64encode

from bot.platforms.base import PlatformError

ROOM_KEYS = "MEGOLM SESSION DATA"
IDENTITY = "PASSET IDENTITY"
ROUNDS = 600_000
MOST_ROUNDS = 5_000_000
"""More would keep the machine busy for minutes."""

_VERSION = 1
_HEAD = 1 + 16 + 16 + 4
_MAC = 32
_LINE = 96


class NotOpened(PlatformError):
    """The passphrase is another, or the text is damaged; which of them, nobody can tell."""


def sealed(data: bytes, kind: str, passphrase: str, *, rounds: int = ROUNDS) -> str:
    """The data as a block of text of this kind. Takes about half a second."""
    salt = secrets.token_bytes(16)
    start = int.from_bytes(secrets.token_bytes(16), "big") & ~(1 << 63)  # as the specification wants it
    key, mac_key = _keys(passphrase, salt, rounds)
    head = bytes([_VERSION]) + salt + start.to_bytes(16, "big") + rounds.to_bytes(4, "big")
    body = head + _ctr(key, start, data)
    text = b64encode(body + hmac.digest(mac_key, body, "sha256")).decode()
    lines = [text[at : at + _LINE] for at in range(0, len(text), _LINE)]
    return "\n".join([f"-----BEGIN {kind}-----", *lines, f"-----END {kind}-----", ""])


def opened(text: str, kind: str, passphrase: str) -> bytes | None:
    """What the block of this kind in the text holds; None where there is none. Raises NotOpened."""
    begin, end = f"-----BEGIN {kind}-----", f"-----END {kind}-----"
    at = text.find(begin)
    if at < 0:
        return None
    inner, closed, _ = text[at + len(begin) :].partition(end)
    try:
        packed = "".join(inner.split())
        raw = b64decode(packed + "=" * (-len(packed) % 4), validate=True)
    except ValueError:
        raise NotOpened("damaged") from None
    rounds = int.from_bytes(raw[_HEAD - 4 : _HEAD], "big")
    if not closed or len(raw) < _HEAD + _MAC or raw[0] != _VERSION or not 0 < rounds <= MOST_ROUNDS:
        raise NotOpened("damaged")
    body, mac = raw[:-_MAC], raw[-_MAC:]
    key, mac_key = _keys(passphrase, body[1:17], rounds)
    if not hmac.compare_digest(hmac.digest(mac_key, body, "sha256"), mac):
        raise NotOpened("another passphrase, or damaged")
    return _ctr(key, int.from_bytes(body[17:33], "big"), body[_HEAD:])


def _keys(passphrase: str, salt: bytes, rounds: int) -> tuple[bytes, bytes]:
    made = hashlib.pbkdf2_hmac("sha512", passphrase.encode(), salt, rounds, 64)
    return made[:32], made[32:]


def _ctr(key: bytes, start: int, data: bytes) -> bytes:
    from Crypto.Cipher import AES

    return AES.new(key, AES.MODE_CTR, nonce=b"", initial_value=start).encrypt(data)
