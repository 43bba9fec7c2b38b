"""Passet as the real program: its configuration, its start, and a plan filled through the chat."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.matrix import Ear, Person
from benchmarks.processes import Program

READY = "passet ready"

_CONFIG = """
[matrix]
homeserver = "{url}"
user_id = "{user_id}"
password_file = "password"
invites_from = ["{server}"]
{encryption}
[[district]]
key = "sjuharad"
name = "Vänsterpartiet Sjuhärad"
organizers = ["{organizer}"]
"""

SERIES = (
    ("ringstuga", "18.00-20.30"),
    ("valstuga", "09.00-11.00"),
    ("valskola", "12.00-14.00"),
    ("utdelning", "06.30-08.30"),
    ("torgmote", "15.00-17.00"),
)
"""Activities with a weekly shift each; their times do not meet, so that one person may take them all."""
WEEKS = 10
SEATS = 40


def configure(
    folder: Path, url: str, user_id: str, password: str, organizer: str, *, encryption: bool
) -> Path:
    """Write a configuration with default settings, but for encryption where it is to be off."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "password").write_text(password, encoding="utf-8")
    (folder / "password").chmod(0o600)
    config = folder / "config.toml"
    text = _CONFIG.format(
        url=url,
        user_id=user_id,
        server=user_id.partition(":")[2],
        organizer=organizer,
        encryption="" if encryption else "encryption = false\n",
    )
    config.write_text(text, encoding="utf-8")
    return config


async def start(config: Path, *, profile: Path | None = None) -> Program:
    """`passet run`; with `profile`, a sampled profile of it goes into that file. Raises ProgramError."""
    program = ["-m", "bot"] if profile is None else ["-m", "benchmarks.sampler", str(profile)]
    return await Program.start([sys.executable, *program, "run", "-c", str(config)], ready=READY)


def plan() -> Iterator[str]:
    """The commands that make ten weeks of shifts, a month ahead: no reminder falls into the measurement."""
    first = (datetime.now(UTC) + timedelta(days=30)).date()
    until = first + timedelta(weeks=WEEKS - 1)
    for slug, times in SERIES:
        yield f'!activity add {slug} "{slug.title()} i Sjuhärad" place="Borås"'
        series = f"every=week until={until.isoformat()} seats={SEATS}"
        yield f"!shift add {slug} {first.isoformat()} {times} {series}"


async def fill(organizer: Person, ear: Ear, room: str) -> None:
    """Make the plan. Raises RuntimeError when the bot does not take it."""
    for text in plan():
        answer = await ear.answer_to(await organizer.say(room, text))
        if answer.kind.startswith("error-"):
            raise RuntimeError(f"{text}: {answer.kind}")
