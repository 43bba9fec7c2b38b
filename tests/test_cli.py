"""The command line: the right work with the right arguments, and errors in one line without secrets."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bot.cli import main
from bot.cli_errors import FOREIGN
from bot.errors import OperatorError, UsageProblem
from bot.platforms.base import LoggedOut
from tests.support.environment import untouched

CANARY = "kanarie-7f3a"
CONFIG = f"""
[storage]
url = "postgresql+asyncpg://passet:{CANARY}@db.example.org/passet"
[[district]]
key = "sjuharad"
name = "Sjuhärad"
"""

Calls = list[tuple[Any, ...]]
Pretend = Callable[..., Calls]


@pytest.fixture(autouse=True)
def _untouched(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with untouched(monkeypatch):
        yield


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A good config.toml in the current folder."""
    file = tmp_path / "config.toml"
    file.write_text(CONFIG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return file


@pytest.fixture
def pretend(monkeypatch: pytest.MonkeyPatch) -> Pretend:
    """Puts a function in the place of a command's work; gives the list of its calls."""

    def put(module: str, function: str, ends: int | BaseException = 0) -> Calls:
        calls: Calls = []

        def work(*arguments: Any) -> int:
            calls.append(arguments)
            if isinstance(ends, BaseException):
                raise ends
            return ends

        double = ModuleType(module)
        setattr(double, function, work)
        monkeypatch.setitem(sys.modules, module, double)
        return calls

    return put


def told(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line on stderr, without its beginning."""
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("passet: ")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    assert CANARY not in err
    return err.removeprefix("passet: ").rstrip("\n")


@pytest.mark.parametrize(
    ("typed", "module", "function", "expected"),
    [
        ("run", "bot.run", "run", ()),
        ("check", "bot.check", "check", ()),
        ("login", "bot.login", "login", (None, False)),
        ("keys export out", "bot.keys", "export", (Path("out"), None)),
        ("keys restore in --passphrase-file pw", "bot.keys", "restore", (Path("in"), Path("pw"))),
        ("login --password-file pw --new-device", "bot.login", "login", (Path("pw"), True)),
        ("console", "bot.console", "console", ()),
        ("export signups", "bot.exporting", "export", ("signups", "json", None, None)),
        (
            "export shifts --format ics --out x.ics",
            "bot.exporting",
            "export",
            ("shifts", "ics", Path("x.ics"), None),
        ),
        (
            "export signups --format pdf --day 2024-05-14",
            "bot.exporting",
            "export",
            ("signups", "pdf", None, date(2024, 5, 14)),
        ),
        ("import plan.csv", "bot.importing", "import_file", (Path("plan.csv"), False)),
        ("import --dry-run plan.csv", "bot.importing", "import_file", (Path("plan.csv"), True)),
        ("db upgrade", "bot.database", "upgrade", ()),
        ("db backup", "bot.database", "backup", (None,)),
        ("db backup --out copy.db", "bot.database", "backup", (Path("copy.db"),)),
        ("db restore copy.db", "bot.database", "restore", (Path("copy.db"),)),
        ("db check", "bot.database", "check", ()),
    ],
)
@pytest.mark.parametrize("named", [False, True])
def test_each_command_does_its_work_with_the_settings_and_ends_with_its_code(
    config: Path,
    pretend: Pretend,
    typed: str,
    module: str,
    function: str,
    expected: tuple[Any, ...],
    named: bool,
) -> None:
    calls = pretend(module, function, ends=1)
    arguments = typed.split()
    if named:
        config = config.rename(config.with_name("other.toml"))
        arguments += ["-c", str(config)]
    assert main(arguments) == 1
    ((settings, *given),) = calls
    assert settings.file == config
    assert tuple(given) == expected


def test_the_demo_needs_no_configuration(pretend: Pretend) -> None:
    calls = pretend("bot.demo.main", "demo")
    assert main(["demo"]) == 0
    assert main(["demo", "--dir", "here", "--port", "8123", "--script"]) == 0
    assert calls == [(None, 0, False), (Path("here"), 8123, True)]


def test_docs_can_be_written_or_compared(pretend: Pretend) -> None:
    calls = pretend("bot.docs", "write")
    assert (main(["docs"]), main(["docs", "--check"])) == (0, 0)
    assert calls == [(False,), (True,)]


@pytest.mark.parametrize("arguments", [[], ["--help"]])
def test_help_names_every_command_on_one_screen(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main(arguments) == 0
    said = capsys.readouterr().out
    for command in ("run", "check", "login", "demo", "console", "export", "import", "docs", "db", "keys"):
        assert f"\n  {command} " in said
    assert said.count("\n") <= 24
    assert "..." not in said.partition("Commands:")[2], "a summary is cut off"


@pytest.mark.parametrize("command", ["run", "export", "db", "demo"])
def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert main([command, "--help"]) == 0
    assert f"Usage: passet {command}" in capsys.readouterr().out


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"passet {version('passet')}\n"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("rnu", "rnu"),
        ("run --fast", "--fast"),
        ("export", "WHAT"),
        ("export everything", "signups"),
        ("export signups --format doc", "csv"),
        ("export signups --format pdf --day today", "--day"),
        ("import", "FILE"),
        ("demo --port many", "--port"),
        ("demo --port 70000", "--port"),
        ("db", "ommand"),
        ("db drop", "drop"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(
    config: Path, capsys: pytest.CaptureFixture[str], typed: str, said: str
) -> None:
    assert main(typed.split()) == 2
    line = told(capsys)
    assert said in line
    assert "--help" in line


def test_a_wrong_configuration_is_one_line_and_exit_code_2(
    config: Path, capsys: pytest.CaptureFixture[str], pretend: Pretend
) -> None:
    calls = pretend("bot.run", "run")
    config.write_text(CONFIG + '"digets\\nx" = 1\n', encoding="utf-8")
    assert main(["run"]) == 2
    assert "unknown key district.digets x" in told(capsys)
    config.unlink()
    assert main(["run"]) == 2
    assert "config.example.toml" in told(capsys)
    assert calls == []


def test_a_wrong_log_level_is_told_before_anything_starts(
    config: Path, capsys: pytest.CaptureFixture[str], pretend: Pretend, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = pretend("bot.run", "run")
    monkeypatch.setenv("PASSET_LOG", "loud")
    assert main(["run"]) == 2
    assert "PASSET_LOG" in told(capsys)
    assert calls == []


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (
            OperatorError("the server does not answer;\n try later"),
            1,
            "the server does not answer; try later",
        ),
        (UsageProblem("only shifts can be written as ics"), 2, "only shifts can be written as ics"),
        (LoggedOut("the token is no longer valid"), 1, "the token is no longer valid"),
        (PermissionError(13, "Permission denied", "data/passet.db"), 1, "data/passet.db: Permission denied"),
        (OSError(98, "Address already in use"), 1, "Address already in use"),
    ],
)
def test_a_failure_at_run_time_is_told_in_its_own_words(
    config: Path,
    capsys: pytest.CaptureFixture[str],
    pretend: Pretend,
    error: Exception,
    code: int,
    said: str,
) -> None:
    pretend("bot.run", "run", ends=error)
    assert main(["run"]) == code
    assert told(capsys) == said


def test_a_database_from_a_newer_version_is_told_in_one_line(
    config: Path, capsys: pytest.CaptureFixture[str], pretend: Pretend
) -> None:
    from storage.migrate import SchemaTooNew

    pretend("bot.run", "run", ends=SchemaTooNew("9999"))
    assert main(["run"]) == 1
    assert "9999" in told(capsys)


@pytest.mark.parametrize(("module", "name"), FOREIGN.items())
def test_the_errors_known_by_name_exist(module: str, name: str) -> None:
    assert issubclass(getattr(importlib.import_module(module), name), Exception)


def test_a_surprise_is_one_line_with_a_reference_and_how_to_learn_more(
    config: Path, capsys: pytest.CaptureFixture[str], pretend: Pretend
) -> None:
    pretend("bot.run", "run", ends=ValueError(f"could not parse {CANARY}"))
    assert main(["run"]) == 1
    first = told(capsys)
    assert "ValueError" in first
    assert "PASSET_TRACE=1" in first
    assert main(["run"]) == 1
    assert told(capsys) == first, "the same fault has the same reference"


def test_with_passet_trace_a_surprise_shows_its_traceback(
    config: Path, capsys: pytest.CaptureFixture[str], pretend: Pretend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PASSET_TRACE", "1")
    pretend("bot.run", "run", ends=ValueError("the whole story"))
    assert main(["run"]) == 1
    said = capsys.readouterr().err
    assert "Traceback" in said
    assert "the whole story" in said


def test_ctrl_c_ends_quietly(config: Path, capsys: pytest.CaptureFixture[str], pretend: Pretend) -> None:
    pretend("bot.console", "console", ends=KeyboardInterrupt())
    assert main(["console"]) == 130
    assert capsys.readouterr() == ("", "")


def test_the_frame_loads_nothing_that_a_command_may_not_need() -> None:
    """`passet run` must be ready in three seconds; what is loaded here is loaded for every command."""
    heavy = [
        "nio",
        "sqlalchemy",
        "pydantic",
        "structlog",
        "aiohttp",
        "rich.console",
        "babel",
        "commands",
        "storage",
    ]
    code = f"import sys, bot.cli, bot.cli_errors; print([m for m in {heavy} if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_python_m_bot_is_the_same_program() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "bot", "--version"], capture_output=True, text=True, check=True
    )
    assert result.stdout == f"passet {version('passet')}\n"


def test_a_reader_that_has_enough_is_no_error_to_speak_of() -> None:
    """`passet export people | head` closes the pipe while we write."""
    code = """
import sys
from bot.cli_errors import told

def work():
    sys.stdin.read()
    print("x" * 100_000)
    return 0

sys.exit(told(work))
"""
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        program.stdin.close()
        assert program.stderr.read() == b""
    assert program.returncode == 1
