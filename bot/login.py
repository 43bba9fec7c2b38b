"""`passet login`: log the bot in to its account with a password, once."""

from __future__ import annotations

import asyncio
import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.errors import ConfigError, OperatorError
from bot.passwords import password_reader
from bot.platforms.base import PlatformError, Refused, Unavailable
from bot.run import unreachable

if TYPE_CHECKING:
    from bot.settings import Matrix, Settings


def login(settings: Settings, password_file: Path | None, new_device: bool) -> int:
    """Log in and keep the session under `matrix.store_dir`; the exit code.

    A stored login that still works is kept unless `new_device`. Raises OperatorError with one line.
    """
    if settings.matrix is None:
        raise ConfigError("the section [matrix] is missing: copy it from config.example.toml")
    os.umask(0o077)
    try:
        return asyncio.run(_login(settings.matrix, password_file, new_device))
    except Refused as error:
        raise OperatorError(
            f"{settings.matrix.homeserver} refused the login of {settings.matrix.user_id} ({error.code}): "
            "check the user ID and the password"
        ) from None
    except Unavailable as error:
        raise unreachable(settings, error) from None
    except PlatformError as error:
        raise OperatorError(str(error)) from None


async def _login(matrix: Matrix, password_file: Path | None, new_device: bool) -> int:
    from bot.platforms.matrix.platform import MatrixPlatform
    from bot.platforms.matrix.session import Session

    platform = MatrixPlatform(
        matrix.homeserver, matrix.user_id, matrix.store_dir, encryption=matrix.encryption, clock=SystemClock()
    )
    try:
        if new_device or Session.load(matrix.store_dir) is None:
            await platform.login(_password(matrix, password_file), store_lost=new_device)
        await platform.start()
        verified = platform.is_verified
    finally:
        await platform.close()
    if not verified:
        print(  # noqa: T201 - the command's answer
            "Others see this device as unverified; many clients give it no keys. If the account's identity"
            " is lost: passet keys restore FILE, or passet login --new-device, which makes a new one."
        )
    print(f"Logged in as {matrix.user_id}. Start the bot with: passet run")  # noqa: T201 - the command's answer
    return 0


def _password(matrix: Matrix, file: Path | None) -> str:
    reader = password_reader(file)
    if reader is not None:
        return reader()
    if not sys.stdin.isatty():
        raise ConfigError("there is no terminal to ask for the password on: use --password-file FILE")
    return getpass.getpass(f"Password of {matrix.user_id}: ")
