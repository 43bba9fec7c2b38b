"""Waiting for something to become true, for as long as a slow machine may need and not a moment longer."""

import asyncio
from collections.abc import Callable

PATIENCE = 60.0
"""Seconds after which a test gives up waiting: only ever reached when something is broken."""


async def until(condition: Callable[[], object], what: str = "", within: float = PATIENCE) -> None:
    """Return as soon as `condition()` is true. Raises AssertionError after `within` seconds."""
    loop = asyncio.get_running_loop()
    end = loop.time() + within
    while not condition():
        assert loop.time() < end, f"still waiting after {within:g} s: {what or condition}"
        await asyncio.sleep(0.01)
