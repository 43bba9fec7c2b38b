"""Lists of those booked as files: for organizers and leads, and names only where they may stand."""

from __future__ import annotations

import csv
import io

import pypdfium2
import pytest

from bot.platforms.base import File
from tests.stories.calendars import read
from tests.stories.given import activity, english, ringstuga, shift, told
from tests.support.story import Heard, Story


def table(file: File | None) -> list[dict[str, str]]:
    assert file is not None
    assert (file.mimetype, file.name.endswith(".csv")) == ("text/csv", True)
    return list(csv.DictReader(io.StringIO(file.data.decode("utf-8-sig"), newline=""), delimiter=";"))


def pages(file: File | None) -> list[str]:
    assert file is not None
    assert file.mimetype == "application/pdf"
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file.data)]


async def filled(story: Story) -> None:
    """#1 on Tuesday with Bo and a guest, Leyla, and Karin without chat; #2 on Wednesday without anybody."""
    await activity(story, more='plats="Storgatan 1, Borås"')
    await shift(story, "tis 18-20", more="platser=8 minst=2")
    await shift(story, "ons 18-20")
    await told(story.bo, '!anmäl 1 gäster=1 roll="ringledare"', "signup-booked")
    await told(story.leyla, "!anmäl 1", "signup-booked")
    await told(story.anna, '!boka 1 "Karin Ek"', "book-done")


async def asked(story: Story, text: str) -> tuple[Heard, File | None]:
    heard = await story.anna.says(text, room=story.organizers_room)
    assert heard.kind == "booked-file"
    return heard, story.file_of(heard)


async def test_a_table_has_a_line_for_everyone(story: Story) -> None:
    await filled(story)
    heard, file = await asked(story, "!bokade som=csv")
    assert "Excel" in heard.text
    rows = table(file)
    assert [row["Namn"] for row in rows] == ["Bo", "Leyla", "Karin Ek", ""]
    assert rows[0] == {
        "Pass": "1",
        "Aktivitet": "Ringstuga",
        "Dag": "2024-05-07",
        "Från": "18:00",
        "Till": "20:00",
        "Plats": "Storgatan 1, Borås",
        "Namn": "Bo",
        "Gäster": "1",
        "Roll": "ringledare",
        "Bokad av": "",
        "Har chatt": "ja",
    }
    assert (rows[2]["Bokad av"], rows[2]["Har chatt"]) == ("Anna", "nej")
    assert rows[3]["Pass"] == "2", "a shift without anybody is not left out"


async def test_a_name_that_looks_like_a_formula_is_none_in_the_table(story: Story) -> None:
    await ringstuga(story)
    await told(story.anna, '!boka 1 "=1+1 Ek"', "book-done")
    _, file = await asked(story, "!bokade 1 som=csv")
    assert [row["Namn"] for row in table(file)] == ["'=1+1 Ek"]


async def test_the_day_list_has_everyone_on_one_page_for_each_day(story: Story) -> None:
    await filled(story)
    _, file = await asked(story, "!bokade tis som=pdf")
    (page,) = pages(file)
    for part in (
        "Tis 7 maj",
        "18.00–20.00 Ringstuga",
        "#1",
        "Bo",
        "+ 1 gäst, ringledare",
        "Leyla",
        "Karin Ek",
    ):
        assert part in page
    assert "ta ner listan" in page
    _, file = await asked(story, "!bokade som=pdf")
    assert len(pages(file)) == 2


async def test_a_calendar_of_the_shifts_has_no_names(story: Story) -> None:
    await filled(story)
    _, file = await asked(story, "!bokade som=ics")
    assert file is not None
    events = read(file).vevent_list
    assert [one.uid.value for one in events] == [f"shift-{n}-sjuharad@example.org" for n in (1, 2)]
    assert not {"Leyla", "Karin", "Bo,"} & set(file.data.decode().split())


