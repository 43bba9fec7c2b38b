"""A mebibyte of anything is read in a time that grows with its length, not with its square.

Measured as a ratio: what a text four times as long costs, in one run, on the same machine.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot import logs_scrub, markup_tree
from bot.import_csv import read_csv
from bot.import_ics import read_ics
from bot.logs_scrub import scrub as log_scrub
from bot.markup import to_html, to_plain
from bot.platforms.matrix.decoding import decoded
from bot.platforms.matrix.pills import user_of, with_addresses
from bot.platforms.matrix.translate import without_fallback
from commands import REGISTRY
from commands.rules.accounts import account_in
from commands.rules.durations import parse_duration
from commands.rules.figures import looks_like_figures, read_figures
from commands.rules.lookalikes import skeleton
from commands.rules.names import clean_line, fold, slug, without_stops
from commands.rules.numbers import leading_shift_number, read_shift_number
from commands.rules.parsing import command_text, split
from commands.rules.plain_answers import plain_answer
from commands.rules.recurrence import parse_every
from commands.rules.signs import is_yes, number_of
from commands.rules.spoken import plainly
from commands.rules.visible import scrub
from commands.rules.when import UnreadableWhen, parse_filter
from commands.rules.when_several import split_days

LONGEST = 2**20
FOUR_TIMES = 11.0
"""Linear is 4, with what a machine may do in between; quadratic is 16."""
ENOUGH = 0.01
"""Seconds of work from which a ratio says something."""

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NOW = datetime(2024, 5, 6, 10, tzinfo=UTC)
ZONES = {"sjuharad": STOCKHOLM}
Reader = Callable[[str], object]


def _when(text: str) -> object:
    try:
        return parse_filter(text, now=NOW, zone=STOCKHOLM)
    except UnreadableWhen:
        return None


def _duration(text: str) -> object:
    try:
        return parse_duration(text)
    except ValueError:
        return None


def _markup(text: str) -> object:
    markup_tree.read.cache_clear()
    return to_plain(text), to_html(text, lambda address: f"https://matrix.to/#/{address}")


def _pill(text: str) -> object:
    return with_addresses(text, {"formatted_body": "matrix" + text, "m.mentions": {"user_ids": ["@bo:x"]}})


READERS: dict[str, Reader] = {
    "command_text": lambda text: command_text(text, prefix="!", private=False, own_names=("@p:x", "p")),
    "command_text in private": lambda text: command_text(text, prefix="!", private=True, own_names=("p",)),
    "split": lambda text: split(text, frozenset({"platser", "gäster"})),
    "registry": REGISTRY.find,
    "near misses": lambda text: REGISTRY.nearest(text, "sv"),
    "when": _when,
    "days": split_days,
    "duration": _duration,
    "every": parse_every,
    "clean_line": clean_line,
    "scrub": scrub,
    "fold": fold,
    "slug": slug,
    "skeleton": skeleton,
    "stops": without_stops,
    "numbers": lambda text: (read_shift_number(text), leading_shift_number(text)),
    "signs": lambda text: (number_of(text), is_yes(text)),
    "plain answer": plain_answer,
    "plainly": plainly,
    "figures": lambda text: looks_like_figures(text) and read_figures(text),
    "account": account_in,
    "markup": _markup,
    "pills": _pill,
    "link": user_of,
    "quoted": without_fallback,
    "json": lambda text: decoded(text.encode()),
    "csv": lambda text: read_csv(text, ZONES),
    "csv rows": lambda text: read_csv("activity,starts,ends\n" + text, ZONES),
    "ics": lambda text: read_ics("BEGIN:VCALENDAR\n" + text, ZONES),
    "log": lambda text: log_scrub(None, "info", {"event": text, "room": text}),
}
PARTS = (
    "a", " ", "!", "1", "#", "-", '"', "”", "\\", "\n", "> ", "<", "&", "[", "{", '{"a":', "[](",
    "*", "_a ", "`", "a\u0301", "\u0301", "\u200b", "\u202e", "\U0001f468\u200d", "1\ufe0f\u20e3",
    "@a", "@a:", "@a:b ", "a=", 'a="b ', "18-", "18.00 ", "tis ", "varje ", "1h ", ",", ";",
    "a,b\n", '"a""', "BEGIN:VEVENT\n", "X:1\n ", "ﷺ", "ß", "\x00", "jag kan ", "anmäl ",
    "https://matrix.to/#/@a:b ", "token=", "a.", "/",
)  # fmt: skip


def ratio(read: Reader, part: str, *, shortest: int = 2**14) -> float:
    """How many times longer a text takes than a fourth of it; 0 where nothing takes time.

    It is the longest, or the first from `shortest` on whose time can be measured.
    """

    def seconds(length: int) -> float:
        text = (part * (length // len(part) + 1))[:length]
        began = time.process_time()
        read(text)
        return time.process_time() - began

    length, before, now = shortest, 0.0, seconds(shortest)
    while length < LONGEST and now < ENOUGH:
        length, before, now = length * 4, now, seconds(length * 4)
    if now < ENOUGH:
        return 0.0
    found = now / max(before or seconds(length // 4), 1e-6)
    for _ in range(5):
        if found <= FOUR_TIMES:
            break
        found = min(found, seconds(length) / max(seconds(length // 4), 1e-6))
    return found


def worst(read: Reader, part: str) -> float:
    """Of three looks: one of them may have been disturbed by what else the machine does."""
    return max(ratio(read, part, shortest=2**12) for _ in range(3))


@pytest.mark.parametrize("name", READERS)
def test_a_mebibyte_of_anything_takes_a_time_in_line_with_its_length(name: str) -> None:
    slow = {}
    for part in PARTS:
        found = ratio(READERS[name], part)
        if found > FOUR_TIMES:
            slow[part] = round(found, 1)
    assert slow == {}


def test_the_control_a_reader_that_takes_the_square_of_it_is_found() -> None:
    assert worst(lambda text: re.compile(r"a+b").search(text), "a") > FOUR_TIMES


def test_without_a_bound_and_a_beginning_an_address_in_the_log_takes_the_square_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A line is cut before it is searched, and an address is looked for where a word begins."""
    monkeypatch.setattr(logs_scrub, "LONGEST", LONGEST)
    assert ratio(READERS["log"], "a.") <= FOUR_TIMES
    monkeypatch.setattr(logs_scrub, "_MAIL", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"))
    assert worst(READERS["log"], "a.") > FOUR_TIMES
