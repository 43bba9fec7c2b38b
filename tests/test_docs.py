"""The documents that must not lie: settings, commands, the example configuration, the licence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest

from bot import docs
from bot.docs_commands import commands_page, wordings
from bot.docs_settings import settings_page
from bot.errors import OperatorError, UsageProblem
from bot.settings import Settings
from bot.settings_problems import Described, every_setting
from commands.texts import TextError
from tests.support.environment import untouched

ROOT = Path(__file__).parent.parent
EXAMPLE = tomllib.loads((ROOT / "config.example.toml").read_text(encoding="utf-8"))
SETTINGS = list(every_setting(Settings))


@dataclass(frozen=True)
class Fake:
    """A declared command, as far as the page looks at it."""

    id: str
    who: str
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def usage(self, language: str) -> str:
        return f"{self.names[language][0]} [x|y]"


def words(text_id: str) -> str:
    """Texts that say their own id."""
    return f"!{text_id}"


SIGNUP = Fake("signup", "all", {"sv": ("anmäl", "jagkan"), "en": ("signup", "join")})
ROOM = Fake("room", "organizer", {"sv": ("rum",), "en": ("room",)})
BOOK = Fake("book", "lead", {"sv": ("boka",), "en": ("book",)})


@pytest.fixture(autouse=True)
def _untouched(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with untouched(monkeypatch):
        yield


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Two small pages in the place of the real ones."""
    made = {"a.md": "# Å\n", "b.md": "# B\n"}
    monkeypatch.setattr(docs, "pages", lambda: made)
    return made


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda one: one.dotted)
def test_every_setting_is_in_the_example_and_on_the_settings_page(setting: Described) -> None:
    section = EXAMPLE[setting.section]
    assert setting.key in (section[0] if isinstance(section, list) else section)
    page = settings_page(Settings)
    assert f"| `{setting.key}` |" in page
    assert f"`{setting.variable}`" in page
    assert setting.field.description
    assert setting.field.description in page.replace("\\|", "|")
    assert setting.allowed


def test_the_example_has_nothing_that_is_no_setting() -> None:
    written = {f"district.{key}" for key in EXAMPLE["district"][0]}
    written |= {f"{name}.{key}" for name, section in EXAMPLE.items() if name != "district" for key in section}
    assert written == {setting.dotted for setting in SETTINGS}


def test_every_setting_in_the_example_has_a_note_right_above_it() -> None:
    lines = (ROOT / "config.example.toml").read_text(encoding="utf-8").splitlines()
    pairs = [(above, line) for above, line in pairwise(lines) if re.match(r"[a-z_]+ = ", line)]
    assert len(pairs) == len(SETTINGS)
    assert [line for above, line in pairs if not above.startswith("# ")] == []


def test_defaults_are_shown_as_they_are_written_in_the_file() -> None:
    page = settings_page(Settings)
    assert '| `digest` | `"08:00"` |' in page
    assert '| `before_shift` | `["24h", "2h"]` |' in page
    assert "| `homeserver` | required |" in page
    assert "| `names_in_rooms` | `false` |" in page


@pytest.mark.parametrize(
    ("language", "heading", "also", "other"),
    [
        ("sv", "### anmäl", "Även: `!jagkan`.", "På engelska: `!signup`, `!join`."),
        ("en", "### signup", "`!join`", "`!anmäl`"),
    ],
)
def test_a_command_is_described_with_all_its_names_usage_help_and_example(
    language: str, heading: str, also: str, other: str
) -> None:
    page = commands_page([SIGNUP], language, words)
    for expected in (
        heading,
        also,
        other,
        "[x|y]`",
        "!help-signup\n",
        "!help-signup-more",
        "`!help-signup-example`",
    ):
        assert expected in page


def test_commands_stand_under_who_may_use_them() -> None:
    page = commands_page([ROOM, BOOK, SIGNUP], "en", words)
    places = [
        page.index(part)
        for part in ("everyone", "### signup", "lead an", "### book", "For organizers", "### room")
    ]
    assert places == sorted(places)


def test_a_help_text_that_is_missing_is_an_error_that_names_it() -> None:
    with pytest.raises(TextError, match="help-nothing-of-the-kind"):
        wordings()["sv"]("help-nothing-of-the-kind")


def test_docs_writes_what_is_missing_or_stale_and_then_finds_nothing_to_do(
    pages: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "b.md").write_text("old", encoding="utf-8")
    assert docs.write(False, tmp_path) == 0
    assert {file.name: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()} == pages
    assert docs.write(True, tmp_path) == 0
    assert capsys.readouterr().out.count("wrote") == 2


def test_docs_check_names_the_page_that_differs_and_changes_nothing(
    pages: dict[str, str], tmp_path: Path
) -> None:
    docs.write(False, tmp_path)
    (tmp_path / "a.md").write_text("edited by hand", encoding="utf-8")
    with pytest.raises(OperatorError, match=r"/a\.md; run `passet docs`") as caught:
        docs.write(True, tmp_path)
    assert caught.value.exit_code == 1
    assert "b.md" not in str(caught.value)
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "edited by hand"


def test_docs_are_found_from_any_folder_of_a_checkout(
    pages: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pyproject.toml", "config.example.toml"):
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    docs.write(False)
    assert (tmp_path / "docs/a.md").exists()


def test_outside_a_checkout_docs_say_where_to_go(
    pages: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(docs, "__file__", str(tmp_path / "bot/docs.py"))
    with pytest.raises(UsageProblem, match="project's folder"):
        docs.write(True)


def test_the_generated_pages_are_up_to_date() -> None:
    assert docs.write(True, ROOT / "docs") == 0


def test_every_command_is_on_both_pages() -> None:
    from commands import REGISTRY

    for language in ("sv", "en"):
        page = (ROOT / f"docs/commands.{language}.md").read_text(encoding="utf-8")
        for command in REGISTRY.commands:
            assert f"### {command.names[language][0]}\n" in page
            assert all(f"`!{name}" in page for names in command.names.values() for name in names)


def test_the_licence_is_the_whole_eupl() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("Copyright © Passet contributors\nLicensed under the EUPL\n")
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in text
    assert [f"\n{number}." in text for number in range(1, 16)] == [True] * 15
    assert "Appendix" in text