@pytest.mark.parametrize("form", ["csv", "pdf"])
async def test_in_a_room_the_file_with_names_goes_to_the_asker_alone(story: Story, form: str) -> None:
    await filled(story)
    story.district_room.new()
    heard = await told(story.anna, f"!bokade 1 som={form}", "booked-file-privately")
    assert [one.file for one in story.district_room.new(files=True)] == [None]
    (alone,) = story.anna.new()
    assert alone.kind == "booked-file"
    assert story.file_of(alone) is not None
    assert "direkt" in heard.text


async def test_a_calendar_may_stay_in_the_room(story: Story) -> None:
    await filled(story)
    heard = await told(story.anna, "!bokade som=ics", "booked-file")
    assert story.file_of(heard) is not None
    assert story.anna.new() == []


async def test_who_may_not_see_the_names_gets_no_file_of_any_kind(story: Story) -> None:
    await filled(story)
    for form in ("csv", "pdf", "ics"):
        heard = await told(story.bo, f"!bokade 1 som={form}", "error-forbidden")
        assert story.file_of(heard) is None
    assert story.bo.new(files=True) == []


async def test_a_lead_gets_their_own_shifts_only(story: Story) -> None:
    await activity(story, more="ansvarig=@leyla:example.org")
    await activity(story, "torgmöte")
    await shift(story, "tis 18-20")
    await shift(story, "ons 18-20", slug="torgmöte")
    await told(story.bo, "!anmäl 1", "signup-booked")
    await told(story.bo, "!anmäl 2", "signup-booked")
    heard = await story.leyla.says("bokade som=csv", room=story.leyla.direct)
    assert [row["Pass"] for row in table(story.file_of(heard))] == ["1"]
    heard = await story.leyla.says("bokade 2 som=csv", room=story.leyla.direct)
    assert (heard.kind, story.file_of(heard)) == ("error-forbidden", None)


async def test_whose_names_were_seen_in_a_file_is_recorded(story: Story) -> None:
    await filled(story)
    await asked(story, "!bokade som=ics")
    await asked(story, "!bokade som=pdf")
    async with story.store() as store:
        seen = [one.subject for one in await store.audit.all() if one.action == "roster"]
    assert seen == ["shift:1"], "of a list with names, and of shifts on which there is anybody"


async def test_in_english_the_table_has_english_columns(story: Story) -> None:
    await filled(story)
    await english(story.anna)
    _, file = await asked(story, "!booked 1 as=csv")
    assert [row["Name"] for row in table(file)] == ["Bo", "Leyla", "Karin Ek"]
    _, file = await asked(story, "!booked 1 as=pdf")
    (page,) = pages(file)
    assert "Tue 7 May" in page
    assert "take the list down" in page


async def test_an_unknown_form_says_which_there_are(story: Story) -> None:
    await filled(story)
    heard = await told(story.anna, "!bokade 1 som=docx", "error-form")
    assert "csv, ics och pdf" in heard.text
    await english(story.anna)
    assert "csv, ics and pdf" in (await told(story.anna, "!booked 1 as=docx", "error-form")).text


async def test_nothing_there_is_said_without_a_file(story: Story) -> None:
    await activity(story)
    heard = await told(story.anna, "!bokade som=pdf", "booked-none")
    assert story.file_of(heard) is None


async def test_a_name_without_letters_to_draw_it_stands_by_its_account_on_the_wall(story: Story) -> None:
    await ringstuga(story)
    story.bo.name = "Bo 🌹"
    story.leyla.name = "李明"
    await told(story.bo, "!anmäl 1", "signup-booked")
    await told(story.leyla, "!anmäl 1", "signup-booked")
    _, file = await asked(story, "!bokade 1 som=pdf")
    (page,) = pages(file)
    assert {"Bo", "@leyla"} <= {line.strip() for line in page.splitlines()}
    await english(story.anna)
    _, file = await asked(story, "!booked 1 as=pdf")
    assert "@leyla" in pages(file)[0]
