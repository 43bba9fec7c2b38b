"""The day's list, read by a PDF library of another make (PDFium) than the one that draws it."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from bot.papers import render
from bot.papers.fonts import BOLD, REGULAR, drawable, in_reading_order
from tests.papers.examples import day, daylist, person, shift_on_list

A4 = (595.3, 841.9)


def pages(attachment: dict[str, Any]) -> list[str]:
    """The text of each page; all pages are A4."""
    file = render(attachment)
    assert file.mimetype == "application/pdf"
    document = pypdfium2.PdfDocument(file.data)
    assert all(page.get_size() == pytest.approx(A4, abs=0.5) for page in document)
    return [page.get_textpage().get_text_range() for page in document]


def crowd(size: int) -> list[dict[str, Any]]:
    return [person(f"Person {number}") for number in range(1, size + 1)]


def test_a_page_says_the_day_the_shifts_and_who_is_expected() -> None:
    (text,) = pages(daylist(day(shift_on_list(person("Bo", "+ 1 gäst", "ringledare"), person("Åsa Öberg")))))
    for part in (
        "Tis 14 maj",
        "Vänsterpartiet Sjuhärad",
        "18.00–20.30 Ringstuga",
        "#12",
        "Storgatan 1, Borås",
    ):
        assert part in text
    assert "Bo" in text
    assert "+ 1 gäst, ringledare" in text
    assert "Åsa Öberg" in text
    assert "Från Passet" in text


@pytest.mark.parametrize("size", [1, 10, 20, 32])
def test_a_normal_day_is_one_page(size: int) -> None:
    text = pages(daylist(day(shift_on_list(*crowd(size)))))
    assert len(text) == 1
    assert f"Person {size}" in text[0]


def test_four_shifts_of_eight_are_one_page() -> None:
    assert len(pages(daylist(day(*(shift_on_list(*crowd(7), lines=1) for _ in range(4)))))) == 1


def test_a_day_too_long_to_be_read_on_one_page_goes_on_and_loses_nobody() -> None:
    found = pages(daylist(day(shift_on_list(*crowd(120)))))
    assert 2 <= len(found) <= 3
    text = "\n".join(found)
    assert all(f"Person {number}" in text for number in range(1, 121))
    assert "1 (" in found[0]
    assert all("Tis 14 maj" in page for page in found), "a page that falls off says which day it is of"


def test_a_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    for size in range(30, 60):
        found = pages(
            daylist(day(shift_on_list(*crowd(size)), shift_on_list(person("Sist"), heading="Nästa")))
        )
        (with_heading,) = [page for page in found if "Nästa" in page]
        assert "Sist" in with_heading


def test_every_day_begins_a_page() -> None:
    found = pages(daylist(day(shift_on_list()), day(shift_on_list(), heading="ons 15 maj")))
    assert ["Tis 14 maj" in found[0], "Ons 15 maj" in found[1], len(found)] == [True, True, 2]


@pytest.mark.parametrize(
    "name", ["Łukasz Żółw", "Şebnem Çelik", "Мария Иванова", "Ελένη", "Đặng", "Bo “B” Ek"]
)
def test_names_in_the_alphabets_of_europe_stand_there_as_they_are(name: str) -> None:
    (text,) = pages(daylist(day(shift_on_list(person(name)))))
    assert name in text


@pytest.mark.parametrize(
    ("name", "stands"),
    [
        ("Bo 🌹 Ek", "Bo Ek"),
        ("Bo 👩🏽‍🌾", "Bo"),
        ("𝓑𝓸 𝓔𝓴", "Bo Ek"),
        ("李明 Ek", "? Ek"),
        ("李小龙", "@li"),
        ("🌹", "@li"),
    ],
)
def test_what_there_are_no_letters_for_leaves_the_most_that_can_be_read(name: str, stands: str) -> None:
    who = person(name) | {"account": "@li"}
    (text,) = pages(daylist(day(shift_on_list(who, lines=0))))
    assert stands in [line.strip() for line in text.splitlines()]


@pytest.mark.parametrize("name", ["Bo 🌹", "李小龙", "नरेंद्र", "ผู้ใช้", "Bo‍Ek", "👩🏽‍🌾"])
def test_no_letter_is_drawn_as_an_empty_box(name: str) -> None:
    for font in (REGULAR, BOLD):
        known = TTFontFile(str(font)).charToGlyph
        assert all(ord(letter) in known for letter in drawable(name))


@pytest.mark.parametrize("name", ["محمد علي", "李小龙", "🌹", "\u202e", "", "a" * 500, "नरेंद्र", "\x00\x07"])
def test_no_name_breaks_the_list(name: str) -> None:
    (text,) = pages(daylist(day(shift_on_list(person(name, name), person("Bo")))))
    assert "Bo" in text


def test_a_long_name_is_cut_off_and_does_not_run_into_what_stands_beside_it() -> None:
    (text,) = pages(daylist(day(shift_on_list(person("Margareta " * 20, "+ 1 gäst")))))
    assert "…" in text
    assert "+ 1 gäst" in text


def test_there_is_a_box_for_everyone_and_for_those_who_just_come() -> None:
    def dark(attachment: dict[str, Any]) -> int:
        page = pypdfium2.PdfDocument(render(attachment).data)[0].render(scale=2).to_pil().convert("L")
        return sum(page.crop((100, 250, 136, 1500)).histogram()[:60])

    none, one, two = (dark(daylist(day(shift_on_list(lines=lines)))) for lines in (0, 1, 2))
    assert 0 < one - none == pytest.approx(two - one, rel=0.2)


def test_the_same_list_is_the_same_file_at_every_retry() -> None:
    attachment = daylist(day(shift_on_list(person("Bo"))))
    assert render(attachment).data == render(attachment).data


@pytest.mark.parametrize(
    ("text", "drawn"),
    [("Bo Ek", "Bo Ek"), ("אב גד", "דג בא"), ("Bo אב גד Ek", "Bo דג בא Ek"), ("", ""), ("  ", "  ")],
)
def test_words_from_right_to_left_are_drawn_from_their_end(text: str, drawn: str) -> None:
    assert in_reading_order(text) == drawn
