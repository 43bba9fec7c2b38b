"""Taking the room keys of a device out of nio's store, and putting restored ones in.

Restored keys wait in a file until a device takes them up (`Crypto.open`): so they can be restored also before
there is one. The file is as open as nio's store beside its pickle key: readable by its owner.
"""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import structlog

from bot.platforms.matrix.session import Session, StoreBroken, write_private
from bot.platforms.matrix.shapes import Json, table, tables

RESTORED = "restored-keys.json"
_ALGORITHM = "m.megolm.v1.aes-sha2"
_TEXTS = ("algorithm", "room_id", "sender_key", "session_id", "session_key")
log = structlog.get_logger(__name__)


def exported(sessions: Any) -> list[Json]:
    """nio's inbound sessions in the form of the specification ("Key export format")."""
    return [
        {
            "algorithm": _ALGORITHM,
            "forwarding_curve25519_key_chain": list(one.forwarding_chain),
            "room_id": one.room_id,
            "sender_key": one.sender_key,
            "sender_claimed_keys": {"ed25519": one.ed25519},
            "session_id": one.id,
            "session_key": one.export_session(one.first_known_index),
        }
        for one in sessions
    ]


def read_room_keys(path: Path, session: Session, pickle_key: str) -> list[Json]:
    """All room keys in the device's store. Raises StoreBroken."""
    store = importlib.import_module("nio.store")
    try:
        opened = store.SqliteStore(
            session.user_id, session.device_id, str(path.parent), pickle_key, path.name
        )
        try:
            return exported(opened.load_inbound_group_sessions())
        finally:
            opened.database.close()
    except Exception as error:
        raise StoreBroken(f"the keys in {path} cannot be read ({type(error).__name__})") from error


def sound(keys: object) -> list[Json]:
    """Those among them that have the form of the specification."""
    return [
        one
        for one in tables(keys)
        if all(isinstance(one.get(name), str) for name in _TEXTS)
        and one["algorithm"] == _ALGORITHM
        and isinstance(table(one.get("sender_claimed_keys")).get("ed25519"), str)
        and isinstance(one.get("forwarding_curve25519_key_chain"), list)
    ]


def leave_for_later(folder: Path, keys: list[Json]) -> None:
    """Have the next device that starts here take them up, beside those that wait. Raises StoreBroken."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    waiting = {(one["room_id"], one["session_id"]): one for one in [*left_for_later(folder), *keys]}
    write_private(folder / RESTORED, json.dumps(list(waiting.values())))


def left_for_later(folder: Path) -> list[Json]:
    """Restored keys that no device has taken up yet."""
    try:
        return sound(json.loads((folder / RESTORED).read_bytes()))
    except (OSError, ValueError):
        return []


def take_up(olm: Any, folder: Path) -> None:
    """Add keys that were restored to those of this device. Ones that are there already stay as they are."""
    path = folder / RESTORED
    try:
        keys = sound(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        log.warning("restored keys cannot be read", error=type(error).__name__)
        return
    added = 0
    for one in keys:
        made = type(olm)._import_group_session(
            one["session_key"],
            one["sender_claimed_keys"]["ed25519"],
            one["sender_key"],
            one["room_id"],
            one["forwarding_curve25519_key_chain"],
        )
        if made is not None and made.id == one["session_id"] and olm.inbound_group_store.add(made):
            olm.save_inbound_group_session(made)
            added += 1
    path.unlink()
    log.info("room keys restored", added=added, read=len(keys))
