"""`poll`: asking a room on which days people can, and making the best of them a shift."""

from __future__ import annotations

from collections.abc import Sequence

from commands.actions import activities, poll_offers, poll_reminders, polls
from commands.actions.activities import Details
from commands.actions.boards import close, view
from commands.actions.people import must_lead
from commands.context import Context
from commands.declare import Thing, Who, command
from commands.handlers.cards import must_be_a_room
from commands.handlers.signup import signup
from commands.parameters import ActivityWords, PollDays, PollTitle, check_live
from commands.reading import ANYWAY
from commands.reply import NewBoard, Refusal, Reply, answer
from commands.rules.boards import MOST_NUMBERS
from commands.rules.names import fold, shortened, slug
from commands.rules.polls import UnreadableDays, parse_days
from commands.rules.when import Span
from commands.texts import Code, Lines, Say, say
from commands.wording import about
from storage.models import Activity, Ask, Board, District, Person
from storage.queries.boards import Posted
from storage.queries.shifts import ShiftView
from storage.states import BoardKind, BoardState, RoomRole
from storage.store import Store


@command("poll", en="poll", sv="datum omröstning poll", who=Who.LEAD)
async def poll(ctx: Context, title: PollTitle, days: PollDays) -> Reply:
    """Ask in this room who can when. What is no activity yet becomes one when the poll is closed."""
    must_be_a_room(ctx)
    activity = await _activity(ctx, title)
    if activity is None:
        must_lead(ctx, None)
    else:
        must_lead(ctx, activity.lead_id)
    short = activity.slug if activity else _slug(ctx, title)
    shown_title = activity.title if activity else title[:1].upper() + title[1:]
    spans = _spans(ctx, days)
    for one in await ctx.store.boards.live_in(ctx.room.id, BoardKind.POLL):
        if polls.slug_of(one.board) == short:
            raise Refusal(
                "error-poll-open", title=polls.title_of(one.board), close=Code(ctx.typed("poll-close", short))
            )
    new = NewBoard(
        kind=BoardKind.POLL,
        menu=tuple(range(1, 1 + len(spans))),
        activity_id=activity.id if activity else None,
        data=polls.data_of(title=shown_title, slug=short, spans=spans),
    )
    shown = await view(ctx.post, _as_it_will_stand(ctx, new))
    ctx.record("poll", subject=f"poll:{short}")
    return Reply(say=shown.say, board=new)


async def _things(store: Store, district: District, person: Person, text: str) -> list[Thing]:
    """The open polls of that name, or all of them, that the person may close."""
    wanted = fold(text)
    organizes = await store.people.is_organizer(district.id, person.id)
    found = []
    for one in await polls.open_in(store, district.id):
        slug_, title = polls.slug_of(one.board), polls.title_of(one.board)
        if wanted in ("", slug_, fold(title)) and (organizes or await _leads(store, person, one.board)):
            found.append(Thing(title, slug_))
    return found


@command(
    "poll-close",
    en=("poll close",),
    sv=("datum stäng", "datum avsluta", "omröstning stäng", "poll stäng"),
    who=Who.LEAD,
    things=_things,
)
async def poll_close(ctx: Context, activity: ActivityWords | None = None) -> Reply:
    """Make the day on which most can a shift, and offer it to those who could; of several the earliest.

    One that nobody has answered is only ended, and only when that is insisted on.
    """
    found = await _open(ctx, activity)
    if len(found) > 1:
        return _which(ctx, found)
    (posted,) = found
    board = posted.board
    days = await polls.days_of(ctx.post, board)
    number = polls.best_number(days, now=ctx.now)
    if number is None and not ctx.anyway:
        again = Code(ctx.typed("poll-close", polls.slug_of(board), ctx.anyway_word))
        raise Refusal("error-poll-nobody", title=polls.title_of(board), again=again)
    if number is None:
        async with ctx.transaction():
            await _close(ctx, posted, BoardState.CLOSED)
        ctx.record("poll-close", subject=f"poll:{polls.slug_of(board)}")
        return answer("poll-close-empty", title=polls.title_of(board))
    day = days[number - 1]
    async with ctx.transaction() as store:
        shift, new = await polls.become_shift(ctx.post, await _its_activity(ctx, board), day.span)
        board.data = dict(board.data or {}) | {"shift": shift.id}
        board.activity_id = shift.activity_id
        await store.flush()
        await _close(ctx, posted, BoardState.DECIDED)
        could = await store.boards.people(board.id, number)
        asked = await poll_offers.offer(ctx.post, ctx.district, shift, could)
    ctx.record("poll-close", subject=f"shift:{shift.number}")
    return answer(
        "poll-close-done",
        **about(shift),
        can=day.can,
        asked=asked,
        new=new,
        edit=Code(ctx.typed("shift-edit", f"#{shift.number}")),
    )


