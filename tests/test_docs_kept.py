"""docs/privacy.md says of every table what is kept about people, why, how long; and no more than is so."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.docs_kept import BEGINS, ENDS, KEPT, NOBODY, kept_table, with_table
from commands.actions.retention import RULES
from storage.models import Base

PAGE = Path(__file__).parent.parent / "docs" / "privacy.md"
LENGTHS = {rule.id: rule.after for rule in RULES}


def test_every_table_is_said_once_to_be_kept_or_to_be_about_nobody() -> None:
    said = [table for one in KEPT for table in one.tables] + sorted(NOBODY)
    assert sorted(said) == sorted(Base.metadata.tables)


def test_every_rule_stands_on_the_page() -> None:
    named = {rule for one in KEPT for rule in re.findall(r"\{([a-z-]+)\}", one.until)}
    assert named == set(LENGTHS)


def test_the_page_is_up_to_date() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert with_table(page) == page
    assert "365 dagar (`keep_days`) efter passets slut" in page


def test_another_length_is_seen() -> None:
    page = PAGE.read_text(encoding="utf-8")
    shown = page.partition(BEGINS)[2].partition(ENDS)[0].strip()
    assert kept_table(LENGTHS, 365) == shown
    assert kept_table(LENGTHS | {"inbox-sources": timedelta(days=31)}, 365) != shown


def test_a_rule_that_there_is_not_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        kept_table({}, 365)


def test_a_page_without_the_marks_is_left_alone() -> None:
    assert with_table("# Något annat\n") == "# Något annat\n"


def test_the_legal_basis_the_register_and_the_assessment_stand_there() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for word in ("Artikel 9.2 d", "Artikel 6.1 f", "(artikel 30)", "(artikel 35)", "IMY", "72 timmar"):
        assert word in page
