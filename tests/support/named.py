"""Whoever is named in a message stands in its row: what is not known cannot be taken back.

Issue 4, point 9.
"""

from __future__ import annotations

import re

from sqlalchemy import select

from bot.markup import to_plain
from bot.platforms.memory import MemoryServer
from storage.engine import Database
from storage.models import Identity, Outbox, Person

IN_THEIR_WORDS = ("broadcast", "error-book-role", "shift-choose")
"""Kinds in which an organizer's own words stand, of somebody who need not be known to the bot (yet)."""


async def named_without_a_note(database: Database, server: MemoryServer) -> list[str]:
    """Messages that name somebody who is neither noted in their rows nor the one who asked or reads."""
    try:
        async with database.reading() as store:
            session = store.session
            people = {one.id: one.name for one in await session.scalars(select(Person))}
            accounts = {one.id: one for one in await session.scalars(select(Identity))}
            rows = list(await session.scalars(select(Outbox).where(Outbox.sent_event_id.is_not(None))))
    finally:
        await database.dispose()
    by_address = {one.address: one.person_id for one in accounts.values()}
    known: dict[str, set[int]] = {}
    for row in rows:
        noted = known.setdefault(row.sent_event_id or "", set())
        noted.update(row.names or ())
        noted.update(by_address[one] for one in (row.answer_to, *(row.mentions or ())) if one in by_address)
        if row.identity_id in accounts:
            noted.add(accounts[row.identity_id].person_id)
    found = []
    for accepted in server.ledger:
        message = accepted.message
        if message.file is not None or message.kind in IN_THEIR_WORDS:
            continue
        if accepted.event_id not in known:
            continue  # so long ago that its row is gone
        text = whole = to_plain(message.text)
        told_of = {people.get(person, "") for person in known.get(accepted.event_id, ())} - {""}
        for name in sorted(told_of, key=len, reverse=True):
            text = text.replace(name, "")
        found += [
            f"[{message.kind}] names {name}: {whole}"
            for name in set(people.values()) - told_of - {""}
            if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
        ]
    return found
