"""What the district does: looking at activities, and making, changing and archiving them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from commands.actions import activities as actions
from commands.actions.activities import NOBODY, Details
from commands.actions.find import find_activity
from commands.actions.news import tell_cancelled, who_hears
from commands.actions.people import by_address, may_lead, typed_by
from commands.context import Context
from commands.declare import Who, command
from commands.handlers.activity_defaults import default_line, default_lines
from commands.handlers.subcommands import suggest
from commands.misread import unquoted_title
from commands.options import Confirm, Ladder, Length, Newcomers, OfBranch, ReportPair, Roles
from commands.parameters import (
    About,
    ActivityWords,
    Audience,
    Lead,
    LiveActivity,
    Minimum,
    NewSlug,
    Place,
    Seats,
    Title,
    TitlePair,
)
from commands.reading import ANYWAY
from commands.refusing import wrong
from commands.reply import Refusal, Reply, answer
from commands.rules.names import clean_line, fold, slug
from commands.texts import Code, Lines, Say, say
from commands.which_person import Someone
from commands.wording import about as about_shift
from commands.wording import named
from storage.models import Activity
from storage.queries.shifts import ShiftView

MOST_LISTED = 40
EXAMPLE_TIME = {"sv": "tis 18-20", "en": "tue 18-20"}


@command("activities", en="activities activity", sv="aktiviteter aktivitet")
async def activities(ctx: Context, activity: ActivityWords | None = None) -> Reply:
    """All activities with their next shift; or what there is to know of one."""
    if activity is not None:
        return await _details(ctx, activity)
    everything = await ctx.store.activities.all(ctx.district.id)
    if not everything:
        add = Code(ctx.typed("activity-add", "ringstuga", '"Ringstuga"')) if ctx.is_organizer else None
        return answer("activities-none", add=add)
    coming = await ctx.store.shifts.coming(ctx.district.id, now=ctx.now, starts_from=ctx.now)
    following = {shift.activity_id: shift for shift in reversed(coming)}
    lines = [
        say("activity-line", title=one.title, slug=Code(one.slug), next=_next(following.get(one.id)))
        for one in everything[:MOST_LISTED]
    ]
    return answer(
        "activities-list",
        activities=Lines(lines),
        more=len(everything) - len(lines),
        shifts=Code(ctx.typed("shifts", _with_shifts(everything, following).slug)),
    )


async def _details(ctx: Context, written: str) -> Reply:
    try:
        found = await find_activity(ctx.store, written, district_id=ctx.district.id)
    except Refusal as unknown:
        raise suggest(ctx, "activities", written) or unknown from None
    coming = await ctx.store.shifts.coming(
        ctx.district.id, now=ctx.now, activity_id=found.id, starts_from=ctx.now, limit=1
    )
    return answer(
        "activity-details",
        title=found.title,
        slug=Code(found.slug),
        place=found.place,
        about=found.about,
        audience=found.audience,
        next=_next(coming[0] if coming else None),
        shifts=Code(ctx.typed("shifts", found.slug)),
        settings=Lines(default_lines(found)) if may_lead(ctx, found.lead_id) else None,
    )


def _with_shifts(activities: Sequence[Activity], following: Mapping[int, ShiftView]) -> Activity:
    """The activity whose shifts are an example: one that has any."""
    return next((one for one in activities if one.id in following), activities[0])


def _next(shift: ShiftView | None) -> Say | None:
    return say("activity-next", **about_shift(shift)) if shift else None


@command(
    "activity-add",
    en=("activity add", "activity new"),
    sv=("aktivitet ny",),
    who=Who.ORGANIZER,
    unquoted=unquoted_title,
)
async def activity_add(
    ctx: Context,
    short: NewSlug,
    title: Title | None = None,
    place: Place | None = None,
    about: About | None = None,
    lead: Lead | None = None,
    audience: Audience | None = None,
    seats: Seats | None = None,
    minimum: Minimum | None = None,
    roles: Roles | None = None,
    length: Length | None = None,
    confirm: Confirm | None = None,
    newcomers: Newcomers | None = None,
    ladder: Ladder | None = None,
    report: ReportPair | None = None,
    branch: OfBranch | None = None,
) -> Reply:
    """A new activity. One that is archived under this name is taken up again when that is insisted on."""
    wanted = _new_slug(ctx, short)
    existing = await ctx.store.activities.find(ctx.district.id, wanted)
    if existing is not None and (existing.archived_at is None or not ctx.anyway):
        raise Refusal("error-exists", reason=_taken(ctx, existing))
    async with ctx.transaction() as store:
        details = Details(
            title=title or (None if existing else _as_title(short)),
            place=place,
            about=about,
            audience=audience,
            lead_id=await _lead_id(ctx, lead),
            seats=seats,
            minimum=minimum,
            roles=roles,
            length=length,
            confirm=confirm,
            newcomers=newcomers,
            ladder=ladder,
            report=report,
            branch=branch,
        )
        if existing is not None:
            made = await actions.revive(store, existing, details)
        else:
            made = await actions.add_activity(
                store, district_id=ctx.district.id, slug=wanted, details=details
            )
        if lead is not None:
            await _tell_lead(ctx, made)
    ctx.record("activity-revive" if existing else "activity-add", subject=f"activity:{wanted}")
    if lead is not None:
        _record_lead(ctx, made)
    return answer(
        "activity-revived" if existing else "activity-added",
        title=made.title,
        slug=Code(wanted),
        add=Code(ctx.typed("shift-add", wanted, EXAMPLE_TIME[ctx.language])),
        settings=Lines(default_lines(made)),
    )


def _new_slug(ctx: Context, short: str) -> str:
    """The short name as it is kept. Raises Refusal, with one that would do where there is one."""
    reserved = ctx.registry.second_words() | {fold(word) for word in ANYWAY}
    problem = actions.slug_problem(short, reserved=reserved, now=ctx.now, zone=ctx.zone)
    if problem is None:
        return fold(short)
    made = slug(short) if problem == "letters" else None
    if made and actions.slug_problem(made, reserved=reserved, now=ctx.now, zone=ctx.zone):
        made = None
    better = Code(ctx.typed("activity-add", made, f'"{clean_line(short, limit=60)}"')) if made else None
    raise Refusal("error-slug", problem=problem, text=Code(short[:40]), better=better)


def _taken(ctx: Context, existing: Activity) -> Say:
    if existing.archived_at is None:
        edit = Code(ctx.typed("activity-edit", existing.slug))
        return say("exists-activity", title=existing.title, slug=Code(existing.slug), edit=edit)
    revive = Code(ctx.typed("activity-add", existing.slug, ctx.anyway_word))
    return say("exists-archived", title=existing.title, slug=Code(existing.slug), revive=revive)


def _as_title(short: str) -> str:
    """ "EU-valskola" stays as it was typed; "ringstuga" gets its capital."""
    title = clean_line(short)
    return title[:1].upper() + title[1:]


async def _lead_id(ctx: Context, lead: Someone | None) -> int | None:
    if lead is None:
        return None
    if lead.address is None:
        return NOBODY
    meant = await by_address(ctx.store, ctx.platform, lead.address, now=ctx.now)
    return meant.person.id


def _record_lead(ctx: Context, activity: Activity) -> None:
    deed = "activity-lead-none" if activity.lead_id is None else "activity-lead"
    ctx.record(deed, subject=f"activity:{activity.slug}", person_id=activity.lead_id)


async def _tell_lead(ctx: Context, activity: Activity) -> None:
    """Whoever has just become the activity's lead learns it, and what they may do now."""
    if activity.lead_id is None or activity.lead_id == ctx.asker.id:
        return
    person = await ctx.store.people.get(activity.lead_id)
    message = say(
        "lead-appointed",
        by=named(ctx.asker, ctx.identity),
        title=activity.title,
        booked=typed_by(ctx, person, "booked", activity.slug),
        help=typed_by(ctx, person, "help"),
    )
    await ctx.post.to_person(person.id, message, district=ctx.district)


