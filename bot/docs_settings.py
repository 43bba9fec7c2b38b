"""docs/settings.md, from the declarations in `bot.settings`."""

from __future__ import annotations

from pydantic_settings import BaseSettings

from bot.settings_problems import Described, every_setting, sections, toml

_INTRO = """\
# Settings

<!-- Made by `passet docs` from bot/settings.py. Do not edit. -->

Passet reads one TOML file: `config.toml` in the current folder, or the one named by `-c FILE`.
[config.example.toml](../config.example.toml) has every setting with a note; copy it and change what differs.
`passet check` says what is wrong.

- A relative path counts from the folder of the configuration file, also inside `storage.url`.
- An environment variable goes before the file. A list is written with commas (`example.org,example.net`)
  or as JSON (`["example.org"]`).
- With several districts the variable names its number, counted from 1 in the order of the file:
  `PASSET_DISTRICT__2__LANGUAGE`.
- An unknown key is an error, never ignored.

Two variables have no key in the file: `PASSET_LOG` (`debug`, `info`, `warning` or `error`; how much is
logged) and `PASSET_TRACE` (`1`: unexpected errors are shown in full, with whatever texts are in them).
"""


def settings_page(settings: type[BaseSettings]) -> str:
    """The page: a table for each section."""
    parts = [_INTRO]
    known = list(every_setting(settings))
    for section, model in sections(settings).items():
        repeated = "[[district]]" if section == "district" else f"[{section}]"
        about = " ".join((model.__doc__ or "").split())
        rows = [_row(one) for one in known if one.section == section]
        head = "| key | default | meaning | environment |\n|---|---|---|---|"
        parts.append("\n".join((f"## `{repeated}`", "", about, "", head, *rows, "")))
    return "\n".join(parts)


def _row(one: Described) -> str:
    meaning = f"{one.field.description} Must be {one.allowed}."
    if one.field.is_required():
        default = "required"
    else:
        default = "none" if one.field.default is None else f"`{_cell(toml(one.field.default))}`"
    return f"| `{one.key}` | {default} | {_cell(meaning)} | `{one.variable}` |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
