"""What nio keeps about a person's devices is taken away: in memory and in its store.

Whoever still shares an encrypted room with the bot comes back into it with the next message there: it is
encrypted for their devices too, as the protocol wants it.
"""

from __future__ import annotations

from typing import Any

_OF_A_KEY = ("MegolmInboundSessions",)
_OF_A_USER = ("DeviceKeys", "TrackedUsers")


def forget_devices(olm: Any, address: str) -> None:
    """Call it while nothing else uses `olm`. May be done again. Raises what the store's database raises."""
    keys = {str(one.curve25519) for one in olm.device_store._entries.pop(address, {}).values()}
    for key in keys:
        for senders in olm.inbound_group_store._entries.values():
            senders.pop(key, None)
    olm.tracked_users.discard(address)
    olm.users_for_key_query.discard(address)
    olm.wedged_devices = [one for one in olm.wedged_devices if one.user_id != address]
    for room, session in list(olm.outbound_group_sessions.items()):
        if any(who == address for who, _ in session.users_shared_with):
            del olm.outbound_group_sessions[room]  # the next message there gets another key
    _forget_rows(olm.store, address, keys)


def _forget_rows(store: Any, address: str, keys: set[str]) -> None:
    models = {one.__name__: one for one in store.models}
    found = []
    with store.database.bind_ctx(store.models):
        for name in _OF_A_KEY:
            if table := models.get(name):
                found += list(table.select().where(table.sender_key.in_(list(keys))))
        for name in _OF_A_USER:
            if table := models.get(name):
                found += list(table.select().where(table.user_id == address))
        for row in found:
            row.delete_instance(recursive=True)
    store.database.execute_sql("VACUUM")  # SQLite leaves parts of rows behind in pages that it rearranges
