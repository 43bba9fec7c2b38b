"""`@command`: a command as a value, with its names, who may use it, and typed parameters.

The handler's signature is the declaration: each parameter is annotated with a `Param` (see
`commands.parameters`), and parsing, help and the generated docs all come from it. Two commands with
one name are an error at start.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from commands.context import Context
from commands.misread import Unquoted
from commands.reply import Reply
from commands.rules.names import near_misses
from storage.models import District, Person
from storage.queries.shifts import ShiftView
from storage.store import Store

LANGUAGES = ("sv", "en")
_STOPS = "!?.,;:"
_NUMBER_AT_NAME = re.compile(r"^(\s*[^\W\d_]+)(#?[0-9]{1,7}(?=[\s!?.,;:]|$))")
SHORTEST_SLIP = 4
MOST_COPIED = 200
"""Characters after a command's name; nobody copies more on a phone, they edit what they wrote."""

Handler = Callable[..., Awaitable[Reply]]
Resolve = Callable[[Context, str, "Command"], Awaitable[Any]]
Instead = Callable[[Context, str], Awaitable[list[ShiftView]]]
Unquote = Callable[[Mapping[str, str]], Unquoted | None]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with a name in one district: its title, and the arguments that name it."""

    title: str
    typed: str


Things = Callable[[Store, District, Person, str], Awaitable[Sequence[Thing]]]


class Who(StrEnum):
    """Who may use a command. `LEAD` includes organizers; the action checks that it is their activity."""

    ALL = "all"
    LEAD = "lead"
    ORGANIZER = "organizer"


class Takes(StrEnum):
    """Which part of the line a parameter takes."""

    WORD = "word"  # the next word or quoted value
    REST = "rest"  # all words that others leave
    LAST = "last"  # the last word or quoted value; after a shift's number all words, if none is quoted
    TAIL = "tail"  # free text at the end, as it was typed (see `commands.rules.tail`)
    PAIR = "pair"  # key=value, anywhere
    FLAG = "flag"  # a bare word, anywhere: `anyway`


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)  # hashable, which `Annotated[…] | None` needs
class Param:
    """How a parameter is written. `label` is what help shows; `keys` are the option's names, per language.

    `days`: it takes days, several of which may stand without quotes where nothing else can be meant.
    """

    takes: Takes
    label: Mapping[str, str]
    resolve: Resolve
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    quoted: bool = False
    days: bool = False

    def all_keys(self) -> frozenset[str]:
        names = frozenset(key for names in self.keys.values() for key in names)
        return names | frozenset(map(without_dots, names))


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A parameter of one command: the argument's name in the handler, and whether it may be left out."""

    name: str
    param: Param
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command. `names` per language, the first is the one shown; a name may be two words.

    `for_anybody`: whoever reads its list of shifts may press a number there, each for themselves. `instead`:
    the shifts that are meant by words whose nearest shift is not the asker's. `unquoted`: of the texts of the
    parameters, the value of several words that was meant to have quotes. `things`: what in a district the
    person may mean by these words, where that is no shift.
    """

    id: str
    names: Mapping[str, tuple[str, ...]]
    who: Who
    slots: tuple[Slot, ...]
    handler: Handler
    choose: str
    for_anybody: bool = False
    instead: Instead | None = None
    unquoted: Unquote | None = None
    things: Things | None = None

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(key for slot in self.slots for key in slot.param.all_keys())

    @property
    def is_about_people(self) -> bool:
        """Whether its answers may name others than the asker."""
        return self.who is not Who.ALL or any(slot.name == "whom" for slot in self.slots)

    def name(self, language: str) -> str:
        return self.names[language][0]

    def usage(self, language: str) -> str:
        """The command with its parameters as help shows it, without the prefix."""
        parts = [self.name(language)]
        for slot in self.slots:
            label = slot.param.label[language]
            if slot.param.takes is Takes.FLAG:
                continue
            if slot.param.takes is Takes.PAIR:
                label = f"{slot.param.keys[language][0]}={label}"
            elif slot.param.quoted:
                label = f'"{label}"'
            parts.append(f"[{label}]" if slot.optional else label)
        return " ".join(parts)


def command(
    id: str,  # noqa: A002 - the word of the contract
    *,
    en: tuple[str, ...] | str,
    sv: tuple[str, ...] | str,
    who: Who = Who.ALL,
    choose: str = "shift-choose",
    for_anybody: bool = False,
    instead: Instead | None = None,
    unquoted: Unquote | None = None,
    things: Things | None = None,
) -> Callable[[Handler], Command]:
    """Declare a handler as a command. A string of names is split at spaces; a tuple is taken as it is."""

    def declare(handler: Handler) -> Command:
        names = {"en": _names(en), "sv": _names(sv)}
        return Command(
            id=id,
            names=names,
            who=who,
            slots=_slots(handler),
            handler=handler,
            choose=choose,
            for_anybody=for_anybody,
            instead=instead,
            unquoted=unquoted,
            things=things,
        )

    return declare


def _names(names: tuple[str, ...] | str) -> tuple[str, ...]:
    return tuple(names.split()) if isinstance(names, str) else names


def _slots(handler: Handler) -> tuple[Slot, ...]:
    import inspect

    hints = get_type_hints(handler, include_extras=True)
    slots = []
    for name, parameter in list(inspect.signature(handler).parameters.items())[1:]:
        param = _param(hints[name])
        if param is None:
            raise TypeError(f"{handler.__name__}: the parameter {name} says not how it is written")
        slots.append(Slot(name=name, param=param, optional=parameter.default is not parameter.empty))
    return tuple(slots)


def _param(hint: Any) -> Param | None:
    """The Param inside `Annotated[…, Param]`, also where that stands in `… | None`."""
    if get_origin(hint) is Annotated:
        return next((extra for extra in get_args(hint)[1:] if isinstance(extra, Param)), None)
    return next((found for part in get_args(hint) if (found := _param(part))), None)


def _two_words(one: Command) -> list[list[str]]:
    return [name.casefold().split() for names in one.names.values() for name in names if " " in name]


def without_dots(word: str) -> str:
    """The word as it is typed where å, ä and ö are not at hand."""
    return word.translate(str.maketrans("åäö", "aao"))


def _spellings(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """With the dots of any of the words left out: `omröstning stang`."""
    return product(*(dict.fromkeys((word, without_dots(word))) for word in words))


class Registry:
    """Every command by each of its names; raises ValueError when two would answer to one name."""

    def __init__(self, commands: tuple[Command, ...]) -> None:
        self.commands = commands
        self._by_name: dict[tuple[str, ...], Command] = {}
        self._by_id: dict[str, Command] = {}
        for one in commands:
            if one.id in self._by_id:
                raise ValueError(f"two commands have the id {one.id}")
            self._by_id[one.id] = one
            for name in {name.casefold() for names in one.names.values() for name in names}:
                words = tuple(name.split())
                if words in self._by_name:
                    raise ValueError(f"{one.id} and {self._by_name[words].id} are both called {name}")
                self._by_name[words] = one
        self._without_dots = {
            spelt: one for words, one in self._by_name.items() for spelt in _spellings(words)
        } | self._by_name
        mixed = {
            (head, tail): one
            for one in commands
            for head in {words[0] for words in _two_words(one)}
            for tail in {words[1] for words in _two_words(one)}
        }
        self._without_dots = {spelt: one for words, one in mixed.items() for spelt in _spellings(words)} | (
            mixed | self._without_dots
        )

    def find(self, text: str) -> tuple[Command, str] | None:
        """The command a line begins with and the rest of the line; the longest name wins.

        A name may be written without its dots (`anmal`): not every phone has them at hand; with what ends
        a sentence after it (`hjälp!`); with the shift's number right after it (`anmäl1`); and its two words
        in two languages (`pass new`).
        """
        return self._find(text) or self._find(_NUMBER_AT_NAME.sub(r"\1 \2", text, count=1))

    def _find(self, text: str) -> tuple[Command, str] | None:
        head = text.split(maxsplit=2)[:2]
        for length in range(len(head), 0, -1):
            words = tuple(word.casefold().rstrip(_STOPS) for word in head[:length])
            found = self._by_name.get(words) or self._without_dots.get(words)
            if found:
                rest = text.split(maxsplit=length)
                return found, rest[length] if len(rest) > length else ""
        return None

    def get(self, command_id: str) -> Command:
        """By id; raises KeyError."""
        return self._by_id[command_id]

    def names(self) -> tuple[str, ...]:
        """Every name in every language, for near misses."""
        return tuple(" ".join(words) for words in self._by_name)

    def second_words(self) -> frozenset[str]:
        """Those of all names of two words, also written without dots: no activity can be called by one."""
        words = {name.partition(" ")[2] for name in self.names()} - {""}
        return frozenset(words | set(map(without_dots, words)))

    def nearest(
        self, text: str, language: str, *, limit: int = 3, among: Collection[Command] | None = None
    ) -> list[str]:
        """What the line `text` may have been meant to begin with: one name for each command, nearest first.

        Shown is the name that is near in `language`, else the command's first name in it. `among`: only
        these commands.
        """
        return self._near(text, language, self.commands if among is None else among)[1][:limit]

    def mended(self, text: str, language: str, *, limit: int = 3) -> list[str]:
        """The line with each of the names that `nearest` finds, to be copied; the rest is as it was typed."""
        words, names = self._near(text, language, self.commands)
        return [_with_rest(name, text, words) for name in names[:limit]]

    def slips(self, command_id: str, rest: str, language: str, *, limit: int = 3) -> list[str]:
        """What `rest`, written after a name of one word, may be if that was half of a name of two.

        `pass nyy ringstuga` is found to be "pass", and most likely "pass ny ringstuga" was meant.
        """
        heads = {name for names in self._by_id[command_id].names.values() for name in names}
        tails = {
            name.split()[1]: one
            for one in self.commands
            for name in (name for names in one.names.values() for name in names if " " in name)
            if name.split()[0] in heads
        }
        word = (rest.split(maxsplit=1) or [""])[0].rstrip(_STOPS)
        meant = dict.fromkeys(tails[tail].id for tail in near_misses(word, tails, limit=len(tails)))
        names = [self._by_id[one].name(language) for one in meant]
        return [_with_rest(name, rest, 1) for name in names[:limit]]

    def _near(self, text: str, language: str, among: Collection[Command]) -> tuple[int, list[str]]:
        """How many words of the line are a slip for a name, and the names as `nearest` shows them."""
        words = [word.rstrip(_STOPS) for word in text.split(maxsplit=2)[:2]]
        if not words:
            return 0, []
        known = [(name, one) for one in among for names in one.names.values() for name in names]
        double = [name for name, _ in known if " " in name]
        # "hej" is no slip for "nej": of so short a word half is another word.
        single = [name for name, _ in known if " " not in name and len(name) >= SHORTEST_SLIP]
        near, length = near_misses(" ".join(words), double, limit=len(known)), 2
        if not near:
            near, length = near_misses(words[0], single, limit=len(known)), 1
        if not near:
            near, length = [one for one in single if one == "".join(words).casefold()], 2  # "!jag kan"
        if not near:
            near, length = _by_second_word(words[0], double), 1
        by_name = dict(known)
        shown: dict[str, str] = {}
        for name in near:
            one = by_name[name]
            if one.id not in shown:
                own = [other for other in near if other in one.names[language]]
                shown[one.id] = own[0] if own else one.name(language)
        return length, list(shown.values())


def _by_second_word(word: str, names: Sequence[str]) -> list[str]:
    """`kopiera 12` is half of `pass kopiera 12`. A slip in it is seen in a long word only."""
    tails: dict[str, list[str]] = {}
    for name in names:
        tails.setdefault(without_dots(name.partition(" ")[2]), []).append(name)
    wanted = without_dots(word.casefold())
    if len(wanted) < SHORTEST_SLIP:
        return []
    found = [wanted] if wanted in tails else near_misses(wanted, tails) if len(wanted) > 5 else []
    return [name for tail in found for name in tails[tail]]


def _with_rest(name: str, text: str, words: int) -> str:
    """The name, and what stands in the text after so many words, if that is short enough to be copied."""
    parts = text.split(maxsplit=words)
    rest = parts[words].strip() if len(parts) > words else ""
    return f"{name} {rest}" if rest and len(rest) <= MOST_COPIED and "\n" not in rest else name
