"""People who have long been told what is kept about them: for tests that are about something else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest.mock import patch


@contextmanager
def everybody_is_told() -> Iterator[None]:
    """Nobody is met for the first time."""
    with ExitStack() as stack:
        for module in ("bot.acquaintance", "bot.conversation", "bot.sealed_talk", "commands.post"):
            stack.enter_context(patch(f"{module}.is_told", lambda _person: True))
        yield
