"""A homeserver in memory that says whatever it is told to, to the real Matrix platform; and takes answers."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Mapping
from typing import Any

from bot.platforms.matrix.decoding import decoded
from bot.platforms.matrix.http import Denied
from bot.platforms.matrix.shapes import Json
from tests.platforms.matrix.events import ANNA, BO, LEYLA, MALLORY, OWN, member
from tests.platforms.matrix.fake_http import FakeHttp


class HostileServer(FakeHttp):
    """`syncs` are the raw answers still to come; `answered` counts what the bot answered, by event.

    `mute` are rooms in which the bot may not write; `refused` are events to which no answer is taken.
    """

    def __init__(self, *_: object) -> None:
        super().__init__()
        self.syncs: deque[bytes] = deque()
        self.answered: Counter[str] = Counter()
        self.kinds: dict[str, str] = {}
        self.joined: list[str] = []
        self.sent: list[Json] = []
        self.mute: set[str] = set()
        self.refused: set[str] = set()
        self._events = 0
        self._taken: dict[str, str] = {}
        self._published: Json = {}

    async def call(self, what: str, method: str, *path: str, body: object = None, **more: Any) -> Json:
        asked = body if isinstance(body, dict) else {}
        match (method, *path):
            case ("GET", "sync"):
                found = decoded(self.syncs.popleft())
                assert isinstance(found, dict), "the answer was read, whatever is in it"
                return found
            case ("GET", "account", "whoami"):
                return {"user_id": OWN}
            case ("POST", "keys", "upload"):
                self._published = asked.get("device_keys") or self._published
                return {"one_time_key_counts": {"signed_curve25519": 50}}
            case ("POST", "keys", "query"):
                return {"device_keys": {}}
            case ("POST", "keys", *_) | ("PUT", "sendToDevice", *_):
                return {}
            case ("PUT", "rooms", room, "send" | "redact", *_):
                if room in self.mute or self.refused & _answered(asked).keys():
                    raise Denied("not allowed", code="M_FORBIDDEN", status=403)
                return self._take(asked, "/".join(path[1:]))
            case ("GET", "rooms", _, "joined_members"):
                return {"joined": {OWN: {}, BO: {}, "x" * 300: [], ANNA: None}}
            case ("POST", "join", room):
                self.joined.append(room)
                return {"room_id": room}
            case ("POST", "rooms", _, "leave" | "forget" | "invite"):
                return {}
            case ("POST", "createRoom"):
                self._events += 1
                return {"room_id": f"!made{self._events}:example.org"}
            case ("GET", "profile", _):
                return {}
        return await super().call(what, method, *path, body=body, **more)

    def _take(self, content: Mapping[str, Any], way: str) -> Json:
        """Once for each transaction id, as a homeserver does."""
        if way in self._taken:
            return {"event_id": self._taken[way]}
        self._events += 1
        self._taken[way] = f"$bot{self._events}"
        self.sent.append(dict(content))
        answers = _answered(content)
        self.answered.update(list(answers))
        self.kinds.update(answers)
        return {"event_id": f"$bot{self._events}"}


def _answered(content: Mapping[str, Any]) -> Json:
    """The events that a message of the bot's answers, and what each was told."""
    return (content.get("org.passet") or {}).get("answers") or {}


def everybody(room: str) -> list[Json]:
    """The cast and the bot, as members of a room."""
    assert room
    return [member(who, "join") for who in (OWN, ANNA, BO, LEYLA, MALLORY)]