@command(
    "activity-edit",
    en=("activity edit",),
    sv=("aktivitet ändra", "aktivitet andra"),
    who=Who.ORGANIZER,
)
async def activity_edit(
    ctx: Context,
    activity: LiveActivity,
    title: Title | None = None,
    renamed: TitlePair | None = None,
    place: Place | None = None,
    about: About | None = None,
    lead: Lead | None = None,
    audience: Audience | None = None,
    seats: Seats | None = None,
    minimum: Minimum | None = None,
    roles: Roles | None = None,
    length: Length | None = None,
    confirm: Confirm | None = None,
    newcomers: Newcomers | None = None,
    ladder: Ladder | None = None,
    report: ReportPair | None = None,
    branch: OfBranch | None = None,
) -> Reply:
    """Change what is given. A new place is told to everyone booked on a shift without a place of its own."""
    async with ctx.transaction() as store:
        details = Details(
            title=renamed or title,
            place=place,
            about=about,
            audience=audience,
            lead_id=await _lead_id(ctx, lead),
            seats=seats,
            minimum=minimum,
            roles=roles,
            length=length,
            confirm=confirm,
            newcomers=newcomers,
            ladder=ladder,
            report=report,
            branch=branch,
        )
        if details.says_nothing():
            raise wrong(ctx, activity_edit, "nothing", "")
        changed, told = await actions.edit_activity(store, ctx.post, ctx.district, activity, details)
        if "lead_id" in changed:
            await _tell_lead(ctx, activity)
    if not changed:
        return answer("activity-unchanged", title=activity.title, slug=Code(activity.slug))
    ctx.record("activity-edit", subject=f"activity:{activity.slug}")
    if "lead_id" in changed:
        _record_lead(ctx, activity)
    done = say(
        "activity-edited",
        title=activity.title,
        slug=Code(activity.slug),
        changes=Lines([await _change(ctx, activity, field) for field in changed]),
        **told.values(may_name=ctx.may_name_people),
    )
    return Reply(say=done, privately=told.privately(may_name=ctx.may_name_people))


