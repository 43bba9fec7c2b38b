"""Bad input is answered clearly, in both languages, and changes nothing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.stories.given import activity, english, shift, told
from tests.support.story import Story

TABLES = (
    "activity",
    "district",
    "due",
    "organizer",
    "person",
    "question",
    "reminder",
    "seat",
    "series",
    "shift",
    "signup",
)

# Who says it, in Swedish, in English, what kind of answer, and what the answer must name.
BAD: tuple[tuple[str, str, str, str, str], ...] = (
    # arguments missing, too many, unreadable
    ("bo", "anmäl", "signup", "error-arguments", "ringstuga"),
    ("bo", "anmäl 1 gäster=en", "signup 1 guests=one", "error-number", "0–9"),
    ("bo", "anmäl 1 gäster=٣", "signup 1 guests=٣", "error-number", "٣"),
    ("bo", "anmäl 1 gäster=10", "signup 1 guests=10", "error-guests", "9"),
    ("bo", 'anmäl "ringstuga tis', 'signup "ringstuga tue', "error-arguments", "ringstuga"),
    ("bo", "avboka 1", "leave 1", "error-not-booked", "#1"),
    ("bo", "avboka", "leave", "error-none-booked", ""),
    ("bo", "avboka 2", "leave 2", "error-not-booked", "#2"),
    ("anna", "aktivitet ny", "activity add", "error-arguments", "ringstuga"),
    ("anna", "aktivitet ändra ringstuga", "activity edit ringstuga", "error-arguments", "ringstuga"),
    ("anna", "aktivitet arkivera", "activity archive", "error-arguments", "ringstuga"),
    ("anna", "aktivitet arkivera ringstuga nu", "activity archive ringstuga now", "error-arguments", "n"),
    ("anna", "pass ny", "shift add", "error-arguments", "ringstuga"),
    ("anna", "pass ny ringstuga", "shift add ringstuga", "error-arguments", "ringstuga"),
    ("anna", "pass ändra", "shift edit", "error-arguments", "12"),
    ("anna", "pass ändra 1", "shift edit 1", "error-arguments", "12"),
    ("anna", "pass ändra 1 ons tid=tors", "shift edit 1 wed when=thu", "error-arguments", "12"),
    ("anna", "pass ställin", "shift cancel", "error-arguments", "12"),
    ("anna", "pass stäng", "shift close", "error-arguments", "12"),
    # what does not exist
    ("bo", "anmäl 99", "signup 99", "error-shift-unknown", "#99"),
    ("bo", "anmäl #9999999", "signup #9999999", "error-shift-unknown", "#9999999"),
    ("bo", "anmäl 12345678901234567890", "signup 12345678901234567890", "error-shift-unknown", "1234"),
    ("bo", "anmäl ringstua", "signup ringstua", "error-activity-near", "ringstuga"),
    ("bo", "anmäl kalas", "signup kalas", "error-activity-unknown", "kalas"),
    ("bo", "anmäl ringstuga sön", "signup ringstuga sun", "error-shift-none", "ringstuga s"),
    ("bo", "anmäl ringstuga blorp", "signup ringstuga blorp", "error-when", "blorp"),
    ("bo", "anmäl 2", "signup 2", "error-shift-not-open", "#2"),
    ("bo", "pass 99", "shifts 99", "error-shift-unknown", "#99"),
    ("bo", "pass kalas", "shifts kalas", "error-activity-unknown", "kalas"),
    ("bo", "pass ringstuga 31/2", "shifts ringstuga 31/2", "error-when", "31/2"),
    ("anna", "pass ny kalas ons 18-20", "shift add kalas wed 18-20", "error-activity-unknown", "kalas"),
    ("anna", "pass ändra 99 platser=3", "shift edit 99 seats=3", "error-shift-unknown", "#99"),
    ("anna", "pass ställin 99 ändå", "shift cancel 99 anyway", "error-shift-unknown", "#99"),
    ("anna", "aktivitet ändra kalas om=x", "activity edit kalas about=x", "error-activity-unknown", "kalas"),
    # times that cannot be
    ("anna", "pass ny ringstuga ons", "shift add ringstuga wed", "error-when", "18-20"),
    ("anna", "pass ny ringstuga igår 18-20", "shift add ringstuga yesterday 18-20", "error-when", "18-20"),
    ("anna", "pass ny ringstuga 5/5/2024 18-20", "shift add ringstuga 5/5/2024 18-20", "error-when", "5/5"),
    ("anna", "pass ny ringstuga idag 8-9", "shift add ringstuga today 8-9", "error-when", "8-9"),
    ("anna", "pass ny ringstuga 31/2 18-20", "shift add ringstuga 31/2 18-20", "error-when", "31/2"),
    ("anna", "pass ny ringstuga ons 25-26", "shift add ringstuga wed 25-26", "error-when", "25"),
    ("anna", "pass ny ringstuga tis 15/5 18-20", "shift add ringstuga tue 15/5 18-20", "error-when", "15/5"),
    (
        "anna",
        "pass ny ringstuga 14/5/2099 18-20",
        "shift add ringstuga 14/5/2099 18-20",
        "error-when",
        "2099",
    ),
    (
        "anna",
        "pass ny ringstuga 30/3/2025 02:30-04",
        "shift add ringstuga 30/3/2025 02:30-04",
        "error-when",
        "02:30",
    ),
    (
        "anna",
        "pass ny ringstuga 27/10/2024 02:30-04",
        "shift add ringstuga 27/10/2024 02:30-04",
        "error-when",
        "02:30",
    ),
    ("anna", "pass ändra 1 igår", "shift edit 1 yesterday", "error-when", ""),
    ("anna", "pass ändra 1 blorp", "shift edit 1 blorp", "error-when", "blorp"),
    ("anna", "pass ny ringstuga ons ١٨-٢٠", "shift add ringstuga wed ١٨-٢٠", "error-when", ""),
    # seats
    *(
        (
            "anna",
            f"pass ny ringstuga fre 18-20 platser={seats}",
            f"shift add ringstuga fri 18-20 seats={seats}",
            kind,
            named,
        )
        for seats, kind, named in (
            ("0", "error-seats-range", "1000"),
            ("-1", "error-seats-range", "1000"),
            ("1001", "error-seats-range", "1000"),
            ("1000000000", "error-seats-range", "1000"),
            ("9999999999999999999999", "error-number", "999"),
            ("٣", "error-number", "٣"),
            ("3.5", "error-number", "3.5"),
            ("åtta", "error-number", "åtta"),
        )
    ),
    (
        "anna",
        "pass ny ringstuga fre 18-20 platser=2 minst=3",
        "shift add ringstuga fri 18-20 seats=2 min=3",
        "error-seats-minimum",
        "3",
    ),
    (
        "anna",
        "pass ny ringstuga fre 18-20 minst=-1",
        "shift add ringstuga fri 18-20 min=-1",
        "error-seats-minimum",
        "-1",
    ),
    ("anna", "pass ändra 1 platser=0", "shift edit 1 seats=0", "error-seats-range", "1000"),
    ("anna", "pass ändra 1 minst=9", "shift edit 1 min=9", "error-seats-minimum", "9"),
    ("anna", "pass ändra 1 platser=1", "shift edit 1 seats=1", "error-seats-booked", "2"),
    # what new shifts of an activity get
    *(
        ("anna", f"aktivitet ändra ringstuga {sv}", f"activity edit ringstuga {en}", kind, named)
        for sv, en, kind, named in (
            ("platser=0", "seats=0", "error-seats-range", "1000"),
            ("platser=2 minst=3", "seats=2 min=3", "error-seats-minimum", "3"),
            ('platser=2 roller="a:2 b"', 'seats=2 roles="a:2 b"', "error-roles-seats", "3"),
            ('minst=4 roller="a:2 b"', 'min=4 roles="a:2 b"', "error-seats-minimum", "3"),
            ("roller=a:0", "roles=a:0", "error-roles", "a:0"),
            ("roller=a:1001", "roles=a:1001", "error-roles", "1000"),
            ("roller=a:٣", "roles=a:٣", "error-roles", "a:٣"),
            ('roller="a:2 A:3"', 'roles="a:2 A:3"', "error-roles", "A"),
            ('roller="6 ringare"', 'roles="6 callers"', "error-roles", "6"),
            ("roller=<b>", "roles=<b>", "error-roles", "<b>"),
            ('roller="a b c d e f g h i j"', 'roles="a b c d e f g h i j"', "error-roles", "9"),
            ("längd=2", "length=2", "error-length", "1h30"),
            ("längd=25h", "length=25h", "error-length", "25h"),
            ("bekräfta=10min", "confirm=10min", "error-confirm", "24h"),
            ("bekräfta=15d", "confirm=15d", "error-confirm", "24h"),
            ("bekräfta=snart", "confirm=soon", "error-confirm", "24h"),
            ("nya=kanske", "newcomers=perhaps", "error-newcomers", "="),
            ("stege=snart", "ladder=soon", "error-ladder", "72h"),
            ("stege=90min", "ladder=90min", "error-ladder", "72h"),
            ('stege="6h 5h 4h 3h 2h 1h"', 'ladder="6h 5h 4h 3h 2h 1h"', "error-ladder", "72h"),
            ("rapport=brev", "report=letter", "error-report", "="),
            ("förening=Bors", "branch=Bors", "error-room-branch", "Borås"),
            ("förening=Malmö", "branch=Malmo", "error-room-branch", "Ulricehamn"),
        )
    ),
    # roles of shifts, series, copies
    ("anna", "pass ändra 1 roller=a:1:2", "shift edit 1 roles=a:1:2", "error-roles", "a:1:2"),
    ("anna", "pass ändra 1 roller=a:9", "shift edit 1 roles=a:9", "error-roles-seats", "9"),
    ("anna", "pass ändra 1 bekräfta=igår", "shift edit 1 confirm=yesterday", "error-confirm", "24h"),
    ("anna", "pass ändra 1 platser=4 vilka=x", "shift edit 1 seats=4 which=x", "error-which", "x"),
    (
        "anna",
        "pass ändra 1 platser=4 vilka=alla",
        "shift edit 1 seats=4 which=all",
        "error-series-none",
        "#1",
    ),
    ("anna", "pass ställin 1 vilka=alla", "shift cancel 1 which=all", "error-series-none", "#1"),
    ("anna", "pass stäng 1 vilka=alla", "shift close 1 which=all", "error-series-none", "#1"),
    (
        "anna",
        "pass ny ringstuga fre 18-20 utom=1/6",
        "shift add ringstuga fri 18-20 skip=1/6",
        "error-skip-alone",
        "1",
    ),
    ("anna", "pass kopiera 1", "shift copy 1", "error-arguments", "21/5"),
    ("anna", "pass kopiera", "shift copy", "error-arguments", "21/5"),
    ("anna", "pass kopiera 1 till igår", "shift copy 1 to yesterday", "error-when", ""),
    ("anna", "pass kopiera 1 till 21/5 31/6", "shift copy 1 to 21/5 31/6", "error-when", "31/6"),
    ("anna", "pass kopiera 99 till 21/5", "shift copy 99 to 21/5", "error-shift-unknown", "#99"),
    # names
    ("anna", 'aktivitet ny "<b>"', 'activity add "<b>"', "error-slug", "<b>"),
    ("anna", "aktivitet ny @room", "activity add @room", "error-slug", "room"),
    ("anna", "aktivitet ny -ringa-", "activity add -ringa-", "error-slug", "ringa"),
    ("anna", f"aktivitet ny {'a' * 41}", f"activity add {'a' * 41}", "error-slug", "40"),
    ("anna", "aktivitet ny ringstuga", "activity add ringstuga", "error-exists", "ringstuga"),
    (
        "anna",
        f'aktivitet ändra ringstuga "{"x" * 121}"',
        f'activity edit ringstuga "{"x" * 121}"',
        "error-text-long",
        "120",
    ),
    (
        "anna",
        'aktivitet ändra ringstuga titel="\u200b\u202e"',
        'activity edit ringstuga title="\u200b\u202e"',
        "error-text-empty",
        "",
    ),
    ("anna", "aktivitet ny ny2 ansvarig=Bo", "activity add ny2 lead=Bo", "error-person", "@bo:example.org"),
    ("anna", "aktivitet ny ny2 ansvarig=@bo", "activity add ny2 lead=@bo", "error-person", "@bo"),
    # by people who may not
    ("bo", "aktivitet ny kalas", "activity add kalas", "error-forbidden", ""),
    ("bo", "aktivitet arkivera ringstuga ändå", "activity archive ringstuga anyway", "error-forbidden", ""),
    ("bo", "pass ny ringstuga fre 18-20", "shift add ringstuga fri 18-20", "error-forbidden", ""),
    ("bo", "pass ändra 1 platser=3", "shift edit 1 seats=3", "error-forbidden", ""),
    ("bo", "pass ställin 1 ändå", "shift cancel 1 anyway", "error-forbidden", ""),
    ("mallory", "pass ställin 1 ändå", "shift cancel 1 anyway", "error-forbidden", ""),
    # twice
    ("anna", "pass ny ringstuga tis 18-20", "shift add ringstuga tue 18-20", "error-exists", "#1"),
    ("anna", "pass ändra 2 19-21", "shift edit 2 19-21", "error-shift-cancelled", "#2"),
    ("anna", "pass ställin 2 ändå", "shift cancel 2 anyway", "error-shift-cancelled", "#2"),
)


async def dump(story: Story) -> dict[str, list[tuple[object, ...]]]:
    """Everything the district's tables hold."""
    async with story.store() as store:
        tables = {}
        for table in TABLES:
            rows = await store.session.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2"))
            tables[table] = [tuple(row) for row in rows]
        return tables


