"""The surroundings of a change, handed from whoever asked for it to every action that follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from zoneinfo import ZoneInfo

from commands.house import House
from commands.post import Post
from storage.models import District


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When, in which zone, under which rules. `now` is aware UTC."""

    now: datetime
    zone: ZoneInfo
    house: House

    @classmethod
    def of(cls, post: Post, district: District) -> Self:
        """That of the open transaction, in this district."""
        return cls(now=post.now, zone=ZoneInfo(district.timezone), house=post.house)
