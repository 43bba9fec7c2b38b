"""Yes and no: the answer to what the bot asked somebody, by word or by a reaction, which says the same."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from commands.actions import asks
from commands.actions.asks import ANSWERABLE
from commands.actions.confirming import CONFIRM
from commands.actions.find import WordsAfterNumber, on_day, read_wanted
from commands.actions.line import OFFER
from commands.actions.poll_offers import POLL
from commands.actions.rescue import RESCUE
from commands.actions.swaps import KIND as SWAP
from commands.context import Context
from commands.declare import command
from commands.handlers import confirming, offers, polls, rescue, standins, swaps
from commands.handlers.ask_over import nothing_asked, over
from commands.handlers.signup import signup
from commands.parameters import AskedShift
from commands.reply import Refusal, Reply
from commands.rules.districts import with_district
from commands.rules.numbers import leading_shift_number
from commands.rules.spoken import plainly
from commands.rules.standins import STAND_IN
from commands.texts import Code, Lines, say
from commands.wording import about, listing, shift_line
from storage.models import Ask
from storage.queries.shifts import ShiftView
from storage.states import AskState, RoomRole, StandInState

LATELY = timedelta(days=2)
"""How long a yes or no without a number may mean a question that is over."""

Answer = Callable[[Context, Ask, ShiftView], Awaitable[Reply]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What yes and no do. `late`: whether yes still counts when the time is out and nothing has changed."""

    yes: Answer
    no: Answer
    late: bool = False


ANSWERS: dict[str, Answers] = {
    OFFER: Answers(yes=offers.accept, no=offers.decline),
    POLL: Answers(yes=polls.comes, no=polls.does_not_come, late=True),
    CONFIRM: Answers(yes=confirming.comes, no=confirming.does_not_come, late=True),
    STAND_IN: Answers(yes=standins.steps_in, no=standins.does_not_step_in, late=True),
    SWAP: Answers(yes=standins.steps_in, no=swaps.says_no),
    RESCUE: Answers(yes=rescue.comes, no=rescue.does_not_come, late=True),
}
"""By the kind of what was asked."""

UNDECIDED = frozenset({"signup-overlap", "error-role"})
"""Answers to a yes that signed nobody up yet: the question stays as it was."""


@command("yes", en="yes", sv="ja", choose="answer-choose")
async def yes(ctx: Context, shift: AskedShift | None = None) -> Reply:
    """Say yes to what the bot asked: an offered seat, whether one still comes, whether one can step in."""
    return await _answer(ctx, shift or "", yes=True)


@command("no", en="no", sv="nej", choose="answer-choose")
async def no(ctx: Context, shift: AskedShift | None = None) -> Reply:
    """Say no to what the bot asked."""
    return await _answer(ctx, shift or "", yes=False)


async def _answer(ctx: Context, text: str, *, yes: bool) -> Reply:
    districts = {one.id: one for one in (ctx.district, *ctx.others)}
    await ctx.store.flush()
    asked = [one for one in await ctx.store.asks.open_to(ctx.asker.id) if one.district_id in districts]
    if yes and (reply := await _step_in(ctx, text, asked)) is not None:
        return reply
    meant = await _about(ctx, text, asked) or await _late(ctx)
    by_shift = {one.shift_id: one for one in reversed(meant)}  # of several about one shift the latest
    if not by_shift:
        raise await _nothing_open(ctx)
    if len(by_shift) > 1:
        return await _which(ctx, list(by_shift), yes=yes)
    ask = next(iter(by_shift.values()))
    district = districts[ask.district_id]
    there = replace(ctx, district=district, zone=ZoneInfo(district.timezone))
    view = await ctx.store.shifts.view(ask.shift_id)
    answers = ANSWERS[ask.kind]
    asked_as = ask.state
    async with there.transaction() as store:
        state = AskState.YES if yes else AskState.NO
        if not await asks.answer(store, ask, state, now=ctx.now) and not answers.late:
            raise await over(ctx, view)
        reply = await (answers.yes if yes else answers.no)(there, ask, view)
        if reply.say.id in UNDECIDED:
            await store.asks.reopen(ask.id, asked_as)
            return _insist(there, reply, view)
    there.record("yes" if yes else "no", subject=f"shift:{view.number}")
    return reply


async def _number_wanted(ctx: Context) -> Refusal | None:
    """Where the bot's last word was a choice between numbers: that it wants one of them."""
    if ctx.room.role is RoomRole.DIRECT:
        await ctx.store.flush()
        question = await ctx.store.outbox.last_question(
            ctx.room.platform, ctx.room.address, ctx.asker.id, since=ctx.now - ANSWERABLE
        )
        if question is not None and question.yes and not (question.no or question.options):
            return Refusal("error-not-sure")
        if question is not None and question.options and not (question.yes or question.no):
            return Refusal("error-answer-number", most=len(question.options))
    return None


def _insist(ctx: Context, reply: Reply, shift: ShiftView) -> Reply:
    """Whoever is busy then may say yes all the same."""
    if "again" not in reply.say.values:
        return reply
    again = Code(ctx.typed("yes", f"#{shift.number}", ctx.anyway_word))
    return replace(reply, say=say(reply.say.id, **{**reply.say.values, "again": again}))


