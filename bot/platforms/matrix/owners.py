"""Whose key a message is encrypted under: it must be a device of whom the server says that they sent it.

Without that the server, or anybody who has been in the room, could put words into another's mouth: any key of
the room would open them. Matrix specification, "Sending encrypted events": the sender is compared with the
owner of the device whose Curve25519 and Ed25519 keys the session has. A session that another passed on proves
nothing, and is not believed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import structlog

from bot.platforms.matrix.shapes import Json, is_id, table

log = structlog.get_logger(__name__)


class Owners:
    """`olm` is nio's machine, which keeps the devices of people, also those that are gone.

    `own`: the bot's account.
    """

    def __init__(self, olm: Any, own: str) -> None:
        self._olm = olm
        self._own = own
        self._suspects: set[tuple[str, str]] = set()
        self._others: set[tuple[str, str]] = set()

    def is_theirs(self, who: str, session: Any) -> bool | None:
        """Whether a device of theirs made this inbound session; None: they have to be asked for first."""
        if session.forwarding_chain:
            return False
        key = (who, session.sender_key)
        for device in dict(self._olm.device_store.items()).get(who, {}).values():
            if device.curve25519 == session.sender_key:
                return bool(device.ed25519 == session.ed25519)
        if key in self._others:
            return False
        # They may have a new device of which nothing has been heard yet.
        self._suspects.add(key)
        return None

    def session(self, room: str, session: object, who: object = None) -> Any:
        """nio's inbound session of this id, None where its key has not come; that of `who` before others'.

        Whoever has the key can send it on under a key of their own: that must not hide the true one.
        """
        if not isinstance(session, str):
            return None
        held = self._olm.inbound_group_store[room].values()
        found = [sessions[session] for sessions in held if session in sessions]
        devices = dict(self._olm.device_store.items()).get(who, {}).values()
        keys = {one.curve25519 for one in devices}
        return next((one for one in found if one.sender_key in keys), found[0] if found else None)

    def may_have_sent(self, event: Json, session: Any, sender_key: object) -> bool:
        """Whether the key is that of whoever the server says has sent it; the bot's own need no proof."""
        who = str(event.get("sender"))
        if who == self._own:
            return True
        if sender_key == session.sender_key and self.is_theirs(who, session):
            return True
        log.warning("a message under a key that is not its sender's is not read", event=event.get("event_id"))
        return False

    def cannot_judge(self, room: str, event: Json) -> bool:
        """Whether the sender's devices are to be asked for before that can be said."""
        who = event.get("sender")
        if not is_id(who) or who == self._own:
            return False
        found = self.session(room, table(event.get("content")).get("session_id"), who)
        if found is None:
            return str(who) not in self._olm.tracked_users
        return self.is_theirs(str(who), found) is None

    def heard_of(self, who: str) -> None:
        """The server has told which devices they have: what is under none of them is not theirs."""
        now = {key for key in self._suspects if key[0] == who}
        self._suspects -= now
        self._others |= now

    def changed(self, people: Iterable[str]) -> None:
        """They have other devices now."""
        gone = set(people)
        self._others = {key for key in self._others if key[0] not in gone}
