"""Opening a file to import: how large it may be, in which letters it is written, what kind it is."""

from __future__ import annotations

import codecs
from pathlib import Path

from bot.errors import OperatorError

MOST_BYTES = 1024 * 1024


def read_text(path: Path) -> str:
    """The file's text with line feeds alone at the ends of lines. Raises OperatorError."""
    _must_be_a_file(path)
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise OperatorError(f"{path} cannot be read: {error.strerror or error}") from None
    if len(content) > MOST_BYTES:
        raise OperatorError(f"{path} is larger than {MOST_BYTES // 1024} KiB; make several files of it")
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise OperatorError(f"{path} is a workbook; save the sheet as CSV and import that")
    text = _decoded(content)
    if text is None:
        raise OperatorError(f"{path} is not a text in UTF-8 or Windows-1252; save it as CSV UTF-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _must_be_a_file(path: Path) -> None:
    """A folder cannot be read, and for what comes out of a pipe or a device one may wait for ever."""
    if path.exists() and not path.is_file():
        raise OperatorError(f"{path} is not a file")


def _decoded(content: bytes) -> str | None:
    """UTF-8, or what spreadsheets on Windows write: UTF-16 with its mark, else Windows-1252."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def is_calendar(path: Path, text: str) -> bool:
    """Whether it is a calendar: by its content, or because its name says so."""
    return text.lstrip()[:15].upper() == "BEGIN:VCALENDAR" or path.suffix.lower() in (".ics", ".ical")
