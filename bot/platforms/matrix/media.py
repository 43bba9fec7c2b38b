"""Files: uploaded first, then sent as a message that says where they are.

For an encrypted room the file is encrypted before (specification, "Sending encrypted attachments").
"""

from __future__ import annotations

import asyncio
import importlib
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from bot.platforms.base import File, Unavailable
from bot.platforms.matrix.http import MatrixHttp
from bot.platforms.matrix.shapes import Json

MEDIA = "/_matrix/media/v3"
MOST_KEPT = 50
"""Uploads remembered in case their message has to be sent again; a second upload would do no harm."""

UPLOAD_SECONDS = 60.0
_SEALED = "application/octet-stream"  # nobody but the readers needs to know what it is


class Media:
    """Uploads, each once per `key` while it is remembered."""

    def __init__(self, http: MatrixHttp) -> None:
        self._http = http
        self._stored: OrderedDict[str, Json] = OrderedDict()

    async def store(self, file: File, key: str, *, encrypted: bool) -> Json:
        """What an event says of where the file is: `url`, or `file` with the keys to it.

        Raises PlatformError; `Refused` when the server takes no such file, above all none so large.
        """
        known = self._stored.get(key)
        if known is not None and ("file" in known) is encrypted:
            return known
        if encrypted:
            data, keys = await asyncio.to_thread(_encrypt, file.data)
            stored: Json = {"file": {**keys, "url": await self._upload(data, _SEALED)}}
        else:
            stored = {"url": await self._upload(file.data, file.mimetype)}
        self._stored[key] = stored
        while len(self._stored) > MOST_KEPT:
            self._stored.popitem(last=False)
        return stored

    async def _upload(self, data: bytes, mimetype: str) -> str:
        answer = await self._http.call(
            "upload", "POST", "upload", data=data, mimetype=mimetype, seconds=UPLOAD_SECONDS, prefix=MEDIA
        )
        url = answer.get("content_uri")
        if not isinstance(url, str):
            raise Unavailable("upload: the server's answer is incomplete")
        return url


def _encrypt(data: bytes) -> tuple[bytes, Mapping[str, Any]]:
    """AES-CTR with a key of its own. Here nio is loaded already: the room is encrypted."""
    sealed: tuple[bytes, Mapping[str, Any]] = importlib.import_module(
        "nio.crypto.attachments"
    ).encrypt_attachment(data)
    return sealed
