"""Imports: all or nothing, the rules of the chat, and errors that name the line."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from bot.clock import ManualClock
from bot.exporting import export
from bot.import_csv import read_csv
from bot.import_rows import MOST_ROWS
from bot.importing import import_file
from bot.lock import AlreadyRunning, hold
from bot.settings import Settings
from tests.support.filled import database_file, fill, local, settings_in
from tests.support.imports import NEW_SHIFTS, NOW, calendar, event, refusal, rows
from tests.support.story import STOCKHOLM

ZONES = {"sjuharad": STOCKHOLM}
HEADER = "activity,title,starts,ends,place,seats,min,about\n"
PLAN = (
    HEADER
    + "ringstuga,,2024-05-21 18:00,2024-05-21 20:00,,6,2,\n"
    + "\n"
    + 'torgmöte,"Torgmöte, Borås",2024-05-25T10:00,13:00,Stora torget,,,"Vi delar ut\nflygblad"\n'
    + "torgmöte,,2024-06-01 10:00,,Stora torget,10,,\n"
    + "studiecirkel,Studiecirkel,,,Biblioteket,,,Vi läser tillsammans\n"
)


@pytest.fixture
def filled(tmp_path: Path) -> Settings:
    configured = settings_in(tmp_path)
    fill(configured)
    return configured


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "plan.csv"
    file.write_text(PLAN, encoding="utf-8")
    return file


def refused_line(configured: Settings, folder: Path, line: str) -> str:
    """What is said of a plan with one line under its header; the file's name is left away."""
    file = folder / "one.csv"
    file.write_text(HEADER + line + "\n", encoding="utf-8")
    said = refusal(configured, file)
    assert said.endswith("; nothing was imported")
    return said.removeprefix(f"{file}: ").removesuffix("; nothing was imported")


