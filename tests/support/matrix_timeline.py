"""What one user sees: every event of every room the user is in, none left out and none twice."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable

from tests.support.matrix_http import Connection, Event, Json
from tests.support.waiting import PATIENCE

_FILTER = json.dumps(
    {"presence": {"types": []}, "room": {"timeline": {"limit": 100}, "ephemeral": {"types": []}}}
)
_LONG_POLL_SECONDS = 10.0


class Timeline:
    """Collects by /sync, and pages back with /messages where a sync left a gap.

    Several tasks may wait on it at the same time.
    """

    def __init__(self, connection: Connection) -> None:
        self.invitations: dict[str, list[Json]] = {}
        """Rooms the user is invited to, with the stripped state that came along."""
        self.left: set[str] = set()
        """Rooms the user has left or was removed from, seen since the first sync."""
        self.to_device: list[Json] = []
        self._connection = connection
        self._since: str | None = None
        self._events: dict[str, dict[str, Event]] = defaultdict(dict)
        self._lock = asyncio.Lock()

    def seen(self, room: str) -> list[Event]:
        """What has been collected from the room so far, in its order."""
        return list(self._events[room].values())

    async def catch_up(self) -> None:
        """Collect what is there now, without waiting for more."""
        async with self._lock:
            await self._sync(0)

    async def wait_for(
        self, room: str, test: Callable[[Event], bool], *, what: str = "", within: float = PATIENCE
    ) -> Event:
        """The first event of the room that passes the test, past ones included.

        Raises AssertionError with the room's last messages when none comes within that many seconds.
        """
        found: list[Event] = []

        def look() -> bool:
            found[:] = [event for event in self._events[room].values() if test(event)][:1]
            return bool(found)

        await self.wait_until(look, what=what, within=within, room=room)
        return found[0]

    async def wait_until(
        self, done: Callable[[], bool], *, what: str = "", within: float = PATIENCE, room: str = ""
    ) -> None:
        """Collect until `done()`. Raises AssertionError after `within` seconds."""
        loop = asyncio.get_running_loop()
        end = loop.time() + within
        while not done():
            async with self._lock:
                if done():
                    return
                left = end - loop.time()
                if left <= 0:
                    last = [f"{event.sender}: {event.body or event.type}" for event in self.seen(room)[-8:]]
                    raise AssertionError(f"still waiting after {within:g} s: {what}; last seen: {last}")
                await self._sync(min(left, _LONG_POLL_SECONDS))

    async def _sync(self, seconds: float) -> None:
        query = {"timeout": str(int(seconds * 1000)), "filter": _FILTER}
        if self._since is not None:
            query["since"] = self._since
        answer = await self._connection.call("GET", "sync", query=query)
        rooms: Json = answer.get("rooms", {})
        for room, part in (rooms.get("join", {}) | rooms.get("leave", {})).items():
            timeline: Json = part.get("timeline", {})
            if timeline.get("limited") and self._since is not None:
                for raw in await self._gap(room, timeline["prev_batch"], self._since):
                    self._keep(room, raw)
            for raw in timeline.get("events", []):
                self._keep(room, raw)
        for room in [*rooms.get("join", {}), *rooms.get("leave", {})]:
            self.invitations.pop(room, None)
        for room, part in rooms.get("invite", {}).items():
            self.invitations[room] = part["invite_state"]["events"]
        self.left = (self.left | set(rooms.get("leave", {}))) - set(rooms.get("join", {}))
        self.to_device.extend(answer.get("to_device", {}).get("events", []))
        self._since = answer["next_batch"]

    def _keep(self, room: str, raw: Json) -> None:
        event = Event.read(raw)
        self._events[room].setdefault(event.id, event)

    async def _gap(self, room: str, begin: str, until: str) -> list[Json]:
        """The events between two positions, oldest first."""
        pages: list[Json] = []
        position: str | None = begin
        while position is not None:
            query = {"dir": "b", "from": position, "to": until, "limit": "100"}
            answer = await self._connection.call("GET", "rooms", room, "messages", query=query)
            pages.extend(answer["chunk"])
            position = answer.get("end")
        return pages[::-1]
