"""Where settings come from: the TOML file, and above it the environment."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, EnvSettingsSource

from bot.errors import ConfigError
from bot.settings_problems import nearest

PREFIX = "PASSET_"
_DISTRICT = "district"


class Environment(EnvSettingsSource):
    """`PASSET_<SECTION>__<KEY>`. Districts are a list, which `override_districts` sees to."""

    def explode_env_vars(
        self, field_name: str, field: FieldInfo, env_vars: Mapping[str, str | None]
    ) -> dict[str, Any]:
        return {} if field_name == _DISTRICT else super().explode_env_vars(field_name, field, env_vars)


def read_toml(file: Path) -> dict[str, Any]:
    """The file's content. Raises ConfigError, with the line where the TOML is broken."""
    try:
        text = file.read_text(encoding="utf-8-sig")  # Notepad on Windows begins files with a mark
    except FileNotFoundError:
        raise ConfigError(
            f"{file}: there is no such file; copy config.example.toml to it, or name another with -c FILE"
        ) from None
    except UnicodeDecodeError:
        raise ConfigError(f"{file}: this is not a text file in UTF-8; save it as UTF-8") from None
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            f"{file}: this is not valid TOML: {error}; texts stand in double quotes, and each key stands once"
        ) from None


def unknown_sections(settings: type[BaseSettings], data: Mapping[str, Any]) -> str | None:
    """What is wrong with the first section, of the file or of the environment, that does not exist."""
    for section in data:
        if section not in settings.model_fields:
            return f"unknown key {section}; did you mean {nearest(settings, section)}?"
    for name, parts in _variables():
        if parts[0] not in settings.model_fields:
            key = ".".join(parts)
            return f"unknown key {key} (from the environment: {name}); did you mean {nearest(settings, key)}?"
    return None


def override_districts(data: dict[str, Any]) -> None:
    """Put `PASSET_DISTRICT__<KEY>` (one district) or `PASSET_DISTRICT__<N>__<KEY>` (the Nth) over the file's.

    Raises ConfigError when it is not clear which district is meant.
    """
    districts = data.get(_DISTRICT)
    for name, (section, *rest) in _variables():
        if section != _DISTRICT or not isinstance(districts, list):
            continue
        number = int(rest[0]) if len(rest) > 1 and rest[0].isdecimal() else None
        if number is None and len(districts) > 1:
            raise ConfigError(
                f"{name}: there are several districts; write {PREFIX}DISTRICT__1__… for the first"
            )
        if not 1 <= (number or 1) <= len(districts):
            raise ConfigError(f"{name}: there is no [[district]] section number {number or 1}")
        if isinstance(district := districts[(number or 1) - 1], dict):
            district["__".join(rest if number is None else rest[1:])] = os.environ[name]


def _variables() -> Iterator[tuple[str, list[str]]]:
    """Our nested environment variables with their parts in small letters."""
    for name in sorted(os.environ):
        if name.upper().startswith(PREFIX) and "__" in name:
            yield name, name[len(PREFIX) :].lower().split("__")
