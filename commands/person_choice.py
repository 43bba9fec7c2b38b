"""The question back when several people may be meant: which of them?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from commands.context import Context
from commands.declare import Command, Takes
from commands.reply import Reply
from commands.texts import Code, Lines, PersonName, Say, Value, say
from commands.which_person import SeveralPeople

MOST = 9
"""There are number reactions from 1 to 9."""
WHOM = "whom"
"""The parameter that says whom a command is about."""


def which_person(
    ctx: Context, command: Command, texts: Mapping[str, str], pairs: Sequence[str], several: SeveralPeople
) -> Reply:
    """Each with a whole command of their own. Who they are goes only where names may be read.

    `texts`: what was typed, by parameter; `pairs`: the options, as they are to be typed again.
    """
    insist = [ctx.anyway_word] if ctx.anyway else []
    people = several.accounts[:MOST]
    typed = [ctx.typed(command.id, *_with(command, texts, one.address), *pairs, *insist) for one in people]
    lines: list[tuple[Value, str | None]] = [
        (PersonName(one.name, person_id=one.person_id), one.address) for one in people
    ]
    if several.without_chat is not None:
        lines.append((several.without_chat, None))
        again = _with(command, texts, f'"{several.without_chat}"')
        typed.append(ctx.typed(command.id, *again, *pairs, ctx.anyway_word))
    written = Code(several.written[:60])
    listed = Lines(
        [_line(name, account, one) for (name, account), one in zip(lines, typed, strict=True)], numbered=True
    )
    if ctx.may_name_people:
        return Reply(say=say("person-choose", text=written, people=listed), options=tuple(typed))
    openly = say("person-choose", text=written, people=None)
    return Reply(say=openly, privately=say("person-choose-alone", text=written, people=listed))


def _line(name: Value, account: str | None, typed: str) -> Say:
    return say("person-line", name=name, account=account, only=Code(typed))


def _with(command: Command, texts: Mapping[str, str], whom: str) -> list[str]:
    """The arguments as they were typed, in their order, but for whom it is about."""
    positional = [slot for slot in command.slots if slot.param.takes is not Takes.PAIR]
    return [
        whom if slot.name == WHOM else _quoted(texts[slot.name], slot.param.takes)
        for slot in positional
        if slot.name in texts
    ]


def _quoted(text: str, takes: Takes) -> str:
    return f'"{text}"' if " " in text and takes is not Takes.REST else text
