"""A person at a real Matrix homeserver: a second client, raw HTTP, independent of the code under test."""

import secrets
from typing import Self

from bot.demo.homeserver import Login
from tests.support.matrix_http import Connection, Event, Json, MatrixRefusedError
from tests.support.matrix_timeline import Timeline
from tests.support.waiting import PATIENCE

__all__ = ["Event", "Json", "MatrixRefusedError", "Person"]


class Person:
    """One logged-in user. `timeline` is what the person sees. Every method that asks the homeserver raises
    MatrixRefusedError when it refuses, and returns event or room ids."""

    def __init__(self, url: str, login: Login) -> None:
        self.login = login
        self.user_id = login.user_id
        self.connection = Connection(url, login.access_token)
        self.timeline = Timeline(self.connection)

    @classmethod
    async def log_in(cls, url: str, localpart: str, password: str) -> Self:
        """A new device of a user that exists."""
        connection = Connection(url, "")
        try:
            body = {
                "type": "m.login.password",
                "identifier": {"type": "m.id.user", "user": localpart},
                "password": password,
            }
            answer = await connection.call("POST", "login", body=body)
        finally:
            await connection.close()
        return cls(url, Login(answer["user_id"], answer["access_token"], answer["device_id"]))

    async def close(self) -> None:
        """Close the connection; the login stays valid."""
        await self.connection.close()

    # ---- rooms

    async def create_room(
        self,
        name: str = "",
        *,
        invite: list[str] | None = None,
        direct: bool = False,
        public: bool = False,
        encrypted: bool = False,
        version: str | None = None,
    ) -> str:
        """A new room; its id (which from room version 12 has no server name in it)."""
        body: Json = {
            "preset": "public_chat" if public else "private_chat",
            "is_direct": direct,
            "invite": invite or [],
        }
        if name:
            body["name"] = name
        if version:
            body["room_version"] = version
        if encrypted:
            content = {"algorithm": "m.megolm.v1.aes-sha2"}
            body["initial_state"] = [{"type": "m.room.encryption", "state_key": "", "content": content}]
        return str((await self.connection.call("POST", "createRoom", body=body))["room_id"])

    async def invite(self, room: str, user_id: str) -> None:
        await self.connection.call("POST", "rooms", room, "invite", body={"user_id": user_id})

    async def join(self, room: str) -> None:
        await self.connection.call("POST", "join", room, body={})

    async def leave(self, room: str) -> None:
        await self.connection.call("POST", "rooms", room, "leave", body={})

    async def kick(self, room: str, user_id: str, reason: str = "") -> None:
        await self.connection.call("POST", "rooms", room, "kick", body={"user_id": user_id, "reason": reason})

    async def ban(self, room: str, user_id: str, reason: str = "") -> None:
        await self.connection.call("POST", "rooms", room, "ban", body={"user_id": user_id, "reason": reason})

    async def upgrade(self, room: str, version: str = "11") -> str:
        """Replace the room by one of another version; the new room's id."""
        body = {"new_version": version}
        return str(
            (await self.connection.call("POST", "rooms", room, "upgrade", body=body))["replacement_room"]
        )

    async def state(self, room: str, type_: str, key: str = "") -> Json:
        """The content of one state event."""
        return await self.connection.call("GET", "rooms", room, "state", type_, key)

    async def set_state(self, room: str, type_: str, content: Json, key: str = "") -> str:
        answer = await self.connection.call("PUT", "rooms", room, "state", type_, key, body=content)
        return str(answer["event_id"])

    async def set_power_levels(self, room: str, *, users: dict[str, int] | None = None, **levels: int) -> str:
        """Change some power levels and keep the rest: `users={"@bo:x": 50}`, `events_default=50`."""
        content = await self.state(room, "m.room.power_levels")
        content |= levels
        content["users"] = content.get("users", {}) | (users or {})
        return await self.set_state(room, "m.room.power_levels", content)

    async def members(self, room: str) -> set[str]:
        """Who is in the room now."""
        return set((await self.connection.call("GET", "rooms", room, "joined_members"))["joined"])

    async def accept_invitation(self, sender: str, *, direct: bool = False, within: float = PATIENCE) -> str:
        """Wait for an invitation from `sender` (`direct`: to a direct chat) and join. The room's id."""
        found: list[str] = []

        def look() -> bool:
            for room, state in self.timeline.invitations.items():
                mine = [e for e in state if e["type"] == "m.room.member" and e["state_key"] == self.user_id]
                if any(e["sender"] == sender and (e["content"].get("is_direct") or not direct) for e in mine):
                    found.append(room)
            return bool(found)

        await self.timeline.wait_until(look, what=f"an invitation from {sender}", within=within)
        await self.join(found[0])
        if direct:
            await self._note_direct(sender, found[0])
        return found[0]

    async def _note_direct(self, partner: str, room: str) -> None:
        path = ("user", self.user_id, "account_data", "m.direct")
        try:
            noted = await self.connection.call("GET", *path)
        except MatrixRefusedError as refused:
            if refused.status != 404:
                raise
            noted = {}
        noted[partner] = [*noted.get(partner, []), room]
        await self.connection.call("PUT", *path, body=noted)

    # ---- speaking

    async def send_event(self, room: str, type_: str, content: Json, *, txn_id: str | None = None) -> str:
        """Any event; the same `txn_id` again gives the same event."""
        txn_id = txn_id or secrets.token_hex(8)
        answer = await self.connection.call("PUT", "rooms", room, "send", type_, txn_id, body=content)
        return str(answer["event_id"])

    async def send(
        self, room: str, text: str, extra: Json | None = None, *, txn_id: str | None = None
    ) -> str:
        """A text message; `extra` is merged over its content, as in `{"msgtype": "m.notice"}`."""
        message = {"msgtype": "m.text", "body": text} | (extra or {})
        return await self.send_event(room, "m.room.message", message, txn_id=txn_id)

    async def reply(self, room: str, to: str, text: str) -> str:
        return await self.send(room, text, {"m.relates_to": {"m.in_reply_to": {"event_id": to}}})

    async def thread(self, room: str, root: str, text: str) -> str:
        """A message in the thread below `root`, with the reply that clients without threads show."""
        relation = {"rel_type": "m.thread", "event_id": root, "is_falling_back": True}
        return await self.send(room, text, {"m.relates_to": relation | {"m.in_reply_to": {"event_id": root}}})

    async def edit(self, room: str, event: str, text: str) -> str:
        relation = {"rel_type": "m.replace", "event_id": event}
        new = {"msgtype": "m.text", "body": text}
        return await self.send(room, f"* {text}", {"m.new_content": new, "m.relates_to": relation})

    async def react(self, room: str, event: str, key: str) -> str:
        relation = {"rel_type": "m.annotation", "event_id": event, "key": key}
        return await self.send_event(room, "m.reaction", {"m.relates_to": relation})

    async def redact(self, room: str, event: str) -> str:
        """Take an event back (a message, or a reaction by its own event id)."""
        path = ("rooms", room, "redact", event, secrets.token_hex(8))
        return str((await self.connection.call("PUT", *path, body={}))["event_id"])

    # ---- listening

    async def answer_to(self, room: str, event: str, *, within: float = PATIENCE) -> Event:
        """The bot's answer to an event, as soon as it is there."""
        return await self.timeline.wait_for(
            room, lambda e: e.answers(event), what=f"an answer to {event}", within=within
        )

    async def ask(self, room: str, text: str, *, within: float = PATIENCE) -> Event:
        """Send a text and wait for the bot's answer to it."""
        return await self.answer_to(room, await self.send(room, text), within=within)

    async def messages(self, room: str, *, since: str | None = None) -> list[Event]:
        """All of the room's events after the event `since` (or all there are), oldest first.

        Read from the room's history, whatever was collected before: what counts when nothing may be
        missing and nothing doubled.
        """
        collected: list[Event] = []
        query = {"dir": "b", "limit": "100"}
        while True:
            answer = await self.connection.call("GET", "rooms", room, "messages", query=query)
            for raw in answer["chunk"]:
                event = Event.read(raw)
                if event.id == since:
                    return collected[::-1]
                collected.append(event)
            if "end" not in answer:
                return collected[::-1]
            query["from"] = answer["end"]
