"""Whose invitations the bot accepts (`matrix.invites_from`): servers and user ids, nobody else."""

from __future__ import annotations

from collections.abc import Iterable


class Invitations:
    """Judges an inviter's address against the configured servers ("example.org") and user ids."""

    def __init__(self, allowed: Iterable[str]) -> None:
        self._allowed = {one.casefold() for one in allowed}

    def allows(self, address: str) -> bool:
        """True for a user id on the list, or one whose server is; an address without a server never."""
        _, _, server = address.partition(":")
        return address.casefold() in self._allowed or (bool(server) and server.casefold() in self._allowed)