async def _close(ctx: Context, posted: Posted, state: BoardState) -> None:
    await close(ctx.post, posted, state)
    await poll_reminders.withdraw(ctx.store, posted.board)


async def comes(ctx: Context, _ask: Ask, shift: ShiftView) -> Reply:
    """Whoever could, and wants to, is signed up as by their own command, with the same answers."""
    reply: Reply = await signup.handler(ctx, shift)
    return reply


async def does_not_come(_ctx: Context, _ask: Ask, shift: ShiftView) -> Reply:
    """Nothing changes: they were never signed up."""
    return answer("poll-declined", **about(shift))


async def _activity(ctx: Context, title: str) -> Activity | None:
    """The activity of this short name or title, if there is one; raises Refusal for one that is archived."""
    wanted = fold(title)
    for one in await ctx.store.activities.all(ctx.district.id, archived=True):
        if wanted in (one.slug, fold(one.title)):
            check_live(ctx, one)
            return one
    return None


def _slug(ctx: Context, title: str) -> str:
    """The short name that the activity will have. Raises Refusal where none can be made."""
    made = slug(title) or ""
    reserved = ctx.registry.second_words() | {fold(word) for word in ANYWAY}
    problem = activities.slug_problem(made, reserved=reserved, now=ctx.now, zone=ctx.zone)
    if problem is not None:
        raise Refusal("error-poll-title", text=Code(shortened(title, 40)), example=_example(ctx))
    return made


def _spans(ctx: Context, text: str) -> list[Span]:
    try:
        spans = parse_days(text, now=ctx.now, zone=ctx.zone)
    except UnreadableDays as unreadable:
        shown = Code(shortened(unreadable.text, 40)) if unreadable.text else None
        raise Refusal(
            "error-poll-days", problem=unreadable.problem.value, text=shown, example=_example(ctx)
        ) from None
    if not 2 <= len(spans) <= MOST_NUMBERS:
        raise Refusal("error-poll-number", count=len(spans), most=MOST_NUMBERS, example=_example(ctx))
    return spans


def _example(ctx: Context) -> Say:
    return say("help-poll-example", prefix=ctx.house.prefix)


def _as_it_will_stand(ctx: Context, new: NewBoard) -> Board:
    return Board(
        district_id=ctx.district.id,
        kind=new.kind,
        state=BoardState.LIVE,
        room_id=ctx.room.id,
        menu=list(new.menu),
        data=dict(new.data or {}),
    )


async def _open(ctx: Context, written: str | None) -> list[Posted]:
    """The open polls that are meant: those of this room, else, by name, of the district. Raises Refusal."""
    everything = await polls.open_in(ctx.store, ctx.district.id)
    here = [one for one in everything if one.board.room_id == ctx.room.id]
    wanted = fold(written or "")
    if wanted:
        named = [
            one
            for one in (*here, *everything)
            if wanted in (polls.slug_of(one.board), fold(polls.title_of(one.board)))
        ]
        found = named[:1]
    else:
        found = everything if ctx.room.role is RoomRole.DIRECT else here
    about_theirs = [one for one in found if await _may_close(ctx, one.board)]
    if (found and not about_theirs) or (wanted and not found):
        await _must_lead(ctx, wanted)
    if not (found := about_theirs):
        text = Code(shortened(written, 40)) if written else None
        raise Refusal("error-poll-none", text=text, poll=Code(ctx.typed("poll")), example=_example(ctx))
    return found


async def _must_lead(ctx: Context, written: str) -> None:
    """Raises Refusal for who may not close what they name, open or not."""
    activity = await ctx.store.activities.find(ctx.district.id, written)
    if activity is not None or not written:
        must_lead(ctx, activity.lead_id if activity else None)


async def _may_close(ctx: Context, board: Board) -> bool:
    return ctx.is_organizer or await _leads(ctx.store, ctx.asker, board)


async def _leads(store: Store, person: Person, board: Board) -> bool:
    """A lead may close what is about their activity."""
    if board.activity_id is None:
        return False
    return (await store.activities.get(board.activity_id)).lead_id == person.id


def _which(ctx: Context, found: Sequence[Posted]) -> Reply:
    shown = found[:MOST_NUMBERS]
    options = tuple(ctx.typed("poll-close", polls.slug_of(one.board)) for one in shown)
    titles = Lines([polls.title_of(one.board) for one in shown], numbered=True)
    return Reply(say=say("poll-close-choose", polls=titles, example=Code(options[0])), options=options)


async def _its_activity(ctx: Context, board: Board) -> Activity:
    """The activity that the shift is of, made where there is none. Raises Refusal for an archived one."""
    slug_ = polls.slug_of(board)
    existing = await ctx.store.activities.find(ctx.district.id, slug_)
    if existing is not None:
        check_live(ctx, existing)
        return existing
    return await activities.add_activity(
        ctx.store,
        district_id=ctx.district.id,
        slug=slug_,
        details=Details(title=polls.title_of(board)),
    )
