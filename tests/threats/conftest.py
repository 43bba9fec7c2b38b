"""A story among people who know the bot: what strangers are told is another one."""

from tests.support.fixtures import old_friends, story

__all__ = ["old_friends", "story"]
