"""What is kept about the asker: in short, and all of it as a file (issue 4, point 9)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commands.actions.own_data import own_data, paper
from commands.context import Context
from commands.declare import command
from commands.reply import Reply
from commands.texts import Code, Lines, Say, say
from storage.states import RoomRole


@command("mydata", en=("mydata", "my data", "my-data"), sv=("minadata", "mina data", "mina uppgifter"))
async def mydata(ctx: Context) -> Reply:
    """By direct message only, wherever it is asked."""
    data = await own_data(ctx.store, ctx.asker)
    whole, file = _in_short(ctx, data), paper(data, language=ctx.language)
    if ctx.room.role is RoomRole.DIRECT:
        return Reply(say=whole, attachment=file, alone=True)
    return Reply(say=say("mydata-in-room"), privately=whole, attachment=file)


def _in_short(ctx: Context, data: Mapping[str, Any]) -> Say:
    """What somebody wants to know at once; of everything else how much there is."""
    own = data["person"]
    lines = [
        say("mydata-name", name=own["name"], since=own["created"].astimezone(ctx.zone).date()),
        say("mydata-accounts", accounts=[Code(one["address"]) for one in data["accounts"]]),
        say("mydata-signups", signups=len(data["signups"]), booked=len(data["booked_for_others"])),
        say(
            "mydata-choices",
            language=own["language"],
            watches=[one["activity"] for one in data["watches"]] or None,
            skills=[one["skill"] for one in data["skills"]] or None,
        ),
    ]
    if data["organizes"] or data["leads"]:
        led = [one["title"] for one in data["leads"]] or None
        lines.append(say("mydata-roles", organizes=bool(data["organizes"]), led=led))
    lines.append(
        say(
            "mydata-rest",
            messages=len(data["messages"]),
            heard=len(data["heard"]),
            log=len(data["log"]),
        )
    )
    return say(
        "mydata-shown",
        lines=Lines(lines),
        forgetme=Code(ctx.typed("forgetme")),
        privacy=Code(ctx.typed("privacy")),
    )
