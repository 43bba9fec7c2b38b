"""A story among people who have long been told what is kept about them."""

from tests.support.fixtures import old_friends, story

__all__ = ["old_friends", "story"]
