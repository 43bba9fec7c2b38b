"""What is kept about the asker: as they want to know it, and all of it as a file (issue 4, point 9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from commands.actions.own_data import has_namesake, own_data, paper
from commands.context import Context
from commands.declare import command
from commands.handlers.personal import MINUTE, notice_times
from commands.reply import Reply
from commands.texts import Code, Lines, Period, Say, Value, say
from storage.states import RoomRole, SignupState

LATEST = 5
"""How many of what is over are shown; the file has all."""
HOLDS = frozenset({SignupState.BOOKED, SignupState.OFFERED, SignupState.WAITLISTED})


@command("mydata", en=("mydata", "my data", "my-data"), sv=("minadata", "mina data", "mina uppgifter"))
async def mydata(ctx: Context) -> Reply:
    """By direct message only, wherever it is asked."""
    data = await own_data(ctx.store, ctx.asker)
    whole, file = await _in_short(ctx, data), paper(data, language=ctx.language)
    if ctx.room.role is RoomRole.DIRECT:
        return Reply(say=whole, attachment=file, alone=True)
    return Reply(say=say("mydata-in-room"), privately=whole, attachment=file)


async def _in_short(ctx: Context, data: Mapping[str, Any]) -> Say:
    """Shifts, choices and roles as they are; of what was said and done, how much there is."""
    own = data["person"]
    lines = [
        say("mydata-name", name=own["name"], since=own["created"].astimezone(ctx.zone).date()),
        say("mydata-accounts", accounts=[Code(one["address"]) for one in data["accounts"]]),
        *_shifts(ctx, data["signups"]),
    ]
    if data["booked_for_others"]:
        lines.append(say("mydata-for-others", booked=len(data["booked_for_others"])))
    lines.append(
        say(
            "mydata-choices",
            language=own["language"],
            reminded=_reminded(own["reminders_minutes_before"]),
            unasked=own["not_to_be_asked_since"] is not None,
        )
    )
    if data["watches"]:
        lines.append(say("mydata-watches", watches=[one["activity"] for one in data["watches"]]))
    if data["skills"]:
        lines.append(say("mydata-skills", skills=[one["skill"] for one in data["skills"]]))
    if data["organizes"] or data["leads"]:
        led = [one["title"] for one in data["leads"]] or None
        lines.append(say("mydata-roles", organizes=bool(data["organizes"]), led=led))
    if await has_namesake(ctx.store, ctx.asker):
        lines.append(say("mydata-namesake"))
    lines.append(
        say(
            "mydata-rest",
            messages=len(data["messages"]),
            heard=len(data["heard"]),
            log=len(data["log"]),
            rooms=len({one["room"] for one in data["rooms"] if one["as"] == "member"}),
        )
    )
    return say(
        "mydata-shown",
        lines=Lines(lines),
        forgetme=Code(ctx.typed("forgetme")),
        privacy=Code(ctx.typed("privacy")),
    )


def _shifts(ctx: Context, signups: Sequence[Mapping[str, Any]]) -> list[Say]:
    """What they are down for, all of it, and the latest of what is over."""
    ordered = sorted(signups, key=lambda one: one["starts"])
    coming = [one for one in ordered if one["starts"] > ctx.now and one["state"] in HOLDS]
    over = [one for one in reversed(ordered) if one not in coming]
    latest = over[:LATEST]
    return [
        say("mydata-coming", count=len(coming), shifts=[_shift(one) for one in coming]),
        say(
            "mydata-over",
            count=len(over),
            shown=0 if latest == over else len(latest),
            shifts=[_shift(one) for one in latest],
        ),
    ]


def _shift(one: Mapping[str, Any]) -> Say:
    return say(
        "mydata-shift",
        title=one["title"],
        when=Period(one["starts"], one["ends"]),
        number=one["shift"],
        state=one["state"],
        role=one["role"],
        guests=one["guests"],
        by_other=one["booked_by"] == "somebody else",
    )


def _reminded(minutes: Sequence[int] | None) -> Value:
    """Their own times; "usual" where they have chosen none, "never" where they want none."""
    if minutes is None:
        return "usual"
    return notice_times([one * MINUTE for one in minutes]) or "never"
