"""Which person somebody means by less than a whole account: `@bo`, or the name they are shown under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commands.context import Context
from commands.reply import Refusal
from commands.rules.names import fold, local_part
from commands.texts import Code
from storage.queries.people import Account


@dataclass(frozen=True, slots=True)
class Someone:
    """Who was meant: an account (`address`), the first part of one (`local`), or a name.

    `written` is what stood there where the account was found from it.
    """

    address: str | None
    name: str | None
    local: str | None = None
    written: str | None = None

    def typed(self, *, openly: bool) -> str:
        """How to write them in a command; `openly`: where whole accounts may not stand, as it was written."""
        if self.address is not None:
            return self.written if openly and self.written else self.address
        return f"@{self.local}" if self.local is not None else f'"{self.name}"'


class SeveralPeople(Exception):
    """What was written may mean any of these accounts, or the person of this name who has no chat."""

    def __init__(self, accounts: Sequence[Account], written: str, without_chat: str | None = None) -> None:
        super().__init__(written)
        self.accounts = list(accounts)
        self.written = written
        self.without_chat = without_chat


async def by_local_part(ctx: Context, whom: Someone) -> Someone:
    """`@bo` as a whole account, where the district knows just one; anything else as it is.

    The first part of an account counts for more than a name: it is what was written. Raises Refusal for one
    that nobody has, and SeveralPeople.
    """
    if whom.local is None:
        return whom
    everyone = await _everyone(ctx)
    wanted = fold(whom.local)
    found = [one for one in everyone if fold(local_part(one.address)) == wanted] or [
        one for one in everyone if fold(one.name) == wanted
    ]
    written = f"@{whom.local}"
    if not found:
        raise Refusal("error-person", text=Code(written[:60]))
    return _only(found, written)


async def by_short_name(ctx: Context, whom: Someone) -> Someone:
    """The same, and a name alone too where it is that of just one account; else the name stays one."""
    if whom.name is None:
        return await by_local_part(ctx, whom)
    found = await called(ctx, whom.name)
    return _only(found, whom.name) if found else whom


async def called(ctx: Context, name: str) -> list[Account]:
    """The accounts that may be meant by a name: shown under it, or with it as their first part."""
    wanted = fold(name)
    return [one for one in await _everyone(ctx) if wanted in (fold(one.name), fold(local_part(one.address)))]


def _only(found: Sequence[Account], written: str) -> Someone:
    if len(found) > 1:
        raise SeveralPeople(found, written)
    return Someone(address=found[0].address, name=None, written=written)


async def _everyone(ctx: Context) -> list[Account]:
    """One account for each person of the district, the one first seen."""
    accounts = await ctx.store.people.accounts_of(ctx.platform, ctx.district.id)
    return list({one.person_id: one for one in reversed(accounts)}.values())[::-1]
