"""Calendar files that the bot sent, read by a parser of another make."""

from __future__ import annotations

from typing import Any

import vobject

from bot.platforms.base import File
from tests.support.story import Heard, Story


def calendar(story: Story, heard: Heard) -> Any:
    """What went out with the message; it must be a calendar."""
    file = story.file_of(heard)
    assert file is not None, f"no file went with {heard}"
    return read(file)


def read(file: File) -> Any:
    assert file.mimetype == "text/calendar"
    return vobject.readOne(file.data.decode())


def sequence(found: Any) -> int:
    return int(found.vevent.sequence.value)
