"""The loop that listens: long-polls `/sync`, waits out outages, yields batches.

Looks at the server that brought nothing but echoes are not yielded one by one, for each would cost the
caller a commit: they are put into the next batch, which comes after `QUIET_SECONDS` at the latest. The
first look after an outage is always yielded: it tells the caller that the server is back.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable, Mapping

import structlog

from bot.platforms.base import Batch, Refused, Unavailable
from bot.platforms.matrix.crypto import Crypto
from bot.platforms.matrix.digest import Digest
from bot.platforms.matrix.filters import SYNC_FILTER, first_filter
from bot.platforms.matrix.http import MatrixHttp
from bot.platforms.matrix.patience import Patience
from bot.platforms.matrix.shapes import Json

POLL_SECONDS = 10.0
"""How long the server holds a request open while nothing happens. Longer would save next to nothing, and a
connection that died unseen (a black hole) is noticed only after this and the margin."""

MARGIN_SECONDS = 10.0
"""How much longer than that the answer may take before the connection counts as dead."""

PROBE_SECONDS = 10.0
"""How long an answer may take after a failure, when the server is asked not to wait; doubled with each
further failure up to `SLOW_SECONDS`, for a server may be slow and well."""

SLOW_SECONDS = 60.0
"""How long the first answer may take, and any answer of a server that was too slow before."""

QUIET_SECONDS = 30.0

log = structlog.get_logger(__name__)


class Listener:
    """Asks for what is new. `now` is a clock that only goes forward, in seconds."""

    def __init__(
        self,
        http: MatrixHttp,
        patience: Patience,
        digest: Digest,
        crypto: Crypto | None,
        now: Callable[[], float],
    ) -> None:
        self._http = http
        self._patience = patience
        self._digest = digest
        self._crypto = crypto
        self._now = now

    async def listen(self, token: str | None) -> AsyncIterator[Batch]:
        """See `Platform.listen`. The first batch comes at once, be it empty."""
        due, yielded_at, poll = True, 0.0, 0.0
        held: Mapping[str, str] = {}
        while True:
            since = token
            response, was_away = await self._look(since, poll)
            token = str(response["next_batch"])
            self._digest.settle()  # whoever asks for more has committed what was yielded
            if self._crypto is not None:
                self._crypto.receive(response)
            batch = await self._digest.read(response, since, token)
            waits = self._digest.waits()
            poll = POLL_SECONDS if waits is None else min(POLL_SECONDS, waits)
            if self._crypto is not None:
                self._crypto.tend()
            if held:
                batch = Batch(incoming=batch.incoming, token=token, echoes={**held, **batch.echoes})
            if due or was_away or batch.incoming or self._now() - yielded_at >= QUIET_SECONDS:
                yield batch
                due, yielded_at, held = False, self._now(), {}
            else:
                held = batch.echoes

    async def _look(self, since: str | None, poll: float) -> tuple[Json, bool]:
        """One sync, however long that takes, and whether the server was away. Raises `LoggedOut`."""
        query = {"filter": SYNC_FILTER}
        if since is None:
            query["filter"] = first_filter(secrets.token_hex(8))
        else:
            query["since"] = since

        async def ask(failures: int) -> tuple[Json, bool]:
            # After a failure the answer of a server that is back comes at once, and is waited for briefly.
            query["timeout"] = str(int(poll * 1000)) if failures == 0 else "0"
            if failures:
                seconds = min(PROBE_SECONDS * 2 ** (failures - 1), SLOW_SECONDS)
            else:
                seconds = poll + MARGIN_SECONDS if poll else SLOW_SECONDS
            try:
                response = await self._http.call(
                    "sync", "GET", "sync", query=query, seconds=seconds, knock=True
                )
            except Refused as error:
                # Nothing the bot does can mend that, and stopping helps nobody: it is said, and asked again.
                raise Unavailable(f"sync: {error}") from error
            if not isinstance(response.get("next_batch"), str):
                raise Unavailable("sync: the server's answer is incomplete")
            return response, failures > 0

        return await self._patience.probe(ask)
