"""Whom an answer names as they were typed: names and accounts that are said again."""

from __future__ import annotations

from commands.rules.names import fold, local_part
from commands.texts import Say, words_in
from storage.store import Store


async def named_as_typed(store: Store, *answers: Say | None) -> list[int]:
    """People whose name, account or its first part stands in these answers as a word. One too many does no
    harm: the message would be taken back with what names them."""
    words = fold(" \n ".join(word for answer in answers for word in words_in(answer)))
    if not words:
        return []
    found = {one.id for one in await store.people.everyone() if _stands(fold(one.name), words)}
    for account in await store.people.accounts():
        if _stands(fold(account.address), words) or _stands(fold(f"@{local_part(account.address)}"), words):
            found.add(account.person_id)
    return sorted(found)


def _stands(name: str, words: str) -> bool:
    """Whether it stands there by itself, not as a part of a longer word."""
    at = words.find(name) if name else -1
    while at >= 0:
        before, after = words[at - 1 : at], words[at + len(name) : at + len(name) + 1]
        if not before.isalnum() and not after.isalnum():
            return True
        at = words.find(name, at + 1)
    return False
