"""The account's cross-signing identity, and with it the signature under the bot's device.

Clients give no keys to devices that their owner has not signed (MSC4153, in the specification since 1.18):
without this the bot neither reads nor is read in encrypted rooms. Keys and signatures are those of the
specification, "Cross-signing": a master key signs a self-signing key, that one signs the device.

The seeds of the three Ed25519 keys are made once and kept in `cross-signing.json` (0600) before they are
published; a new device is signed with the same. An identity that is not kept here is replaced only when the
operator asks for a new device because the store was lost.
"""

from __future__ import annotations

import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import structlog

from bot.platforms.base import Refused, Unavailable
from bot.platforms.matrix.http import AuthenticationNeeded, MatrixHttp
from bot.platforms.matrix.session import Session, StoreBroken, write_private
from bot.platforms.matrix.shapes import Json, table

FILE = "cross-signing.json"
_SECONDS = 60.0
_SEED_BYTES = 32
_UNSIGNED = frozenset({"signatures", "unsigned"})
log = structlog.get_logger(__name__)


async def sign_own_device(
    http: MatrixHttp,
    session: Session,
    folder: Path,
    keys: Mapping[str, str],
    password: str | None,
    *,
    remake: bool = False,
) -> str | None:
    """Have the device signed, and the identity published if the account has none; the account's master key if
    the device is signed under it now.

    `keys` are the device's own identity keys by algorithm: nothing else is signed. `password` is needed by
    servers that ask for it again. What the server refuses is logged and no reason to stop. `remake`: the
    account's identity is lost, and gives way to one that is kept here (for which servers want the password).
    Raises StoreBroken, `Unavailable`, `LoggedOut`.
    """
    user, device = session.user_id, session.device_id
    answer = await _own_keys(http, user)
    if device_is_signed(answer, user, device):
        return _public(table(answer.get("master_keys")).get(user))
    identity = Identity.load(folder)
    published = _public(table(answer.get("master_keys")).get(user))
    foreign = published is not None and (identity is None or identity.master.public != published)
    if foreign and not remake:
        log.warning(
            "the account has a cross-signing identity that is not kept here: others see this device as"
            " unverified until it is verified from the client that made that identity, or the identity is"
            " made anew with passet login --new-device",
            device=device,
        )
        return None
    if foreign:
        log.warning("a new identity takes the place of the lost one: who had verified the bot verifies again")
    try:
        kept = identity is not None
        identity = identity or Identity.make(folder)
        if published is None or foreign or _trusted_key(answer, user) != identity.self_signing.public:
            await _publish_or_tell(http, session, identity, password, folder, again=foreign and kept)
        await _sign(http, session, identity, answer, keys)
    except Refused as error:
        log.warning("device not signed: others see it as unverified", device=device, reason=str(error))
        return None
    answer = await _own_keys(http, user)
    if device_is_signed(answer, user, device):
        log.info("device signed", device=device)
        return _public(table(answer.get("master_keys")).get(user))
    log.warning("device not signed: the server took the signature and does not show it", device=device)
    return None


async def _publish_or_tell(
    http: MatrixHttp,
    session: Session,
    identity: Identity,
    password: str | None,
    folder: Path,
    *,
    again: bool,
) -> None:
    """`again`: an identity that the account may have had before; Synapse fails when it is to take it back."""
    try:
        await _publish(http, session, identity, password)
    except Unavailable as error:
        if not again:
            raise
        raise StoreBroken(
            f"the server does not take the identity in {folder / FILE} back ({error}): remove that file, and"
            " passet login --new-device makes a new one"
        ) from None


def device_is_signed(answer: Mapping[str, Any], user: str, device: str) -> bool:
    """Whether, by this answer to `/keys/query`, the user's master key vouches for the device."""
    key = _trusted_key(answer, user)
    device_keys = table(table(answer.get("device_keys")).get(user)).get(device)
    return key is not None and _verified(device_keys, user, key)


class SigningKey:
    """One Ed25519 key, made of its seed of 32 bytes."""

    def __init__(self, seed: bytes) -> None:
        from Crypto.PublicKey import ECC  # 70 ms, which only those who encrypt need to wait

        self._seed = seed
        self._key = ECC.construct(curve="Ed25519", seed=seed)

    @cached_property
    def public(self) -> str:
        """In unpadded base64, as everywhere on Matrix."""
        return _base64(self._key.public_key().export_key(format="raw"))

    @property
    def kept(self) -> str:
        return _base64(self._seed)

    def signed(self, content: Mapping[str, Any], user: str) -> Json:
        """The object with this key's signature alone (specification, "Signing JSON")."""
        from Crypto.Signature import eddsa

        bare = {name: value for name, value in content.items() if name not in _UNSIGNED}
        signature = eddsa.new(self._key, "rfc8032").sign(canonical(bare))
        return bare | {"signatures": {user: {f"ed25519:{self.public}": _base64(signature)}}}


