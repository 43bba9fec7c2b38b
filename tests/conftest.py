"""What tests of every floor may ask for by name.

Tests that use `homeserver` carry `@pytest.mark.xdist_group("synapse")`, so that one worker runs them all
and one Synapse is started; a run without such tests starts none.
"""

import secrets
from collections.abc import AsyncIterator
from typing import Protocol

import pytest

from bot.demo.homeserver import Homeserver
from tests.support.matrix import Person


class Meet(Protocol):
    """Makes somebody new: `anna = await meet("anna")`."""

    async def __call__(self, name: str) -> Person: ...


@pytest.fixture(scope="session")
async def homeserver(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Homeserver]:
    """A real Synapse on loopback, with raised limits, shared by all tests that ask for it.

    Rooms and users of other tests are on it too: make your own with `meet`. A test that stops it or
    needs default limits starts a `Homeserver` of its own.
    """
    async with Homeserver(tmp_path_factory.mktemp("homeserver")) as server:
        yield server


@pytest.fixture
async def meet(homeserver: Homeserver) -> AsyncIterator[Meet]:
    """A maker of users whom no other test knows (`@anna-1f3a9c0b:…`), logged in."""
    met: list[Person] = []

    async def make(name: str) -> Person:
        localpart = f"{name}-{secrets.token_hex(4)}"
        login = await homeserver.register(localpart, f"password of {localpart}", displayname=name.title())
        met.append(Person(homeserver.url, login))
        return met[-1]

    yield make
    for person in met:
        await person.close()
