"""`passet keys`: the bot's identity and room keys in one file under a passphrase, and back again.

The file holds two blocks (see `bot.platforms.matrix.keyfile`): the seeds of the cross-signing identity, in a
form of our own, and the room keys, in that of the specification, which other clients can read too.
"""

from __future__ import annotations

import getpass
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import ConfigError, OperatorError
from bot.platforms.base import PlatformError

if TYPE_CHECKING:
    from bot.platforms.matrix.crosssigning import Identity
    from bot.settings import Matrix, Settings

SHORTEST = 12
"""Characters of a passphrase for a file that may lie anywhere."""

LARGEST = 512 * 1024 * 1024


def export(settings: Settings, out: Path, passphrase_file: Path | None) -> int:
    """Write a new file (0600); the exit code. Raises OperatorError with one line."""
    from bot.platforms.matrix.crosssigning import Identity
    from bot.platforms.matrix.keyfile import IDENTITY, ROOM_KEYS, sealed
    from bot.platforms.matrix.keystore import has_account, pickle_key, store_path
    from bot.platforms.matrix.roomkeys import left_for_later, read_room_keys
    from bot.platforms.matrix.session import Session

    matrix = _matrix(settings)
    if out.exists():
        raise OperatorError(f"{out} is there already: name a new file")
    with _held(matrix):
        folder = matrix.store_dir / "crypto"
        session, identity = Session.load(matrix.store_dir), Identity.load(folder)
        path = None if session is None else store_path(folder, session)
        keys: list[dict[str, Any]] = []
        if session is not None and path is not None and path.exists():
            if not has_account(path):
                raise OperatorError(f"the device's keys in {path} are lost; nothing was written")
            keys = read_room_keys(path, session, pickle_key(folder))
        own_ids = {(one["room_id"], one["session_id"]) for one in keys}
        keys += [one for one in left_for_later(folder) if (one["room_id"], one["session_id"]) not in own_ids]
        if identity is None and not keys:
            raise OperatorError(f"there are no keys in {matrix.store_dir} yet; passet login makes them")
        passphrase = _passphrase(passphrase_file, twice=True)
        own = {"user_id": matrix.user_id, "seeds": identity.seeds() if identity else None}
        text = sealed(json.dumps(own).encode(), IDENTITY, passphrase)
        text += sealed(json.dumps(keys).encode(), ROOM_KEYS, passphrase)
    _write_new(out, text.encode())
    said = "The identity" if identity else "No identity"
    print(f"{said} and {len(keys)} room keys are in {out}.")  # noqa: T201 - the command's answer
    return 0


def restore(settings: Settings, file: Path, passphrase_file: Path | None) -> int:
    """Take the keys in the file back; the exit code. Raises OperatorError, having changed nothing."""
    from bot.platforms.matrix.keyfile import IDENTITY, ROOM_KEYS, NotOpened, opened
    from bot.platforms.matrix.roomkeys import leave_for_later, sound

    matrix = _matrix(settings)
    text = _read(file)
    passphrase = _passphrase(passphrase_file, twice=False)
    try:
        own, keys = (opened(text, kind, passphrase) for kind in (IDENTITY, ROOM_KEYS))
    except NotOpened:
        raise OperatorError(
            f"{file} cannot be opened: another passphrase, or it is damaged; nothing was changed"
        ) from None
    if own is None and keys is None:
        raise OperatorError(f"{file} holds no keys; passet keys export makes such a file")
    if keys is None:
        raise OperatorError(f"{file} is cut short: a part of it is missing; nothing was changed")
    with _held(matrix):
        folder = matrix.store_dir / "crypto"
        identity = None if own is None else _identity(own, matrix.user_id, file)
        kept = _kept(folder)
        if identity is not None and kept is not None and kept.seeds() != identity.seeds():
            raise OperatorError(
                f"{folder} holds another identity than {file}; move that folder away if it is of no use"
            )
        rooms = sound(json.loads(keys))
        leave_for_later(folder, rooms)
        if identity is not None:
            identity.save(folder)
    said = "The identity" if identity else "No identity"
    print(f"{said} and {len(rooms)} room keys are restored.")  # noqa: T201 - the command's answer
    print("Now: passet login --new-device, if this store has no login; then passet run.")  # noqa: T201
    return 0


def _kept(folder: Path) -> Identity | None:
    """The identity that is there; one that cannot be read is what is to be put back."""
    from bot.platforms.matrix.crosssigning import Identity
    from bot.platforms.matrix.session import StoreBroken

    try:
        return Identity.load(folder)
    except StoreBroken:
        return None


def _identity(own: bytes, user_id: str, file: Path) -> Identity | None:
    from bot.platforms.matrix.crosssigning import Identity

    try:
        kept = json.loads(own)
        whose, seeds = kept["user_id"], kept["seeds"]
        identity = None if seeds is None else Identity.of(seeds)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise OperatorError(
            f"{file} does not hold what passet keys export writes; nothing was changed"
        ) from None
    if whose != user_id:
        raise OperatorError(f"{file} holds the keys of {whose}, not of {user_id}")
    return identity


def _matrix(settings: Settings) -> Matrix:
    if settings.matrix is None:
        raise ConfigError("the section [matrix] is missing: copy it from config.example.toml")
    os.umask(0o077)
    return settings.matrix


@contextmanager
def _held(matrix: Matrix) -> Iterator[None]:
    """With the store to ourselves."""
    from bot.platforms.matrix.session import StoreLock

    lock = StoreLock(matrix.store_dir)
    try:
        lock.acquire()
        yield
    except PlatformError as error:
        raise OperatorError(str(error)) from None
    finally:
        lock.release()


def _passphrase(file: Path | None, *, twice: bool) -> str:
    """From the file, or asked for. Raises ConfigError; the text names the file only."""
    if file is not None:
        try:
            typed = file.read_text(encoding="utf-8").strip("\r\n")
        except (OSError, UnicodeDecodeError):
            raise ConfigError(f"--passphrase-file ({file}) cannot be read") from None
    elif not sys.stdin.isatty():
        raise ConfigError("there is no terminal to ask for the passphrase on: use --passphrase-file FILE")
    else:
        typed = getpass.getpass("Passphrase: ")
        if twice and getpass.getpass("Once more: ") != typed:
            raise OperatorError("the two are not the same; nothing was written")
    if twice and len(typed) < SHORTEST:
        raise ConfigError(f"the passphrase is too short: at least {SHORTEST} characters")
    return typed


def _read(file: Path) -> str:
    try:
        if not file.is_file():
            raise OperatorError(f"{file} is not a file that could be read")
        if file.stat().st_size > LARGEST:
            raise OperatorError(f"{file} is too large to be such a file")
        return file.read_text(encoding="ascii")
    except UnicodeDecodeError:
        raise OperatorError(f"{file} holds no keys; passet keys export makes such a file") from None


def _write_new(path: Path, content: bytes) -> None:
    """Never over a file that is there: it may be the only copy of something."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise OperatorError(f"{path} is there already: name a new file") from None
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
