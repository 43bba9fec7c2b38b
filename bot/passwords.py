"""Where the bot's password comes from; it is read when needed, and kept nowhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.errors import ConfigError


def password_reader(file: Path | None) -> Callable[[], str] | None:
    """A function that reads the password file; None where no file is configured.

    It raises ConfigError when the file cannot be read or is empty; the text names the file only.
    """
    if file is None:
        return None

    def read() -> str:
        try:
            password = file.read_text(encoding="utf-8").strip("\r\n")
        except (OSError, UnicodeDecodeError):
            raise ConfigError(
                f"no stored login, and matrix.password_file ({file}) cannot be read: run passet login"
            ) from None
        if not password:
            raise ConfigError(f"matrix.password_file ({file}) is empty")
        return password

    return read
