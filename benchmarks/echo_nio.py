"""An echo as matrix-nio's own introduction shows it: callbacks and `sync_forever`, everything as it comes."""

from __future__ import annotations

import asyncio

from nio import (  # type: ignore[import-untyped]  # published without type information
    AsyncClient,
    MatrixRoom,
    RoomMessageText,
)

from benchmarks.echo import READY, Account, answer


async def main() -> None:
    account = Account.given()
    client = AsyncClient(account.url, account.user_id)

    async def on_message(room: MatrixRoom, event: RoomMessageText) -> None:
        if event.body.startswith("!echo"):
            content = answer(event.body, event.event_id)
            await client.room_send(room.room_id, message_type="m.room.message", content=content)

    async def tell() -> None:
        await client.synced.wait()
        print(READY, flush=True)

    client.add_event_callback(on_message, RoomMessageText)
    await client.login(account.password)
    telling = asyncio.create_task(tell())
    try:
        await client.sync_forever(timeout=30_000)
    finally:
        telling.cancel()
        await client.close()


if __name__ == "__main__":
    asyncio.run(main())
