"""Yes and no in people's own words: understood only where nothing else can be meant."""

from __future__ import annotations

import pytest

from commands.rules.plain_answers import PlainAnswer, plain_answer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jag kan inte", PlainAnswer(False)),
        ("Ok, kan tyvärr inte", PlainAnswer(False)),
        ("Tyvärr!", PlainAnswer(False)),
        ("har fått förhinder :(", PlainAnswer(False)),
        ("jag är sjuk", PlainAnswer(False)),
        ("12 nej", PlainAnswer(False, 12)),
        ("I can't make it", PlainAnswer(False)),
        ("sorry, can’t", PlainAnswer(False)),
        ("1 ja", PlainAnswer(True, 1)),
        ("#7 ja tack", PlainAnswer(True, 7)),
        ("jag kommer", PlainAnswer(True)),
        ("Absolut, jag kommer gärna!", PlainAnswer(True)),
        ("I'm coming", PlainAnswer(True)),
        ("of course", PlainAnswer(True)),
    ],
)
def test_what_is_unmistakable_is_understood(text: str, expected: PlainAnswer) -> None:
    assert plain_answer(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "kanske",
        "ok",
        "kan jag ta med en vän?",
        "jag kan inte lova",
        "jag vet inte",
        "kan men först 19",
        "tyvärr kommer",
        "1 2 ja",
        "inte säker",
        "gärna inte",
        "jag är inte sjuk",
        "jag har inte fått",
        "inget förhinder",
        "I'll come",
        "not can't",
        "kommer du?",
        "jag kan inte förrän 19",
        "vilket pass",
        "12",
        "",
    ],
)
def test_what_may_mean_something_else_is_not(text: str) -> None:
    assert plain_answer(text) is None
