"""What is known of rooms without asking again: whether they are encrypted, who is there, display names.

Knowledge begins with one request per room and question, made when it is first needed (a start asks
nothing), and is kept up to date by `note` from the events that the sync brings.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from bot.platforms.base import Membership
from bot.platforms.matrix.direct_list import DirectList
from bot.platforms.matrix.http import Denied, MatrixHttp
from bot.platforms.matrix.shapes import is_id, tables
from bot.platforms.matrix.translate import membership_of, name_in

PRESENT = frozenset({Membership.JOIN, Membership.INVITE})
MOST_NAMES = 5_000
MOST_SERVERS = 5


class RoomBook:
    """The bot's memory of rooms, for one process."""

    def __init__(self, http: MatrixHttp, own: str, direct: DirectList) -> None:
        self._http = http
        self._own = own
        self._direct = direct
        self._encrypted: dict[str, bool] = {}
        self._present: dict[str, set[str]] = {}
        self._changes: dict[str, int] = {}
        self._names: OrderedDict[tuple[str, str], str | None] = OrderedDict()
        self._servers: OrderedDict[str, list[str]] = OrderedDict()

    async def encrypted(self, room: str) -> bool:
        """Whether messages there must be encrypted. Raises PlatformError."""
        known = self._encrypted.get(room)
        if known is not None:
            return known
        try:
            await self._http.call("encryption", "GET", "rooms", room, "state", "m.room.encryption", "")
        except Denied as error:
            if not error.missing:
                raise
            # Meanwhile the sync may have brought the very event: encryption is never taken back.
            return self._encrypted.setdefault(room, False)
        self._encrypted[room] = True
        return True

    def is_encrypted(self, room: str) -> bool:
        """What `encrypted` or a sync found; False while nothing is known."""
        return self._encrypted.get(room, False)

    def knows_encryption(self, room: str) -> bool:
        return room in self._encrypted

    def is_encrypted_now(self, room: str) -> None:
        """The bot has just switched encryption on."""
        self._encrypted[room] = True

    def is_encrypted_later(self, room: str) -> None:
        """The events to be noted next include the one that switches encryption on: until then it is off."""
        self._encrypted[room] = False

    async def members(self, room: str) -> frozenset[str]:
        """Who is in the room or invited to it. Raises PlatformError."""
        while room not in self._present:
            changes = self._changes.get(room, 0)
            answer = await self._http.call(
                "members", "GET", "rooms", room, "members", query={"not_membership": "leave"}
            )
            if self._changes.get(room, 0) == changes:  # else somebody came or went while we asked
                self._present[room] = {
                    event["state_key"]
                    for event in tables(answer.get("chunk"))
                    if membership_of(event.get("content")) in PRESENT and is_id(event.get("state_key"))
                }
        return frozenset(self._present[room])

    async def learn_privacy(self, room: str) -> None:
        """Make `is_private` know. Raises PlatformError; after `Refused` the room counts as not private."""
        await self._direct.load()
        if self._direct.lists(room):
            await self.members(room)

    def is_private(self, room: str) -> bool:
        """A direct room in which nobody but the bot and one other is or is invited."""
        here = self._present.get(room)
        return here is not None and self._direct.lists(room) and len(here) == 2 and self._own in here

    def name(self, room: str, address: str) -> str | None:
        """The display name in that room, if the server showed it."""
        return self._names.get((room, address))

    def note(self, room: str, event: Mapping[str, Any]) -> None:
        """Learn from a state event of the room, however malformed."""
        kind, key = event.get("type"), event.get("state_key")
        if kind == "m.room.member" and isinstance(key, str) and is_id(key):
            self._note_member(room, key, event)
        else:
            self.note_encryption(room, event)

    def note_encryption(self, room: str, event: Mapping[str, Any]) -> bool:
        """Whether this event switches encryption on, which is never taken back."""
        if event.get("type") != "m.room.encryption" or event.get("state_key") != "":
            return False
        self._encrypted[room] = True
        return True

    def forget(self, room: str) -> None:
        """The bot is no longer there: whatever was known may change unseen. Encryption stays."""
        self._present.pop(room, None)

    def servers(self, room: str) -> list[str]:
        """Servers that are in the room, for joining it from outside."""
        return self._servers.get(room, [])

    def note_server(self, room: str, address: str) -> None:
        """Somebody at `address` (a user or a room) pointed to the room, so their server knows it."""
        server = address.partition(":")[2]
        known = self._servers.setdefault(room, [])
        if server and server not in known and len(known) < MOST_SERVERS:
            known.append(server)
        while len(self._servers) > MOST_NAMES:
            self._servers.popitem(last=False)

    def _note_member(self, room: str, who: str, event: Mapping[str, Any]) -> None:
        standing = membership_of(event.get("content"))
        self._changes[room] = self._changes.get(room, 0) + 1
        if standing is Membership.JOIN:
            self._names[room, who] = name_in(event)
            self._names.move_to_end((room, who))
            if len(self._names) > MOST_NAMES:
                self._names.popitem(last=False)
        here = self._present.get(room)
        if here is not None and standing is not None:
            (here.add if standing in PRESENT else here.discard)(who)
