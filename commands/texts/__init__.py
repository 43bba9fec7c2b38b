"""Every sentence the bot says: from an id and values to finished light Markdown in a language.

The sentences stand in `commands/locales/<language>/*.ftl`, written in the light Markdown of `bot.markup`:
paragraphs, line breaks, `**strong**`, `*em*`, `` `code` `` (single backticks; values inside them are shown
exactly), `- ` and `1. ` lists, `[text](https://…)`. `Value` says what may stand in them and how it looks.

    texts = Texts()
    texts.render(say("signup-booked", when=Period(…), left=3), language="sv", zone=zone, now=now)
"""

from __future__ import annotations

from commands.texts.catalogue import TextError
from commands.texts.people import people_in, words_in
from commands.texts.render import LANGUAGES, LOCALES, Texts
from commands.texts.values import (
    Code,
    Lines,
    Listed,
    Period,
    PersonName,
    Say,
    Value,
    Verbatim,
    say,
)

__all__ = [
    "LANGUAGES",
    "LOCALES",
    "Code",
    "Lines",
    "Listed",
    "Period",
    "PersonName",
    "Say",
    "TextError",
    "Texts",
    "Value",
    "Verbatim",
    "people_in",
    "say",
    "words_in",
]
