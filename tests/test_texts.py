"""From an id and values to a sentence: right for its reader, and inert whatever people are called."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.markup import to_html, to_plain
from commands.rules.names import clean_line
from commands.texts import (
    Code,
    Lines,
    Listed,
    Period,
    PersonName,
    Say,
    TextError,
    Texts,
    Value,
    Verbatim,
    say,
)

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)

SHARED = """
it = { $it }
person-gone = ?
in-text = Hej { $it }!
strong = **{ $it }** är här
starts-line = Hej,
    { $it }. Det var allt
item = - { $it }
    - sist
in-code = Skriv `!boka 12 "{ $it }"` nu
list = Kommer:
    { $it }
    Välkomna!
inline-list = Kommer: { $it }
two = { $it } och { $other }
place = Passet{ $it ->
    [none] .
   *[other] , { $it }.
 }
seats = { $it ->
    [0] fullt
    [one] en plats
   *[other] { $it } platser
 }
state = { $it ->
    [open] öppet
    [half_open] på glänt
    [true] ja
    [false] nej
   *[other] annat
 }
outer = { in-text } ({ $other })
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("locales")
    for language, lengths in (
        ("sv", ("dag", "dagar", "timme", "timmar")),
        ("en", ("day", "days", "hour", "hours")),
    ):
        (folder / language).mkdir()
        day, days, hour, hours = lengths
        (folder / language / "all.ftl").write_text(
            SHARED
            + f"length-days = {{ $n -> \n    [one] {{ $n }} {day}\n   *[other] {{ $n }} {days}\n }}\n"
            + f"length-hours = {{ $n -> \n    [one] {{ $n }} {hour}\n   *[other] {{ $n }} {hours}\n }}\n"
            + "length-minutes = { $n } min\nlength-seconds = { $n } s\n",
            encoding="utf-8",
        )
    (folder / "en" / "more.ftl").write_text("only-english = In English\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def texts(folder: Path) -> Texts:
    return Texts(folder, strict=True)


def shown(texts: Texts, message: Say, language: str = "sv", *, links: bool = True) -> str:
    return texts.render(message, language=language, zone=STOCKHOLM, now=NOW, links=links)


def utc(*when: int) -> datetime:
    return datetime(*when, tzinfo=UTC)  # type: ignore[arg-type, misc]  # the integers of a datetime, in order


@pytest.mark.parametrize(
    ("value", "swedish", "english"),
    [
        (utc(2024, 5, 14, 16), "tis 14 maj 18.00", "Tue 14 May 18:00"),
        (utc(2025, 1, 2, 7, 5), "tors 2 jan 2025 08.05", "Thu 2 Jan 2025 08:05"),
        (utc(2024, 12, 31, 23, 30), "ons 1 jan 2025 00.30", "Wed 1 Jan 2025 00:30"),
        (utc(2024, 10, 27, 0, 30), "sön 27 okt 02.30 CEST", "Sun 27 Oct 02:30 CEST"),
        (utc(2024, 10, 27, 1, 30), "sön 27 okt 02.30 CET", "Sun 27 Oct 02:30 CET"),
        (date(2024, 5, 14), "tis 14 maj", "Tue 14 May"),
        (date(2023, 5, 14), "sön 14 maj 2023", "Sun 14 May 2023"),
        (time(8, 5), "08.05", "08:05"),
    ],
)
def test_a_time_has_its_weekday_and_the_readers_clock(
    texts: Texts, value: Value, swedish: str, english: str
) -> None:
    assert shown(texts, say("it", it=value)) == swedish
    assert shown(texts, say("it", it=value), "en") == english


@pytest.mark.parametrize(
    ("starts", "ends", "swedish"),
    [
        (utc(2024, 5, 14, 16), utc(2024, 5, 14, 18, 30), "tis 14 maj 18.00–20.30"),
        (utc(2025, 5, 13, 16), utc(2025, 5, 13, 18, 30), "tis 13 maj 2025 18.00–20.30"),
        (utc(2024, 5, 17, 20), utc(2024, 5, 18, 0), "fre 17 maj 22.00 – lör 18 maj 02.00"),
        (utc(2024, 5, 17, 20), utc(2024, 5, 17, 22), "fre 17 maj 22.00–24.00"),
        (utc(2024, 6, 8, 8), utc(2024, 6, 9, 14), "lör 8 juni 10.00 – sön 9 juni 16.00"),
        (utc(2024, 12, 31, 20), utc(2025, 1, 1, 1), "tis 31 dec 2024 21.00 – ons 1 jan 2025 02.00"),
        (utc(2024, 3, 30, 22), utc(2024, 3, 31, 1, 30), "lör 30 mars 23.00 – sön 31 mars 03.30"),
    ],
)
def test_a_shift_says_from_when_to_when(texts: Texts, starts: datetime, ends: datetime, swedish: str) -> None:
    assert shown(texts, say("it", it=Period(starts, ends))) == swedish


@pytest.mark.parametrize(
    ("length", "swedish", "english"),
    [
        (timedelta(hours=24), "1 dag", "1 day"),
        (timedelta(hours=2), "2 timmar", "2 hours"),
        (timedelta(hours=26, minutes=5), "1 dag och 2 timmar", "1 day and 2 hours"),
        (timedelta(hours=-1), "1 timme", "1 hour"),
        (timedelta(minutes=61, seconds=59), "1 timme och 1 min", "1 hour and 1 min"),
        (timedelta(seconds=45), "45 s", "45 s"),
        (timedelta(0), "0 s", "0 s"),
        (timedelta(days=14), "14 dagar", "14 days"),
    ],
)
def test_a_length_of_time_is_said_in_its_two_largest_units(
    texts: Texts, length: timedelta, swedish: str, english: str
) -> None:
    assert shown(texts, say("it", it=length)) == swedish
    assert shown(texts, say("it", it=length), "en") == english


@pytest.mark.parametrize(
    ("items", "swedish", "english"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a och b", "a and b"),
        (["a", "b", "c", "d"], "a, b, c och d", "a, b, c and d"),
        (["{1}", "{0}", 3], "{1}, {0} och 3", "{1}, {0} and 3"),
    ],
)
def test_several_things_stand_in_a_sentence(
    texts: Texts, items: list[Value], swedish: str, english: str
) -> None:
    assert shown(texts, say("it", it=Listed(items))) == swedish
    assert shown(texts, say("it", it=items), "en") == english


def test_numbers_choose_their_form_and_are_written_without_grouping(texts: Texts) -> None:
    assert [shown(texts, say("seats", it=n)) for n in (0, 1, 2, 12345)] == [
        "fullt",
        "en plats",
        "2 platser",
        "12345 platser",
    ]


@pytest.mark.parametrize("nothing", [None, "", " \u200b", [], Lines([]), Listed(["", None]), Verbatim(" ")])
def test_nothing_is_left_out_of_the_sentence(texts: Texts, nothing: Value) -> None:
    assert shown(texts, say("place", it=nothing)) == "Passet."


def test_a_place_that_is_called_none_is_a_place(texts: Texts) -> None:
    assert shown(texts, say("place", it="none")) == "Passet, none."


def test_words_and_truths_choose_variants(texts: Texts) -> None:
    chosen = [shown(texts, say("state", it=it)) for it in ("open", "half_open", True, False, "shut")]
    assert chosen == ["öppet", "på glänt", "ja", "nej", "annat"]


def test_a_person_is_a_link_where_they_have_an_address(texts: Texts) -> None:
    bo = PersonName("Bo [x](y)", "@bo:example.org")
    assert shown(texts, say("it", it=bo)) == r"[Bo \[x\](y)](mention:@bo:example.org)"
    assert shown(texts, say("it", it=bo), links=False) == r"Bo \[x\](y)"
    assert shown(texts, say("it", it=PersonName("Bo", None))) == "Bo"
    assert shown(texts, say("it", it=PersonName("\u200b", "@bo:x"))) == "[@bo:x](mention:@bo:x)"


@given(address=st.text(st.characters(codec="utf-8"), min_size=1))
def test_an_address_reaches_the_platform_as_it_is(texts: Texts, address: str) -> None:
    asked: list[str] = []

    def link(one: str) -> str:
        asked.append(one)
        return ""

    assert to_html(shown(texts, say("in-text", it=PersonName("Bo", address))), link) == "Hej Bo!"
    assert asked == [address]


def test_lists_stand_on_lines_of_their_own(texts: Texts) -> None:
    items = Lines([PersonName("Bo", "b:x"), "- Leyla", None, say("item", it=Lines([1, 2]))])
    assert to_plain(shown(texts, say("list", it=items))) == (
        "Kommer:\n• Bo\n• - Leyla\n• • • 1\n    • 2\n  • sist\n\nVälkomna!"
    )
    nested = Lines([say("inline-list", it=Lines(["a", "b"]))])
    assert to_plain(shown(texts, say("item", it=nested))) == "• • Kommer:\n    • a\n    • b\n• sist"
    assert to_plain(shown(texts, say("inline-list", it=Lines(["a", "b"])))) == "Kommer:\n• a\n• b"
    assert to_plain(shown(texts, say("list", it=Lines([])))) == "Kommer:\nVälkomna!"


def test_a_long_list_is_whole(texts: Texts) -> None:
    names = [f"Bo {number}" for number in range(1, 400)]
    plain = to_plain(shown(texts, say("list", it=Lines(names))))
    assert [line for line in plain.splitlines() if line.startswith("• ")] == [f"• {name}" for name in names]


def test_someones_own_words_keep_their_lines_and_nothing_else(texts: Texts) -> None:
    words = "Hej!\r\n- ta med *saft*\n\n\n\n1. och <b>\u202ebullar</b>\n"
    text = shown(texts, say("in-text", it=Verbatim(words)))
    assert to_plain(text) == "Hej Hej!\n- ta med *saft*\n\n1. och <b>bullar</b>!"
    assert "<li>" not in to_html(text, str)
    assert "<em>" not in to_html(text, str)


def test_texts_are_put_together_from_texts(texts: Texts) -> None:
    assert shown(texts, say("two", it=say("strong", it="*"), other=2)) == r"**\*** är här och 2"
    assert shown(texts, say("outer", it="Bo", other=1)) == "Hej Bo! (1)"
    assert texts.variables("outer", "sv") == {"it", "other"}
    assert texts.mentioned("outer", "sv") == {"in-text"}


def matrix_to(address: str) -> str:
    return f"https://matrix.to/#/{address}"


class Tags(HTMLParser):
    """The tags of an HTML text, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)


SPECIALS = [
    "*",
    "**",
    "_",
    "`",
    "``",
    "[",
    "](",
    ")",
    "\\",
    "<b>",
    "&lt;",
    "- ",
    "1. ",
    "12",
    "\n",
    " ",
    "a",
    "å",
]
PERSONAL = st.text(max_size=40) | st.lists(
    st.sampled_from(
        [*SPECIALS, "@room", "#", "+", "{", "}", "\ue0000\ue001", "\u202e", ". ", "|", "~~", "!"]
    ),
    max_size=12,
).map("".join)
WRAPPED: dict[str, Callable[[str], Value]] = {
    "str": str,
    "code": Code,
    "name": PersonName,
    "link": lambda s: PersonName(s, "@bo:x"),
    "words": lambda s: Verbatim(clean_line(s)),  # line breaks have a test of their own
    "lines": lambda s: Lines([s, s]),
    "listed": lambda s: Listed([s, "Leyla", s]),
    "text": lambda s: say("strong", it=s),
}


@given(
    written=PERSONAL,
    wrapped=st.sampled_from(sorted(WRAPPED)),
    text_id=st.sampled_from(["it", "in-text", "strong", "starts-line", "item", "in-code", "list", "two"]),
)
def test_what_people_write_shows_as_written_and_does_nothing(
    texts: Texts, written: str, wrapped: str, text_id: str
) -> None:
    wrap = WRAPPED[wrapped]
    tame = "Bo" if clean_line(written) else ""
    light, tame_light = (shown(texts, say(text_id, it=wrap(it), other=1)) for it in (written, tame))
    assert clean_line(written) in to_plain(light)
    assert Tags(to_html(light, matrix_to)).seen == Tags(to_html(tame_light, matrix_to)).seen


def test_without_the_escaping_a_name_would_act(texts: Texts, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Tags(to_html(shown(texts, say("in-text", it="**Bo**")), matrix_to)).seen == []
    monkeypatch.setattr("commands.texts.render.escape", clean_line)
    assert Tags(to_html(shown(texts, say("in-text", it="**Bo**")), matrix_to)).seen == ["strong"]


@pytest.mark.parametrize(
    "wrong",
    [
        say("nothing-of-the-kind"),
        say("in-text"),
        say("in-text", it=datetime(2024, 5, 1)),  # noqa: DTZ001 - the mistake that is tested
        say("in-text", it=Period(datetime(2024, 5, 1), NOW)),  # noqa: DTZ001 - the mistake that is tested
        say("in-text", it=object()),  # type: ignore[arg-type]  # the mistake that is tested
        say("two", it=1, other=say("nothing-of-the-kind")),
        say("only-english"),
    ],
)
def test_a_wrong_text_is_found_by_tests_and_never_stops_an_answer(
    folder: Path, texts: Texts, wrong: Say
) -> None:
    with pytest.raises(TextError):
        shown(texts, wrong)
    with capture_logs() as logs:
        assert shown(Texts(folder), wrong) != ""
    assert {"text is wrong"} == {entry["event"] for entry in logs}


def test_the_best_that_can_be_made_of_a_wrong_text_is_shown(folder: Path) -> None:
    lenient = Texts(folder)
    assert shown(lenient, say("in-text")) == "Hej it!"
    assert shown(lenient, say("only-english")) == "In English"
    assert shown(lenient, say("nothing-of-the-kind")) == "nothing-of-the-kind"
    assert shown(lenient, say("in-text", it="Bo"), "tlh") == "Hej Bo!"


def test_the_log_of_a_wrong_text_names_nobody(folder: Path) -> None:
    with capture_logs() as logs:
        shown(Texts(folder), say("two", it="Bo Ek", other=object()))  # type: ignore[arg-type]  # the mistake
        shown(Texts(folder), say("two", it="Bo Ek"))
    assert logs
    assert "Bo" not in str(logs)


@pytest.mark.parametrize(
    "mistake",
    ["hej = { $name\n", "hej = a\nhej = b\n", "-term = a\n-term = b\n", "bara text\n"],
)
def test_a_file_with_a_mistake_is_not_loaded(tmp_path: Path, mistake: str) -> None:
    (tmp_path / "sv").mkdir()
    (tmp_path / "sv" / "wrong.ftl").write_text(mistake, encoding="utf-8")
    with pytest.raises(TextError, match=r"sv/wrong\.ftl"):
        Texts(tmp_path, languages=["sv"])


def test_a_language_without_texts_is_not_loaded(tmp_path: Path) -> None:
    with pytest.raises(TextError, match="sv"):
        Texts(tmp_path, languages=["sv"])
