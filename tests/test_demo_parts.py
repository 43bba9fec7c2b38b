"""The parts of the demo that need no server."""

import itertools
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo import plan
from bot.demo.bot_process import environment, write_config
from bot.demo.cast import Member
from bot.demo.district import District
from bot.demo.filling import fill
from bot.demo.heard import Heard
from bot.demo.homeserver import Login
from bot.demo.keeping import Kept
from bot.demo.letters import width_of
from bot.demo.picture import svg
from bot.demo.richtext import Piece, as_text, read_html, read_plain, wrap
from bot.demo.soon import MARGIN, Soon
from bot.demo.stage import Said
from bot.errors import OperatorError
from bot.settings import load
from commands.rules.parsing import split
from commands.rules.recurrence import occurrences, parse_every
from commands.rules.when import parse_date, parse_filter, parse_span
from tests.support.environment import untouched

TODAY = date(2024, 5, 6)
LAST_MINUTE = timedelta(hours=23, minutes=59)
KEYS = frozenset({"platser", "minst", "plats", "varje", "tom", "om", "målgrupp"})

BEGINNINGS = [
    date(2024, 1, 1) + timedelta(days=day) for day in itertools.chain(range(14), range(14, 800, 11))
] + [date(2024, 3, 29), date(2024, 3, 30), date(2024, 10, 25), date(2024, 10, 26)]


# ---- the plan


@pytest.mark.parametrize("begins", BEGINNINGS, ids=str)
def test_whatever_the_day_every_shift_of_the_plan_can_be_entered_and_lies_ahead(begins: date) -> None:
    now = datetime.combine(begins, datetime.min.time(), plan.ZONE) + LAST_MINUTE
    for text in plan.commands(begins):
        line = split(text, KEYS)
        if line.words[0].text != "!pass":
            continue
        when = " ".join(word.text for word in line.words[3:])
        span = parse_span(when, now=now, zone=plan.ZONE)
        assert span.starts > now
        if every := line.pairs.get("varje"):
            rule, last = parse_every(every), parse_date(line.pairs["tom"], now=now, zone=plan.ZONE)
            assert rule is not None
            spans, skipped = occurrences(span, rule, last, plan.ZONE, limit=60)
            assert (len(spans) in (3, plan.RINGSTUGA_WEEKS), skipped) == (True, [])


def test_every_branch_gets_its_paper_once() -> None:
    places = [line for line in plan.commands(TODAY) if line.startswith("!pass ny tidningen")]
    assert sorted(re.findall(r"plats=(\w+)", " ".join(places))) == sorted(plan.BRANCHES)


@pytest.mark.parametrize("today", BEGINNINGS[:14], ids=str)
def test_the_next_phone_bank_is_the_day_that_its_weekday_alone_means(today: date) -> None:
    now = datetime.combine(today, datetime.min.time(), plan.ZONE) + timedelta(hours=12)
    for words in (
        ("mån", "tis", "ons", "tors", "fre", "lör", "sön"),
        ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    ):
        found = plan.next_ringstuga(today)
        read = parse_filter(words[found.weekday()], now=now, zone=plan.ZONE)
        assert read.first == found > today


def test_the_stand_is_by_day_whatever_the_hour() -> None:
    begin = datetime(2024, 1, 1, tzinfo=UTC)
    for hour in range(0, 366 * 24):
        now = begin + timedelta(hours=hour, minutes=37)
        hours = plan.hours_to_daytime(now)
        assert 2 <= hours < 24
        assert 9 <= (now + timedelta(hours=hours)).astimezone(plan.ZONE).hour < 18


def test_what_happens_soon_is_at_a_full_minute_with_time_to_prepare() -> None:
    begin = datetime(2024, 5, 6, 10, 0, tzinfo=UTC)
    for second in range(180):
        now = begin + timedelta(seconds=second, microseconds=second)
        soon = Soon.after(now, 2)
        assert MARGIN <= soon.due - now < MARGIN + timedelta(minutes=1)
        assert (soon.due.second, soon.due.microsecond) == (0, 0)
        line = split(soon.shift, KEYS)
        span = parse_span(" ".join(word.text for word in line.words[3:]), now=now, zone=plan.ZONE)
        assert span.starts - soon.due == timedelta(hours=2)


# ---- filling


class Writer(Member):
    """Writes into a list; every line is answered at once, with what `answers` says for its position."""

    def __init__(self, name: str, written: list[str], breaks_at: int, kind: str) -> None:
        super().__init__("http://nowhere.invalid", Login(f"@{name}:x", "", ""), name)
        self.written, self.breaks_at, self.kind = written, breaks_at, kind

    async def say(self, room: str, text: str) -> str:
        if len(self.written) == self.breaks_at:
            raise KeyboardInterrupt
        self.written.append(text)
        return text

    async def answer_to(self, event_id: str, what: str, *, within: float = 0) -> Heard:
        return message(
            content={"org.passet": {"kind": self.kind or expected(event_id), "answers": {}}}, to=event_id
        )


