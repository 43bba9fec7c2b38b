"""Papers: what an outbox row's `attachment` is made into when the message goes out.

An attachment is plain JSON with a `form`, such as `{"form": "text", "name": "lista.txt", "mimetype":
"text/plain", "text": "…", "alt": "…"}`. `FORMS` knows how each form is made; everything a paper shows
stands in the attachment itself, so that it is the same at every retry.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.platforms.base import File

Form = Callable[[dict[str, Any]], File]


def render(attachment: dict[str, Any]) -> File:
    """The file. May take long: call it in a thread. Raises whatever a form raises, and KeyError for what is
    missing."""
    return FORMS[attachment["form"]](attachment)


def _text(attachment: dict[str, Any]) -> File:
    return File(
        name=attachment["name"],
        mimetype=attachment["mimetype"],
        data=attachment["text"].encode(),
        alt=attachment.get("alt", ""),
    )


FORMS: dict[str, Form] = {"text": _text}
