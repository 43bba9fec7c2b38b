"""Secrets: on the command line, in the environment, in logs, in tracebacks, in what `passet check` says."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import pytest
import structlog
import typer
from typer.main import get_command

from bot import check as checking
from bot import cli_errors, logs
from bot import settings as configuration
from bot.check import check
from bot.cli import app, main
from bot.database import upgrade
from bot.platforms.matrix import http
from bot.platforms.matrix.session import Session
from bot.settings import Settings, load
from bot.settings_problems import every_setting
from storage.engine import Database
from storage.models import Room
from storage.states import RoomRole, RoomState
from tests.platforms.matrix.events import OWN
from tests.platforms.matrix.server import Answer, answer, scripted
from tests.support.environment import untouched

SECRET_WORDS = ("password", "passphrase", "token", "secret", "key")
CANARY = "kanarie7f3a"
TOKEN = f"syt_{CANARY}_x"
ON_A_TERMINAL = "\x1b[2J\x1b]0;x\x07\u202e"
CONFIG = f"""
[matrix]
homeserver = "{{url}}"
user_id = "{OWN}"
invites_from = ["example.org"]
encryption = false
[[district]]
key = "sjuharad"
name = "Sjuhärad"
organizers = ["@anna:example.org"]
"""


@pytest.fixture(autouse=True)
def _untouched(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with untouched(monkeypatch):
        yield


# ---- arguments


def _secrets_among_the_options(program: typer.Typer) -> list[str]:
    """Options in which a secret would stand where everybody on the machine can read it."""
    found, todo, seen = [], [get_command(program)], 0
    while todo:
        command = todo.pop()
        todo += list(getattr(command, "commands", {}).values())
        for parameter in command.params:
            seen += 1
            names = [name for name in parameter.opts if any(word in name for word in SECRET_WORDS)]
            found += [f"{command.name} {name}" for name in names if not name.endswith("-file")]
    assert seen
    return found


def test_no_command_takes_a_secret_that_others_could_see_in_the_list_of_processes() -> None:
    assert _secrets_among_the_options(app) == []


def test_the_control_an_option_for_a_secret_is_found() -> None:
    careless = typer.Typer()

    @careless.command()
    def login(
        password: Annotated[str, typer.Option()], password_file: Annotated[Path, typer.Option()]
    ) -> int:
        return len(password) + len(str(password_file))

    assert _secrets_among_the_options(careless) == ["login --password"]


# ---- the environment


def _said_with(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> str:
    """Everything that `passet check` says where this variable is set."""
    file = folder / "config.toml"
    file.write_text(CONFIG.format(url="http://127.0.0.1:9"), encoding="utf-8")
    with monkeypatch.context() as environment:
        environment.setenv("DATABASE_PASSWORD", CANARY)
        environment.setenv(name, value)
        assert main(["check", "-c", str(file)]) in (1, 2)
    return "".join(capsys.readouterr())


VARIABLES = [one.variable for one in every_setting(Settings) if one.section != "district"]


@pytest.mark.parametrize(
    "name", [*VARIABLES, "PASSET_DISTRICT__KEY", "PASSET_DISTRICT__2__KEY", "PASSET_X__Y"]
)
def test_no_variable_of_the_environment_is_repeated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Somebody will put a password under the wrong name."""
    said = _said_with(tmp_path, capsys, monkeypatch, name, f"{CANARY} \n")
    assert CANARY not in said
    assert "Traceback" not in said


def test_the_password_of_a_database_that_does_not_answer_is_not_repeated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"postgresql+asyncpg://passet:{CANARY}@127.0.0.1:9/passet"
    said = _said_with(tmp_path, capsys, monkeypatch, "PASSET_STORAGE__URL", url)
    assert CANARY not in said
    assert "cannot be opened" in said
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    said = _said_with(tmp_path, capsys, monkeypatch, "PASSET_STORAGE__URL", url)
    assert CANARY not in said
    assert "asyncpg is missing" in " ".join(said.split())


def test_without_telling_problems_by_name_alone_the_environment_would_be_in_the_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(configuration, "described", lambda _settings, error: str(error.errors()))
    assert CANARY in _said_with(tmp_path, capsys, monkeypatch, "PASSET_MATRIX__USER_ID", CANARY)


# ---- logs and tracebacks


def _logged(capsys: pytest.CaptureFixture[str]) -> str:
    """What stands in the log of careless lines."""
    logs.configure()
    log = structlog.get_logger()
    log.warning(f"asked /sync?access_token={TOKEN}", password=CANARY, sender=f"@{CANARY}:example.org")
    return capsys.readouterr().err


def test_no_secret_and_no_account_reaches_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    assert CANARY not in _logged(capsys)


def test_without_the_scrubbing_they_would(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "scrub", lambda _logger, _method, event: event)
    assert _logged(capsys).count(CANARY) == 3


