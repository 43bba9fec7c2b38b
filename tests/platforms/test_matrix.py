"""Matrix keeps the promises, on a real Synapse."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.demo.homeserver import Homeserver
from tests.platforms.contract import PlatformContract
from tests.platforms.networks import MatrixNetwork, Network


@pytest.fixture
async def network(homeserver: Homeserver, tmp_path: Path) -> AsyncIterator[Network]:
    made = MatrixNetwork(homeserver, tmp_path)
    await made.begin()
    yield made
    await made.close()


@pytest.mark.xdist_group("synapse")
class TestMatrix(PlatformContract):
    """Every promise, on this platform."""
