"""Commands of two words (`pass ny`) beside those of one (`pass ringstuga`): a slip, or an argument?"""

from __future__ import annotations

from commands.context import Context
from commands.declare import without_dots
from commands.reply import Refusal
from commands.rules.names import near_misses
from commands.texts import Code, Lines


def second_words() -> frozenset[str]:
    """The second words of all commands, in every language: no activity can be called by one."""
    words = {name.partition(" ")[2] for name in _names()}
    return frozenset(words | set(map(without_dots, words)))


def suggest(ctx: Context, sibling: str, written: str) -> Refusal | None:
    """ "Did you mean `pass ny`?" for `pass nyy …`; `sibling` is the id of one of the commands it may be."""
    from commands import REGISTRY  # the table of contents imports the handlers, which import this

    heads = {name.split()[0] for names in REGISTRY.get(sibling).names.values() for name in names}
    known = {name.partition(" ")[2]: name for name in _names() if name.split()[0] in heads}
    word = written.split(maxsplit=1)[0] if written.split() else ""
    found: dict[str, str] = {}  # one name for each command: it may have a spelling without dots
    for near in near_misses(word, known):
        command, _ = REGISTRY.find(known[near]) or (None, "")
        if command is not None:
            found.setdefault(command.id, known[near])
    if not found:
        return None
    prefix = ctx.house.prefix
    return Refusal(
        "error-unknown",
        text=Code(word[:40]),
        near=Lines([Code(prefix + name) for name in found.values()]),
        prefix=prefix,
    )


def _names() -> list[str]:
    from commands import REGISTRY  # as above

    return [name for name in REGISTRY.names() if " " in name]
