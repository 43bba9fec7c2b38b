"""What is answered to the steps of one verification; pure but for the one-time key (specification,
"Key verification framework" and "Short Authentication String (SAS) verification").

    they                     the bot
    request          →       ready
    start            →       accept (with a promise of its key)
    key              →       key, and the emojis are shown
    mac              →       mac, done
    done             →

The bot never starts one, so there is no promise of theirs to check. It has no eyes: that the emojis are the
same, the person says by their MAC, and only then does the bot send its own.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol, TypeAlias

from bot.platforms.matrix.crosssigning import canonical
from bot.platforms.matrix.shapes import Json, is_id

METHOD = "m.sas.v1"
KIND = "m.key.verification."
AGREEMENT = "curve25519-hkdf-sha256"
HASH = "sha256"
MAC, OLD_MAC = "hkdf-hmac-sha256.v2", "hkdf-hmac-sha256"
LASTS = timedelta(minutes=10)
"""From the request on (specification: "Timeouts")."""

MOST_KEYS = 20
"""Keys that a MAC may be about."""


class Code(StrEnum):
    """Why a verification ends early (specification, `m.key.verification.cancel`)."""

    USER = "m.user"
    TIMEOUT = "m.timeout"
    UNKNOWN_TRANSACTION = "m.unknown_transaction"
    UNKNOWN_METHOD = "m.unknown_method"
    UNEXPECTED = "m.unexpected_message"
    KEY_MISMATCH = "m.key_mismatch"
    USER_MISMATCH = "m.user_mismatch"
    INVALID = "m.invalid_message"


class Stage(StrEnum):
    """How far it has come."""

    REQUESTED = "requested"
    READY = "ready"
    STARTED = "started"
    COMPARING = "comparing"
    CONFIRMED = "confirmed"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Party:
    """One side: user, device, and the Ed25519 keys by their names (`ed25519:…`) that it vouches for."""

    user: str
    device: str
    keys: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """To be sent to the other side; without what says to which verification it belongs."""

    kind: str
    content: Json


@dataclass(frozen=True, slots=True)
class Emojis:
    """To be shown to the person: what their client must show too. `emoji` is empty where it shows none."""

    emoji: tuple[int, ...]
    numbers: tuple[int, ...]


Action: TypeAlias = Step | Emojis


class Established(Protocol):
    """The shared secret (vodozemac.EstablishedSas)."""

    def bytes(self, info: str) -> Any: ...
    def calculate_mac(self, input: str, info: str) -> str: ...  # noqa: A002 - vodozemac's name
    def calculate_mac_invalid_base64(self, input: str, info: str) -> str: ...  # noqa: A002


class OneTimeKey(Protocol):
    """The key made for one verification."""

    @property
    def public(self) -> str: ...
    def meet(self, theirs: str) -> Established:
        """Raises ValueError for what is no such key."""


class Verification:
    """One that `theirs` requested. `name` is its transaction id, or the event id of the request."""

    def __init__(
        self, own: Party, theirs: Party, name: str, began: datetime, key: Callable[[], OneTimeKey]
    ) -> None:
        self.own = own
        self.theirs = theirs
        self.name = name
        self.stage = Stage.REQUESTED
        self.code: str | None = None
        self.verified = False
        self._until = began + LASTS
        self._key = key()
        self._shared: Established | None = None
        self._mac = MAC
        self._shows: list[str] = []

    @property
    def is_over(self) -> bool:
        return self.stage is Stage.OVER

    def ready(self, methods: object) -> list[Action]:
        """Answer the request, which offers these methods; nothing when it was ended meanwhile."""
        if self.is_over:
            return []
        if METHOD not in _texts(methods):
            return self.cancel(Code.UNKNOWN_METHOD)
        self.stage = Stage.READY
        return [Step(KIND + "ready", {"from_device": self.own.device, "methods": [METHOD]})]

    def receive(self, kind: str, content: Json, sender: str) -> list[Action]:
        """Answer a step, whatever it looks like. `kind` is without `m.key.verification.`."""
        if self.is_over:
            return []
        if sender != self.theirs.user:
            return self.cancel(Code.USER_MISMATCH)
        if kind == "cancel":
            code = content.get("code")
            return self._end(code if is_id(code) else Code.INVALID)
        if kind == "done":
            return self._end(None) if self.stage is Stage.CONFIRMED else self.cancel(Code.UNEXPECTED)
        answer = self._answers().get((self.stage, kind))
        if answer is None:
            return self.cancel(Code.UNEXPECTED)
        try:
            return answer(content)
        except (ValueError, TypeError, RecursionError):
            return self.cancel(Code.INVALID)

    def expire(self, now: datetime) -> list[Action]:
        """End it when its time is over; one that lacks only their last word ends silently."""
        if self.is_over or now < self._until:
            return []
        return self._end(None) if self.stage is Stage.CONFIRMED else self.cancel(Code.TIMEOUT)

    def cancel(self, code: Code, reason: str = "") -> list[Action]:
        """End it and say why."""
        self._end(code)
        return [Step(KIND + "cancel", {"code": code.value, "reason": reason or _REASONS[code]})]

    def _answers(self) -> Mapping[tuple[Stage, str], Callable[[Json], list[Action]]]:
        return {
            (Stage.READY, "start"): self._start,
            (Stage.STARTED, "key"): self._exchange,
            (Stage.COMPARING, "mac"): self._confirm,
        }

    def _end(self, code: str | None) -> list[Action]:
        self.stage, self.code = Stage.OVER, code
        return []

    def _start(self, content: Json) -> list[Action]:
        if content.get("from_device") != self.theirs.device:
            return self.cancel(Code.INVALID)
        macs = _texts(content.get("message_authentication_codes"))
        self._mac = MAC if MAC in macs else OLD_MAC
        self._shows = [one for one in ("decimal", "emoji") if one in _texts(content.get(_SHORT))]
        possible = (
            content.get("method") == METHOD
            and AGREEMENT in _texts(content.get("key_agreement_protocols"))
            and HASH in _texts(content.get("hashes"))
            and self._mac in macs
            and "decimal" in self._shows  # which everybody must know
        )
        if not possible:
            return self.cancel(Code.UNKNOWN_METHOD)
        promise = hashlib.sha256(self._key.public.encode() + canonical(content)).digest()
        self.stage = Stage.STARTED
        accepted = {
            "method": METHOD,
            "key_agreement_protocol": AGREEMENT,
            "hash": HASH,
            "message_authentication_code": self._mac,
            _SHORT: self._shows,
            "commitment": b64encode(promise).decode().rstrip("="),
        }
        return [Step(KIND + "accept", accepted)]

    def _exchange(self, content: Json) -> list[Action]:
        theirs = content.get("key")
        if not is_id(theirs):
            return self.cancel(Code.INVALID)
        self._shared = self._key.meet(str(theirs))
        sides = (
            self.theirs.user,
            self.theirs.device,
            theirs,
            self.own.user,
            self.own.device,
            self._key.public,
        )
        shown = self._shared.bytes("|".join(("MATRIX_KEY_VERIFICATION_SAS", *map(str, sides), self.name)))
        self.stage = Stage.COMPARING
        emoji = tuple(shown.emoji_indices) if "emoji" in self._shows else ()
        return [Emojis(emoji, tuple(shown.decimals)), Step(KIND + "key", {"key": self._key.public})]

    def _confirm(self, content: Json) -> list[Action]:
        macs, names = content.get("mac"), content.get("keys")
        if not isinstance(macs, dict) or not 0 < len(macs) <= MOST_KEYS or not isinstance(names, str):
            return self.cancel(Code.INVALID)
        if not self._is(names, self.theirs, self.own, ",".join(sorted(macs)), "KEY_IDS"):
            return self.cancel(Code.KEY_MISMATCH)
        # Keys of theirs that we do not know say nothing (specification); the device's own must be among them.
        if f"ed25519:{self.theirs.device}" not in macs.keys() & self.theirs.keys.keys():
            return self.cancel(Code.KEY_MISMATCH)
        for name, mac in macs.items():
            key = self.theirs.keys.get(name)
            if key is not None and not self._is(mac, self.theirs, self.own, key, name):
                return self.cancel(Code.KEY_MISMATCH)
        self.stage, self.verified = Stage.CONFIRMED, True
        own = {name: self._mac_of(self.own, self.theirs, key, name) for name, key in self.own.keys.items()}
        names = self._mac_of(self.own, self.theirs, ",".join(sorted(own)), "KEY_IDS")
        return [Step(KIND + "mac", {"mac": own, "keys": names}), Step(KIND + "done", {})]

    def _is(self, given: object, who: Party, whom: Party, text: str, what: str) -> bool:
        expected = self._mac_of(who, whom, text, what)
        return isinstance(given, str) and hmac.compare_digest(given.encode(), expected.encode())

    def _mac_of(self, who: Party, whom: Party, text: str, what: str) -> str:
        shared = self._shared
        if shared is None:
            raise ValueError("no key yet")
        make = shared.calculate_mac if self._mac == MAC else shared.calculate_mac_invalid_base64
        sides = f"{who.user}{who.device}{whom.user}{whom.device}{self.name}"
        return make(text, f"MATRIX_KEY_VERIFICATION_MAC{sides}{what}")


_SHORT = "short_authentication_string"
_REASONS = {
    Code.USER: "Not now",
    Code.TIMEOUT: "It took too long",
    Code.UNKNOWN_TRANSACTION: "No such verification",
    Code.UNKNOWN_METHOD: "No common method",
    Code.UNEXPECTED: "Not the step that was expected",
    Code.KEY_MISMATCH: "The keys do not match",
    Code.USER_MISMATCH: "Not the user who began",
    Code.INVALID: "Not understood",
}


def _texts(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
