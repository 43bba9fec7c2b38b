"""The double keeps the promises of the real thing."""

import pytest

from tests.platforms.contract import PlatformContract
from tests.platforms.networks import MemoryNetwork, Network


@pytest.fixture
def network() -> Network:
    return MemoryNetwork()


class TestMemory(PlatformContract):
    """Every promise, on this platform."""
