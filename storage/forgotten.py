"""Who was forgotten, and when: kept beside the database, so that a restored backup forgets again.

No name and no account stands in the file, only keyed hashes of them; the key is in it too. Whoever has the
file and a person's account can see that this account was forgotten, and nobody can read the accounts out of
it. The file is for its owner alone (0600).
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

NAME = "name:"
"""Before the district's key, for a person without chat: what is forgotten there is a folded name."""
GONE = "gone:"
"""Before the district's key and the platform, for an account that was removed from its rooms before it was
forgotten: it stays so, or whoever was banned could have that forgotten too."""


def beside(database: Path) -> Path:
    """Where it lies, for an SQLite file."""
    return database.with_name(f"{database.name}.forgotten")


class BookBroken(Exception):
    """The file is there and cannot be read."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """`kind`: a platform, and `whom` an address there; or NAME and a district's key, and a folded name.

    `at` is aware UTC.
    """

    kind: str
    whom: str
    at: datetime


class ForgottenBook:
    """Read once. Raises BookBroken, and OSError when it cannot be written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._content: dict[str, Any] | None = None

    def note(self, forgotten: Iterable[Forgotten]) -> None:
        """Remember them; on the disk when this returns."""
        content = self._read()
        key, gone = content["key"], dict(content["gone"])
        for one in forgotten:
            gone[_hash(key, one.kind, one.whom)] = one.at.astimezone(UTC).isoformat()
        self._write({"key": key, "gone": gone})
        self._content = None

    def when(self, people: Iterable[tuple[str, str]]) -> list[datetime | None]:
        """For each (kind, whom), when they were last forgotten, in aware UTC; None where they never were."""
        content = self._read()
        gone: Mapping[str, str] = content["gone"]
        found = [gone.get(_hash(content["key"], *one)) for one in people]
        return [None if at is None else datetime.fromisoformat(at) for at in found]

    def forgot(self, kind: str, whom: str) -> datetime | None:
        """When this one was, in aware UTC, if ever."""
        return None if self.is_empty else self.when([(kind, whom)])[0]

    @property
    def is_empty(self) -> bool:
        return not self._read()["gone"]

    @property
    def is_there(self) -> bool:
        """Whether there is a file; without one nobody was ever forgotten, or it got lost."""
        return self.path.exists()

    def _read(self) -> dict[str, Any]:
        if self._content is None:
            self._content = self._load()
        return self._content

    def _load(self) -> dict[str, Any]:
        try:
            content = json.loads(self.path.read_bytes())
            if not (isinstance(content["key"], str) and isinstance(content["gone"], dict)):
                raise TypeError
            for at in content["gone"].values():
                datetime.fromisoformat(at)
        except FileNotFoundError:
            return {"key": secrets.token_hex(32), "gone": {}}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BookBroken(f"{self.path} cannot be read ({type(error).__name__})") from None
        return {"key": content["key"], "gone": content["gone"]}

    def _write(self, content: Mapping[str, Any]) -> None:
        """Whole or not at all; mkstemp makes it 0600."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(prefix=f".{self.path.name}.", dir=self.path.parent)
        try:
            with os.fdopen(handle, "w") as file:
                json.dump(content, file)
                file.flush()
                os.fsync(file.fileno())
            Path(draft).replace(self.path)
            folder = os.open(self.path.parent, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        finally:
            Path(draft).unlink(missing_ok=True)


def _hash(key: str, kind: str, whom: str) -> str:
    return hmac.new(bytes.fromhex(key), f"{kind}\0{whom}".encode(), hashlib.sha256).hexdigest()