def test_a_plan_becomes_activities_and_shifts(
    filled: Settings, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert import_file(filled, plan, False, clock=NOW) == 0
    assert capsys.readouterr().out == "Made: 2 activities, 3 shifts.\n"
    assert rows(filled, NEW_SHIFTS) == [
        (5, "ringstuga", "2024-05-21 16:00:00.000000", "2024-05-21 18:00:00.000000", None, 6, 2, "open"),
        (
            6,
            "torgmöte",
            "2024-05-25 08:00:00.000000",
            "2024-05-25 11:00:00.000000",
            "Stora torget",
            1_000_000,
            None,
            "open",
        ),
        (
            7,
            "torgmöte",
            "2024-06-01 08:00:00.000000",
            "2024-06-01 10:00:00.000000",
            "Stora torget",
            10,
            None,
            "open",
        ),
    ]
    assert rows(filled, "SELECT slug, title, place, about FROM activity WHERE id > 1 ORDER BY slug") == [
        ("studiecirkel", "Studiecirkel", "Biblioteket", "Vi läser tillsammans"),
        ("torgmöte", "Torgmöte, Borås", None, "Vi delar ut flygblad"),
    ]
    assert rows(filled, "SELECT subject FROM audit WHERE action = 'shift-add' AND actor_id IS NULL") == [
        ("shift:5",),
        ("shift:6",),
        ("shift:7",),
    ]


def test_importing_the_same_plan_again_makes_nothing_twice(
    filled: Settings, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_file(filled, plan, False, clock=NOW)
    before = rows(filled, NEW_SHIFTS)
    capsys.readouterr()
    later = ManualClock(local("2024-05-22 12:00"))
    assert import_file(filled, plan, False, clock=later) == 0, "its first shift is over by then"
    assert capsys.readouterr().out == "Made: 0 activities, 0 shifts; 4 skipped, there already.\n"
    assert rows(filled, NEW_SHIFTS) == before


def test_a_shift_that_was_cancelled_does_not_come_back_by_a_file(filled: Settings, tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text("activity,starts,ends\nringstuga,2024-05-16 18:00,20:00\n")
    import_file(filled, file, False, clock=NOW)
    assert rows(filled, NEW_SHIFTS) == []


def test_the_same_evening_in_two_places_is_two_shifts(filled: Settings, tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(
        "activity;title;starts;ends;place\n"
        "utdelning;Utdelning;2024-05-25 10:00;12:00;Mark\n"
        "utdelning;;2024-05-25 10:00;12:00;Tranemo\n"
        "utdelning;;2024-05-25 10:00;12:00; MARK\n"
    )
    import_file(filled, file, False, clock=NOW)
    assert [row[4] for row in rows(filled, NEW_SHIFTS)] == ["Mark", "Tranemo"]


def test_one_wrong_line_and_nothing_is_made(filled: Settings, plan: Path) -> None:
    plan.write_text(PLAN + "ringstuga,,2024-05-28 18:00,20:00,,x,,\n", encoding="utf-8")
    assert refusal(filled, plan) == f"{plan}: line 8: seats: 'x' is not a number; nothing was imported"
    assert rows(filled, NEW_SHIFTS) == []
    assert rows(filled, "SELECT count(*) FROM activity") == [(1,)]


def test_a_failure_half_way_leaves_nothing_behind(
    filled: Settings, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import bot.import_make as making

    calls: list[str] = []
    record = making._record

    def failing(*arguments: Any) -> None:
        calls.append(arguments[3])
        if arguments[3] == "shift:7":
            raise RuntimeError("the power went")
        record(*arguments)

    monkeypatch.setattr(making, "_record", failing)
    with pytest.raises(RuntimeError, match="the power went"):
        import_file(filled, plan, False, clock=NOW)
    assert "shift:6" in calls
    assert rows(filled, NEW_SHIFTS) == []
    assert rows(filled, "SELECT last_shift_number FROM district") == [(4,)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ringstuga,,2024-05-21 18:00,20:00,,٣,,", "line 2: seats: '٣' is not a number"),
        ("ringstuga,,2024-05-21 18:00,20:00,,0,,", "line 2: seats: 0 is not between 1 and 1000"),
        ("ringstuga,,2024-05-21 18:00,20:00,,-1,,", "line 2: seats: -1 is not between 1 and 1000"),
        ("ringstuga,,2024-05-21 18:00,20:00,,1000000000,,", "line 2: seats: 1000000000 is not between"),
        ("ringstuga,,2024-05-21 18:00,20:00,,4,5,", "line 2: min: 5 is not between 0 and 4"),
        ("ringstuga,,2024-05-21,20:00,,,,", "line 2: starts: '2024-05-21' is not a day with a time"),
        ("ringstuga,,21/5 18:00,20:00,,,,", "line 2: starts: '21/5 18:00' is not a day with a time"),
        ("ringstuga,,2024-02-30 18:00,20:00,,,,", "line 2: starts: '2024-02-30 18:00' does not exist"),
        ("ringstuga,,9999-12-31 23:00,,,,,", "line 2: starts: the year 9999 is out of reach"),
        ("ringstuga,,0001-01-01 00:00+02:00,,,,,", "line 2: starts: the year 1 is out of reach"),
        ("ringstuga,,2024-05-21 18:00+25:00,,,,,", "line 2: starts: '2024-05-21 18:00+25:00' does not exist"),
        ("ringstuga,,2024-05-21 25:00,,,,,", "line 2: starts: '2024-05-21 25:00' does not exist"),
        ("ringstuga,,2024-05-21 18:00,25:00,,,,", "line 2: ends: '2024-05-21 25:00' does not exist"),
        ("ringstuga,,2024-05-21 18:00,17:00,,,,", "line 2: ends: is not after the start"),
        ("ringstuga,,2024-05-21 18:00,2024-05-22 18:01,,,,", "line 2: ends: is more than 24 hours after"),
        ("ringstuga,,2025-03-30 02:30,04:00,,,,", "line 2: starts: 2025-03-30 02:30 does not exist"),
        ("ringstuga,,2024-10-27 02:30,04:00,,,,", "line 2: starts: 2024-10-27 02:30 comes twice"),
        ("ringstuga,,2024-10-27 01:30,02:30,,,,", "line 2: ends: 2024-10-27 02:30 comes twice"),
        ("ringstuga,,2024-05-06 10:00,12:00,,,,", "line 2: starts: 2024-05-06 10:00 has passed"),
        ("ringstuga,,2026-05-07 18:00,20:00,,,,", "line 2: starts: 2026-05-07 is more than two years"),
        ("ringstuga,,,20:00,,,,", "line 2: starts: is empty, though there is an end"),
        ("ringstuga,,,,,5,,", "line 2: starts: is empty, though seats or min are given"),
        (",,2024-05-21 18:00,,,,,", "line 2: activity: is empty"),
        ("Ring & stuga,,2024-05-21 18:00,,,,,", "line 2: activity: 'Ring & stuga' is no short name; write"),
        ("tisdag,Tisdag,2024-05-21 18:00,,,,,", "line 2: activity: 'tisdag' means something else in the"),
        ("ny,Ny,2024-05-21 18:00,,,,,", "line 2: activity: 'ny' means something else in the chat"),
        (
            "ringtsuga,,2024-05-21 18:00,,,,,",
            "line 2: activity: 'ringtsuga' is not there; did you mean ringstuga",
        ),
        ("ringstuga,,2024-05-21 18:00,,,,,,surplus", "line 2: 'surplus' stands in a column without a name"),
        (f"ringstuga,,2024-05-21 18:00,,{'x' * 121},,,", "line 2: place: is longer than 120 characters"),
        ('ringstuga,"x"y,,,,,,', "line 2: this is not CSV"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(
    filled: Settings, tmp_path: Path, line: str, said: str
) -> None:
    assert refused_line(filled, tmp_path, line).startswith(said)
    assert rows(filled, NEW_SHIFTS) == []


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("titel,startar", "line 1: unknown column 'startar'; did you mean starts?"),
        ("title,starts", "line 1: the column activity is missing"),
        ("activity,aktivitet", "line 1: two columns are called activity"),
        ("<b>\u202e", "line 1: unknown column '<b>'"),
    ],
)
def test_wrong_columns_are_refused(filled: Settings, tmp_path: Path, header: str, said: str) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(f"{header}\nringstuga,x\n", encoding="utf-8")
    assert refusal(filled, file).startswith(f"{file}: {said}")


def test_all_wrong_lines_are_named_at_once(filled: Settings, tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text("activity,seats\n" + "".join(f"ringstuga,{n}x\n" for n in range(20)))
    said = refusal(filled, file)
    assert "line 2: seats: '0x' is not a number (also wrong: line 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, …)" in said
    assert "\n" not in said


def test_an_archived_activity_is_not_taken_up_in_passing(filled: Settings, tmp_path: Path) -> None:
    with sqlite3.connect(database_file(filled)) as connection:
        connection.execute("UPDATE activity SET archived_at = '2024-05-01 00:00:00.000000'")
    connection.close()
    said = refused_line(filled, tmp_path, "Ringstuga,,2024-05-21 18:00,,,,,")
    assert said == "line 2: activity: ringstuga is archived; take it up again in the chat first"


def test_a_dry_run_shows_everything_and_changes_nothing(
    filled: Settings, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = database_file(filled).read_bytes()
    assert import_file(filled, plan, True, clock=NOW) == 0
    said = capsys.readouterr().out.splitlines()
    assert "  ringstuga Tue 2024-05-21 18:00–20:00, 6 seats" in said
    assert "  new activity torgmöte: Torgmöte, Borås" in said
    assert said[-1] == "Nothing was changed. To be made: 2 activities, 3 shifts."
    assert database_file(filled).read_bytes() == before


def test_a_dry_run_refuses_what_the_import_refuses(filled: Settings, plan: Path) -> None:
    plan.write_text(PLAN + "ringstuga,,2024-05-01 18:00,20:00,,,,\n", encoding="utf-8")
    assert "line 8: starts: 2024-05-01 18:00 has passed" in refusal(filled, plan, dry_run=True)


def test_a_dry_run_before_the_first_start_makes_no_database(tmp_path: Path, plan: Path) -> None:
    assert import_file(settings_in(tmp_path), plan, True, clock=NOW) == 0
    assert not (tmp_path / "data").exists()


def test_an_import_before_the_first_start_makes_the_database_and_the_district(
    tmp_path: Path, plan: Path
) -> None:
    configured = settings_in(tmp_path)
    assert import_file(configured, plan, False, clock=NOW) == 0
    assert rows(configured, "SELECT count(*) FROM shift") == [(3,)]
    assert rows(configured, "SELECT key FROM district") == [("sjuharad",)]
    assert rows(configured, "SELECT count(*) FROM organizer") == [(1,)]


def test_while_the_bot_runs_only_a_dry_run_is_possible(filled: Settings, plan: Path) -> None:
    path = database_file(filled)
    with hold(path.with_name(f"{path.name}.lock")):
        assert import_file(filled, plan, True, clock=NOW) == 0
        with pytest.raises(AlreadyRunning):
            import_file(filled, plan, False, clock=NOW)
    assert rows(filled, NEW_SHIFTS) == []


EXCEL = "Aktivitet;Titel;Start;Slut;Plats;Platser;Minst\r\ntorg;Torgmöte;2024-05-25 10.00;13:00;Borås;6;2\r\n"


@pytest.mark.parametrize(
    "content",
    [
        EXCEL.encode("cp1252"),
        EXCEL.encode("utf-8-sig"),
        EXCEL.encode("utf-16"),
        ("sep=;\r\n" + EXCEL).encode("cp1252"),
        EXCEL.replace(";", "\t").encode(),
        EXCEL.replace("\r\n", "\r").encode(),
        EXCEL.replace("\r\n", ";;;\r\n").encode("cp1252") + b";;;;;;\r\n\r\n",
    ],
    ids=["windows-1252", "bom", "utf-16", "sep", "tabs", "old-mac", "trailing"],
)
def test_files_as_spreadsheets_write_them_are_understood(
    filled: Settings, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "plan.csv"
    file.write_bytes(content)
    import_file(filled, file, False, clock=NOW)
    ((_, slug, starts, _, place, seats, minimum, _),) = rows(filled, NEW_SHIFTS)
    assert (slug, starts, place, seats, minimum) == ("torg", "2024-05-25 08:00:00.000000", "Borås", 6, 2)
    assert rows(filled, "SELECT title FROM activity WHERE slug = 'torg'") == [("Torgmöte",)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"x" * (1024 * 1024 + 1), "larger than 1024 KiB"),
        (b"PK\x03\x04 a workbook", "save the sheet as CSV"),
        (b"activity\nring\x81stuga\xff", "not a text in UTF-8 or Windows-1252"),
        (b"activity\nring\0stuga", "not a text"),
        (b"activity\n", "nothing in it to import"),
        (b"", "line 1: the column activity is missing"),
    ],
)
def test_files_that_cannot_be_are_refused_in_one_line(
    filled: Settings, tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "plan.csv"
    file.write_bytes(content)
    assert said in refusal(filled, file)


def test_a_missing_file_and_a_folder_are_told(filled: Settings, tmp_path: Path) -> None:
    assert "No such file" in refusal(filled, tmp_path / "none.csv")
    assert "is not a file" in refusal(filled, tmp_path)


def test_too_many_rows_are_refused(filled: Settings, tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text("activity\n" + "ringstuga\n" * (MOST_ROWS + 1))
    assert f"line {MOST_ROWS + 2}: more than {MOST_ROWS} rows" in refusal(filled, file)
    file.write_text("".join(calendar(*[event("A")] * (MOST_ROWS + 1))))
    assert f"more than {MOST_ROWS} events" in refusal(filled, file)


def test_with_several_districts_a_line_says_which(tmp_path: Path) -> None:
    two = [{"key": "sjuharad", "name": "Sjuhärad"}, {"key": "uppsala", "name": "Uppsala"}]
    configured = settings_in(tmp_path, district=two)
    file = tmp_path / "plan.csv"
    file.write_text("activity,district,title\ntorg,uppsala,Torg\ntorg,Sjuharad,Torg\n")
    import_file(configured, file, False, clock=NOW)
    sql = "SELECT key, slug FROM activity JOIN district ON district.id = district_id ORDER BY key"
    assert rows(configured, sql) == [("sjuharad", "torg"), ("uppsala", "torg")]
    file.write_text("activity,district\ntorg,\ntorg,halland\n")
    said = refusal(configured, file)
    assert "line 2: district: is empty; one of sjuharad, uppsala (also wrong: line 3)" in said
    file.write_text("".join(calendar(event("Torg"))))
    assert "use CSV with the column district" in refusal(configured, file)


@pytest.mark.parametrize("form", ["csv", "ics"])
def test_what_is_exported_can_be_imported_elsewhere(
    filled: Settings, tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / f"shifts.{form}"
    export(filled, "shifts", form, file, clock=NOW)
    (tmp_path / "other").mkdir()
    other = settings_in(tmp_path / "other")
    import_file(other, file, False, clock=NOW)
    said = capsys.readouterr().out.splitlines()[-1]
    assert said == "Made: 1 activity, 2 shifts; 2 left out, over or cancelled."
    sql = "SELECT starts_at, ends_at, place FROM shift WHERE {} ORDER BY number"
    coming = [(*row[:2], row[2] or "Expeditionen") for row in rows(filled, sql.format("number IN (2, 4)"))]
    assert rows(other, sql.format("1")) == coming
    assert rows(other, "SELECT slug, title FROM activity") == [("ringstuga", "Ringstuga")]


def test_exported_activities_can_be_imported_elsewhere(filled: Settings, tmp_path: Path) -> None:
    file = tmp_path / "activities.csv"
    export(filled, "activities", "csv", file, clock=NOW)
    (tmp_path / "other").mkdir()
    other = settings_in(tmp_path / "other")
    import_file(other, file, False, clock=NOW)
    sql = "SELECT slug, title, place, about, audience FROM activity WHERE archived_at IS NULL ORDER BY slug"
    assert rows(other, sql) == rows(filled, sql)
    assert rows(other, sql)


@effort(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.sampled_from('a,;"\n\t =-+@1:å'), max_size=80))
def test_no_csv_makes_the_reader_fail(body: str) -> None:
    content = read_csv(HEADER + body, ZONES)
    assert all(problem.line >= 1 for problem in content.problems)
