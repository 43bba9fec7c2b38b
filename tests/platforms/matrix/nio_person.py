"""A person whose client encrypts: nio as its authors meant it to be used, unlike in the bot."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

from tests.support.matrix import Person
from tests.support.matrix_http import Json


class NioPerson:
    """The login of `person`, with keys. Call `look` to see what is new; `seen` holds decrypted events."""

    def __init__(self, person: Person, folder: Path) -> None:
        nio = importlib.import_module("nio")
        folder.mkdir(parents=True)
        config = nio.AsyncClientConfig(
            pickle_key="test", store_sync_tokens=False, max_timeouts=0, request_timeout=60
        )
        self.person = person
        self.client: Any = nio.AsyncClient(
            person.connection.url, person.user_id, store_path=str(folder), config=config
        )
        self.client.restore_login(person.user_id, person.login.device_id, person.login.access_token)
        self.seen: dict[str, Any] = {}
        self._since: str | None = None

    async def look(self) -> None:
        answer = await self.client.sync(timeout=0, since=self._since, full_state=self._since is None)
        self._since = answer.next_batch
        for joined in answer.rooms.join.values():
            for event in joined.timeline.events:
                self.seen[event.event_id] = event
        if self.client.should_upload_keys:
            await self.client.keys_upload()
        if self.client.should_query_keys:
            await self.client.keys_query()
        await self.client.send_to_device_messages()

    async def send(self, room: str, text: str, **content: object) -> str:
        """An encrypted message; its event id."""
        await self.look()
        message = {"msgtype": "m.text", "body": text, **content}
        answer = await self.client.room_send(room, "m.room.message", message, ignore_unverified_devices=True)
        return str(answer.event_id)

    async def read(self, event_id: str) -> Json | None:
        """The decrypted event, None if it could not be decrypted."""
        while event_id not in self.seen:
            await self.look()
        event = self.seen[event_id]
        return dict(event.source) if event.decrypted else None

    async def close(self) -> None:
        await self.client.close()