async def district(story: Story) -> None:
    """Shift 1 with two seats taken (by Leyla and her guest), shift 2 cancelled; everybody is known."""
    await activity(story)
    await shift(story, "tis 18-20", more="platser=5")
    await shift(story, "ons 18-20")
    await told(story.leyla, "!anmäl 1 gäster=1", "signup-booked")
    await told(story.anna, "!pass ställin 2", "shift-cancel-done")
    for who in (story.bo, story.mallory):
        await told(who, "!mina", "mine-none")


@pytest.mark.parametrize("language", ["sv", "en"])
async def test_bad_input_is_answered_clearly_and_changes_nothing(story: Story, language: str) -> None:
    await district(story)
    if language == "en":
        for who in (story.anna, story.bo, story.leyla, story.mallory):
            await english(who)
    before = await dump(story)
    for name, swedish, in_english, kind, named in BAD:
        line = "!" + (swedish if language == "sv" else in_english)
        heard = await getattr(story, name).says(line)
        assert heard.kind == kind, f"{line!r} was answered with {heard}"
        assert named in heard.text, f"{line!r} was answered with {heard}"
        assert await dump(story) == before, f"{line!r} changed something"
        assert not re.search(r"[{}]|\$[a-z]", heard.text), f"{line!r} was answered with {heard}"
        story.clock.set(story.clock.now() + timedelta(seconds=20))  # nobody is a flood
    assert story.leyla.new() == []


