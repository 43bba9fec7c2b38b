"""The table of docs/privacy.md: what is kept about people, why, and how long, from the rules themselves.

In Swedish, for the district that has to answer for it. A test compares it with the tables of the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

BEGINS, ENDS = "<!-- kept: made by `passet docs` -->", "<!-- /kept -->"
NOBODY = frozenset({"district", "shift", "series", "setting", "sync_state"})
"""Tables that say nothing of anybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """`until` names rules as `{rule}`; they become lengths of time."""

    tables: tuple[str, ...]
    what: str
    why: str
    until: str


KEPT = (
    Kept(
        tables=("person", "identity"),
        what="Namn, konto, språk, egna påminnelsetider, om personen vill bli tillfrågad om att hoppa "
        "in, när hen fick beskedet om sina uppgifter och (på en vecka när) senast hördes av. För "
        "den som inte har chatt: namnet och vilket distrikt.",
        why="Så att rätt person får rätt besked på sitt språk.",
        until="Tills personen ber om att bli glömd; annars {people} efter det att hen senast hördes "
        "av, om hen då inte har någon anmälan, roll eller bevakning kvar.",
    ),
    Kept(
        tables=("member", "absence"),
        what="Vilka av distriktets rum en person som boten känner är med i, och om hen har lämnat alla.",
        why="Så att den som inte längre är med inte får brev, namn eller roller.",
        until="Tills personen kommer tillbaka, lämnar rummet eller glöms.",
    ),
    Kept(
        tables=("signup", "seat", "pairing"),
        what="Anmälningar: person, pass, roll, gäster (antal, inga namn), kö, närvaro, vem som bokade.",
        why="Det är botens uppgift.",
        until="{signups} efter passets slut; därefter räknas anmälan utan person.",
    ),
    Kept(
        tables=("organizer", "activity", "skill", "watch"),
        what="Uppdrag: organisatör, ansvarig för en aktivitet, kunskaper som en organisatör har "
        "angett, aktiviteter som personen själv bevakar.",
        why="Så att den som får se namn är den som ska, och att roller bemannas av dem som kan.",
        until="Tills uppdraget tas bort, personen glöms eller inte har hörts av på {people} och saknar "
        "uppdrag.",
    ),
    Kept(
        tables=("inbox",),
        what="Det någon har skrivit till boten, avsändare och rum. Det som inte är riktat till boten "
        "sparas aldrig.",
        why="Så att inget tappas och inget görs två gånger.",
        until="Texten tills den är besvarad; avsändare och rum {inbox-sources}, ett dygn för den som boten "
        "inte känner; meddelandets nummer, "
        "utan avsändare, {inbox}.",
    ),
    Kept(
        tables=("outbox",),
        what="Det boten skriver: mottagare, slag, vilka personer som nämns (nummer), meddelandets id.",
        why="Så att det kommer fram en gång, och kan tas bort ur rummen när någon ber om att bli glömd.",
        until="Texten tills den är skickad; i rum {outbox}, om det inte nämner någon; det som nämner "
        "någon tas bort ur rummet efter {named} (tidigare om den som nämns glöms; där boten inte "
        "får göra det försöker den varje dag i {redactions}); brev till en person "
        "{letters}.",
    ),
    Kept(
        tables=("question", "board", "reaction"),
        what="Frågor och listor som går att trycka på, och vad som tryckts.",
        why="Så att ett tryck gäller och kan tas tillbaka.",
        until="{questions} efter frågan, när passet är över; listor, kort och omröstningar {boards} "
        "när de inte längre gäller; tryck under levande kort {reactions}.",
    ),
    Kept(
        tables=("ask", "stand_in", "reminder", "due"),
        what="Frågor som väntar på ja eller nej, sökande efter ersättare, påminnelser och annat planerat.",
        why="Så att var och en tillfrågas och påminns en gång.",
        until="{asks} efter passets slut (påminnelser {reminders}, övrigt planerat {dues}).",
    ),
    Kept(
        tables=("report",),
        what="Vem som rapporterade kvällens siffror.",
        why="Så att fel går att reda ut.",
        until="{reports}; siffrorna står kvar utan namn.",
    ),
    Kept(
        tables=("audit",),
        what="Loggen: vem som ändrade vad, för vem och när, och vem som tittade på vilka namn. Aldrig "
        "innehåll.",
        why="Så att distriktet kan visa vem som haft tillgång till vad (artikel 5.2 och 32).",
        until="{audit}.",
    ),
    Kept(
        tables=("room",),
        what="Rum: adress, roll, vem som bjöd in; för direktrum också vems det är och när det senast "
        "användes.",
        why="Så att svar hamnar rätt.",
        until="Direktrum lämnas efter {rooms} utan användning; uppgiften försvinner när personen glöms.",
    ),
)


def length(after: timedelta | None, days: int) -> str:
    """In words; None is the district's own time, `privacy.keep_days`, `days` unless it is set."""
    if after is None:
        return f"{days} dagar (`keep_days`)"
    return f"{after.days} dagar"


def kept_table(rules: Mapping[str, timedelta | None], days: int) -> str:
    """The table in Markdown. Raises KeyError for a rule that there is not."""
    lengths = {rule: length(after, days) for rule, after in rules.items()}
    lines = ["| vad | varför | hur länge | tabell |", "|---|---|---|---|"]
    for one in KEPT:
        until = one.until.format_map(lengths)
        tables = ", ".join(f"`{table}`" for table in one.tables)
        lines.append(f"| {one.what} | {one.why} | {until[:1].upper()}{until[1:]} | {tables} |")
    return "\n".join(lines)


def with_table(page: str) -> str:
    """The page with the table as it is now between its two marks; a page without them as it is."""
    from bot.settings import Privacy
    from commands.actions.retention import RULES

    before, begins, rest = page.partition(BEGINS)
    _, ends, after = rest.partition(ENDS)
    if not begins or not ends:
        return page
    days = Privacy.model_fields["keep_days"].default
    table = kept_table({rule.id: rule.after for rule in RULES}, days)
    return f"{before}{BEGINS}\n{table}\n{ENDS}{after}"
