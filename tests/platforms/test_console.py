"""The terminal keeps the promises of a chat network."""

import pytest

from tests.platforms.contract import PlatformContract
from tests.platforms.networks import ConsoleNetwork, Network


@pytest.fixture
def network() -> Network:
    return ConsoleNetwork()


class TestConsole(PlatformContract):
    """Every promise, on this platform."""
