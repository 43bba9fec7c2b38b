"""Waiting out an outage: how long between two tries, and nobody else knocking meanwhile.

The listener's `/sync` is the only probe. While it fails, all other requests wait at the gate instead of
being sent, so an outage costs one failed request for each that was under way, and the probes; when a probe
succeeds the gate opens and everything that waited goes at once.

Pauses: 1, 2, 4, then 8 seconds; in a long outage an eighth of what it has lasted, up to 5 minutes. Each is
shortened by up to half at random, so that many bots do not come back in step (full jitter would knock at
once half the time). Simulated: an outage of 10 s costs 5 requests, of 30 s 9, of 5 minutes 30, and the bot
is back at most 8 s after the end, or an eighth of a long outage.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog

from bot.platforms.base import RateLimited, Unavailable

FIRST, OFTEN, LONGEST = 1.0, 8.0, 300.0
SHARE = 8
"""A pause is at most this part of the time that was waited already, once that is more than `OFTEN`."""

GATE_SECONDS = 60.0
"""How long a request waits for the server's return before it reports `Unavailable`."""

Answer = TypeVar("Answer")
log = structlog.get_logger(__name__)


class Backoff:
    """The pauses of one outage; a success ends it."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self.succeeded()

    def succeeded(self) -> None:
        self.tries = 0
        self._step = FIRST
        self._waited = 0.0

    def failed(self, asked: float | None = None) -> float:
        """Seconds to wait now; never less than the server `asked` for."""
        self.tries += 1
        pause = self._step * self._rng.uniform(0.5, 1.0)
        if asked is not None:
            pause = max(asked * self._rng.uniform(1.0, 1.1), pause)
        self._waited += pause
        self._step = min(self._step * 2, max(OFTEN, self._waited / SHARE), LONGEST)
        return pause


class Gate:
    """Shut while the server is known to be away."""

    def __init__(self, seconds: float = GATE_SECONDS) -> None:
        self._seconds = seconds
        self._open = asyncio.Event()
        self._open.set()

    def shut(self) -> None:
        self._open.clear()

    def open(self) -> None:
        self._open.set()

    async def passed(self) -> None:
        """Return when it is open. Raises `Unavailable` when it stays shut: nothing was sent, so the pause it
        names is short."""
        if self._open.is_set():
            return
        try:
            async with asyncio.timeout(self._seconds):
                await self._open.wait()
        except TimeoutError:
            raise Unavailable("the homeserver is away", retry_after=1.0) from None


class Patience:
    """Repeats a request until it is answered. `LoggedOut` and `Refused` are answers and are raised."""

    def __init__(
        self, rng: random.Random, gate: Gate, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._rng = rng
        self._gate = gate
        self._sleep = sleep

    async def probe(self, call: Callable[[int], Awaitable[Answer]]) -> Answer:
        """Like `insist`, and the gate is shut between the first failure and the answer. `call` is given the
        number of failures so far."""
        try:
            return await self.insist("sync", call, on_failure=self._gate.shut)
        finally:
            self._gate.open()

    async def insist(
        self,
        what: str,
        call: Callable[[int], Awaitable[Answer]],
        *,
        on_failure: Callable[[], None] | None = None,
        at_most: int | None = None,
    ) -> Answer:
        """The answer, however long it takes; with `at_most`, the last `Unavailable` after that many tries."""
        backoff = Backoff(self._rng)
        while True:
            try:
                answer = await call(backoff.tries)
            except Unavailable as error:
                if on_failure is not None and not isinstance(error, RateLimited):
                    on_failure()
                pause = backoff.failed(error.retry_after)
                if at_most is not None and backoff.tries >= at_most:
                    raise
                log.warning("homeserver away", what=what, reason=str(error), tries=backoff.tries, pause=pause)
                await self._sleep(pause)
            else:
                if backoff.tries:
                    log.info("homeserver back", what=what, tries=backoff.tries)
                return answer
