"""Papers: what an outbox row's `attachment` is made into when the message goes out.

An attachment is plain JSON with a `form`, such as `{"form": "text", "name": "lista.txt", "mimetype":
"text/plain", "text": "…", "alt": "…"}`. `FORMS` knows how each form is made; everything a paper shows
stands in the attachment itself, so that it is the same at every retry.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.papers.calendar import calendar
from bot.papers.data import as_json
from bot.papers.daylist import daylist
from bot.papers.table import table
from bot.papers.week import week
from bot.platforms.base import File

Form = Callable[[Mapping[str, Any]], File]


def render(attachment: Mapping[str, Any]) -> File:
    """The file. May take long: call it in a thread. Raises whatever a form raises, and KeyError for what is
    missing."""
    return FORMS[attachment["form"]](attachment)


def _text(attachment: Mapping[str, Any]) -> File:
    return File(
        name=attachment["name"],
        mimetype=attachment["mimetype"],
        data=attachment["text"].encode(),
        alt=attachment.get("alt", ""),
    )


FORMS: dict[str, Form] = {
    "text": _text,
    "calendar": calendar,
    "json": as_json,
    "table": table,
    "daylist": daylist,
    "week": week,
}
"""Each loads what it draws with when it is called for the first time: a bot at rest carries none of it."""
