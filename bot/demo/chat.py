"""The chat in the terminal: as Bo at first, on the real server, beside any other clients."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from prompt_toolkit import PromptSession
from prompt_toolkit.patch_stdout import patch_stdout
from rich.console import Console
from rich.text import Text

from bot.demo.cast import Member
from bot.demo.district import BOT_NAME, SPEAKERS, District
from bot.demo.heard import Heard
from bot.demo.homeserver_users import HomeserverError
from bot.demo.showing import show_message
from bot.demo.starting import Running

HELP = """\
Whatever you type is sent. Try  !hjälp  !pass  !anmäl ringstuga  or in English  !help
  /as anna     speak as Anna, who organizes; /as bo and /as leyla are volunteers
  /room        your rooms; /room 2 goes into one
  /dm          your direct chat with Passet
  /quit        leave; everything is kept for the next time"""

_MOST_MISSED = 8


class Chat:
    """Who speaks where, and what has been shown."""

    def __init__(self, console: Console, district: District) -> None:
        self._console = console
        self._district = district
        self._speaker = district.bo
        self._rooms = dict.fromkeys(SPEAKERS, district.hall)
        self._shown: set[str] = set()
        for name in SPEAKERS:
            member = district.people[name]
            self._shown.update(heard.id for heard in member.heard)
            member.on_heard = self._heard

    @property
    def prompt(self) -> str:
        return f"{self._speaker.name} · {self._name(self._room)} > "

    async def typed(self, line: str) -> bool:
        """Deal with one typed line; False when it was the last. Raises HomeserverError."""
        word, _, rest = line.strip().partition(" ")
        match word:
            case "":
                return True
            case "/quit" | "/exit" | "/q":
                return False
            case "/as":
                self._become(rest.strip().casefold())
            case "/room":
                self._move(rest.strip().casefold())
            case "/dm":
                await self._direct()
            case _ if word.startswith("/"):
                self._console.print(Text(HELP))
            case _:
                await self._speaker.say(self._room, line.strip())
        return True

    @property
    def _room(self) -> str:
        return self._rooms[self._key]

    @property
    def _key(self) -> str:
        return next(name for name in SPEAKERS if self._district.people[name] is self._speaker)

    def _become(self, name: str) -> None:
        if name not in SPEAKERS:
            self._note(f"You can be {', '.join(SPEAKERS)}: /as anna")
            return
        self._speaker = self._district.people[name]
        self._note(f"You are {self._speaker.name}, in {self._name(self._room)}.")
        missed = [one for one in self._speaker.heard if one.id not in self._shown]
        for heard in missed[-_MOST_MISSED:]:
            self._show(heard)
        self._shown.update(one.id for one in missed)

    def _move(self, wanted: str) -> None:
        rooms = self._own_rooms()
        if not wanted:
            for number, room in enumerate(rooms, start=1):
                here = "  (you are here)" if room == self._room else ""
                self._note(f"{number}  {self._name(room)}{here}")
            return
        fitting = [
            room
            for number, room in enumerate(rooms, start=1)
            if wanted == str(number) or (not wanted.isdecimal() and wanted in self._name(room).casefold())
        ]
        if len(fitting) == 1:
            self._enter(fitting[0])
        else:
            self._note(f"No single room of yours is called {wanted}: /room lists them.")

    async def _direct(self) -> None:
        bot = self._district.bot
        rooms = self._speaker.direct_rooms(bot)
        if not rooms:
            self._note("Opening a direct chat with Passet …")
            rooms = [await self._speaker.open_direct(bot)]
        self._enter(rooms[-1])

    def _enter(self, room: str) -> None:
        self._rooms[self._key] = room
        self._note(f"You are in {self._name(room)}.")

    def _own_rooms(self) -> list[str]:
        """The district's rooms first, direct ones after them."""
        own = self._speaker.rooms
        named = (self._district.hall, self._district.branch, self._district.office)
        return [*(room for room in named if room in own), *(room for room in own if room not in named)]

    def _heard(self, member: Member, heard: Heard) -> None:
        if heard.own:
            self._shown.add(heard.id)  # typed here: it stands on the screen
        elif member is self._speaker and heard.id not in self._shown:
            self._shown.add(heard.id)
            self._show(heard)

    def _show(self, heard: Heard) -> None:
        where = "" if heard.room == self._room else f"in {self._name(heard.room)}"
        names = self._speaker.rooms[heard.room].members if heard.room in self._speaker.rooms else {}
        show_message(self._console, names.get(heard.sender, heard.sender), heard.lines, where=where)

    def _name(self, room: str) -> str:
        known = self._speaker.rooms.get(room)
        return known.name if known and known.name else f"direct chat with {BOT_NAME}"

    def _note(self, text: str) -> None:
        self._console.print(Text(text, style="dim"))


def introduce(console: Console, running: Running, people: Iterable[str]) -> None:
    """Say where the server is, who can log in, and what can be typed."""
    console.print()
    console.print(
        Text(
            f"Any Matrix client on this computer can take part: the server is {running.server.url}",
            style="bold",
        )
    )
    for name in people:
        role = "organizer" if name == "anna" else "volunteer"
        console.print(Text(f"  user {name:<8} password {running.kept.password}   {role}"))
    console.print(Text(f"  (all of it is kept in {running.folder})", style="dim"))
    console.print()
    console.print(Text(HELP))
    console.print()


async def chat(console: Console, district: District) -> None:
    """Chat until /quit, the end of the input, or Ctrl-C."""
    conversation = Chat(console, district)
    session: PromptSession[str] = PromptSession()
    with patch_stdout(raw=True):
        while True:
            try:
                # SIGINT is the demo's own business; what the keyboard sends in a prompt is a key.
                line = await session.prompt_async(lambda: conversation.prompt, handle_sigint=False)
                if not await conversation.typed(line):
                    return
            except HomeserverError as error:
                console.print(Text(f"Not sent: {error}"))
            except (EOFError, KeyboardInterrupt):
                sys.stdout.flush()
                return
