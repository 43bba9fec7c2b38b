"""A homeserver in memory behind `MatrixHttp`: its rooms are set by the test, its requests are counted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from bot.clock import ManualClock
from bot.platforms.matrix.http import Denied, MatrixHttp
from bot.platforms.matrix.patience import Gate
from bot.platforms.matrix.shapes import Json
from tests.platforms.matrix.events import OWN, member

NOON = datetime(2024, 5, 14, 16, 0, tzinfo=UTC)


class FakeHttp(MatrixHttp):
    """`state[room, kind]` are contents, `members[room]` who is there, `pages[position]` history."""

    def __init__(self) -> None:
        super().__init__("http://fake.invalid", ManualClock(NOON), Gate())
        self.state: dict[tuple[str, str], Json] = {}
        self.members: dict[str, list[Json]] = {}
        self.direct: Json = {}
        self.pages: dict[str, Json] = {}
        self.asked: list[str] = []

    def people(self, room: str, *present: str) -> None:
        self.members[room] = [member(who, "join") for who in present]

    async def call(
        self,
        what: str,
        method: str,
        *path: str,
        body: object = None,
        query: Mapping[str, str | list[str]] | None = None,
        seconds: float = 30.0,
        prefix: str = "",
        knock: bool = False,
        data: bytes | None = None,
        mimetype: str = "",
    ) -> Json:
        self.asked.append(what)
        match (method, *path):
            case ("GET", "rooms", room, "state", kind, ""):
                return self._found(self.state.get((room, kind)))
            case ("GET", "rooms", room, "members"):
                return {"chunk": self.members.get(room, [member(OWN, "join")])}
            case ("GET", "rooms", _, "messages"):
                return self._found(self.pages.get(str((query or {})["from"])))
            case ("GET", "rooms", _, "relations", _, "m.annotation"):
                return self._found(self.pages.get(str((query or {}).get("from", ""))))
            case ("PUT", "rooms", room, "state", kind, "") if isinstance(body, dict):
                self.state[room, kind] = body
                return {"event_id": "$state"}
            case ("GET", "user", _, "account_data", "m.direct"):
                return self._found(self.direct or None)
            case ("PUT", "user", _, "account_data", "m.direct") if isinstance(body, dict):
                self.direct = body
                return {}
        raise AssertionError(f"unexpected request {method} {path}")

    def _found(self, answer: Json | None) -> Json:
        if answer is None:
            raise Denied("not found", code="M_NOT_FOUND", status=404)
        return answer
