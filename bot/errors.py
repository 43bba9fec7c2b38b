"""Errors that are told to whoever runs the program: one clear line and an exit code, never a traceback.

    OperatorError            something outside the program is wrong; exit code 1
    ├── ConfigError          the configuration is wrong; exit code 2
    └── UsageProblem         the command line asks for what cannot be done; exit code 2

The text names the key or the file and says what to do. It never contains a password, a token or
what somebody wrote in a chat. `bot.cli` shows it; nothing else has to catch it.
"""

from __future__ import annotations

import os


class OperatorError(Exception):
    """One line for the operator; `exit_code` is what the program ends with."""

    def __init__(self, message: str, exit_code: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.exit_code = exit_code


class ConfigError(OperatorError):
    """The configuration cannot be used."""

    def __init__(self, message: str) -> None:
        super().__init__(message, exit_code=2)


class UsageProblem(OperatorError):
    """The arguments are well formed, yet do not go together or cannot be carried out."""

    def __init__(self, message: str) -> None:
        super().__init__(message, exit_code=2)


def tracing() -> bool:
    """True when the operator asked for full tracebacks by PASSET_TRACE=1."""
    return os.environ.get("PASSET_TRACE", "") not in ("", "0")
