"""A restored backup forgets again what was forgotten after it was made (issue 4, point 9)."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest
import structlog

from bot.database import backup, restore
from bot.errors import OperatorError
from bot.exporting import export
from bot.forgetting import forget_person
from bot.settings import Settings
from tests.stories.given import booked, ringstuga, told
from tests.support.files import mode, names
from tests.support.filled import database_file, fill, settings_in
from tests.support.story import Story


def configured(story: Story) -> Settings:
    return story.settings.model_copy(
        update={"storage": story.settings.storage.model_copy(update={"url": story.url})}
    )


def file_of(story: Story) -> Path:
    return Path(story.url.partition(":///")[2])


async def say_goodbye(story: Story, who: str = "bo") -> None:
    """Some time after the last backup."""
    person = getattr(story, who)
    await story.pass_time(minutes=5)
    await told_alone(story, who, "!glömmig ändå", "forgetme-done")
    await story.pass_time(minutes=5)
    assert person.name not in names(file_of(story))


async def told_alone(story: Story, who: str, text: str, kind: str) -> None:
    person = getattr(story, who)
    assert (await person.says(text, room=person.direct)).kind == kind


async def with_a_backup(story: Story, tmp_path: Path) -> Path:
    """In which Bo has a seat."""
    number = await ringstuga(story, "fre 18-20")
    await story.bo.says(f"!anmäl {number}")
    kept = tmp_path / "kept.db"
    backup(configured(story), kept, clock=story.clock)
    return kept


async def test_a_restored_backup_forgets_before_anybody_is_answered(story: Story, tmp_path: Path) -> None:
    kept = await with_a_backup(story, tmp_path)
    await say_goodbye(story)
    await story.stop_bot()
    await asyncio.to_thread(restore, configured(story), kept, clock=story.clock)
    assert "Bo" not in names(file_of(story))
    await story.start_bot()
    await story.settle()
    await story.pass_time(minutes=5)
    assert b"@bo:example.org" not in file_of(story).read_bytes()
    assert "Bo" not in names(file_of(story))
    assert await booked(story, 1) == []


async def test_so_does_a_file_that_was_copied_back(story: Story, tmp_path: Path) -> None:
    kept = await with_a_backup(story, tmp_path)
    await say_goodbye(story)
    await story.stop_bot()
    shutil.copyfile(kept, file_of(story))
    assert "Bo" in names(file_of(story))
    await story.start_bot()
    assert "Bo" not in names(file_of(story))


async def test_before_the_bot_has_forgotten_again_nothing_is_exported(
    story: Story, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    kept = await with_a_backup(story, tmp_path)
    await say_goodbye(story)
    await story.stop_bot()
    shutil.copyfile(kept, file_of(story))
    with pytest.raises(OperatorError, match="start the bot once"):
        await asyncio.to_thread(export, configured(story), "people", "json", None, clock=story.clock)
    assert b"Bo" not in capsysbinary.readouterr().out
    await story.start_bot()
    await story.stop_bot()
    assert await asyncio.to_thread(export, configured(story), "people", "json", None, clock=story.clock) == 0
    assert b'"Bo"' not in capsysbinary.readouterr().out


async def test_the_control_without_the_book_they_are_back(story: Story, tmp_path: Path) -> None:
    kept = await with_a_backup(story, tmp_path)
    await say_goodbye(story)
    await story.stop_bot()
    shutil.copyfile(kept, file_of(story))
    file_of(story).with_name("passet.db.forgotten").unlink()
    await story.start_bot()
    assert "Bo" in names(file_of(story))


async def test_a_missing_book_is_told_at_the_restore_and_at_the_start(
    story: Story, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = await with_a_backup(story, tmp_path)
    await say_goodbye(story)
    await story.stop_bot()
    file_of(story).with_name("passet.db.forgotten").unlink()
    with structlog.testing.capture_logs() as logs:
        await story.start_bot()
    assert "is not beside the database" in "".join(one["event"] for one in logs)
    await story.stop_bot()
    await asyncio.to_thread(restore, configured(story), kept, clock=story.clock)
    assert "passet.db.forgotten is not there" in capsys.readouterr().out


async def test_what_they_said_before_is_told_again_and_brings_nobody_back(
    story: Story, tmp_path: Path
) -> None:
    kept = await with_a_backup(story, tmp_path)
    await story.bo.says("!mina")
    await say_goodbye(story)
    await story.stop_bot()
    await asyncio.to_thread(restore, configured(story), kept, clock=story.clock)
    await story.start_bot()
    await story.settle()
    assert "Bo" not in names(file_of(story))
    await story.pass_time(minutes=5)
    await told(story.bo, "!mina", "mine-none")
    assert "Bo" in names(file_of(story))
    await story.restart()
    assert "Bo" in names(file_of(story))


async def test_somebody_without_chat_is_forgotten_again_too(story: Story, tmp_path: Path) -> None:
    number = await ringstuga(story, "fre 18-20")
    room = story.organizers_room
    await story.anna.says(f'!boka {number} "Karin Ek"', room=room)
    kept = tmp_path / "kept.db"
    backup(configured(story), kept, clock=story.clock)
    await story.pass_time(minutes=5)
    await story.anna.says('!glömmig "karin ek" ändå', room=room)
    await story.stop_bot()
    await asyncio.to_thread(restore, configured(story), kept, clock=story.clock)
    assert "Karin Ek" not in names(file_of(story))


async def test_an_organizer_in_the_settings_is_not_made_anew(
    story: Story, caplog: pytest.LogCaptureFixture
) -> None:
    await say_goodbye(story, "anna")
    await story.restart()
    assert "anna" not in {name.lower() for name in names(file_of(story))}
    await story.pass_time(minutes=5)
    await story.anna.says("!mina")
    await story.restart()
    assert "Anna" in names(file_of(story))


async def test_the_book_is_private_and_names_nobody(story: Story) -> None:
    await say_goodbye(story)
    book = file_of(story).with_name("passet.db.forgotten")
    assert mode(book) == 0o600
    for trace in ("@bo", "Bo", "example.org", "bo:"):
        assert trace not in book.read_text()


async def test_a_book_that_cannot_be_read_is_told_in_one_line(story: Story) -> None:
    await say_goodbye(story)
    await story.stop_bot()
    file_of(story).with_name("passet.db.forgotten").write_text("{")
    with pytest.raises(OperatorError, match="who asked to be forgotten") as error:
        await story.start_bot()
    assert "\n" not in error.value.message


@pytest.fixture
def filled(tmp_path: Path) -> Settings:
    found = settings_in(tmp_path)
    fill(found)
    return found


@pytest.mark.parametrize("whom", ["@bo:example.org", "@Bo:Example.org", "leyla"])
def test_the_operator_forgets_somebody(
    filled: Settings, whom: str, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = "Leyla" if whom == "leyla" else "Bo"
    assert forget_person(filled, whom, sure=False, ask=lambda _: False) == 1
    assert gone in names(database_file(filled))
    assert forget_person(filled, whom, sure=True) == 0
    assert gone not in names(database_file(filled))
    assert "Forgotten" in capsys.readouterr().out


def test_the_operator_is_asked_and_nobody_unknown_is_forgotten(filled: Settings) -> None:
    with pytest.raises(OperatorError, match="nobody is known as"):
        forget_person(filled, "@nobody:example.org", sure=True)
    with pytest.raises(OperatorError, match="--yes"):
        forget_person(filled, "@bo:example.org", sure=False)
    assert "Bo" in names(database_file(filled))
