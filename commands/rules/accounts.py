"""Accounts as people write them: `@bo:example.org`, or the link that a client makes of it."""

import re
from urllib.parse import unquote

LONGEST = 255
"""Bytes of a whole address (Matrix specification, "User Identifiers")."""

_LINK = re.compile(r"(?:\[[^\]]*\]\()?<?https://matrix\.to/#/(?P<address>[^?)>\s]+)[^)>\s]*[)>]?")
# The historical grammar of localparts too: there are accounts from before the present one.
_ACCOUNT = re.compile(r"@[!-9;-~]+:(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")


def account_in(text: str) -> str | None:
    """The account that the text speaks of, as it stands there; None when it is a name."""
    written = text.strip()
    link = _LINK.match(written)
    address = unquote(link["address"]) if link else written
    return address.rstrip(".,;!?") if address.startswith("@") else None


def is_account(address: str) -> bool:
    """Whether there can be such an account. Localparts are lower case today, a few old ones are not."""
    return len(address.encode()) <= LONGEST and _ACCOUNT.fullmatch(address) is not None
