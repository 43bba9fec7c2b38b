"""What a program can read: JSON, as it stands in the attachment."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.platforms.base import File


def as_json(attachment: Mapping[str, Any]) -> File:
    """Indented, since people look at it too; UTF-8."""
    data = json.dumps(attachment["content"], ensure_ascii=False, indent=2).encode()
    return File(
        name=attachment["name"], mimetype="application/json", data=data, alt=attachment.get("alt", "")
    )
