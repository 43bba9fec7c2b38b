"""In which language a message that was written already is to be replaced by another one."""

from __future__ import annotations

from storage.models import Outbox
from storage.store import Store


async def language_of(store: Store, row: Outbox) -> str | None:
    """Of whoever asked or is written to, else the room's, else the district's (CONTRACT.md, section 4)."""
    address = row.answer_to or await store.people.address(row.identity_id or 0)
    found = await store.people.identity(row.platform, address or "")
    if found is not None and found[1].language:
        return found[1].language
    room = await store.rooms.find(row.platform, row.room or "")
    if room is not None and room.language:
        return room.language
    return None if row.district_id is None else (await store.rooms.district(row.district_id)).language
