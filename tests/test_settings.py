"""The configuration: what the operator wrote is what holds, and a mistake is told in one line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import time, timedelta
from pathlib import Path

import pytest

from bot.errors import ConfigError
from bot.settings import Settings, load
from bot.settings_problems import Described, every_setting
from commands.rules.durations import Quiet
from tests.support.environment import untouched

EXAMPLE = Path(__file__).parent.parent / "config.example.toml"
CANARY = "kanarie-7f3a"

Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def _untouched(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with untouched(monkeypatch):
        yield


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Makes a config.toml: the example with some lines exchanged (`old=new` pairs must apply)."""

    def make(*changes: tuple[str, str]) -> Path:
        text = EXAMPLE.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, f"the example no longer has {old}"
            text = text.replace(old, new)
        file = tmp_path / "config.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return make


def problem(file: Path | None) -> str:
    """The one line with which the configuration is refused."""
    with pytest.raises(ConfigError) as caught:
        load(file)
    line = str(caught.value)
    assert "\n" not in line
    assert caught.value.exit_code == 2
    return line


def refusal(file: Path) -> ConfigError | None:
    """The error with which the configuration is refused, if it is."""
    try:
        load(file)
    except ConfigError as error:
        return error
    return None


def test_the_example_is_read_as_the_contract_says(write: Write, tmp_path: Path) -> None:
    settings = load(write())
    assert settings.matrix is not None
    assert settings.matrix.homeserver == "https://matrix.example.org"
    assert settings.matrix.invites_from == ["example.org"]
    assert settings.matrix.encryption is True
    (district,) = settings.district
    assert (district.key, district.language, district.zone.key) == ("sjuharad", "sv", "Europe/Stockholm")
    assert len(district.branches) == 8
    assert settings.reminders.digest == time(8)
    assert settings.reminders.before_shift == [timedelta(hours=24), timedelta(hours=2)]
    assert settings.reminders.quiet_hours == Quiet(time(21), time(8))
    assert settings.privacy.keep_days == 365
    assert settings.file == tmp_path / "config.toml"


