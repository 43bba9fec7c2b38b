"""What nio keeps about a person's devices is taken away: in memory and in its store.

Whoever still shares an encrypted room with the bot comes back into it with the next message there: it is
encrypted for their devices too, as the protocol wants it.

What the two devices talk under (Olm) is kept, under the other's public key and without an account: their
client goes on using it, and what they write another time could not be read.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

_OF_A_KEY = ("MegolmInboundSessions",)
_OF_A_ROOM = "MegolmInboundSessions"
_OF_A_USER = ("DeviceKeys", "TrackedUsers")


def forget_devices(olm: Any, address: str, *, rooms: Collection[str]) -> None:
    """Call it while nothing else uses `olm`. May be done again. Raises what the store's database raises.

    `rooms`: direct ones that were left.
    """
    keys = {str(one.curve25519) for one in olm.device_store._entries.pop(address, {}).values()}
    for key in keys:
        for senders in olm.inbound_group_store._entries.values():
            senders.pop(key, None)
    for room in rooms:
        olm.inbound_group_store._entries.pop(room, None)
        olm.outbound_group_sessions.pop(room, None)
    olm.tracked_users.discard(address)
    olm.users_for_key_query.discard(address)
    olm.wedged_devices = [one for one in olm.wedged_devices if one.user_id != address]
    for room, session in list(olm.outbound_group_sessions.items()):
        if any(who == address for who, _ in session.users_shared_with):
            del olm.outbound_group_sessions[room]  # the next message there gets another key
    _forget_rows(olm.store, address, keys, rooms)


def _forget_rows(store: Any, address: str, keys: set[str], rooms: Collection[str]) -> None:
    models = {one.__name__: one for one in store.models}
    found = []
    with store.database.bind_ctx(store.models):
        for name in _OF_A_KEY:
            if table := models.get(name):
                found += list(table.select().where(table.sender_key.in_(list(keys))))
        if table := models.get(_OF_A_ROOM):
            found += list(table.select().where(table.room_id.in_(list(rooms))))
        for name in _OF_A_USER:
            if table := models.get(name):
                found += list(table.select().where(table.user_id == address))
        for row in found:
            row.delete_instance(recursive=True)
    store.database.execute_sql("VACUUM")  # SQLite leaves parts of rows behind in pages that it rearranges
