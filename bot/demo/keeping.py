"""What one demo keeps in its folder between starts, and where.

DIR/demo.json          the port, passwords, how far the filling has come (0600)
DIR/demo.lock          held while the demo runs
DIR/homeserver/        Synapse's whole state
DIR/config.toml        the bot's configuration, written anew at each start
DIR/secrets/password   the bot's password
DIR/data/              the bot's database, session and keys
DIR/bot.log            what the bot logged since the last start
"""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Self

from bot.errors import OperatorError
from bot.private_files import write_private

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that look like others: the password is typed from a screen."""


def _password() -> str:
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))


@dataclass(slots=True)
class Kept:
    """The contents of demo.json. `planned` is the local date (ISO) from which the plan was made; `stand` the
    number of a shift that a broken off conversation left behind, 0 if there is none."""

    port: int = 0
    password: str = field(default_factory=_password)
    bot_password: str = field(default_factory=_password)
    has_accounts: bool = False
    planned: str = ""
    commands_done: int = 0
    filled: bool = False
    stand: int = 0

    @classmethod
    def load(cls, folder: Path) -> Self:
        """What is kept in `folder`; a fresh beginning where there is nothing. Raises OperatorError."""
        path = folder / "demo.json"
        try:
            return cls(**json.loads(path.read_bytes()))
        except FileNotFoundError:
            return cls()
        except (OSError, ValueError, TypeError) as error:
            raise OperatorError(
                f"{path} cannot be read ({type(error).__name__}): remove the folder to begin anew"
            ) from None

    def save(self, folder: Path) -> None:
        """Write it, whole or not at all. Raises OperatorError."""
        write_private(folder / "demo.json", json.dumps(asdict(self), indent=1).encode() + b"\n")
