"""The other side of an emoji verification, written from the specification, on primitives of PyCryptodome:
nothing of the bot's and nothing of vodozemac's.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

from Crypto.Hash import SHA256
from Crypto.Protocol.DH import key_agreement
from Crypto.Protocol.KDF import HKDF
from Crypto.PublicKey import ECC

Json = dict[str, Any]
START: Json = {
    "method": "m.sas.v1",
    "key_agreement_protocols": ["curve25519-hkdf-sha256"],
    "hashes": ["sha256"],
    "message_authentication_codes": ["hkdf-hmac-sha256.v2", "hkdf-hmac-sha256"],
    "short_authentication_string": ["decimal", "emoji"],
}


class SasPerson:
    """Somebody's client that starts the verification `name`. `belongs` goes into every content."""

    def __init__(self, user: str, device: str, keys: Mapping[str, str], name: str, belongs: Json) -> None:
        self.user = user
        self.device = device
        self.keys = keys
        self.name = name
        self.belongs = belongs
        self.started: Json = {}
        self._key = ECC.generate(curve="Curve25519")
        self._secret = b""
        self._sides = ""

    @property
    def public(self) -> str:
        return plain64(self._key.public_key().export_key(format="raw"))

    def start(self, **changed: object) -> Json:
        self.started = {"from_device": self.device, **START, **self.belongs, **changed}
        return self.started

    def key(self) -> Json:
        return {"key": self.public, **self.belongs}

    def meet(self, bot: str, device: str, accepted: Json, key: str) -> None:
        """Take the bot's key, if it is the one that was promised."""
        canonical = json.dumps(self.started, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        promise = plain64(hashlib.sha256(key.encode() + canonical.encode()).digest())
        assert accepted["commitment"] == promise
        theirs = ECC.import_key(
            bytes.fromhex("302a300506032b656e032100") + b64decode(key + "="), curve_name="Curve25519"
        )
        self._secret = key_agreement(static_priv=self._key, static_pub=theirs, kdf=lambda shared: shared)
        self._sides = f"{self.user}|{self.device}|{self.public}|{bot}|{device}|{key}"

    def emoji(self) -> list[int]:
        """The seven numbers, 6 bits each."""
        bits = int.from_bytes(self._bytes(), "big")
        return [(bits >> (42 - 6 * index)) & 63 for index in range(7)]

    def numbers(self) -> list[int]:
        """The three numbers, 13 bits each and 1000."""
        bits = int.from_bytes(self._bytes()[:5], "big")
        return [((bits >> (27 - 13 * index)) & 8191) + 1000 for index in range(3)]

    def mac(self, bot: str, device: str) -> Json:
        made = {name: self._mac(key, f"{self._to(bot, device)}{name}") for name, key in self.keys.items()}
        names = self._mac(",".join(sorted(made)), f"{self._to(bot, device)}KEY_IDS")
        return {"mac": made, "keys": names, **self.belongs}

    def vouched(self, bot: str, device: str, content: Json, keys: Mapping[str, str]) -> set[str]:
        """Those of the bot's published keys for which its MAC stands; the list of names must hold too."""
        sides = f"MATRIX_KEY_VERIFICATION_MAC{bot}{device}{self.user}{self.device}{self.name}"
        assert content["keys"] == self._mac(",".join(sorted(content["mac"])), f"{sides}KEY_IDS")
        return {
            name
            for name, mac in content["mac"].items()
            if name in keys and mac == self._mac(keys[name], f"{sides}{name}")
        }

    def _to(self, bot: str, device: str) -> str:
        return f"MATRIX_KEY_VERIFICATION_MAC{self.user}{self.device}{bot}{device}{self.name}"

    def _bytes(self) -> bytes:
        return self._derived(f"MATRIX_KEY_VERIFICATION_SAS|{self._sides}|{self.name}", 6)

    def _mac(self, text: str, info: str) -> str:
        return plain64(hmac.new(self._derived(info, 32), text.encode(), "sha256").digest())

    def _derived(self, info: str, length: int) -> bytes:
        made = HKDF(self._secret, length, b"", SHA256, context=info.encode())
        assert isinstance(made, bytes)
        return made


def plain64(data: bytes) -> str:
    return b64encode(data).decode().rstrip("=")
