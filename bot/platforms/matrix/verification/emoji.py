"""The 64 emojis of the specification ("SAS method: emoji"), by number; named in verification.ftl."""

from __future__ import annotations

from collections.abc import Iterable

_TABLE = """
    🐶 🐱 🦁 🐎 🦄 🐷 🐘 🐰 🐼 🐓 🐧 🐢 🐟 🐙 🦋 🌷
    🌳 🌵 🍄 🌏 🌙 ☁️ 🔥 🍌 🍎 🍓 🌽 🍕 🎂 ❤️ 😀 🤖
    🎩 👓 🔧 🎅 👍 ☂️ ⌛ ⏰ 🎁 💡 📕 ✏️ 📎 ✂️ 🔒 🔑
    🔨 ☎️ 🏁 🚂 🚲 ✈️ 🚀 🏆 ⚽ 🎸 🎺 🔔 ⚓ 🎧 📁 📌
"""
EMOJI = tuple(_TABLE.split())


def shown(numbers: Iterable[int]) -> str:
    """For a log line."""
    return " ".join(EMOJI[number] for number in numbers)
