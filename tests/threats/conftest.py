"""A story among people who know the bot (what strangers are told is another one), and a hostile server."""

from tests.support.fixtures import old_friends, story
from tests.threats.town import town

__all__ = ["old_friends", "story", "town"]
