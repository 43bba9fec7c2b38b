"""The scripted conversation as a picture: three telephones, drawn as SVG.

Nothing is loaded from elsewhere, and the same conversation gives the same file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path

from bot.demo.district import BOT_NAME, ROOM_NAMES
from bot.demo.letters import width_of
from bot.demo.richtext import Piece, wrap
from bot.demo.stage import Said
from bot.errors import OperatorError

PHONE_WIDTH, GAP, MARGIN = 352, 28, 10
HEADER, FOOT, PADDING = 58, 18, 14
BUBBLE_WIDTH, INSET = 276, 12
SIZE, LEADING = 15.0, 21
NAME_SIZE, NAME_LEADING = 12.5, 18
AVATAR = 14
BETWEEN, BETWEEN_SPEAKERS = 4, 12

COLOURS = {BOT_NAME: "#b3221a", "Anna": "#7b3f98", "Bo": "#1c5fa8", "Leyla": "#0d7460"}

STYLE = """\
text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; fill: #222 }
.own text { fill: #fff }
.strong { font-weight: 600 }
.em { font-style: italic }
.code { font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 13px }
.link { font-weight: 600 }
.title { font-weight: 700; font-size: 16px }
.whose { font-size: 12.5px; fill: #666 }
.name { font-weight: 600; font-size: 12.5px }
.initial { font-weight: 700; font-size: 13px; fill: #fff; text-anchor: middle }"""


@dataclass(frozen=True, slots=True)
class Phone:
    """One telephone: its room, whose it is, and the panels of the conversation that it shows."""

    title: str
    owner: str
    panels: tuple[str, ...]


PHONES = (
    Phone(ROOM_NAMES["hall"], "Bo", ("hall", "digest")),
    Phone(BOT_NAME, "Bo", ("direct",)),
    Phone(ROOM_NAMES["office"], "Anna", ("office",)),
)


def draw(said: Sequence[Said], path: Path) -> None:
    """Write the picture of what was said. Raises OperatorError when the file cannot be written."""
    try:
        path.write_text(svg(said), encoding="utf-8")
    except OSError as error:
        raise OperatorError(f"{path} cannot be written: {error.strerror or error}") from None


def svg(said: Sequence[Said]) -> str:
    """The picture. What stands in no panel is left out."""
    screens = []
    height = 0.0
    for phone in PHONES:
        shown = [one for panel in phone.panels for one in said if one.panel == panel]
        drawn, bottom = _screen(shown, phone.owner)
        screens.append(drawn)
        height = max(height, bottom + FOOT)
    width = len(PHONES) * PHONE_WIDTH + (len(PHONES) - 1) * GAP + 2 * MARGIN
    total = height + 2 * MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {total:g}" width="{width}"'
        f' height="{total:g}" role="img" font-size="{SIZE:g}">',
        "<title>A conversation with Passet: signing up in the district's room, a reminder, a roster</title>",
        f"<style>\n{STYLE}\n</style>",
    ]
    for position, (phone, drawn) in enumerate(zip(PHONES, screens, strict=True)):
        left = MARGIN + position * (PHONE_WIDTH + GAP)
        parts.append(f'<g transform="translate({left} {MARGIN})">')
        parts += _case(phone, height)
        parts += drawn
        parts.append("</g>")
    return "\n".join([*parts, "</svg>", ""])


def _case(phone: Phone, height: float) -> Iterator[str]:
    """The telephone itself with the head of the room."""
    frame = f'width="{PHONE_WIDTH}" height="{height:g}" rx="22"'
    yield f'<rect {frame} fill="#eceef1" stroke="#c9ced6" stroke-width="1.5"/>'
    head = f"M1 {HEADER}V22a21 21 0 0 1 21-21h{PHONE_WIDTH - 44}a21 21 0 0 1 21 21V{HEADER}z"
    yield f'<path d="{head}" fill="#fff"/>'
    yield f'<path d="M1 {HEADER}h{PHONE_WIDTH - 2}" stroke="#d8dce2"/>'
    yield '<path d="M24 23l-7 8 7 8" fill="none" stroke="#888" stroke-width="2" stroke-linecap="round"/>'
    yield f'<text class="title" x="38" y="28">{escape(phone.title)}</text>'
    yield f'<text class="whose" x="38" y="46">{escape(_genitive(phone.owner))} telefon</text>'


def _genitive(name: str) -> str:
    return name if name[-1:] in "sxz" else f"{name}s"


def _screen(said: Sequence[Said], owner: str) -> tuple[list[str], float]:
    """The bubbles, and where the last one ends."""
    drawn: list[str] = []
    y = float(HEADER + PADDING)
    for number, ((speaker, _), group) in enumerate(groupby(said, key=lambda one: (one.speaker, one.panel))):
        y += BETWEEN_SPEAKERS if number else 0
        for position, one in enumerate(group):
            y += BETWEEN if position else 0
            bubble = _Bubble.of(one, own=speaker == owner, named=position == 0)
            drawn += bubble.draw(y)
            y += bubble.height
    return drawn, y


@dataclass(frozen=True, slots=True)
class _Bubble:
    """A message. `rows` are pieces with their indent and the space above them, in pixels."""

    speaker: str
    own: bool
    named: bool
    rows: tuple[tuple[float, float, tuple[Piece, ...]], ...]
    width: float

    @classmethod
    def of(cls, said: Said, *, own: bool, named: bool) -> _Bubble:
        named = named and not own
        rows: list[tuple[float, float, tuple[Piece, ...]]] = []
        for number, line in enumerate(said.lines):
            above = 8.0 if line.gap and number else 2.0 if line.bullet and number else 0.0
            lead = _width(Piece(f"{line.bullet} ")) if line.bullet else 0.0
            indent = lead + 14.0 * max(0, line.depth - 1)
            for position, row in enumerate(wrap(line.pieces, BUBBLE_WIDTH - 2 * INSET - indent, _width)):
                if position == 0 and line.bullet:
                    rows.append((indent - lead, above, (Piece(f"{line.bullet} "), *row)))
                else:
                    rows.append((indent, above if position == 0 else 0.0, row))
        widest = max([indent + sum(map(_width, row)) for indent, _, row in rows], default=0.0)
        if named:
            widest = max(widest, width_of(said.speaker, NAME_SIZE, bold=True))
        return cls(said.speaker, own, named, tuple(rows), round(widest + 2 * INSET))

    @property
    def height(self) -> float:
        text = sum(LEADING + above for _, above, _ in self.rows)
        return text + 14 + (NAME_LEADING if self.named else 0)

    def draw(self, y: float) -> Iterator[str]:
        left = PHONE_WIDTH - PADDING - self.width if self.own else PADDING + 2 * AVATAR + 8
        fill, line = ("#b3221a", "#b3221a") if self.own else ("#fff", "#dde1e6")
        colour = COLOURS.get(self.speaker, "#555")
        yield '<g class="own">' if self.own else "<g>"
        yield (
            f'<rect x="{left:g}" y="{y:g}" width="{self.width:g}" height="{self.height:g}" rx="14"'
            f' fill="{fill}" stroke="{line}"/>'
        )
        if self.named:
            x, initial = PADDING + AVATAR, escape(self.speaker[:1])
            yield f'<circle cx="{x}" cy="{y + AVATAR:g}" r="{AVATAR}" fill="{colour}"/>'
            yield f'<text class="initial" x="{x}" y="{y + AVATAR + 4.5:g}">{initial}</text>'
            yield (
                f'<text class="name" x="{left + INSET:g}" y="{y + 19:g}" style="fill: {colour}">'
                f"{escape(self.speaker)}</text>"
            )
        baseline = y + 7 + (NAME_LEADING if self.named else 0)
        for indent, above, row in self.rows:
            baseline += above + LEADING
            yield (
                f'<text x="{left + INSET + indent:g}" y="{baseline - 6:g}" xml:space="preserve">'
                f"{''.join(map(_span, row))}</text>"
            )
        yield "</g>"


def _span(piece: Piece) -> str:
    text = escape(piece.text, quote=False)
    return f'<tspan class="{" ".join(sorted(piece.styles))}">{text}</tspan>' if piece.styles else text


def _width(piece: Piece) -> float:
    bold = bool(piece.styles & {"strong", "link"})
    return width_of(piece.text, SIZE, bold=bold, fixed="code" in piece.styles)