def _logged_by_a_library(capsys: pytest.CaptureFixture[str]) -> str:
    """nio, for one, logs the very events that it cannot read."""
    logs.configure()
    logging.getLogger("nio.events.misc").warning(f"Error validating event: {{'body': '{CANARY}'}}")
    logging.getLogger("asyncio").error("Task %s failed", CANARY)
    return capsys.readouterr().err


def test_of_what_libraries_log_only_their_own_words_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    said = _logged_by_a_library(capsys)
    assert "Error validating event" in said
    assert CANARY not in said


def test_without_taking_out_what_they_filled_in_messages_would_be_in_the_log(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "without_content", lambda _logger, _method, event: event)
    assert _logged_by_a_library(capsys).count(CANARY) == 2


def _logged_surprise(capsys: pytest.CaptureFixture[str]) -> str:
    logs.configure()
    try:
        json.loads(f"{{'{CANARY}'")
    except ValueError as error:
        error.add_note(CANARY)
        structlog.get_logger().error("failed", exc_info=RuntimeError(f"of {CANARY}: {error}"))
    return capsys.readouterr().err


def test_a_surprise_in_the_log_says_where_and_not_what_about(capsys: pytest.CaptureFixture[str]) -> None:
    said = _logged_surprise(capsys)
    assert "RuntimeError" in said
    assert CANARY not in said


def test_without_the_short_form_a_traceback_would_repeat_what_it_is_about(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "short_exception", structlog.processors.format_exc_info)
    assert CANARY in _logged_surprise(capsys)


def _told_surprise(capsys: pytest.CaptureFixture[str]) -> str:
    """What the operator reads when a command fails in a way that nobody thought of."""

    def work() -> int:
        raise ValueError(f"could not parse {CANARY}")

    assert cli_errors.told(work) == 1
    return capsys.readouterr().err


def test_a_surprise_on_the_command_line_is_a_reference(capsys: pytest.CaptureFixture[str]) -> None:
    said = _told_surprise(capsys)
    assert "reference" in said
    assert CANARY not in said


def test_without_the_reference_a_surprise_would_tell_what_it_is_about(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli_errors, "_unexpected", str)
    assert CANARY in _told_surprise(capsys)


# ---- passet check


async def _checked(folder: Path, capsys: pytest.CaptureFixture[str], *answers: Answer) -> str:
    """What `passet check` says of a server that answers so, with a stored login and one room."""
    async with scripted(*answers) as server:
        file = folder / "config.toml"
        file.write_text(CONFIG.format(url=server.url), encoding="utf-8")
        settings = load(file)
        assert settings.matrix is not None
        settings.matrix.store_dir.mkdir(parents=True, mode=0o700)
        Session(OWN, "DEVICE", TOKEN).save(settings.matrix.store_dir)
        await asyncio.to_thread(_with_a_room, settings)
        capsys.readouterr()
        await asyncio.to_thread(check, settings)
    return " ".join("".join(capsys.readouterr()).split())


def _with_a_room(settings: Settings) -> None:
    async def add() -> None:
        database = Database(settings.storage.url)
        async with database.writing() as store:
            room = Room(platform="matrix", address="!a:x", role=RoomRole.DISTRICT, state=RoomState.JOINED)
            await store.rooms.add(room)
        await database.dispose()

    upgrade(settings)
    asyncio.run(add())


def _json(**values: Any) -> Answer:
    return answer(200, json.dumps(values))


def _of_a_hostile_server() -> tuple[Answer, ...]:
    """It repeats the token, and its rooms are called what a terminal obeys."""
    return (
        _json(versions=[f"{TOKEN}"]),
        _json(user_id=OWN),
        _json(joined={OWN: {}}, name=f"Styrelsen {ON_A_TERMINAL} Bearer {CANARY}", content={}),
    )


async def test_check_says_no_secret_and_nothing_that_a_terminal_obeys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = await _checked(tmp_path, capsys, *_of_a_hostile_server())
    assert "Styrelsen" in said
    assert CANARY not in said
    assert not set(ON_A_TERMINAL) & set("\x1b\x07\u202e") & set(said)


async def test_without_the_last_look_check_would_repeat_what_a_server_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "without_secrets", str)
    said = await _checked(tmp_path, capsys, *_of_a_hostile_server())
    assert CANARY in said
    assert "\x1b" in said


async def _checked_where_it_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What is said of a server whose error codes are none."""
    refused = answer(403, json.dumps({"errcode": CANARY, "error": TOKEN}))
    return await _checked(folder, capsys, _json(versions=["v1.11"]), refused)


async def test_an_error_code_that_is_none_is_not_repeated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = await _checked_where_it_is_refused(tmp_path, capsys)
    assert CANARY not in said
    assert "M_UNKNOWN" in said


async def test_without_the_look_at_error_codes_a_server_would_write_into_our_messages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "_code", lambda said: said["errcode"])
    assert CANARY in await _checked_where_it_is_refused(tmp_path, capsys)