async def _change(ctx: Context, activity: Activity, field: str) -> Say:
    if field in actions.DEFAULTS:
        return default_line(activity, field)
    if field != "lead_id":
        return say(f"activity-change-{field}", value=getattr(activity, field))
    if activity.lead_id is None:
        return say("activity-change-no-lead")
    if not ctx.may_name_people:
        return say("activity-change-lead", value=None)
    person = await ctx.store.people.get(activity.lead_id)
    identity = (await ctx.store.people.identities([person.id])).get(person.id)
    return say("activity-change-lead", value=named(person, identity))


@command("activity-archive", en=("activity archive",), sv=("aktivitet arkivera",), who=Who.ORGANIZER)
async def activity_archive(ctx: Context, activity: LiveActivity) -> Reply:
    """Put the activity away; its coming shifts are cancelled, and whoever is booked on them is told once."""
    shifts, concerned = await actions.coming_people(ctx.store, activity, now=ctx.now)
    if shifts and not ctx.anyway:
        again = Code(ctx.typed("activity-archive", activity.slug, ctx.anyway_word))
        return answer(
            "activity-archive-confirm",
            title=activity.title,
            slug=Code(activity.slug),
            shifts=shifts,
            **who_hears(concerned),
            again=again,
        )
    async with ctx.transaction() as store:
        cancelled = await actions.archive(store, activity, now=ctx.now)
        told = await tell_cancelled(ctx.post, ctx.district, cancelled)
    for one in cancelled:
        ctx.record("shift-cancel", subject=f"shift:{one.shift.number}")
    ctx.record("activity-archive", subject=f"activity:{activity.slug}")
    done = say(
        "activity-archived",
        title=activity.title,
        slug=Code(activity.slug),
        shifts=len(cancelled),
        revive=Code(ctx.typed("activity-add", activity.slug, ctx.anyway_word)),
        **told.values(may_name=ctx.may_name_people),
    )
    return Reply(say=done, privately=told.privately(may_name=ctx.may_name_people))