@dataclass(frozen=True, slots=True)
class Identity:
    """The three keys of the account."""

    master: SigningKey
    self_signing: SigningKey
    user_signing: SigningKey

    @classmethod
    def load(cls, folder: Path) -> Self | None:
        """The kept one, None if there is none. Raises StoreBroken."""
        path = folder / FILE
        try:
            return cls.of(json.loads(path.read_bytes()))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreBroken(
                f"{path} cannot be read ({type(error).__name__}): passet keys restore FILE, or without "
                "such a file remove it, and passet login --new-device"
            ) from None

    @classmethod
    def make(cls, folder: Path) -> Self:
        """A new one, kept. Raises StoreBroken."""
        made = cls(*(SigningKey(secrets.token_bytes(_SEED_BYTES)) for _ in _USES))
        made.save(folder)
        return made

    @classmethod
    def of(cls, seeds: Mapping[str, Any]) -> Self:
        """From its seeds by name. Raises KeyError, TypeError, ValueError."""
        return cls(*(SigningKey(_seed(seeds[name])) for name in _USES))

    def seeds(self) -> dict[str, str]:
        """The secret part, by name, in unpadded base64."""
        kept = (self.master.kept, self.self_signing.kept, self.user_signing.kept)
        return dict(zip(_USES, kept, strict=True))

    def save(self, folder: Path) -> None:
        """Keep it. Raises StoreBroken."""
        write_private(folder / FILE, json.dumps(self.seeds()))

    def published(self, user: str) -> Json:
        """The body of `/keys/device_signing/upload`."""
        master, own, others = (
            {"user_id": user, "usage": [use], "keys": {f"ed25519:{key.public}": key.public}}
            for use, key in zip(_USES, (self.master, self.self_signing, self.user_signing), strict=True)
        )
        return {
            "master_key": master,
            "self_signing_key": self.master.signed(own, user),
            "user_signing_key": self.master.signed(others, user),
        }


_USES = ("master", "self_signing", "user_signing")


def canonical(content: Mapping[str, Any]) -> bytes:
    """Canonical JSON (specification, appendix). Raises ValueError for lone surrogates."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


async def _own_keys(http: MatrixHttp, user: str) -> Json:
    body: Json = {"device_keys": {user: []}}
    return await http.call("keys query", "POST", "keys", "query", body=body, seconds=_SECONDS)


async def _publish(http: MatrixHttp, session: Session, identity: Identity, password: str | None) -> None:
    path = ("keys", "device_signing", "upload")
    body: Json = identity.published(session.user_id)
    try:
        await http.call("cross-signing keys", "POST", *path, body=body, seconds=_SECONDS)
    except AuthenticationNeeded as error:
        if password is None:
            raise Refused(
                "the server asks for the password: passet login --new-device", code=error.code
            ) from None
        body["auth"] = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": session.user_id},
            "password": password,
            "session": error.session,
        }
        await http.call("cross-signing keys", "POST", *path, body=body, seconds=_SECONDS)


async def _sign(
    http: MatrixHttp, session: Session, identity: Identity, answer: Json, keys: Mapping[str, str]
) -> None:
    user, device = session.user_id, session.device_id
    shown = table(table(table(answer.get("device_keys")).get(user)).get(device))
    expected = {f"{algorithm}:{device}": key for algorithm, key in keys.items()}
    if shown.get("keys") != expected or shown.get("user_id") != user or shown.get("device_id") != device:
        raise Refused("the server shows other keys for this device than ours")
    body = {user: {device: identity.self_signing.signed(shown, user)}}
    await http.call("signature", "POST", "keys", "signatures", "upload", body=body, seconds=_SECONDS)


def _trusted_key(answer: Mapping[str, Any], user: str) -> str | None:
    """The self-signing key, if the master key signed it."""
    master = _public(table(answer.get("master_keys")).get(user))
    own = table(answer.get("self_signing_keys")).get(user)
    return _public(own) if master is not None and _verified(own, user, master) else None


def _public(key: object) -> str | None:
    """The one public key that a published cross-signing key holds."""
    values = list(table(table(key).get("keys")).values())
    return values[0] if len(values) == 1 and isinstance(values[0], str) else None


def _verified(content: object, user: str, key: str) -> bool:
    """Whether this Ed25519 key signed the object for the user."""
    from Crypto.Signature import eddsa

    signature = table(table(table(content).get("signatures")).get(user)).get(f"ed25519:{key}")
    bare = {name: value for name, value in table(content).items() if name not in _UNSIGNED}
    try:
        public = eddsa.import_public_key(_bytes(key))
        eddsa.new(public, "rfc8032").verify(canonical(bare), _bytes(signature))
    except (ValueError, TypeError):
        return False
    return True


def _seed(text: object) -> bytes:
    seed = _bytes(text)
    if len(seed) != _SEED_BYTES:
        raise ValueError("no seed")
    return seed


def _base64(data: bytes) -> str:
    return b64encode(data).decode().rstrip("=")


def _bytes(text: object) -> bytes:
    """From unpadded base64. Raises TypeError and ValueError."""
    if not isinstance(text, str):
        raise TypeError("no text")
    return b64decode(text + "=" * (-len(text) % 4), validate=True)