async def test_every_refusal_speaks_the_language_of_whoever_asked(story: Story) -> None:
    await district(story)
    swedish = {line: await getattr(story, name).says(f"!{line}") for name, line, *_ in BAD[:20]}
    for who in (story.anna, story.bo):
        await english(who)
    for name, line, *_ in BAD[:20]:
        heard = await getattr(story, name).says(f"!{line}")
        assert heard.kind == swedish[line].kind
        assert heard.text != swedish[line].text


MEAN = (
    "<b>Ring</b>stuga",
    "**Ring** _stuga_ `x`",
    "[Ringstuga](https://example.org)",
    "@room Ringstuga",
    "Ring\u202estuga",
    "Ring\u200bstuga",
    "# Ringstuga",
    "{ $title }",
)


async def test_a_name_does_nothing_but_stand_there(story: Story) -> None:
    for number, name in enumerate(MEAN, start=1):
        slug = f"namn{number}"
        await told(story.anna, f'!aktivitet ny {slug} "{name}" plats="{name}"', "activity-added")
        await told(story.anna, f"!pass ny {slug} {number + 10}/5 18-20", "shift-added")
        heard = await told(story.bo, f"!anmäl {slug}", "signup-booked")
        assert heard.mentions == ()
        assert not set("\u202e\u200b") & set(heard.markdown)
        assert "<b>" not in heard.markdown
        shown = name.replace("\u202e", "").replace("\u200b", "")
        assert re.match(rf"Du är anmäld: {re.escape(shown)}, [a-zåäö]+ [0-9]+ maj 18", heard.text), heard
        assert heard.text.endswith(f", {shown} (#{number}).")


async def test_a_message_of_64_kib_is_refused_before_it_is_read(story: Story) -> None:
    await district(story)
    before = await dump(story)
    await told(story.anna, "!aktivitet ny kalas " + "x" * 65_536, "error-too-long")
    assert await dump(story) == before


async def test_quotes_of_every_kind_are_read(story: Story) -> None:
    for at, quotes in enumerate(('""', "””", "“”", "„“", "»«", "«»")):
        line = (
            f"!aktivitet ny namn{at} {quotes[0]}Två ord{quotes[1]} plats={quotes[0]}Stora torget{quotes[1]}"
        )
        await told(story.anna, line, "activity-added")
        assert (await story.bo.says(f"!aktivitet namn{at}")).text.startswith(
            f"Två ord (namn{at}), Stora torget."
        )


async def test_a_refused_command_can_be_corrected_by_editing_it(story: Story) -> None:
    await activity(story)
    heard = await told(story.anna, "!pass ny ringstuga tis", "error-when")
    (again,) = await story.anna.edits(heard, "!pass ny ringstuga tis 18-20")
    assert again.kind == "shift-added"
    assert await story.anna.edits(again, "!pass ny ringstuga ons 18-20") == []
