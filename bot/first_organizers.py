"""The organizers that the configuration names: each is appointed once, and from then on the chat decides.

Roles stand in the database only (issue 4, point 6). Whoever was dismissed there, or was removed from the
rooms, or asked to be forgotten, does not become an organizer again because the bot is restarted. Only where a
district has nobody left is the configuration asked once more: else nobody could ever appoint anyone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import structlog

from commands.rules.names import local_part
from storage.forgotten import ForgottenBook
from storage.models import District
from storage.store import Store

log = structlog.get_logger(__name__)

APPOINTED = "organizer-settings"
"""In the audit log: what nobody did in the chat."""


async def appoint_first(
    store: Store,
    district: District,
    addresses: Sequence[str],
    *,
    platform: str,
    now: datetime,
    forgotten: ForgottenBook | None,
) -> None:
    """Appoint those of the `addresses` who never were, and note that they have been; `now` is aware."""
    rows = await store.people.organizer_rows(district.id)
    nobody_left = not rows
    known = await store.settings.first_organizers(district.key)
    if known is None:  # from before this was noted: whoever is known here has been appointed once
        known = [one for one in addresses if rows and await store.people.identity(platform, one)]
    was_forgotten = [one for one in addresses if forgotten is not None and forgotten.forgot(platform, one)]
    for address in addresses:
        if (address in known or address in was_forgotten) and not nobody_left:
            await _tell_the_operator(store, district, platform, address)
            continue
        if address in was_forgotten and await store.people.identity(platform, address) is None:
            log.warning(
                "an organizer in the settings has asked to be forgotten: take the line out",
                district=district.key,
            )
            continue
        _, person = await store.people.find_or_add(platform, address, name=local_part(address), now=now)
        if await store.members.is_absent(district.id, person.id):
            log.warning("an organizer in the settings is in none of the rooms", district=district.key)
        elif not await store.people.is_organizer(district.id, person.id):
            await store.people.make_organizer(district.id, person.id, now=now, from_settings=True)
            store.audit.record(APPOINTED, at=now, district_id=district.id, actor_id=None, person_id=person.id)
    noted = [one for one in dict.fromkeys([*known, *addresses]) if one not in was_forgotten]
    if noted != known or not known:
        await store.settings.note_first_organizers(district.key, noted)


async def _tell_the_operator(store: Store, district: District, platform: str, address: str) -> None:
    found = await store.people.identity(platform, address)
    if found is None or not await store.people.is_organizer(district.id, found[1].id):
        log.warning(
            "an organizer in the settings is none any more: take the line out, or appoint them in the chat",
            district=district.key,
        )
