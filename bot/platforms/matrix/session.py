"""The stored login, the lock on its folder, and logging in.

`store_dir` (mode 0700) holds `session.json` (the access token and device, 0600), `lock` and `holder` (who
uses the folder now), `intents.json` (see `direct`) and `crypto/` (see `crypto`). Two processes on one device
would corrupt its keys, so the lock is held as long as the platform is open.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import structlog
from filelock import FileLock, Timeout

from bot.platforms.base import LoggedOut, PlatformError, Refused
from bot.platforms.matrix.http import AuthenticationNeeded, MatrixHttp
from bot.platforms.matrix.shapes import Json, tables

DEVICE_NAME = "Passet"
HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_SESSION = "session.json"
log = structlog.get_logger(__name__)


class StoreInUse(PlatformError):
    """Another process holds the folder; the text says which."""


class StoreBroken(PlatformError):
    """A file in the folder cannot be read or written; the text names it and says what to do."""


@dataclass(frozen=True, slots=True)
class Session:
    """One login: a user on a device of this homeserver ("": from before that was noted). The token is in no
    repr."""

    user_id: str
    device_id: str
    token: str
    homeserver: str = ""

    def __repr__(self) -> str:
        return f"Session({self.user_id}, {self.device_id})"

    @classmethod
    def load(cls, folder: Path) -> Self | None:
        """The stored login, None if there is none. Raises StoreBroken."""
        path = folder / _SESSION
        try:
            kept = json.loads(path.read_bytes())
            user, device, token = (_text(kept[name]) for name in ("user_id", "device_id", "access_token"))
            return cls(user, device, token, str(kept.get("homeserver") or ""))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreBroken(
                f"{path} cannot be read ({type(error).__name__}): passet login --new-device makes a new login"
            ) from None

    def save(self, folder: Path) -> None:
        """Replace the stored login. Raises StoreBroken."""
        kept = {
            "user_id": self.user_id,
            "device_id": self.device_id,
            "access_token": self.token,
            "homeserver": self.homeserver,
        }
        write_private(folder / _SESSION, json.dumps(kept))

    def is_for(self, homeserver: str) -> bool:
        """Whether its token may be shown to that server: the same host, but not in the clear where it was not
        before; or this machine."""
        now, before = urlsplit(homeserver), urlsplit(self.homeserver)
        if not self.homeserver or now.hostname in HERE:
            return True
        return now.hostname == before.hostname and (now.scheme == "https" or before.scheme != "https")

    def must_be_for(self, homeserver: str, user_id: str) -> None:
        """Raises LoggedOut, which says what to do, for another server's login or another account's."""
        if self.user_id != user_id:
            raise LoggedOut(
                f"the stored login is that of {self.user_id}: name another matrix.store_dir for {user_id}"
            )
        if not self.is_for(homeserver):
            raise LoggedOut(
                f"the stored login is for {self.homeserver}, not for {homeserver}: correct "
                "matrix.homeserver, or passet login --new-device"
            )


class StoreLock:
    """Held by one process at a time; the system frees it when the process ends, however it ends."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = FileLock(folder / "lock", timeout=0, mode=0o600, thread_local=False)

    def acquire(self) -> None:
        """Make the folder if need be and take it. Raises StoreInUse, StoreBroken; held already is fine."""
        if self._lock.is_locked:
            return
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._folder.chmod(0o700)
            self._lock.acquire()
            for one in (*self._folder.glob("*"), *(self._folder / "crypto").glob("*")):
                if one.is_file() and one.stat().st_mode & 0o077:
                    one.chmod(0o600)  # as it was copied, or unpacked, from elsewhere
        except Timeout:
            raise StoreInUse(f"{self._folder} is in use by {self._holder()}: stop that one first") from None
        except OSError as error:
            raise StoreBroken(f"{self._folder} cannot be used ({error.strerror})") from None
        write_private(self._folder / "holder", str(os.getpid()))

    def release(self) -> None:
        self._lock.release()

    def _holder(self) -> str:
        try:
            return f"process {int((self._folder / 'holder').read_text())}"
        except (OSError, ValueError):
            return "another process"


async def log_in(http: MatrixHttp, user_id: str, password: str) -> Session:
    """A new login on a new device; `http` uses it from now on.

    Raises `Refused` (M_FORBIDDEN: wrong password or unknown user), `RateLimited`, `Unavailable`.
    """
    body = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": user_id},
        "password": password,
        "initial_device_display_name": DEVICE_NAME,
    }
    http.token = None
    answer = await http.call("login", "POST", "login", body=body)
    try:
        user, device, token = (_text(answer[name]) for name in ("user_id", "device_id", "access_token"))
        session = Session(user, device, token, http.base)
    except (KeyError, TypeError):
        raise PlatformError("login: the server's answer is incomplete") from None
    http.token = session.token
    return session


async def log_out(http: MatrixHttp, session: Session) -> None:
    """End that login on the server. Raises PlatformError other than `LoggedOut`, which is what was wanted."""
    kept, http.token = http.token, session.token
    try:
        await http.call("logout", "POST", "logout", body={})
    except LoggedOut:
        return
    finally:
        http.token = kept


async def end_lost_logins(http: MatrixHttp, session: Session, password: str) -> None:
    """End the account's logins under the bot's name other than this one. What the server refuses is logged.

    Raises `Unavailable`, `LoggedOut`.
    """
    answer = await http.call("devices", "GET", "devices")
    lost = [
        one["device_id"]
        for one in tables(answer.get("devices"))
        if one.get("display_name") == DEVICE_NAME and one.get("device_id") != session.device_id
    ]
    if not lost:
        return
    body: Json = {"devices": lost}
    try:
        try:
            await http.call("old logins", "POST", "delete_devices", body=body)
        except AuthenticationNeeded as error:
            body["auth"] = {
                "type": "m.login.password",
                "identifier": {"type": "m.id.user", "user": session.user_id},
                "password": password,
                "session": error.session,
            }
            await http.call("old logins", "POST", "delete_devices", body=body)
    except Refused as error:
        log.warning("old logins not ended", devices=len(lost), reason=str(error))
        return
    log.info("old logins ended", devices=len(lost))


def write_private(path: Path, text: str) -> None:
    """Replace a file, readable by its owner only, so that after a crash it is the old or the new one whole.

    Raises StoreBroken.
    """
    draft = path.with_name(f"{path.name}.new")
    try:
        draft.unlink(missing_ok=True)  # what a crash left behind could have another mode
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise StoreBroken(f"{path} cannot be written ({error.strerror})") from None


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError("no text")
    return value
