"""`passet check`: is everything there that the bot needs? A table for people, an exit code for scripts.

It only looks, with the stored login and without taking any lock, so it works while the bot runs.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.errors import OperatorError
from bot.logs_scrub import without_secrets
from bot.platforms.base import PlatformError

if TYPE_CHECKING:
    from bot.platforms.matrix.http import MatrixHttp
    from bot.settings import Matrix, Settings
    from storage.engine import Database


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of the table. `ok` is None for what is worth knowing and hurts nobody."""

    what: str
    ok: bool | None
    said: str


def check(settings: Settings) -> int:
    """Print the table; 0 when all is well, else 1."""
    findings = asyncio.run(_all(settings))
    _show(findings)
    return 0 if all(one.ok is not False for one in findings) else 1


async def _all(settings: Settings) -> list[Finding]:
    findings = [Finding("configuration", True, str(settings.file)), *_warnings(settings)]
    rooms: list[tuple[str, str]] = []
    if (path := _sqlite_file(settings)) is not None and not path.exists():
        findings.append(Finding("database", None, f"{path} does not exist yet; passet run makes it"))
    else:
        found, rooms = await _database(settings)
        findings += found
    if settings.matrix is None:
        return [*findings, Finding("homeserver", False, "the section [matrix] is missing")]
    return findings + await _matrix(settings.matrix, rooms)


def _warnings(settings: Settings) -> list[Finding]:
    found = []
    if settings.matrix is not None and not settings.matrix.invites_from:
        found.append(Finding("invitations", False, "matrix.invites_from is empty: the bot joins no room"))
    found.extend(
        Finding(f"district {district.key}", False, "district.organizers is empty: nobody can add shifts")
        for district in settings.district
        if not district.organizers
    )
    return found


def _sqlite_file(settings: Settings) -> Path | None:
    from sqlalchemy.engine import make_url

    url = make_url(settings.storage.url)
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


async def _database(settings: Settings) -> tuple[list[Finding], list[tuple[str, str]]]:
    """The state of the database, and the Matrix rooms it knows as (address, role)."""
    from sqlalchemy.exc import SQLAlchemyError

    from bot.opening import opened

    try:
        database = opened(settings)
    except OperatorError as error:
        return [Finding("database", False, error.message)], []
    try:
        return await _look(database)
    except (SQLAlchemyError, OSError) as error:
        return [Finding("database", False, f"cannot be opened ({type(error).__name__})")], []
    finally:
        await database.dispose()


async def _look(database: Database) -> tuple[list[Finding], list[tuple[str, str]]]:
    from storage.migrate import HEAD, revision

    schema = await revision(database)
    if schema is None:
        return [Finding("database", None, "is empty; passet run fills it")], []
    if schema != HEAD:
        return [
            Finding("database", False, f"has schema {schema}, this program {HEAD}: passet db upgrade")
        ], []
    async with database.reading() as store:
        joined = await store.rooms.joined()
        waiting, dead = await store.outbox.counts()
    found = [
        Finding("database", True, f"schema {schema}, {len(joined)} rooms"),
        Finding("messages", None if dead else True, f"{waiting} waiting, {dead} could not be delivered"),
    ]
    found.extend(
        Finding(f"room {room.address}", False, "belongs to no district: !room district=KEY there")
        for room in joined
        if room.district_id is None
    )
    return found, [(room.address, room.role.value) for room in joined if room.platform == "matrix"]


async def _matrix(matrix: Matrix, rooms: list[tuple[str, str]]) -> list[Finding]:
    from bot.platforms.matrix.http import MatrixHttp
    from bot.platforms.matrix.patience import Gate
    from bot.platforms.matrix.session import Session

    http = MatrixHttp(matrix.homeserver, SystemClock(), Gate())
    try:
        versions = await http.call("versions", "GET", "versions", prefix="/_matrix/client", seconds=10)
        newest = str((versions.get("versions") or ["?"])[-1])[:20]
        found = [Finding("homeserver", True, f"{matrix.homeserver} answers ({newest})")]
        try:
            session = Session.load(matrix.store_dir)
            if session is not None:
                session.must_be_for(http.base, matrix.user_id)
        except PlatformError as error:
            return [*found, Finding("login", False, str(error))]
        if session is None:
            return [*found, Finding("login", False, "no stored login: run passet login")]
        http.token = session.token
        found += await _login(http, matrix)
        if matrix.encryption:
            found.append(await _encryption(http, session.user_id, session.device_id, matrix.store_dir))
        for address, role in rooms:
            found.append(await room_finding(http, matrix.user_id, address, role))
    except PlatformError as error:
        said = f"matrix.homeserver ({matrix.homeserver}) does not answer ({error}): check the address"
        found = [Finding("homeserver", False, said)]
    finally:
        await http.close()
    return found


async def _login(http: MatrixHttp, matrix: Matrix) -> list[Finding]:
    try:
        who = str((await http.call("whoami", "GET", "account", "whoami")).get("user_id"))
    except PlatformError as error:
        return [Finding("login", False, f"{error}: run passet login")]
    if who != matrix.user_id:
        return [Finding("login", False, "the stored login is another user's: run passet login --new-device")]
    return [Finding("login", True, who)]


async def _encryption(http: MatrixHttp, user: str, device: str, folder: Path) -> Finding:
    from bot.platforms.matrix.crosssigning import Identity, device_is_signed
    from bot.platforms.matrix.keystore import has_account

    keys = folder / "crypto" / f"{device}.db"
    if not keys.exists():
        return Finding("encryption", None, "no keys yet; passet run makes them")
    if not has_account(keys):
        return Finding("encryption", False, f"the keys in {keys} are lost: passet login --new-device")
    try:
        Identity.load(folder / "crypto")
    except PlatformError as error:
        return Finding("encryption", False, str(error))
    try:
        answer = await http.call("keys", "POST", "keys", "query", body={"device_keys": {user: []}})
    except PlatformError as error:
        return Finding("encryption", False, str(error))
    if device not in ((answer.get("device_keys") or {}).get(user) or {}):
        return Finding("encryption", False, "the server has no keys of ours")
    if device_is_signed(answer, user, device):
        return Finding("encryption", True, "keys published; others see the device as verified")
    return Finding(
        "encryption",
        False,
        "others see the device as unverified, and many clients give it no keys: run passet login, verify it"
        " from the client that made the account's cross-signing identity, or make a new one with"
        " passet login --new-device",
    )


async def room_finding(http: MatrixHttp, own: str, address: str, role: str) -> Finding:
    """What the bot may do in the room, and whether names may stand there."""
    from bot.platforms.matrix.facts import read_facts

    try:
        facts = await read_facts(http, own, address)
    except PlatformError as error:
        return Finding(f"room {address}", False, str(error))
    name = f"{facts.name or address} ({role})"
    if not facts.can_write:
        return Finding(f"room {name}", False, "the bot may not write there")
    if facts.open_to_all and role == "organizers":
        return Finding(f"room {name}", False, "anyone can join or read it, so names never go there: close it")
    if facts.open_to_all:
        return Finding(f"room {name}", None, "anyone can join or read it: names never go there")
    return Finding(f"room {name}", True, f"{len(facts.members)} members")


def _show(findings: list[Finding]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, pad_edge=False)
    marks = {True: Text("ok", "green"), False: Text("NO", "bold red"), None: Text("--", "yellow")}
    for one in findings:
        table.add_row(marks[one.ok], Text(without_secrets(one.what)), Text(without_secrets(one.said)))
    Console(highlight=False).print(table)
