"""Words that stand for a choice: languages, roles of rooms, "off" and "as the house has it"."""

from __future__ import annotations

from commands.rules.names import fold

_LANGUAGES = {
    **dict.fromkeys(("sv", "svenska", "swedish", "sv-se"), "sv"),
    **dict.fromkeys(("en", "engelska", "english", "en-gb", "en-us"), "en"),
}
_ROOM_ROLES = {
    **dict.fromkeys(("district", "distrikt", "distriktet"), "district"),
    **dict.fromkeys(
        ("branch", "förening", "forening", "partiförening", "lokal", "lokalförening", "local"), "branch"
    ),
    **dict.fromkeys(
        (
            "organizers",
            "organizer",
            "organisers",
            "organiser",
            "organisatörer",
            "organisatör",
            "organisatorer",
            "organisator",
        ),
        "organizers",
    ),
}
_NEWCOMERS = frozenset(
    {"paired", "pair", "pairs", "mentor", "mentors", "buddy", "buddies"}
    | {"fadder", "faddrar", "fadrar", "par", "parvis"}
)
_REPORTS = frozenset({"calls", "call", "phone", "samtal", "samtalen", "ring", "ringning"})
_OFF = frozenset({"off", "av", "nej", "no", "none", "never", "ingen", "inget", "inga", "aldrig"})
_USUAL = frozenset({"default", "standard", "vanligt", "usual"})


_ANSWERS = {
    **dict.fromkeys(("reaction", "reactions", "reaktion", "reaktioner", "✅"), "reaction"),
    **dict.fromkeys(("message", "messages", "meddelande", "meddelanden", "text"), "message"),
}


def read_answers(text: str) -> str | None:
    """ "reaction" or "message"; None for anything else."""
    return _ANSWERS.get(fold(text).removesuffix("\ufe0f"))


def read_language(text: str) -> str | None:
    """ "sv" or "en"; None for anything else."""
    return _LANGUAGES.get(fold(text))


def read_room_role(text: str) -> str | None:
    """ "district", "branch" or "organizers"; None for anything else."""
    return _ROOM_ROLES.get(fold(text))


def read_newcomers(text: str) -> str | None:
    """ "paired": a first-timer has somebody who looks after them; None for anything else."""
    return "paired" if fold(text) in _NEWCOMERS else None


def read_report(text: str) -> str | None:
    """ "calls": the evening's calls are counted; None for anything else."""
    return "calls" if fold(text) in _REPORTS else None


def is_off(text: str) -> bool:
    """Whether somebody wants none of it."""
    return fold(text) in _OFF


def is_usual(text: str) -> bool:
    """Whether somebody wants it as the house, or the district, has it."""
    return fold(text) in _USUAL
