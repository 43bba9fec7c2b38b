"""The yardstick: an echo on bare aiohttp that remembers nothing and does nothing that it could leave out.

It answers rooms side by side and never waits for an answer before it listens on: nothing on the client's side
is faster on this homeserver. What it does not do: survive anything.
"""

from __future__ import annotations

import asyncio
import json
from urllib.parse import quote

import aiohttp
from yarl import URL

from benchmarks.echo import READY, Account, answer

FILTER = json.dumps(
    {
        "presence": {"types": []},
        "account_data": {"types": []},
        "room": {
            "timeline": {"types": ["m.room.message"], "limit": 100},
            "state": {"types": []},
            "ephemeral": {"types": []},
            "account_data": {"types": []},
        },
    }
)


async def main() -> None:
    account = Account.given()
    base = f"{account.url}/_matrix/client/v3"
    headers = {"Authorization": f"Bearer {account.token}"}
    sending: set[asyncio.Task[None]] = set()
    async with aiohttp.ClientSession(headers=headers) as session:

        async def send(room: str, event_id: str, text: str) -> None:
            url = f"{base}/rooms/{quote(room, safe='')}/send/m.room.message/{quote(event_id, safe='')}"
            async with session.put(URL(url, encoded=True), json=answer(text, event_id)) as response:
                response.raise_for_status()

        since = ""
        while True:
            query = {"filter": FILTER, "timeout": "30000" if since else "0"}
            if since:
                query["since"] = since
            async with session.get(f"{base}/sync", params=query) as response:
                found = await response.json()
            rooms = found.get("rooms", {}).get("join", {}) if since else {}
            for room, part in rooms.items():
                for event in part["timeline"]["events"]:
                    text = event["content"].get("body", "")
                    if event["sender"] != account.user_id and text.startswith("!echo"):
                        task = asyncio.create_task(send(room, event["event_id"], text))
                        sending.add(task)
                        task.add_done_callback(sending.discard)
            if not since:
                print(READY, flush=True)
            since = found["next_batch"]


if __name__ == "__main__":
    asyncio.run(main())
