"""What tests of every floor may ask for by name.

Tests that use `homeserver` carry `@pytest.mark.xdist_group("synapse")`, so that one worker runs them all
and one Synapse is started; a run without such tests starts none.
"""

import secrets
from collections.abc import AsyncIterator, Generator
from pathlib import Path
from typing import Protocol

import pytest

from bot.demo.homeserver import Homeserver
from tests.support.matrix import Person

FOLDERS = pytest.StashKey[dict[Path, pytest.Collector]]()


@pytest.hookimpl(wrapper=True)
def pytest_collect_directory(
    path: Path, parent: pytest.Collector
) -> Generator[None, pytest.Collector | None, pytest.Collector | None]:
    """One collector for each folder, however often its parent is collected.

    pytest 9.1.0 and 9.1.1 make new ones when a file of the parent is named between two of the folder
    (`pytest tests/stories/a.py tests/b.py tests/stories/c.py`): the fixtures of its `conftest.py` stay with
    the first, and the rest of the run does not find them (pytest-dev/pytest issue 14635).
    """
    made = yield
    if made is None:
        return None
    return parent.session.stash.setdefault(FOLDERS, {}).setdefault(path, made)


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
