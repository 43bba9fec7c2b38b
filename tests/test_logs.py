"""Logs: enough to find a fault, and nothing of what people write or who they are."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot import logs
from bot.errors import ConfigError, OperatorError
from bot.logs_scrub import BLANK, LONGEST
from bot.platforms.base import Unavailable
from tests.support.environment import untouched

CANARY = "kanarie-7f3a"


class Kind(StrEnum):
    """A value as log calls have them."""

    SIGNUP = "signup"


@pytest.fixture(autouse=True)
def _untouched(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with untouched(monkeypatch):
        yield


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """What was logged, from JSON; nothing may have gone to stdout, where exports go."""
    out, err = capsys.readouterr()
    assert out == ""
    return [json.loads(line) for line in err.splitlines()]


def test_a_log_line_is_one_json_object_with_time_and_level(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    structlog.get_logger().info(
        "passet ready", rooms=3, kind=Kind.SIGNUP, at=datetime(2024, 5, 14, tzinfo=UTC)
    )
    (line,) = lines(capsys)
    assert line["event"] == "passet ready"
    assert line["level"] == "info"
    assert line["timestamp"].endswith("Z")
    assert (line["rooms"], line["kind"], line["at"]) == (3, "signup", "2024-05-14 00:00:00+00:00")


def test_on_a_terminal_a_log_line_is_for_reading(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    logs.configure()
    structlog.get_logger().info("passet ready", rooms=3)
    assert "passet ready" in (line := capsys.readouterr().err)
    assert "rooms=3" in line
    assert not line.startswith("{")


@pytest.mark.parametrize(
    "key",
    [
        "text",
        "body",
        "formatted_body",
        "name",
        "display_name",
        "displayname",
        "room_name",
        "title",
        "arguments",
        "person",
        "sender",
        "contact",
        "token",
        "access_token",
        "password",
        "Password",
        "pickle_key",
        "seed",
    ],
)
@pytest.mark.parametrize("terminal", [True, False])
def test_what_stands_under_a_private_key_is_blanked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, key: str, terminal: bool
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    logs.configure()
    log = structlog.get_logger()
    log.warning("said", **{key: CANARY})
    log.warning("deep", row={"of": [{key: CANARY}]})
    log.bind(**{key: [CANARY]}).warning("bound")
    said = capsys.readouterr().err
    assert CANARY not in said
    assert said.count(BLANK) == 3


def test_counts_stay_whatever_they_are_called(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    structlog.get_logger().info("counted", texts=2, names=0, token=None)
    (line,) = lines(capsys)
    assert (line["texts"], line["names"], line["token"]) == (2, 0, None)


@pytest.mark.parametrize(
    "value",
    [
        f"@{CANARY}:example.org left",
        f"GET /profile/%40{CANARY}%3Aexample.org",
        f"postgresql+asyncpg://passet:{CANARY}@db.example.org/passet",
        f"Authorization: Bearer {CANARY}",
        f"/sync?access_token={CANARY}&since=s1",
        f"syt_{CANARY.replace('-', '_')}_x {CANARY}@example.org",
    ],
)
def test_user_ids_and_secrets_are_taken_out_of_every_text(
    capsys: pytest.CaptureFixture[str], value: str
) -> None:
    logs.configure()
    structlog.get_logger().warning(f"happened: {value}", detail=value, more=[value])
    said = capsys.readouterr().err
    assert CANARY not in said
    assert CANARY.replace("-", "_") not in said


def test_rooms_servers_and_paths_stay(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    structlog.get_logger().info(
        "seen", room="!a1:example.org", server="https://example.org/x", file=Path("/srv/x")
    )
    (line,) = lines(capsys)
    assert (line["room"], line["server"], line["file"]) == (
        "!a1:example.org",
        "https://example.org/x",
        "/srv/x",
    )


def test_objects_do_not_show_what_is_in_them(capsys: pytest.CaptureFixture[str]) -> None:
    class Row:
        def __repr__(self) -> str:
            return CANARY

    logs.configure()
    structlog.get_logger().info("seen", row=Row(), raw_row=CANARY.encode(), rows=(Row(),))
    assert CANARY not in capsys.readouterr().err


def test_a_text_cannot_forge_a_log_line_nor_fill_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    structlog.get_logger().info("seen", detail="a\n{}\x1b[2J\u202e" + "x" * 100_000)
    (line,) = lines(capsys)
    assert line["detail"].startswith("a\\x0a{}\\x1b[2J\\x202ex")
    assert len(line["detail"]) < LONGEST + 50


def test_an_exception_says_what_and_where_but_not_what_it_was_about(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.configure()
    log = structlog.get_logger()
    try:
        try:
            int(CANARY)
        except ValueError as error:
            raise LookupError(CANARY) from error
    except LookupError as error:
        log.exception("failed", error=error)
    said = capsys.readouterr().err
    assert CANARY not in said
    line = json.loads(said)
    assert "LookupError at tests.test_logs:" in line["exception"]
    assert "because of ValueError at tests.test_logs:" in line["exception"]


@pytest.mark.parametrize(
    "error", [Unavailable("502 from the server"), OperatorError("no space left"), OSError("unreachable")]
)
def test_messages_made_for_the_log_are_kept(capsys: pytest.CaptureFixture[str], error: Exception) -> None:
    logs.configure()
    structlog.get_logger().warning("failed", exc_info=error)
    (line,) = lines(capsys)
    assert str(error) in line["exception"]


def test_with_passet_trace_exceptions_are_shown_in_full(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PASSET_TRACE", "1")
    logs.configure()
    structlog.get_logger().warning("failed", exc_info=ValueError("the whole story"))
    assert "the whole story" in capsys.readouterr().err


@pytest.mark.parametrize("library", ["nio.events.misc", "apscheduler.executors", "alembic", "aiohttp.server"])
def test_libraries_are_heard_from_warning_on_and_without_what_they_filled_in(
    capsys: pytest.CaptureFixture[str], library: str
) -> None:
    logs.configure()
    logger = logging.getLogger(library)
    logger.info("chatter")
    logger.warning("Error validating event: {'body': '%s'}", CANARY)
    logger.warning(f"Error validating event: {CANARY}\nFailed on {CANARY}")
    logger.error("Job %s raised an exception", CANARY, exc_info=ValueError(CANARY))
    logger.error(ValueError(CANARY))
    said = capsys.readouterr().err
    assert CANARY not in said
    events = [json.loads(line)["event"] for line in said.splitlines()]
    assert events == [
        "Error validating event: {'body': '…'}",
        "Error validating event",
        "Job … raised an exception",
        "ValueError",
    ]
    assert all(json.loads(line)["logger"].startswith(library) for line in said.splitlines())


def test_ids_of_devices_in_a_librarys_sentences_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    device, room = "EARCTMMNIJ", "!ZPf8L0wF7JkvuTg0:example.org"
    logging.getLogger("nio.crypto").warning(f"Missing Olm session for user @bo:x.org and {device}, skipping")
    logging.getLogger("nio.crypto").warning(f"no session found in {room}")
    said = capsys.readouterr().err
    assert device not in said
    assert "ZPf8" not in said
    assert "Missing Olm session for user" in said


def test_a_record_that_cannot_be_read_neither_stops_the_program_nor_shows(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.configure()
    logging.getLogger("nio").warning("%s and %s", CANARY)
    said = capsys.readouterr().err
    assert CANARY not in said
    assert "nio" in said


async def test_a_task_that_died_unseen_is_logged_without_its_texts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.configure()
    loop = asyncio.get_running_loop()
    error = ValueError(CANARY)
    loop.call_exception_handler({"message": "Task exception was never retrieved", "exception": error})
    said = capsys.readouterr().err
    assert CANARY not in said
    assert json.loads(said)["event"] == "Task exception was never retrieved"


def test_passet_log_sets_how_much_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for level, expected in (("debug", 4), ("info", 3), ("WARNING", 2), ("error", 1)):
        monkeypatch.setenv("PASSET_LOG", level)
        logs.configure()
        log = structlog.get_logger()
        for method in (log.debug, log.info, log.warning, log.error):
            method("said")
        assert len(lines(capsys)) == expected


def test_an_unknown_level_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSET_LOG", "loud")
    with pytest.raises(ConfigError, match=r"PASSET_LOG must be one of debug, info, warning, error"):
        logs.configure()
