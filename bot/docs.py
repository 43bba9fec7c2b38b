"""`passet docs`: the pages of docs/ that are made from the program itself, so that they cannot lie.

Commands come from their declarations and Fluent texts, settings from their fields. CI runs
`passet docs --check`, which writes nothing and fails when a page differs.
"""

from __future__ import annotations

from pathlib import Path

import typer

from bot.errors import OperatorError, UsageProblem

BY_HAND = "privacy.md"


def pages() -> dict[str, str]:
    """The generated pages by file name, in Markdown."""
    from bot.docs_commands import commands_page, wordings
    from bot.docs_settings import settings_page
    from bot.settings import Settings
    from commands import REGISTRY

    found = {"settings.md": settings_page(Settings)}
    for language, texts in wordings().items():
        found[f"commands.{language}.md"] = commands_page(REGISTRY.commands, language, texts)
    return found


def write(check: bool, folder: Path | None = None) -> int:
    """Write the pages into `folder`, by default the project's docs/; with `check` only compare.

    Raises OperatorError naming the pages that differ, and UsageProblem outside the project's folder.
    """
    folder = folder or _docs_folder()
    wanted = pages() | _filled(folder)
    stale = {name: text for name, text in wanted.items() if _current(folder / name) != text}
    if check and stale:
        names = ", ".join(f"{folder.name}/{name}" for name in sorted(stale))
        raise OperatorError(f"out of date: {names}; run `passet docs` and look at what changed")
    for name, text in stale.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        typer.echo(f"wrote {folder.name}/{name}")
    return 0


def _filled(folder: Path) -> dict[str, str]:
    """Pages that are written by hand but for a table."""
    from bot.docs_kept import with_table

    page = _current(folder / BY_HAND)
    return {} if page is None else {BY_HAND: with_table(page)}


def _current(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.exists() else None


def _docs_folder() -> Path:
    """docs/ beside pyproject.toml, in the current folder or else in the checkout we run from."""
    for place in (Path.cwd(), Path(__file__).resolve().parent.parent):
        if (place / "pyproject.toml").exists() and (place / "config.example.toml").exists():
            (place / "docs").mkdir(exist_ok=True)
            return place / "docs"
    raise UsageProblem("there is no docs/ here; run `passet docs` in the project's folder")
