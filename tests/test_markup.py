"""Light Markdown written out: alone it is readable, as HTML it is harmless, hostile input costs no more."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import markup_tree
from bot.markup import to_html, to_plain, to_terminal
from tests.support.effort import effort

ALLOWED = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "code"}


def matrix_to(address: str) -> str:
    return f"https://matrix.to/#/{address}"


class Reader(HTMLParser):
    """Reads HTML strictly: which tags and attributes there are, whether each is closed, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(name, value or "") for name, value in attrs}
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    ("text", "plain", "html"),
    [
        ("Hej", "Hej", "Hej"),
        ("", "", ""),
        ("Hej\ndu", "Hej\ndu", "Hej<br>du"),
        ("Hej\n\ndu", "Hej\n\ndu", "<p>Hej</p><p>du</p>"),
        ("**Hej** *du*", "Hej du", "<strong>Hej</strong> <em>du</em>"),
        ("Skriv `!pass <b>`.", "Skriv !pass <b>.", "Skriv <code>!pass &lt;b&gt;</code>."),
        ("a < b & c > d", "a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("<b onclick=x>&amp;</b>", "<b onclick=x>&amp;</b>", "&lt;b onclick=x&gt;&amp;amp;&lt;/b&gt;"),
        (r"\*\*Hej\*\* \[x\](y)", "**Hej** [x](y)", "**Hej** [x](y)"),
        ("- a\n- b", "• a\n• b", "<ul><li>a</li><li>b</li></ul>"),
        ("1. a\n2. b", "1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("3. a\n4. b", "3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("Vi:\n- a\n- b\n\nHej", "Vi:\n• a\n• b\n\nHej", "<p>Vi:</p><ul><li>a</li><li>b</li></ul><p>Hej</p>"),
        ("Vi:\n\n- a", "Vi:\n\n• a", "<p>Vi:</p><ul><li>a</li></ul>"),
        (
            "- a\n  - b\n    c\n- d",
            "• a\n  • b\n    c\n• d",
            "<ul><li>a<ul><li>b<br>c</li></ul></li><li>d</li></ul>",
        ),
        ("- a\n\n  b", "• a\n\n  b", "<ul><li><p>a</p><p>b</p></li></ul>"),
        ("# Hej\n> du\n---", "# Hej\n> du\n---", "# Hej<br>&gt; du<br>---"),
        ("18.00 börjar det", "18.00 börjar det", "18.00 börjar det"),
        ("~~a~~ |b| http://x.se", "~~a~~ |b| http://x.se", "~~a~~ |b| http://x.se"),
    ],
)
def test_light_markdown_in_both_forms(text: str, plain: str, html: str) -> None:
    assert to_plain(text) == plain
    assert to_html(text, matrix_to) == html


@pytest.mark.parametrize(
    ("text", "plain", "html"),
    [
        (
            "[plan](https://x.se/å?a=1&b=2)",
            "plan (https://x.se/å?a=1&b=2)",
            '<a href="https://x.se/å?a=1&amp;b=2">plan</a>',
        ),
        ("[https://x.se](https://x.se)", "https://x.se", '<a href="https://x.se">https://x.se</a>'),
        ("[post](mailto:a@x.se)", "post (a@x.se)", '<a href="mailto:a@x.se">post</a>'),
        ("[a@x.se](mailto:a@x.se)", "a@x.se", '<a href="mailto:a@x.se">a@x.se</a>'),
        ("[Bo](mention:@bo:x)", "Bo", '<a href="https://matrix.to/#/@bo:x">Bo</a>'),
        ("[Bo](mention:%22%3E%3Cb%3E)", "Bo", '<a href="https://matrix.to/#/&quot;&gt;&lt;b&gt;">Bo</a>'),
        ("[x](javascript:alert(1))", "x", "x"),
        ("[x](JavaScript:alert)", "x", "x"),
        ("[x](http://x.se)", "x", "x"),
        ("[x](data:text/html,hej)", "x", "x"),
        ("[x](/etc/passwd)", "x", "x"),
        ('[x](https://x.se/"onclick="y)', 'x (https://x.se/"onclick="y)', None),
        ("![bild](https://x.se/b.png)", "!bild (https://x.se/b.png)", None),
    ],
)
def test_links_lead_to_people_and_safe_places_only(text: str, plain: str, html: str | None) -> None:
    assert to_plain(text) == plain
    if html is not None:
        assert to_html(text, matrix_to) == html
    assert {name for name, _ in Reader(to_html(text, matrix_to)).attributes} <= {"href"}


def test_a_person_for_whom_the_platform_has_no_link_stands_by_name() -> None:
    assert to_html("[Bo](mention:bo) kommer", lambda address: "") == "Bo kommer"


MARKS = (
    "*",
    "**",
    "_",
    "`",
    "``",
    "\\",
    "<b>",
    "&lt;",
    "- ",
    "\n",
    "\n\n",
    "  ",
    "a",
    "å ",
    "\t",
    "> ",
    "# ",
    "!",
    '"',
)
LINKS = ("[", "](", ")", "1. ", "https://x.se", "mention:b", "javascript:x", "mailto:b")
UNLINKED = st.lists(st.sampled_from(MARKS), max_size=40).map("".join)
MARKUP = st.lists(st.sampled_from(MARKS + LINKS), max_size=40).map("".join)


@given(MARKUP | st.text())
def test_no_text_brings_forth_another_tag_attribute_or_scheme(text: str) -> None:
    read = Reader(to_html(text, matrix_to))
    assert read.tags <= ALLOWED
    for name, value in read.attributes:
        assert (name == "href" and value.startswith(("https://", "mailto:"))) or (
            name == "start" and value.isdigit()
        )


@given(UNLINKED)
def test_plain_and_html_say_the_same(text: str) -> None:
    html = Reader(to_html(text, matrix_to)).text
    assert re.sub(r"[•\s]", "", to_plain(text)) == re.sub(r"\s", "", html)


@given(st.text(alphabet="aå .,-+)1\n<&>!🌈\u00a0\u2028", max_size=40))
def test_a_text_without_markup_is_read_as_the_parser_would(text: str) -> None:
    if not markup_tree._MARKUP.search(text):
        assert list(markup_tree._plain(text)) == markup_tree._blocks(markup_tree._parser.parse(text))


def test_the_terminal_shows_bold_but_obeys_no_one_else() -> None:
    assert to_terminal("**Hej** `du`") == "\x1b[1mHej\x1b[22m \x1b[36mdu\x1b[39m"
    assert to_terminal("a\x1b]0;title\x07b\x9bc\r\nd") == "a]0;titlebc\nd"


@pytest.mark.parametrize(
    "part",
    [
        "[",
        "*",
        "_a",
        "**a ",
        "`",
        "[a](",
        "\\[",
        "- ",
        "1. ",
        "\n- ",
        "*a_ ",
        "![",
        "a\n",
        "\n\n",
        "[](x)",
        " ",
        "(",
    ],
)
def test_hostile_text_costs_no_more_than_its_length(part: str) -> None:
    def work(length: int) -> int:
        text = (part * length)[:length]
        markup_tree.read.cache_clear()
        return effort(lambda: (to_plain(text), to_html(text, matrix_to)))

    assert work(16_384) < 200 + 6 * work(4_096)
    assert work(65_536) < 64 * 65_536


def test_both_forms_of_a_message_need_one_reading() -> None:
    text = "**Hej** " * 20
    markup_tree.read.cache_clear()
    to_plain(text)
    to_html(text, matrix_to)
    assert markup_tree.read.cache_info().misses == 1
