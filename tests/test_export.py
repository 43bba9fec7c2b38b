"""Exports: the words of CONTRACT.md section 2, in every format, and nothing else but reading."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import stat
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from icalendar import Calendar

from bot import exporting
from bot.clock import ManualClock
from bot.errors import OperatorError, UsageProblem
from bot.exporting import export
from bot.settings import Settings
from tests.support.filled import database_file, fill, local, settings_in
from tests.support.story import MONDAY

NOW = ManualClock(MONDAY)
WHAT = ["signups", "shifts", "activities", "people", "audit"]


@pytest.fixture
def filled(tmp_path: Path) -> Settings:
    configured = settings_in(tmp_path)
    fill(configured)
    return configured


def exported(configured: Settings, what: str, fmt: str, folder: Path) -> str:
    out = folder / f"{what}.{fmt}"
    assert export(configured, what, fmt, out, clock=NOW) == 0
    return out.read_bytes().decode()


def as_json(configured: Settings, what: str, folder: Path) -> Any:
    return json.loads(exported(configured, what, "json", folder))


def as_csv(configured: Settings, what: str, folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported(configured, what, "csv", folder), newline="")))


def events(configured: Settings, folder: Path) -> list[Any]:
    return list(Calendar.from_ical(exported(configured, "shifts", "ics", folder)).walk("VEVENT"))


def test_a_signup_is_exported_in_the_words_of_the_contract(filled: Settings, tmp_path: Path) -> None:
    _, bo, leyla, _ = as_json(filled, "signups", tmp_path)
    assert bo == {
        "signup": 2,
        "shift": 2,
        "activity": "ringstuga",
        "starts": "2024-05-14T18:00:00+02:00",
        "ends": "2024-05-14T20:30:00+02:00",
        "person": "@bo:example.org",
        "name": "Bo",
        "state": "booked",
        "role": "ringledare",
        "guests": 1,
        "booked_by": "@bo:example.org",
        "created": "2024-05-06T08:00:00Z",
    }
    assert (leyla["person"], leyla["name"], leyla["booked_by"]) == (None, "Leyla", "@anna:example.org")


def test_a_shift_is_exported_in_the_words_of_the_contract(filled: Settings, tmp_path: Path) -> None:
    shifts = as_json(filled, "shifts", tmp_path)
    assert shifts[1] == {
        "shift": 2,
        "activity": "ringstuga",
        "title": "Ringstuga",
        "starts": "2024-05-14T18:00:00+02:00",
        "ends": "2024-05-14T20:30:00+02:00",
        "place": "Torget",
        "seats": 8,
        "min": 3,
        "booked": 3,
        "waitlisted": 0,
        "state": "open",
    }
    assert shifts[0]["place"] == "Expeditionen", "a shift without a place of its own is at its activity's"
    assert (shifts[3]["seats"], shifts[3]["min"]) == (None, None)


def test_a_shift_that_is_over_is_done_and_a_cancelled_one_takes_its_signups_along(
    filled: Settings, tmp_path: Path
) -> None:
    shifts = as_json(filled, "shifts", tmp_path)
    assert [one["state"] for one in shifts] == ["done", "open", "cancelled", "open"]
    states = {one["shift"]: one["state"] for one in as_json(filled, "signups", tmp_path)}
    assert states == {1: "booked", 2: "booked", 3: "cancelled"}


@pytest.mark.parametrize(
    ("state", "word", "waitlisted"),
    [
        ("attended", "attended", 0),
        ("missed", "missed", 0),
        ("excused", "cancelled", 0),
        ("offered", "offered", 0),
        ("waitlisted", "waitlisted", 1),
    ],
)
def test_every_state_has_a_word_of_the_contract(
    filled: Settings, tmp_path: Path, state: str, word: str, waitlisted: int
) -> None:
    with sqlite3.connect(database_file(filled)) as raw:
        raw.execute("UPDATE signup SET state = ? WHERE id = 2", [state])
    raw.close()
    assert [one["state"] for one in as_json(filled, "signups", tmp_path)][1] == word
    assert [one["waitlisted"] for one in as_json(filled, "shifts", tmp_path)] == [0, waitlisted, 0, 0]


def test_times_carry_the_offset_of_their_own_day(filled: Settings, tmp_path: Path) -> None:
    night = as_json(filled, "shifts", tmp_path)[3]
    assert (night["starts"], night["ends"]) == ("2024-10-27T01:00:00+02:00", "2024-10-27T05:00:00+01:00")


def test_activities_people_and_the_audit_log_say_who(filled: Settings, tmp_path: Path) -> None:
    (activity,) = as_json(filled, "activities", tmp_path)
    assert (activity["activity"], activity["lead"], activity["archived"]) == (
        "ringstuga",
        "@anna:example.org",
        False,
    )
    people = {one["name"]: one for one in as_json(filled, "people", tmp_path)}
    assert people["Anna"]["organizes"] == ["sjuharad"]
    assert people["Bo"]["person"] == "@bo:example.org", "the Matrix address goes before the console's"
    assert people["Leyla"]["person"] is None
    (entry,) = as_json(filled, "audit", tmp_path)
    assert (entry["action"], entry["subject"], entry["actor"], entry["name"]) == (
        "book",
        "shift:2",
        "@anna:example.org",
        "Leyla",
    )
    assert entry["at"] == "2024-05-06T08:00:00Z"


@pytest.mark.parametrize("what", WHAT)
def test_csv_holds_the_same_as_json(filled: Settings, tmp_path: Path, what: str) -> None:
    rows, lines = as_json(filled, what, tmp_path), as_csv(filled, what, tmp_path)
    assert len(rows) == len(lines) > 0
    for row, line in zip(rows, lines, strict=True):
        assert list(row) == list(line)
        for name, value in row.items():
            if isinstance(value, list):
                assert line[name] == " ".join(map(str, value))
            elif isinstance(value, bool):
                assert line[name] == str(value).lower()
            else:
                assert line[name].removeprefix("'") == ("" if value is None else str(value))


@pytest.mark.parametrize(
    "name", ["=1+1", "+46 70", "-2", "@SUM(A1)", "\tx", "\rx", "＝1+1", '=HYPERLINK("x")']
)
def test_no_name_becomes_a_formula_in_a_spreadsheet(tmp_path: Path, name: str) -> None:
    configured = settings_in(tmp_path)
    fill(configured, name=name)
    names = [one["name"] for one in as_csv(configured, "signups", tmp_path)]
    assert f"'{name}" in names
    assert name not in names


def test_csv_survives_quotes_commas_and_line_breaks_in_names(tmp_path: Path) -> None:
    configured = settings_in(tmp_path)
    fill(configured, name='Bo "B", Ek\nEk; Å')
    assert as_csv(configured, "signups", tmp_path)[0]["name"] == 'Bo "B", Ek\nEk; Å'


def test_an_empty_export_still_has_its_header(filled: Settings, tmp_path: Path) -> None:
    with sqlite3.connect(database_file(filled)) as connection:
        connection.execute("DELETE FROM audit")
    connection.close()
    assert as_json(filled, "audit", tmp_path) == []
    assert exported(filled, "audit", "csv", tmp_path).startswith("at,actor,")


def test_with_several_districts_every_row_says_whose_it_is(filled: Settings, tmp_path: Path) -> None:
    two = [
        {"key": "sjuharad", "name": "Sjuhärad"},
        {"key": "uppsala", "name": "Uppsala", "timezone": "Europe/Helsinki"},
    ]
    several = settings_in(tmp_path, district=two)
    for what in ("signups", "shifts", "activities", "audit"):
        assert {row["district"] for row in as_json(several, what, tmp_path)} == {"sjuharad"}
    assert all("district" not in row for row in as_json(filled, "shifts", tmp_path))


def test_the_calendar_has_an_event_for_each_shift_at_its_own_time(filled: Settings, tmp_path: Path) -> None:
    text = exported(filled, "shifts", "ics", tmp_path)
    assert "DTSTART:20240514T160000Z" in text
    assert "X-WR-TIMEZONE:Europe/Stockholm" in text
    found = events(filled, tmp_path)
    assert [event["DTSTART"].dt for event in found] == [
        local("2024-05-02 18:00"),
        local("2024-05-14 18:00"),
        local("2024-05-16 18:00"),
        local("2024-10-27 01:00"),
    ]
    assert [str(event["STATUS"]) for event in found] == ["CONFIRMED", "CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert str(found[1]["SUMMARY"]) == "Ringstuga"
    assert str(found[1]["LOCATION"]) == "Torget"
    for name in ("Bo", "Leyla", "Anna"):
        assert name not in text, "a calendar is passed on; it tells nobody who is booked"


def test_an_event_keeps_its_id_so_that_a_second_import_moves_it(filled: Settings, tmp_path: Path) -> None:
    def ids() -> list[str]:
        return [str(event["UID"]) for event in events(filled, tmp_path)]

    assert ids() == ids() == [f"shift-{n}-sjuharad@example.org" for n in (1, 2, 3, 4)]


def test_an_end_in_the_repeated_hour_is_not_an_hour_early_in_a_calendar(
    filled: Settings, tmp_path: Path
) -> None:
    with sqlite3.connect(database_file(filled)) as connection:  # 02:30 for the second time, in UTC
        connection.execute("UPDATE shift SET ends_at = '2024-10-27 01:30:00.000000' WHERE number = 4")
    connection.close()
    *_, night = events(filled, tmp_path)
    assert night["DTEND"].dt.timestamp() - night["DTSTART"].dt.timestamp() == 2.5 * 3600


@pytest.mark.parametrize("what", ["signups", "activities", "people", "audit"])
def test_only_shifts_can_be_a_calendar(filled: Settings, what: str) -> None:
    with pytest.raises(UsageProblem, match="shifts only") as told:
        export(filled, what, "ics", None)
    assert told.value.exit_code == 2


def pages(configured: Settings, what: str, folder: Path, day: str | None = None) -> list[str]:
    out = folder / f"{what}.pdf"
    chosen = date.fromisoformat(day) if day else None
    assert export(configured, what, "pdf", out, day=chosen, clock=NOW) == 0
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(out)]


def test_the_day_list_of_signups_has_everyone_of_that_day(filled: Settings, tmp_path: Path) -> None:
    (page,) = pages(filled, "signups", tmp_path, "2024-05-14")
    for part in (
        "Tis 14 maj",
        "18.00–20.30 Ringstuga",
        "#2",
        "Bo",
        "+ 1 gäst, ringledare",
        "Leyla",
        "Torget",
    ):
        assert part in page
    assert "#1" not in page


def test_the_day_list_of_shifts_names_nobody_and_has_lines_to_write_on(
    filled: Settings, tmp_path: Path
) -> None:
    (page,) = pages(filled, "shifts", tmp_path, "2024-05-14")
    assert "3 av 8 platser tagna" in page
    assert "Leyla" not in page


def test_a_cancelled_shift_stands_on_the_day_list_as_cancelled(filled: Settings, tmp_path: Path) -> None:
    (page,) = pages(filled, "signups", tmp_path, "2024-05-16")
    assert "INSTÄLLT" in page


def test_without_a_day_the_list_is_of_today_where_the_district_is(filled: Settings, tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="no shifts today"):
        pages(filled, "signups", tmp_path)
    late = ManualClock(local("2024-05-14 00:30"))  # in UTC it is still the day before
    out = tmp_path / "today.pdf"
    assert export(filled, "signups", "pdf", out, clock=late) == 0
    assert "Tis 14 maj" in pypdfium2.PdfDocument(out)[0].get_textpage().get_text_range()


@pytest.mark.parametrize("what", ["activities", "people", "audit"])
def test_only_shifts_and_signups_have_a_day_list(filled: Settings, what: str) -> None:
    with pytest.raises(UsageProblem, match="signups or shifts"):
        export(filled, what, "pdf", None)


def test_a_day_without_a_day_list_is_a_mistake(filled: Settings) -> None:
    with pytest.raises(UsageProblem, match="--format pdf"):
        export(filled, "signups", "csv", None, day=date(2024, 5, 14))


def test_who_is_excused_is_exported_in_the_words_of_the_contract(filled: Settings, tmp_path: Path) -> None:
    with sqlite3.connect(database_file(filled)) as connection:
        connection.execute("UPDATE signup SET state = 'excused' WHERE id = 2")
    connection.close()
    assert as_json(filled, "signups", tmp_path)[1]["state"] == "cancelled"


def test_stdout_gets_the_bytes_of_the_file(
    filled: Settings, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert export(filled, "shifts", "json", None, clock=NOW) == 0
    assert capfdbinary.readouterr().out.decode() == exported(filled, "shifts", "json", tmp_path)


def test_the_file_is_for_its_owner_alone_and_replaced_whole(filled: Settings, tmp_path: Path) -> None:
    out = tmp_path / "people.json"
    out.write_text("old")
    out.chmod(0o644)
    export(filled, "people", "json", out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert json.loads(out.read_text())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "people.json"]


@pytest.mark.parametrize("place", ["missing/people.json", "data"])
def test_a_file_that_cannot_be_written_is_told_in_one_line(
    filled: Settings, tmp_path: Path, place: str
) -> None:
    with pytest.raises(OperatorError, match=place):
        export(filled, "people", "json", tmp_path / place)


def test_it_works_while_the_bot_holds_the_database_and_writes(filled: Settings, tmp_path: Path) -> None:
    writer = sqlite3.connect(database_file(filled), isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE person SET name = 'Somebody'")
    try:
        names = {row["name"] for row in as_json(filled, "people", tmp_path)}
    finally:
        writer.execute("ROLLBACK")
        writer.close()
    assert names == {"Anna", "Bo", "Leyla"}, "what is not committed is not exported"


def test_without_a_database_it_says_so_and_makes_none(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match=r"no database .*passet run makes it"):
        export(settings_in(tmp_path), "people", "json", None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("schema", "said"), [("9999", "newer"), (None, "passet run fills it")], ids=["newer", "empty"]
)
def test_a_database_of_another_schema_is_told_in_one_line(
    filled: Settings, schema: str | None, said: str
) -> None:
    with sqlite3.connect(database_file(filled)) as connection:
        if schema is None:
            connection.execute("DROP TABLE alembic_version")
        else:
            connection.execute("UPDATE alembic_version SET version_num = ?", (schema,))
    connection.close()
    with pytest.raises(OperatorError, match=said):
        export(filled, "people", "json", None)


def test_a_file_that_is_no_database_is_told_in_one_line(tmp_path: Path) -> None:
    configured = settings_in(tmp_path)
    database_file(configured).parent.mkdir()
    database_file(configured).write_text("kanarie " * 1000)
    with pytest.raises(OperatorError, match="damaged or is no database") as told:
        export(configured, "people", "json", None)
    assert "kanarie" not in told.value.message


OURS = ["passet.db", "passet.db-old", "passet.db.forgotten", "backups/passet-20240506.db", "config.toml"]


@pytest.mark.parametrize("name", OURS)
def test_no_export_takes_the_place_of_passets_own_files(filled: Settings, name: str) -> None:
    target = database_file(filled).parent / name
    target.parent.mkdir(exist_ok=True)
    if not target.exists():
        target.write_text("keep")
    before = target.read_bytes()
    with pytest.raises(OperatorError, match="one of Passet's own files; nothing was written"):
        export(filled, "people", "csv", target, clock=NOW)
    assert target.read_bytes() == before


def test_no_export_takes_the_place_of_a_backup_wherever_it_is(filled: Settings, tmp_path: Path) -> None:
    kept = tmp_path / "kept.db"
    kept.write_bytes(database_file(filled).read_bytes())
    with pytest.raises(OperatorError, match="one of Passet's own files"):
        export(filled, "people", "csv", kept, clock=NOW)


def test_control_without_the_look_the_database_would_be_gone(
    filled: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "_must_not_be_ours", lambda *_: None)
    export(filled, "people", "csv", database_file(filled), clock=NOW)
    assert not database_file(filled).read_bytes().startswith(b"SQLite")


def test_an_earlier_export_is_written_over(filled: Settings, tmp_path: Path) -> None:
    first = exported(filled, "people", "csv", tmp_path)
    assert exported(filled, "people", "csv", tmp_path) == first
