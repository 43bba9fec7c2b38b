# Anmäla sig, avboka, se sina egna pass; och det som sägs när ett kommando inte går att förstå.
# Om ett pass finns alltid $number, $slug, $title, $when, $place (text eller none), $seats, $left (tal eller
# none: ingen gräns) och $booked (se commands/wording.py).

## Delar av andra meningar

part-place = { $place ->
    [none] {""}
   *[other] , { $place }
 }
part-left = { $left ->
    [none] {""}
    [0] , nu fullt
    [one] , 1 plats kvar
   *[other] , { $left } platser kvar
 }
part-guests = { $guests ->
    [0] {""}
    [one] {" "}Du och en till har plats.
   *[other] {" "}Du och { $guests } till har plats.
 }

part-role = { $role ->
    [none] {""}
   *[other] {" "}Roll: { $role }.
 }

# Ett pass inne i en mening.
shift-short = { $title }, { $when }{ part-place } (#{ $number })

## Ett pass i en lista

shift-line = **#{ $number }** { $title }, { $when }{ part-place }{ part-left }
shift-line-full = **#{ $number }** { $title }, { $when }{ part-place }, fullt
shift-line-closed = **#{ $number }** { $title }, { $when }{ part-place }, stängt för anmälan

## Anmäla sig

help-signup = Ger dig en plats på ett pass.
help-signup-more =
    Skriv passets nummer, eller aktiviteten och en dag om den har flera pass. Med `gäster=1` får en till plats med dig.
    Krockar passet med ett annat som du har, frågar jag först; lägg till ändå om du vill ha båda.
help-signup-example = `{ $prefix }anmäl ringstuga tis`

# $guests (tal)
signup-booked = Du är anmäld: **{ $title }**, { $when }{ part-place }.{ part-guests }{ part-role } Pass #{ $number }{ part-left }.
# $leave (att skriva)
signup-already = Du är redan anmäld till **{ $title }**, { $when } (#{ $number }). Får du förhinder: { $leave }
# $guests (tal)
signup-changed = Du är fortfarande anmäld till **{ $title }**, { $when } (#{ $number }), nu { $guests ->
    [0] utan gäster
    [one] med en gäst
   *[other] med { $guests } gäster
 }{ part-left }.{ part-role }
# $others (tal), $shifts (lista)
signup-full =
    { $left ->
        [0] **{ $title }**, { $when } (#{ $number }), är tyvärr fullt, så du är inte anmäld.
        [one] Det finns bara 1 plats kvar på **{ $title }**, { $when } (#{ $number }), så du är inte anmäld.
       *[other] Det finns bara { $left } platser kvar på **{ $title }**, { $when } (#{ $number }), så du är inte anmäld.
    } { $others ->
        [0] { $wanted ->
            [one] Inget annat pass i aktiviteten har plats just nu. { $all } visar alla pass.
           *[other] Inget annat pass i aktiviteten har plats för { $wanted } just nu. { $all } visar alla pass.
        }
        [one] Här finns det plats. Reagera med 1️⃣ om du vill ha den:
       *[other] Här finns det plats. Reagera med 1️⃣ för det första, 2️⃣ för det andra och så vidare:
    }
    { $shifts }
# $other (ett pass), $again (att skriva)
signup-overlap = **{ $title }**, { $when } (#{ $number }), krockar med ett pass som du redan har: { $other }. Du är inte anmäld.
    Vill du ha båda: { $again }

# $text (det som skrevs, eller none), $shifts (lista), $more (tal), $example (att skriva)
signup-choose =
    Vilket pass menar du? Du är inte anmäld än.
    { $shifts }
    { part-choose }
leave-choose =
    Vilket pass vill du avboka? Ingenting är avbokat än.
    { $shifts }
    { part-choose }
shift-choose =
    Vilket pass menar du? Inget är ändrat än.
    { $shifts }
    { part-choose }
part-choose = { $more ->
    [0] {""}
    [one] Och ett till.{" "}
   *[other] Och { $more } till.{" "}
 }Reagera med 1️⃣ för det första, 2️⃣ för det andra och så vidare, eller skriv till exempel { $example }

## Avboka

help-leave = Avbokar din plats på ett pass.
help-leave-more = Har du bara ett pass räcker det att skriva kommandot. Du får inga fler påminnelser om passet, och platsen blir ledig för någon annan.
help-leave-example = `{ $prefix }avboka ringstuga tis`

# $again (att skriva)
leave-done = Du är avbokad från **{ $title }**, { $when } (#{ $number }). Tack för att du sade till! Ångrar du dig: { $again }

## Mina pass

help-mine = Visar de pass som du är anmäld till.
help-mine-more = Bara kommande pass, det närmaste först.
help-mine-example = `{ $prefix }mina`

# $shifts (lista), $leave (att skriva)
mine-list =
    Du är anmäld till:
    { $shifts }
    { $leave ->
        [none] {""}
       *[other] Får du förhinder: { $leave }
    }
# $guests (tal), $role (text eller none), $now (true: det pågår)
mine-line = **#{ $number }** { $title }, { $when }{ part-place }{ $now ->
    [true] , pågår nu
   *[false] {""}
 }{ $guests ->
    [0] {""}
    [one] , du och en till
   *[other] , du och { $guests } till
 }{ $role ->
    [none] {""}
   *[other] , roll: { $role }
 }
# $shifts (att skriva)
mine-none = Du är inte anmäld till något kommande pass. { $shifts } visar vad som finns.

## När det inte går

# $number (tal)
error-shift-unknown = Det finns inget pass #{ $number }, så inget är ändrat. { $shifts } visar de som kommer.
# $text (det som skrevs)
error-shift-none = Jag hittar inget kommande pass för { $text }, så inget är ändrat. { $shifts } visar de som finns.
# $why (cancelled, closed, started eller over)
error-shift-not-open = **{ $title }**, { $when } (#{ $number }), { $why ->
    [cancelled] är inställt
    [closed] är stängt för anmälan
    [started] har redan börjat
   *[over] är redan slut
 }, så inget är ändrat. { $leaving ->
    [true] Hör av dig till en organisatör om du inte kan vara med.
   *[false] { $shifts } visar de som kommer.
 }
error-not-booked = Du är inte anmäld till **{ $title }**, { $when } (#{ $number }), så inget är ändrat. { $mine } visar dina pass.
error-none-booked = Du är inte anmäld till något kommande pass, så det finns inget att avboka.
# $most (tal)
error-guests = Du kan ta med 0 till { $most } personer, så du är inte anmäld. Skriv till exempel `gäster=1`.
# $text (det som skrevs), $near (lista)
error-activity-near =
    Det finns ingen aktivitet som heter { $text }, och inget är ändrat. { $activities } visar alla. Menade du:
    { $near }
# $text (det som skrevs)
error-activity-unknown = Det finns ingen aktivitet som heter { $text }, och inget är ändrat. { $activities } visar alla.
# $problem (ord, se commands/rules/when_problem.py), $text (det som skrevs)
error-when = { $problem ->
    [past] Tiden { $text } har redan varit.
    [gap] Tiden { $text } finns inte: den natten ställs klockan fram över just den timmen.
    [fold] Tiden { $text } kommer två gånger: den natten ställs klockan tillbaka. Välj en tid utanför den timmen.
    [backwards] I { $text } ligger slutet inte efter början.
    [too-long] { $text } är längre än ett dygn, och så långt får ett pass inte vara.
    [no-time] I { $text } saknas klockslaget.
    [impossible] Någon sådan tid som { $text } finns inte.
    [too-far] { $text } är mer än två år bort.
    [weekday] I { $text } stämmer inte veckodagen med datumet.
   *[unreadable] Jag förstår inte tiden { $text }.
 } Inget är ändrat. Skriv till exempel { $example }.
# $near (tillägg som kan vara menade, eller none)
# $problem (ord), $text (det som saknas eller inte passar, eller none), $usage och $example (att skriva)
error-arguments = { $problem ->
    [missing] { $text } saknas.
    [unknown-key] Tillägget { $text } känner jag inte till.{ $near ->
        [none] {""}
       *[other] {" "}Menade du { $near }?
    }
    [twice] Tillägget { $text } står två gånger.
    [several] Det går bara att skriva ett pass i taget.
    [too-many] Jag förstår inte vad { $text } gör där.
    [quote] Ett citattecken saknar sin andra hälft.
    [nothing] Det står inte vad som ska ändras.
    [every] Jag förstår inte { $text }; det går att skriva `varje=vecka`, `varje=2veckor` eller `varje=månad`.
    [every-alone] Med `varje=` behövs också sista dagen, till exempel `tom=30/6`.
    [until-alone] Med `tom=` behövs också hur ofta, till exempel `varje=vecka`.
   *[other] Så går det inte att skriva.
 } Inget är ändrat.
    Så här skrivs det: { $usage }
    Till exempel: { $example }
# $text (det som skrevs)
error-number = { $text } är inget tal som jag kan läsa. Inget är ändrat. Skriv det med siffrorna 0–9.
error-text-empty = Där behövs det en text, och inget är ändrat. Skriv den inom citattecken, till exempel `plats="Torget"`.
# $most (tal)
error-text-long = Texten är för lång: den får ha högst { $most } tecken. Inget är ändrat.
# $text (det som skrevs)
error-person = Jag förstår inte vem { $text } är. Inget är ändrat. Ett konto skrivs som `@bo:example.org`.
