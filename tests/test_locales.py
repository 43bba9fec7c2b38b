"""The texts themselves: both languages say the same things, every text is used, none lacks a value."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import bot
import commands
from bot.markup import to_html, to_plain
from commands.texts import LANGUAGES, LOCALES, Code, Lines, Period, PersonName, Say, TextError, Texts, Value
from tests.support.source_texts import SourceTexts, optional_variables, read_source, read_sources

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
EXAMPLES: tuple[Value, ...] = (
    0,
    1,
    2,
    "Bo",
    Code("!help"),
    PersonName("Bo", "@bo:example.org"),
    Period(NOW, NOW + timedelta(hours=2)),
)
LEFT_OVER_MARKUP = re.compile(r"[`{}\ue000]|\*\*|\]\(|^\s*- ", re.MULTILINE)
TEXT_AFTER_LIST = re.compile(r"^ *(?:-|[0-9]+\.) .*\n(?! *(?:-|[0-9]+\.) )(?! )(?=\S)", re.MULTILINE)


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts(strict=True)


@pytest.fixture(scope="module")
def source() -> SourceTexts:
    return read_sources(*(Path(package.__path__[0]) for package in (bot, commands)))


def test_every_language_has_the_same_texts(texts: Texts) -> None:
    first, *others = (texts.ids(language) for language in LANGUAGES)
    assert [first ^ other for other in others] == [frozenset()] * len(others)


def test_a_text_needs_the_same_values_in_every_language(texts: Texts) -> None:
    needs = {
        text_id: [texts.variables(text_id, language) for language in LANGUAGES]
        for text_id in texts.ids(LANGUAGES[0])
    }
    assert {text_id: sets for text_id, sets in needs.items() if any(one != sets[0] for one in sets)} == {}


def test_every_text_is_used(texts: Texts, source: SourceTexts) -> None:
    for language in LANGUAGES:
        ids = texts.ids(language)
        within = set().union(*(texts.mentioned(text_id, language) for text_id in ids))
        assert sorted(text_id for text_id in ids - within if not source.uses(text_id)) == []


def test_every_text_that_the_program_says_exists(texts: Texts, source: SourceTexts) -> None:
    known = texts.ids(LANGUAGES[0])
    assert sorted({f"{one.text_id} ({one.where})" for one in source.asked if one.text_id not in known}) == []


def test_every_text_is_given_the_values_it_needs(texts: Texts, source: SourceTexts) -> None:
    known = texts.ids(LANGUAGES[0])
    lacking = [
        f"{one.text_id} ({one.where}): {', '.join(sorted(missing))}"
        for one in source.asked
        if one.text_id in known and one.values is not None
        if (missing := texts.variables(one.text_id, LANGUAGES[0]) - one.values)
    ]
    assert lacking == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_well_formed_whatever_stands_in_it(texts: Texts, language: str) -> None:
    optional = optional_variables(LOCALES / language)
    ids = texts.ids(language)
    parts = set().union(*(texts.mentioned(text_id, language) for text_id in ids))
    for text_id, value, without in product(sorted(ids), EXAMPLES, (False, True)):
        inside = texts.mentioned(text_id, language)
        may_be_none = set().union(*(optional[one] for one in {text_id, *inside}))
        values = dict.fromkeys(texts.variables(text_id, language), value)
        if without:
            values |= dict.fromkeys(may_be_none & values.keys())
        light = rendered(texts, Say(text_id, values), language)
        what = f"{text_id} ({language}) with {values!r}: {light!r}"
        assert light or text_id in parts, what
        if not light:
            continue
        assert not LEFT_OVER_MARKUP.search(to_plain(light)), what
        assert not TEXT_AFTER_LIST.search(light), what
        assert "  " not in to_plain(light).replace("\n  ", "\n"), what
        assert to_html(light, str), what


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_to_type_stands_in_a_sentence_and_a_shift_is_called_by_its_number_sign(language: str) -> None:
    """ "Write `!leave #12`.", never "If you cannot come: !leave #12", and never "shift 12"."""
    crooked = re.compile(
        r": \{ \$(?:add|again|change|edit|help|later|leave|mine|revive|roster|signup|typed|undo) \}"
        r"|: `\{ \$prefix \}|(?:pass|shift) \{ \$number \}|[^#]\{ \$number \}\)"
    )
    lines = [
        line
        for file in sorted((LOCALES / language).glob("*.ftl"))
        for line in file.read_text("utf-8").split("\n")
    ]
    assert [line for line in lines if not line.startswith("#") and crooked.search(line)] == []


@pytest.mark.parametrize("value", [None, Lines(["Bo", "Leyla"])])
def test_no_text_fails_for_what_it_was_not_written_for(texts: Texts, value: Value) -> None:
    for language in LANGUAGES:
        for text_id in texts.ids(language):
            values = dict.fromkeys(texts.variables(text_id, language), value)
            assert "\ue000" not in rendered(texts, Say(text_id, values), language)


def rendered(texts: Texts, message: Say, language: str) -> str:
    return texts.render(message, language=language, zone=ZoneInfo("Europe/Stockholm"), now=NOW)


@pytest.mark.parametrize(
    ("planted", "asked", "values"),
    [
        ('say("a-text", name=1)', ["a-text"], frozenset({"name"})),
        ('raise Refusal("error-x" if a else "error-y")', ["error-x", "error-y"], frozenset()),
        ('texts.say("a-text", **about(shift))', ["a-text"], None),
        ("say(chosen)", [], None),
    ],
)
def test_the_search_sees_what_a_program_says(
    planted: str, asked: list[str], values: frozenset[str] | None
) -> None:
    found = SourceTexts()
    read_source(found, planted, where="here")
    assert [one.text_id for one in found.asked] == asked
    assert all(one.values == values for one in found.asked)


def test_the_search_sees_ids_that_are_put_together() -> None:
    found = SourceTexts()
    read_source(found, 'text = f"help-{command.id}"; other = f"{a}-{b}"; third = "shift-line"', where="here")
    assert found.uses("help-signup")
    assert found.uses("shift-line")
    assert not found.uses("digest-day")


def test_a_text_that_refers_to_a_missing_one_is_found(tmp_path: Path) -> None:
    (tmp_path / "sv").mkdir()
    (tmp_path / "sv" / "a.ftl").write_text("hej = { borta }\n", encoding="utf-8")
    with pytest.raises(TextError, match="borta"):
        Texts(tmp_path, languages=["sv"]).mentioned("hej", "sv")
