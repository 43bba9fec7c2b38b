"""A small homeserver double on loopback that answers as a test tells it, byte for byte."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

Answer = bytes | None
"""Raw bytes of an HTTP answer, after which the connection is closed; None: never an answer."""


@dataclass
class Scripted:
    """`answers` are given one after another, the last one for ever; `asked` are the request lines seen."""

    answers: list[Answer]
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            self.asked.append(head[0])
            self.headers.append(dict(line.split(": ", 1) for line in head[1:] if ": " in line))
            answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
            if answer is None:
                await reader.read()  # until the client gives up
            else:
                writer.write(answer)
                await writer.drain()
        writer.close()


@contextlib.asynccontextmanager
async def scripted(*answers: Answer) -> AsyncIterator[Scripted]:
    made = Scripted(list(answers))
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield made


def answer(status: int, body: str, *headers: str, length: int | None = None) -> bytes:
    """An answer with a JSON body; with `length`, one that promises more than it brings."""
    data = body.encode()
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(data) if length is None else length}", *headers]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + data
