"""Accounts that stand in a message because somebody wrote them into a text: whose they are is noted with it.

Issue 4, point 9: what the bot has said is taken back when it names somebody who is forgotten. Names that a
sentence puts there are known when it is made (`commands.texts.people_in`); these are not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Identity, Outbox

MOST = 100
"""Accounts looked up for one message; no text that people write is long enough for more."""
_WRITTEN = re.compile(r"@([a-z0-9._=/+-]+)(?::([a-z0-9.-]+))?", re.IGNORECASE)


async def note_accounts(session: AsyncSession, rows: Sequence[Outbox]) -> None:
    """Add to `names` whose account, or its first part, stands in the text or in what a file is made of."""
    for row in rows:
        written = list(dict.fromkeys(_accounts(row)))[:MOST]
        if not written:
            continue
        known = await session.execute(
            select(Identity.address, Identity.person_id).where(
                Identity.platform == row.platform,
                or_(*(Identity.address.startswith(f"{local}:", autoescape=True) for local, _ in written)),
            )
        )
        found = {person_id for address, person_id in known if _is_meant(address, written)}
        if found:
            row.names = sorted({*(row.names or ()), *found})


def _accounts(row: Outbox) -> Iterator[tuple[str, str | None]]:
    """Each as its first part and its server, which may be left out, in lower case."""
    for text in (row.text or "", json.dumps(row.attachment, ensure_ascii=False) if row.attachment else ""):
        if "@" not in text:
            continue
        for local, server in _WRITTEN.findall(text.replace("\\", "")):  # as it reads, not as it is escaped
            yield f"@{local.rstrip('.').casefold()}", server.rstrip(".").casefold() or None


def _is_meant(address: str, written: Collection[tuple[str, str | None]]) -> bool:
    local, _, server = address.casefold().partition(":")
    return (local, server) in written or (local, None) in written
