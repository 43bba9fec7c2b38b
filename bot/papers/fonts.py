"""The letters of the papers: DejaVu Sans Condensed, narrow and with nearly every alphabet of Europe.

What it lacks is drawn as an empty box, so that everybody sees that something stands there.
"""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent / "letters"
REGULAR = _FOLDER / "DejaVuSansCondensed.ttf"
BOLD = _FOLDER / "DejaVuSansCondensed-Bold.ttf"
