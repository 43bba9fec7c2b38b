"""stub"""

from collections.abc import Sequence
from pathlib import Path

from bot.demo.stage import Said


def draw(said: Sequence[Said], path: Path) -> None:
    """stub"""
