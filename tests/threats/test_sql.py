"""Words that would be SQL, wherever somebody can put words: in an account, a name, and all that is typed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from storage.models import Base, Identity, Person
from storage.queries.people import People
from tests.stories.given import booked, ringstuga
from tests.support.story import Someone, Story

ROOT = Path(__file__).parents[2]
ASKING = {"text", "execute", "executemany", "executescript", "exec_driver_sql", "scalar", "scalars"}
DROP = "Bo'); DROP TABLE person; --"
WORDS = (DROP, "' OR '1'='1", '" OR 1=1 --', "%", "_", "\\", "Bo'--", ":name", "?", "%(name)s", "NULL", "{}")
ACCOUNT = "@x' OR address='@anna:example.org' OR '1'='2:elsewhere.org"
"""What a server may call an account: old ones are made of any printable sign (specification, "Historical User
IDs")."""


async def _rows(story: Story) -> dict[str, int]:
    async with story.store() as store:
        return {
            table.name: await store.session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


async def test_words_that_would_be_sql_only_stand_there(story: Story) -> None:
    await ringstuga(story, more="platser=40")
    for word in WORDS:
        quoted = word.replace('"', "”")
        await story.anna.says(f'!boka 1 "Karin {quoted}"', room=story.organizers_room)
        for line in ("!pass {}", "!anmäl {}", "!aktivitet {}", "!avboka {}", "!läget {}", '!meddela 1 "{}"'):
            heard = await story.anna.says(line.format(quoted), room=story.organizers_room)
            assert heard.kind != "error-failed", f"{line.format(quoted)}: {heard}"
    people = await booked(story, 1)
    assert [one.removeprefix("Karin ") for one in people if "DROP" in one] == [DROP]
    roster = (await story.anna.says("!bokade 1", room=story.organizers_room)).text
    assert DROP in roster
    counts = await _rows(story)
    assert (counts["activity"], counts["shift"], counts["organizer"]) == (1, 1, 1)


async def _an_odd_account_asks(story: Story) -> str:
    """What somebody is told whose account is SQL, when they ask for a roster."""
    await ringstuga(story)
    odd = Someone(story, ACCOUNT, DROP)
    return (await odd.says("!bokade 1")).kind


async def test_an_account_that_would_be_sql_is_nobody_else(story: Story) -> None:
    assert await _an_odd_account_asks(story) == "error-forbidden"
    async with story.store() as store:
        found = await store.people.identity("memory", ACCOUNT)
        assert found is not None
        assert found[1].name == DROP


async def test_without_bound_values_such_an_account_would_be_an_organizers(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def glued(people: People, platform: str, address: str) -> tuple[Identity, Person] | None:
        where = text(f"platform = '{platform}' AND address = '{address}'")
        identity = await people._session.scalar(select(Identity).where(where).order_by(Identity.id))
        return None if identity is None else (identity, await people.get(identity.person_id))

    monkeypatch.setattr(People, "identity", glued)
    assert await _an_odd_account_asks(story) == "booked-counts"


def _is_glued(statement: ast.expr) -> bool:
    if isinstance(statement, ast.JoinedStr):
        return not ast.unparse(statement)[2:].startswith("PRAGMA ")
    called = statement.func if isinstance(statement, ast.Call) else None
    return isinstance(statement, ast.BinOp) or getattr(called, "attr", "") in ("format", "join", "replace")


def _glued_statements(source: str) -> Iterator[int]:
    """Lines at which a statement is put together from strings. `PRAGMA` takes no bound values, nor words."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in ASKING and _is_glued(node.args[0]):
            yield node.lineno


def test_no_statement_is_put_together_from_strings() -> None:
    sources = [path for floor in ("bot", "commands", "storage") for path in (ROOT / floor).rglob("*.py")]
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sources
        for line in _glued_statements(path.read_text(encoding="utf-8"))
    ]
    assert len(sources) > 200
    assert found == []


@pytest.mark.parametrize(
    "planted",
    [
        """session.execute(text(f"SELECT * FROM person WHERE name = '{name}'"))""",
        """session.execute(text("SELECT * FROM person WHERE name = '" + name + "'"))""",
        """raw.execute("SELECT * FROM person WHERE name = '%s'" % name)""",
        """raw.execute("DELETE FROM {}".format(table))""",
    ],
)
def test_the_control_a_statement_without_bound_values_is_found(planted: str) -> None:
    assert list(_glued_statements(planted)) == [1]
    assert list(_glued_statements('raw.execute("SELECT 1 FROM person WHERE name = ?", (name,))')) == []
