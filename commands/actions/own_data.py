"""Everything that is kept about the asker, as a file that a program can read (GDPR, Art. 15 and 20)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commands.papers import Paper
from commands.rules.names import fold
from commands.texts import say
from storage.models import Person
from storage.store import Store

FILE = {"sv": "minadata.json", "en": "mydata.json"}


async def own_data(store: Store, person: Person) -> Mapping[str, Any]:
    """By heading (`storage.queries.personal_data`)."""
    await store.flush()
    return await store.personal_data.of(person, await store.erasing.traces(person))


async def has_namesake(store: Store, person: Person) -> bool:
    """Whether somebody without chat was entered under the same name, who may be they or another."""
    for district in await store.rooms.districts():
        for one in await store.people.without_chat(district.id):
            if one.id != person.id and fold(one.name) == fold(person.name):
                return True
    return False


def paper(data: Mapping[str, Any], *, language: str) -> Paper:
    """The same as a file."""
    return {
        "form": "json",
        "name": FILE[language],
        "alt": say("mydata-alt"),
        "content": {"about": say("mydata-file-about", name=data["person"]["name"]), **data},
    }
