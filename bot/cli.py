"""The command line. It reads arguments, calls the module that does the work, and tells its errors.

Every command imports its work only when it is called: `passet run` is ready within three seconds because
nothing else is loaded. What a command returns is the exit code.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.settings import Settings

PROGRAM = "passet"

app = typer.Typer(
    name=PROGRAM,
    help="A chat bot with which a party district staffs its shifts. Settings are read from config.toml.",
    epilog="To see it at work: passet demo. To set it up: copy config.example.toml, then passet check.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
database = typer.Typer(
    help="Look after the database: upgrade, backup, restore, check.", rich_markup_mode=None
)
app.add_typer(database, name="db")
keys = typer.Typer(
    help="Keep the bot's encryption keys somewhere else: export, restore.", rich_markup_mode=None
)
app.add_typer(keys, name="keys")

ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", "-c", metavar="FILE", help="The configuration; else config.toml here."),
]

PassphraseFile = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Read the passphrase from FILE; else it is asked for."),
]


class What(StrEnum):
    """What can be exported."""

    SIGNUPS = "signups"
    SHIFTS = "shifts"
    ACTIVITIES = "activities"
    PEOPLE = "people"
    AUDIT = "audit"


class Format(StrEnum):
    """How it is written."""

    JSON = "json"
    CSV = "csv"
    ICS = "ics"
    PDF = "pdf"


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"{PROGRAM} {version(PROGRAM)}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _program(
    ctx: typer.Context,
    version: Annotated[  # noqa: ARG001 - typer calls `_version` with it
        bool, typer.Option("--version", help="Show the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


@app.command()
def run(config: ConfigFile = None) -> int:
    """Run the bot until it is told to stop (Ctrl-C or SIGTERM)."""
    settings = _prepared(config)
    from bot.run import run as work

    return work(settings)


@app.command()
def check(config: ConfigFile = None) -> int:
    """Check settings, database, server, login and every room."""
    settings = _prepared(config)
    from bot.check import check as work

    return work(settings)


@app.command()
def login(
    config: ConfigFile = None,
    password_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Read the password from FILE; else it is asked for.")
    ] = None,
    new_device: Annotated[
        bool, typer.Option("--new-device", help="Begin with a new device, for when the store was lost.")
    ] = False,
) -> int:
    """Log the bot in to its account with a password, once."""
    settings = _prepared(config)
    from bot.login import login as work

    return work(settings, password_file, new_device)


@app.command()
def demo(
    folder: Annotated[
        Path | None, typer.Option("--dir", metavar="DIR", help="Keep the demo's server and data in DIR.")
    ] = None,
    port: Annotated[
        int, typer.Option(metavar="N", min=0, max=65535, help="The homeserver's port; 0 takes a free one.")
    ] = 0,
    script: Annotated[
        bool, typer.Option("--script", help="Play the scripted conversation even on a terminal.")
    ] = False,
) -> int:
    """Try it: a server, the bot and a filled district, here."""
    _logging()
    from bot.demo.main import demo as work

    return work(folder, port, script)


@app.command()
def console(config: ConfigFile = None) -> int:
    """Talk to the bot in this terminal, without any homeserver."""
    settings = _prepared(config)
    from bot.console import console as work

    return work(settings)


@app.command()
def export(
    what: Annotated[
        What, typer.Argument(metavar="WHAT", help="signups, shifts, activities, people or audit.")
    ],
    config: ConfigFile = None,
    form: Annotated[
        Format, typer.Option("--format", metavar="FORMAT", help="json, csv, ics or pdf (the day list).")
    ] = Format.JSON,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write to FILE; else to standard output.")
    ] = None,
    day: Annotated[
        datetime | None,
        typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="Of the day list: 2024-05-14; else today."),
    ] = None,
) -> int:
    """Write sign-ups, shifts and more as JSON, CSV, ICS or PDF."""
    settings = _prepared(config)
    from bot.exporting import export as work

    return work(settings, what.value, form.value, out, day.date() if day else None)


@app.command()
def forget(
    whom: Annotated[
        str, typer.Argument(metavar="WHO", help="An account (@bo:example.org), or a name without chat.")
    ],
    config: ConfigFile = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
) -> int:
    """Erase somebody who cannot ask the bot for it; stop the bot first."""
    settings = _prepared(config)
    from bot.forgetting import forget_person as work

    return work(settings, whom, sure=yes)


@app.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A CSV or ICS file. All of it is taken, or nothing.")
    ],
    config: ConfigFile = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check the file and say what would be done.")
    ] = False,
) -> int:
    """Read activities and shifts from a CSV or ICS file."""
    settings = _prepared(config)
    from bot.importing import import_file as work

    return work(settings, file, dry_run)


@database.command()
def upgrade(config: ConfigFile = None) -> int:
    """Bring the schema up to date (`run` does it too)."""
    settings = _prepared(config)
    from bot.database import upgrade as work

    return work(settings)


@database.command()
def backup(
    config: ConfigFile = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to; else beside the database, with the time.")
    ] = None,
) -> int:
    """Make a consistent copy, also while the bot runs."""
    settings = _prepared(config)
    from bot.database import backup as work

    return work(settings, out)


@database.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A copy made by `db backup`.")],
    config: ConfigFile = None,
) -> int:
    """Put a copy in the database's place; stop the bot first."""
    settings = _prepared(config)
    from bot.database import restore as work

    return work(settings, file)


@database.command("check")
def check_database(config: ConfigFile = None) -> int:
    """Check that the database is whole."""
    settings = _prepared(config)
    from bot.database import check as work

    return work(settings)


@keys.command("export")
def export_keys(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file, readable by its owner only.")],
    config: ConfigFile = None,
    passphrase_file: PassphraseFile = None,
) -> int:
    """Write identity and room keys to FILE under a passphrase; stop the bot first."""
    settings = _prepared(config)
    from bot.keys import export as work

    return work(settings, file, passphrase_file)


@keys.command("restore")
def restore_keys(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file made by `keys export`.")],
    config: ConfigFile = None,
    passphrase_file: PassphraseFile = None,
) -> int:
    """Take the keys in FILE back, before `login --new-device`."""
    settings = _prepared(config)
    from bot.keys import restore as work

    return work(settings, file, passphrase_file)


@app.command()
def docs(
    check_only: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail if a page is out of date.")
    ] = False,
) -> int:
    """Write the pages of docs/ made from the program itself."""
    from bot.docs import write as work

    return work(check_only)


def _logging() -> None:
    from bot.logs import configure

    configure()


def _prepared(config: Path | None) -> Settings:
    from bot.settings import load

    settings = load(config)
    _logging()
    return settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with `arguments`, by default those of the process; gives the exit code."""
    from bot.cli_errors import told

    def called() -> int:
        given = list(sys.argv[1:] if arguments is None else arguments)
        return int(app(given, prog_name=PROGRAM, standalone_mode=False) or 0)

    return told(called)