async def _step_in(ctx: Context, text: str, asked: Sequence[Ask]) -> Reply | None:
    """Somebody who was not asked in person takes a seat for which a stand-in is sought in the room."""
    shift = await _numbered(ctx, plainly(text))
    if shift is None or any(one.shift_id == shift.id for one in asked):
        return None
    last = await ctx.store.asks.last(ctx.asker.id, shift.id)
    if last is not None and last.kind != STAND_IN and _still_counts(last):
        return None
    if await standins.has_room_all_the_same(ctx, shift):
        return await signup.handler(ctx, shift)
    async with ctx.transaction():
        wanted = await standins.from_room(ctx, shift)
        return None if wanted is None else await standins.take(ctx, wanted, shift)


async def _late(ctx: Context) -> list[Ask]:
    """Nothing is open: what was asked last, if an answer still counts though its time is out."""
    last = await ctx.store.asks.latest(ctx.asker.id)
    if last is None or last.district_id not in {one.id for one in (ctx.district, *ctx.others)}:
        return []
    shift = await ctx.store.shifts.view(last.shift_id)
    await _say_if_taken(ctx, last, shift)
    return [last] if _still_counts(last) and shift.starts > ctx.now else []


async def _nothing_open(ctx: Context) -> Refusal:
    """Where something was asked lately, it is what they mean; else nothing was."""
    if (wanted := await _number_wanted(ctx)) is not None:
        return wanted
    last = await ctx.store.asks.latest(ctx.asker.id)
    districts = {one.id: one for one in (ctx.district, *ctx.others)}
    if last is not None and last.district_id in districts and last.asked_at > ctx.now - LATELY:
        shift = await ctx.store.shifts.view(last.shift_id)
        if shift.ends > ctx.now:
            return await over(replace(ctx, district=districts[last.district_id]), shift)
    return await nothing_asked(ctx)


def _still_counts(ask: Ask) -> bool:
    """Whether its time is out, and yes is as welcome as before."""
    return ask.state == AskState.EXPIRED and ANSWERS[ask.kind].late


async def _say_if_taken(ctx: Context, ask: Ask, shift: ShiftView) -> None:
    """Raises Refusal for who was asked to step in, when somebody else did, and was not told."""
    if ask.stand_in_id is None or ask.state != AskState.WITHDRAWN or shift.starts <= ctx.now:
        return
    if (await ctx.store.stand_ins.get(ask.stand_in_id)).state == StandInState.TAKEN:
        raise standins.taken(ctx, shift)


async def _numbered(ctx: Context, said: str) -> ShiftView | None:
    """The shift whose number the words begin with."""
    numbered = leading_shift_number(said)
    return (
        await ctx.store.shifts.by_number(ctx.district.id, int(numbered[0].lstrip("#"))) if numbered else None
    )


async def _about(ctx: Context, text: str, asked: Sequence[Ask]) -> list[Ask]:
    """What of it the words may mean; all of it, where they name no shift ("ja, jag kommer gärna")."""
    said = plainly(text)
    if not said:
        return list(asked)
    if (shift := await _numbered(ctx, said)) is not None:
        return await _about_shift(ctx, shift, asked)
    try:
        wanted = await read_wanted(ctx.store, said, district_id=ctx.district.id, now=ctx.now, zone=ctx.zone)
    except (Refusal, WordsAfterNumber):
        return list(asked)
    if wanted.number is not None:
        shift = await ctx.store.shifts.by_number(ctx.district.id, wanted.number)
        return list(asked) if shift is None else await _about_shift(ctx, shift, asked)
    views = [await ctx.store.shifts.view(one.shift_id) for one in asked]
    fitting = {
        one.id
        for one in on_day(views, wanted.day, zone=ctx.zone)
        if wanted.activity is None or one.activity_id == wanted.activity.id
    }
    return [one for one in asked if one.shift_id in fitting] or list(asked)


async def _about_shift(ctx: Context, shift: ShiftView, asked: Sequence[Ask]) -> list[Ask]:
    """What is open about this shift; else what was asked last about it, which is over or still counts."""
    found = [one for one in asked if one.shift_id == shift.id]
    if found:
        return found
    last = await ctx.store.asks.last(ctx.asker.id, shift.id)
    if last is None:
        raise await nothing_asked(ctx, shift)
    if _still_counts(last):
        return [last]
    await _say_if_taken(ctx, last, shift)
    raise await over(ctx, shift)


async def _which(ctx: Context, shift_ids: Sequence[int], *, yes: bool) -> Reply:
    """Several questions are open: which is meant? Shifts of several districts are told apart by name."""
    views = sorted([await ctx.store.shifts.view(one) for one in shift_ids], key=lambda one: one.starts)
    districts = {one.id: one for one in (ctx.district, *ctx.others)}
    names, values = [f"#{one.number}" for one in views], listing(views, numbered=True)
    if len({one.district_id for one in views}) > 1:
        keys = [with_district(districts[one.district_id].key, one.number) for one in views]
        names = [f"#{key}" for key in keys]
        lines = [
            say(
                "line-of-district",
                line=shift_line(one, about(one) | {"number": key}),
                district=districts[one.district_id].name,
            )
            for one, key in zip(views, keys, strict=True)
        ]
        values = {"shifts": Lines(lines, numbered=True), "shared": None}
    options = tuple(ctx.typed("yes" if yes else "no", name) for name in names)
    return Reply(say=say("answer-choose", **values, more=0, example=Code(options[0])), options=options)
