"""A connection that was kept open and is gone: no pause for a person's answer, no doubled requests."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from bot.clock import ManualClock
from bot.platforms.base import Unavailable
from bot.platforms.matrix.http import MatrixHttp
from bot.platforms.matrix.patience import Gate

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


@dataclass
class Keeping:
    """A server that answers each connection's first `answered` requests, and breaks it at the next one."""

    answered: int = 1
    asked: list[str] = field(default_factory=list)
    connections: int = 0
    url: str = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            for _ in range(self.answered):
                await self._asked(reader)
                writer.write(OK)
                await writer.drain()
            await self._asked(reader)
        writer.transport.abort()

    async def _asked(self, reader: asyncio.StreamReader) -> None:
        self.asked.append((await reader.readuntil(b"\r\n\r\n")).decode().split(" ")[0])


@contextlib.asynccontextmanager
async def keeping(server: Keeping) -> AsyncIterator[MatrixHttp]:
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    http = MatrixHttp(url, ManualClock(datetime(2024, 5, 14, tzinfo=UTC)), Gate())
    async with listening:
        yield http
        await http.close()


@pytest.mark.parametrize("method", ["GET", "PUT"])
async def test_an_answer_does_not_wait_because_the_kept_connection_was_closed_meanwhile(method: str) -> None:
    server = Keeping()
    async with keeping(server) as http:
        for _ in range(4):
            assert await http.call("send", method, "x") == {}
    assert server.asked == [method] * 7  # all but the first met a connection that was about to be closed
    assert server.connections == 4


async def test_in_an_outage_each_request_reaches_the_server_once() -> None:
    server = Keeping(answered=0)
    async with keeping(server) as http:
        for _ in range(4):
            with pytest.raises(Unavailable, match=r"\((ServerDisconnectedError|ClientOSError)\)"):
                await http.call("sync", "GET", "x")
    assert server.asked == ["GET"] * 4


async def test_what_may_not_be_repeated_is_not_repeated() -> None:
    server = Keeping()
    async with keeping(server) as http:
        await http.call("keys", "POST", "x")
        with pytest.raises(Unavailable):
            await http.call("keys", "POST", "x")
    assert server.asked == ["POST"] * 2


async def test_a_request_that_breaks_after_a_while_was_not_on_a_stale_connection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.platforms.matrix.http._STALE_SECONDS", 0.0)
    server = Keeping()
    async with keeping(server) as http:
        await http.call("sync", "GET", "x")
        with pytest.raises(Unavailable):
            await http.call("sync", "GET", "x")
    assert server.asked == ["GET"] * 2