def test_relative_paths_count_from_the_file_and_not_from_where_one_stands(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    settings = load(Path("..") / file.name)
    assert settings.matrix is not None
    assert settings.matrix.store_dir == tmp_path / "data/matrix"
    assert settings.matrix.password_file == tmp_path / "secrets/password"
    assert settings.storage.url == f"sqlite+aiosqlite:///{tmp_path}/data/passet.db"


def test_absolute_paths_and_other_databases_are_left_alone(write: Write) -> None:
    settings = load(
        write(("///data/passet.db", "////srv/passet.db?timeout=5"), ('"data/matrix"', '"/srv/matrix"'))
    )
    assert settings.storage.url == "sqlite+aiosqlite:////srv/passet.db?timeout=5"
    assert settings.matrix is not None
    assert settings.matrix.store_dir == Path("/srv/matrix")
    url = "postgresql+asyncpg://passet:pw@db.example.org/passet"
    assert load(write(("sqlite+aiosqlite:///data/passet.db", url))).storage.url == url


def test_a_plain_database_address_gets_our_driver(write: Write) -> None:
    plain = load(write(("sqlite+aiosqlite:///data/passet.db", "postgres://passet@db.example.org/passet")))
    assert plain.storage.url == "postgresql+asyncpg://passet@db.example.org/passet"


def test_config_toml_in_the_current_folder_is_the_default(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write().parent)
    assert load().district[0].key == "sjuharad"


def test_the_console_needs_no_matrix_section(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[[district]]\nkey = "a"\nname = "A"\n', encoding="utf-8")
    settings = load(file)
    assert settings.matrix is None
    assert settings.reminders.digest == time(8)
    assert settings.storage.url == f"sqlite+aiosqlite:///{tmp_path}/data/passet.db"


def test_a_file_saved_by_notepad_is_read(write: Write) -> None:
    file = write()
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert load(file).privacy.keep_days == 365


def test_empty_texts_turn_the_digest_and_the_quiet_hours_off(write: Write) -> None:
    reminders = load(write(('"08:00"', '""'), ('"21:00-08:00"', '""'), ('["24h", "2h"]', "[]"))).reminders
    assert (reminders.digest, reminders.quiet_hours, reminders.before_shift) == (None, None, [])


def test_reminder_times_are_kept_once_each_the_longest_first(write: Write) -> None:
    reminders = load(write(('["24h", "2h"]', '["30m", "2d", "48h"]'))).reminders
    assert reminders.before_shift == [timedelta(days=2), timedelta(minutes=30)]


GIVEN: dict[str, tuple[str, object]] = {
    "matrix.homeserver": ("http://localhost:8008/", "http://localhost:8008"),
    "matrix.user_id": ("@bot:example.net", "@bot:example.net"),
    "matrix.password_file": ("", None),
    "matrix.store_dir": ("/srv/matrix", Path("/srv/matrix")),
    "matrix.invites_from": ("a.org, @bo:b.org:8448", ["a.org", "@bo:b.org:8448"]),
    "matrix.encryption": ("false", False),
    "storage.url": ("postgresql+asyncpg://u@h/d", "postgresql+asyncpg://u@h/d"),
    "district.key": ("nord", "nord"),
    "district.name": ("Nord", "Nord"),
    "district.timezone": ("Europe/Helsinki", "Europe/Helsinki"),
    "district.language": ("en", "en"),
    "district.organizers": ('["@bo:example.org"]', ["@bo:example.org"]),
    "district.branches": ("Mark,Borås", ["Mark", "Borås"]),
    "chat.prefix": ("?", "?"),
    "chat.names_in_rooms": ("true", True),
    "reminders.digest": ("", None),
    "reminders.before_shift": ("1h,3h", [timedelta(hours=3), timedelta(hours=1)]),
    "reminders.quiet_hours": ("22-6", Quiet(time(22), time(6))),
    "privacy.contact": ("fråga Anna", "fråga Anna"),
    "privacy.keep_days": ("30", 30),
}


@pytest.mark.parametrize("setting", list(every_setting(Settings)), ids=lambda one: one.dotted)
def test_every_setting_can_be_given_by_the_environment_which_goes_before_the_file(
    write: Write, monkeypatch: pytest.MonkeyPatch, setting: Described
) -> None:
    value, expected = GIVEN[setting.dotted]
    before = load(write())
    monkeypatch.setenv(setting.variable, value)
    after = load(write())

    def section(settings: Settings) -> object:
        return settings.district[0] if setting.section == "district" else getattr(settings, setting.section)

    assert getattr(section(before), setting.key) != expected
    assert getattr(section(after), setting.key) == expected
    others = {name for name in type(section(after)).model_fields if name != setting.key}  # type: ignore[attr-defined]  # any section
    assert all(getattr(section(before), name) == getattr(section(after), name) for name in others)


def test_a_wrong_value_in_the_environment_is_told_with_the_variable(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PASSET_DISTRICT__1__LANGUAGE", "no")
    monkeypatch.setenv("PASSET_REMINDERS__DIGEST", "dawn")
    assert "PASSET_DISTRICT__1__LANGUAGE" in problem(write())
    monkeypatch.delenv("PASSET_DISTRICT__1__LANGUAGE")
    assert "PASSET_REMINDERS__DIGEST" in problem(write())


def test_the_environment_must_say_which_of_several_districts_it_means(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(("[[district]]\n", '[[district]]\nkey = "nord"\nname = "Nord"\n\n[[district]]\n'))
    monkeypatch.setenv("PASSET_DISTRICT__2__LANGUAGE", "en")
    assert [district.language for district in load(file).district] == ["sv", "en"]
    monkeypatch.setenv("PASSET_DISTRICT__3__LANGUAGE", "en")
    assert "PASSET_DISTRICT__3__LANGUAGE" in problem(file)
    monkeypatch.delenv("PASSET_DISTRICT__3__LANGUAGE")
    monkeypatch.setenv("PASSET_DISTRICT__LANGUAGE", "en")
    assert "PASSET_DISTRICT__1__" in problem(file)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("digest =", "digets =", "unknown key reminders.digets; did you mean reminders.digest?"),
        ("[reminders]", "[reminder]", "unknown key reminder; did you mean reminders?"),
        ("[chat]", "", "unknown key district.prefix (of [[district]] number 1); did you mean chat.prefix?"),
        ("[matrix]", "", "unknown key homeserver; did you mean matrix.homeserver?"),
        ("password_file =", "password =", "unknown key matrix.password; did you mean matrix.password_file?"),
        ("timezone =", "timezne =", "did you mean district.timezone?"),
    ],
)
def test_an_unknown_key_is_named_with_the_nearest_known_one(
    write: Write, old: str, new: str, said: str
) -> None:
    assert said in problem(write((old, new)))


def test_a_misspelt_variable_is_not_silently_ignored(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSET_STORGE__URL", f"postgresql+asyncpg://u:{CANARY}@h/d")
    line = problem(write())
    assert "PASSET_STORGE__URL" in line
    assert "storage.url" in line
    assert CANARY not in line


@pytest.mark.parametrize(
    ("old", "new", "key", "said"),
    [
        ('digest = "08:00"', "digest = 25", "reminders.digest", '"08:00"'),
        ('digest = "08:00"', "digest = 08:00:30", "reminders.digest", '"08:00"'),
        ('"21:00-08:00"', '"21:00"', "reminders.quiet_hours", '"21:00-08:00"'),
        ('"21:00-08:00"', '"08:00-07:59"', "reminders.quiet_hours", "at least two hours a day"),
        ('"21:00-08:00"', '"09:30-08:00"', "reminders.quiet_hours", "at least two hours a day"),
        ('["24h", "2h"]', '["soon"]', "reminders.before_shift", '["24h", "2h"]'),
        ('["24h", "2h"]', "[24]", "reminders.before_shift", '["24h", "2h"]'),
        ("keep_days = 365", "keep_days = 0", "privacy.keep_days", "from 1 to"),
        ("keep_days = 365", "keep_days = true", "privacy.keep_days", "whole number"),
        ("keep_days = 365", 'keep_days = "٣"', "privacy.keep_days", "whole number"),
        ("keep_days = 365", "keep_days = 1000000000", "privacy.keep_days", "36500"),
        ('language = "sv"', 'language = "no"', "district.language", '"sv" or "en"'),
        ('"Europe/Stockholm"', '"Europe/Stokholm"', "district.timezone", 'did you mean "Europe/Stockholm"?'),
        ('"Europe/Stockholm"', '"Stockholm"', "district.timezone", 'did you mean "Europe/Stockholm"?'),
        ('"Europe/Stockholm"', '"../../etc/localtime"', "district.timezone", "time zone"),
        ('"Europe/Stockholm"', '"Europe"', "district.timezone", "time zone"),
        ('key = "sjuharad"', 'key = "Sjuhärad 1"', "district.key", "hyphens"),
        ('name = "Vänsterpartiet Sjuhärad"', 'name = " "', "district.name", "name such as"),
        ('name = "Vänsterpartiet Sjuhärad"', 'name = "V\\nS"', "district.name", "name such as"),
        ('"data/matrix"', '"data\\u0000"', "matrix.store_dir", "path of a folder"),
        ('"Borås", ', '"mark", ', "district.branches", "twice"),
        ('"@anna:example.org"]', '"anna"]', "district.organizers", "@anna:example.org"),
        ('invites_from = ["example.org"]', 'invites_from = ["*"]', "matrix.invites_from", "servers"),
        ('"https://matrix', '"matrix', "matrix.homeserver", "https://"),
        ('"@passet:example.org"', '"passet"', "matrix.user_id", "@passet:example.org"),
        ('user_id = "@passet:example.org"', "", "matrix.user_id", "is missing"),
        ("encryption = true", "encryption = 2", "matrix.encryption", "true or false"),
        ('prefix = "!"', 'prefix = "/"', "chat.prefix", "signs"),
        ('prefix = "!"', 'prefix = "a"', "chat.prefix", "signs"),
        ("sqlite+aiosqlite:///data", "mysql://data", "storage.url", "postgresql+asyncpg://"),
        ("sqlite+aiosqlite:///data/passet.db", "sqlite+aiosqlite:///:memory:", "storage.url", "FILE"),
        ("[[district]]", "[district]", "district", "two brackets"),
    ],
)
def test_a_wrong_value_is_told_with_its_key_and_what_is_allowed(
    write: Write, old: str, new: str, key: str, said: str
) -> None:
    line = problem(write((old, new)))
    assert re.search(rf"config\.toml: {re.escape(key)}\b", line)
    assert said in line


def test_two_districts_cannot_have_one_key(write: Write) -> None:
    file = write(("[[district]]\n", '[[district]]\nkey = "sjuharad"\nname = "Nord"\n\n[[district]]\n'))
    assert '"sjuharad" twice' in problem(file)


def test_without_a_district_nothing_can_be_planned(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[chat]\n", encoding="utf-8")
    assert "[[district]]" in problem(file)
    file.write_text("district = []\n", encoding="utf-8")
    assert "[[district]]" in problem(file)


def test_a_section_written_as_a_value_is_told(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('matrix = "x"\n[[district]]\nkey = "a"\nname = "A"\n', encoding="utf-8")
    assert "[matrix]" in problem(file)


def test_a_missing_file_is_told_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    line = problem(None)
    assert "config.toml" in line
    assert "config.example.toml" in line
    assert "cannot be read" in problem(tmp_path)


def test_broken_toml_is_told_with_its_line(write: Write) -> None:
    file = write(('language = "sv"', "language = sv"))
    number = file.read_text(encoding="utf-8").splitlines().index("language = sv") + 1
    assert f"line {number}" in problem(file)


def test_a_file_in_another_encoding_is_told(write: Write) -> None:
    file = write()
    file.write_text(file.read_text(encoding="utf-8"), encoding="utf-16")
    assert "UTF-8" in problem(file)


def test_how_many_more_problems_there_are_is_said(write: Write) -> None:
    file = write(("keep_days = 365", "keep_days = 0"), ('language = "sv"', 'language = "no"'))
    assert "(and 1 more problem)" in problem(file)


@pytest.mark.parametrize("setting", list(every_setting(Settings)), ids=lambda one: one.dotted)
def test_no_message_repeats_a_value_that_may_be_a_secret(write: Write, setting: Described) -> None:
    """Somebody will paste a password into the wrong line."""
    line = re.compile(rf"(?m)^{setting.key} = .*$")
    text = line.sub(f'{setting.key} = "{CANARY} x"', write().read_text(encoding="utf-8"))
    assert CANARY in text
    file = write()
    file.write_text(text, encoding="utf-8")
    error = refusal(file)
    assert CANARY not in str(error)
    assert error is None or (error.__cause__ is None and error.__suppress_context__)


def test_the_database_password_does_not_show_when_settings_are_printed(write: Write) -> None:
    settings = load(write(("sqlite+aiosqlite:///data/passet.db", f"postgresql+asyncpg://u:{CANARY}@h/d")))
    assert CANARY in settings.storage.url
    assert CANARY not in repr(settings)
    assert CANARY not in str(settings.storage)