def expected(text: str) -> str:
    if text.startswith("!pass"):
        return "shift-series-added" if "varje=" in text else "shift-added"
    return {"!rum": "room-set", "!akt": "activity-added", "!anm": "signup-booked"}[text[:4]]


def district(written: list[str], *, breaks_at: int = -1, kind: str = "") -> District:
    names = ("anna", "bo", "leyla", "volontar4", "volontar5")
    people: dict[str, Member] = {name: Writer(name, written, breaks_at, kind) for name in names}
    return District(bot="@passet:x", people=people, hall="!hall", office="!office", branch="!branch")


def no_count(_done: int, _all: int) -> None:
    """Nobody looks."""


@pytest.mark.parametrize("breaks_at", [0, 1, 17, 30])
async def test_a_filling_that_was_broken_off_goes_on_where_it_was(tmp_path: Path, breaks_at: int) -> None:
    whole: list[str] = []
    await fill(district(whole), Kept(), tmp_path, today=TODAY, count=no_count)
    written: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        await fill(district(written, breaks_at=breaks_at), Kept(), tmp_path, today=TODAY, count=no_count)
    # A day later: it goes on with the days that it began with.
    later = TODAY + timedelta(days=1)
    kept = Kept.load(tmp_path) if breaks_at else Kept(planned=TODAY.isoformat())
    await fill(district(written), kept, tmp_path, today=later, count=no_count)
    assert written == whole
    await fill(district(written), Kept.load(tmp_path), tmp_path, today=later, count=no_count)
    assert written == whole


async def test_a_plan_that_has_run_out_is_made_anew(tmp_path: Path) -> None:
    written: list[str] = []
    kept = Kept(planned="2024-01-01", commands_done=99, filled=True)
    await fill(district(written, kind="error-exists"), kept, tmp_path, today=TODAY, count=no_count)
    assert "!pass ny ringstuga 2024-05-07 18.00-20.30 platser=8 minst=3 varje=vecka tom=2024-06-11" in written


async def test_an_answer_that_should_not_be_stops_the_filling_and_says_which(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="!rum roll=organisatörer was answered error-forbidden"):
        await fill(district([], kind="error-forbidden"), Kept(), tmp_path, today=TODAY, count=no_count)


# ---- messages


def message(
    body: str = "", html: str | None = None, *, content: dict[str, Any] | None = None, to: str = ""
) -> Heard:
    shown: dict[str, Any] = {"msgtype": "m.notice", "body": body} | (content or {})
    if html is not None:
        shown["formatted_body"] = html
    if to:
        shown["m.relates_to"] = {"m.in_reply_to": {"event_id": to}}
    heard = Heard.read(
        "!room", {"type": "m.room.message", "event_id": "$e", "sender": "@passet:x", "content": shown}
    )
    assert heard is not None
    return heard


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Torget (#1), 5 platser kvar.", 5),
        ("Torget (#1), 1 plats kvar.", 1),
        ("Torget (#1), nu fullt.", 0),
        ("Torget (#12), 4 seats left.", 4),
        ("Torget (#12), 1 seat left.", 1),
        ("Torget (#12), now full.", 0),
        ("Du är inte anmäld.", None),
    ],
)
def test_the_seats_left_are_read_in_both_languages(text: str, left: int | None) -> None:
    assert message(text).seats_left == left


def test_in_a_merged_answer_each_question_finds_its_own() -> None:
    merged = message(
        content={"org.passet": {"kind": "answers", "answers": {"$1": "signup-booked", "$2": "signup-full"}}}
    )
    assert (merged.told("$1"), merged.told("$2"), merged.told("$3")) == ("signup-booked", "signup-full", None)


@pytest.mark.parametrize(
    "event",
    [
        {"type": "m.room.message", "content": {}},
        {"type": "m.room.message", "content": {"body": "* ny", "m.relates_to": {"rel_type": "m.replace"}}},
        {"type": "m.reaction", "content": {"m.relates_to": {"rel_type": "m.annotation"}}},
    ],
    ids=["redacted", "edit", "reaction"],
)
def test_what_is_no_message_is_not_heard(event: dict[str, Any]) -> None:
    assert Heard.read("!room", {"event_id": "$e", "sender": "@bo:x"} | event) is None


def test_html_becomes_lines_with_bullets_numbers_and_gaps() -> None:
    lines = read_html(
        "<p>Vilka?</p><ul><li><strong>#1</strong> tis<br>kväll</li><li>tors</li></ul>"
        '<ol start="3"><li>a &amp; b</li><li><p>c</p></li></ol><p>Skriv <code>!anmäl</code></p>'
    )
    assert as_text(lines) == "Vilka?\n• #1 tis\nkväll\n• tors\n3. a & b\n4. c\nSkriv !anmäl"
    assert [line.gap for line in lines] == [True, False, False, False, False, False, True]
    assert lines[1].pieces[0] == Piece("#1", frozenset({"strong"}))


def test_plain_text_keeps_its_paragraphs() -> None:
    assert [(line.text, line.gap) for line in read_plain("ett\ntvå\n\n\ntre")] == [
        ("ett", False),
        ("två", False),
        ("tre", True),
    ]


def test_no_message_can_command_the_terminal() -> None:
    for lines in (read_plain("hej \x1b[2Jdå\x9b1m"), read_html("<p>hej &#27;[2Jdå\x1b[2J</p>")):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", as_text(lines))


STYLES = st.frozensets(st.sampled_from(["strong", "code"]))
PIECES = st.lists(st.builds(Piece, st.text(" abcö#", min_size=1, max_size=30), STYLES), max_size=6)


@given(PIECES, st.integers(min_value=1, max_value=40))
def test_wrapping_loses_no_letter_and_no_row_is_too_wide(pieces: list[Piece], width: int) -> None:
    rows = wrap(pieces, width, lambda piece: float(len(piece.text)))
    assert all(0 < sum(len(piece.text) for piece in row) <= width for row in rows)
    letters = [(letter, piece.styles) for piece in pieces for letter in piece.text if letter != " "]
    assert letters == [
        (letter, piece.styles) for row in rows for piece in row for letter in piece.text if letter != " "
    ]


def test_a_change_of_style_breaks_no_word() -> None:
    pieces = [Piece("se "), Piece("Ringstuga", frozenset({"strong"})), Piece(", tis")]
    assert [
        "".join(piece.text for piece in row) for row in wrap(pieces, 10, lambda one: float(len(one.text)))
    ] == [
        "se",
        "Ringstuga,",
        "tis",
    ]


# ---- the picture


def said(*texts: str, panel: str = "hall") -> Iterator[Said]:
    for text in texts:
        yield Said("!hall", "Passet", tuple(read_plain(text)), "signup-booked", panel)


def test_the_picture_is_the_same_for_the_same_conversation_and_escapes_what_people_write() -> None:
    conversation = list(said('<script>alert("&")</script>', "å" * 300, "", panel="office"))
    drawn = svg(conversation)
    assert drawn == svg(conversation)
    root = ElementTree.fromstring(drawn)
    assert not [element for element in root.iter() if element.tag.endswith("script")]
    assert '<script>alert("&")</script>' in "".join(root.itertext())


def test_what_belongs_to_no_panel_is_not_drawn() -> None:
    assert "hemligt" not in svg(list(said("hemligt", panel="")))


def test_wider_letters_take_more_room() -> None:
    assert width_of("iii", 15) < width_of("nnn", 15) < width_of("mmm", 15) < width_of("mmm", 15, bold=True)


# ---- the folder


def test_the_bot_gets_a_configuration_that_it_can_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with untouched(monkeypatch):
        config = write_config(
            tmp_path,
            homeserver="http://127.0.0.1:18000",
            user_id="@passet:sjuharad.localhost",
            password="a password",
            organizer="@anna:sjuharad.localhost",
            hours=15,
        )
        settings = load(config)
    assert settings.matrix is not None
    assert settings.matrix.invites_from == ["sjuharad.localhost"]
    assert settings.reminders.before_shift == [timedelta(hours=24), timedelta(hours=15)]
    assert settings.reminders.quiet_hours is None
    assert (tmp_path / "secrets" / "password").stat().st_mode & 0o777 == 0o600


def test_settings_of_another_bot_do_not_reach_the_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSET_STORAGE__URL", "sqlite:///real.db")
    monkeypatch.setenv("PASSET_LOG", "debug")
    assert "PASSET_STORAGE__URL" not in environment()
    assert environment()["PASSET_LOG"] == "debug"


def test_what_is_kept_is_found_again_and_a_broken_file_is_named(tmp_path: Path) -> None:
    kept = Kept(port=18000, filled=True)
    kept.save(tmp_path)
    assert Kept.load(tmp_path) == kept
    (tmp_path / "demo.json").write_text("{")
    with pytest.raises(OperatorError, match=r"demo\.json cannot be read"):
        Kept.load(tmp_path)
