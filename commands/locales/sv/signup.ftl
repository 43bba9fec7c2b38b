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

## Ett pass i en lista. $title och $place är none där de står en gång för alla, ovanför listan.

part-title = { $title ->
    [none] {""}
   *[other] { $title },{" "}
 }
part-unguided = { $unguided ->
    [true] , behöver någon som har varit med förr
   *[false] {""}
 }
part-waits-here = { $waits ->
    [0] {""}
   *[other] , { $waits } väntar
 }
part-vacant = { $vacant ->
    [none] {""}
   *[other] , { $vacant } saknas
 }
shift-line = **#{ $number }** { part-title }{ $when }{ part-place }{ part-left }{ part-vacant }{ part-unguided }
shift-line-full = **#{ $number }** { part-title }{ $when }{ part-place }, fullt{ part-waits-here }{ part-unguided }
shift-line-closed = **#{ $number }** { part-title }{ $when }{ part-place }, stängt för anmälan{ part-unguided }
# Det som alla pass i en lista har gemensamt: $title, $place (text eller none)
shift-shared = **{ $title }**{ part-place }
part-shared = { $shared ->
    [none] {""}
   *[other] {" "}{ $shared }:
 }

## Anmäla sig

help-signup = Ger dig en plats på ett pass.
help-signup-more =
    Skriv passets nummer, eller aktiviteten och en dag om den har flera pass. Med `gäster=1` får en till plats med dig.
    Krockar passet med ett annat som du har, frågar jag först; lägg till `ändå` om du vill ha båda.
help-signup-example = `{ $prefix }anmäl ringstuga tis`

# $guests (tal)
signup-booked = Du är anmäld: **{ $title }**, { $when }{ part-place } (#{ $number }){ part-left }.{ part-guests }{ part-role }
# $leave (att skriva, eller none när det har börjat)
signup-already = Du är redan anmäld till **{ $title }**, { $when } (#{ $number }).{ $leave ->
    [none] {""}
   *[other] {" "}Får du förhinder? Skriv { $leave }.
 }
# $guests (tal)
signup-changed = Du är fortfarande anmäld till **{ $title }**, { $when } (#{ $number }){ $guests ->
    [none] {""}
    [0] , nu utan gäster
    [one] , nu med en gäst
   *[other] , nu med { $guests } gäster
 }{ part-left }.{ part-role }
# $others (tal), $shared (shift-shared eller none), $shifts (lista), $example, $all (att skriva), $kept (gästerna som den har som redan är anmäld, tal eller none)
signup-full = { $kept ->
    [none] { part-full }
   *[other] { part-full-kept }
 }
# $again (att skriva), $offered (true: ingen plats än, bara erbjuden)
part-full-kept = { $left ->
    [0] **{ $title }**, { $when } (#{ $number }), är tyvärr fullt.
    [one] Det finns bara 1 plats kvar på **{ $title }**, { $when } (#{ $number }).
   *[other] Det finns bara { $left } platser kvar på **{ $title }**, { $when } (#{ $number }).
 } Inget är ändrat: { $offered ->
    [true] det du har blivit erbjuden hålls för dig, svara `ja` om du vill ha det.
   *[false] { $kept ->
        [0] du har kvar din plats.
        [one] du och en till har kvar era platser.
       *[other] du och { $kept } till har kvar era platser.
    }
 } { $left ->
    [0] Blir det ledigt kan du försöka igen med { $again }.
   *[other] Skriv { $again } för så många som får plats.
 }
part-full = **{ $title }**, { $when } (#{ $number }), har { $seats ->
        [one] bara 1 plats
       *[other] bara { $seats } platser
    } i allt, så { $wanted } får inte plats tillsammans. Du är inte anmäld.{ $others ->
        [0] {" "}Inget annat pass i aktiviteten har plats för { $wanted } just nu. { $all } visar alla pass.
        [one] {" "}Ett annat pass med plats:
       *[other] {" "}Andra pass med plats{ $shared ->
            [none] {""}
           *[other] , { $shared }
        }:
    }
    { $shifts }
    { $others ->
        [0] {""}
        [one] Vill du ha den? Reagera med 1️⃣ eller skriv { $example }.
       *[other] Reagera med 1️⃣, 2️⃣ …, eller skriv till exempel { $example }.
    }
# $other (ett pass), $again (att skriva)
signup-overlap = **{ $title }**, { $when } (#{ $number }), krockar med ett pass som du redan har: { $other }. Du är inte anmäld.
    Vill du ha båda? Skriv { $again }.

# $text (det som skrevs, eller none), $shared (shift-shared eller none), $shifts (lista), $more (tal), $example (att skriva)
signup-choose =
    Vilket pass menar du? Du är inte anmäld än.{ part-shared }
    { $shifts }
    { part-choose }
leave-choose =
    Vilket pass vill du avboka? Inget är avbokat än.{ part-shared }
    { $shifts }
    { part-choose }
shift-choose =
    Vilket pass menar du? Inget är ändrat än.{ part-shared }
    { $shifts }
    { part-choose }
part-choose = { $more ->
    [0] {""}
    [one] Och ett till.{" "}
   *[other] Och { $more } till.{" "}
 }Reagera med 1️⃣, 2️⃣ …, eller skriv till exempel { $example }.

## Avboka

help-leave = Avbokar din plats på ett pass.
help-leave-more = Har du bara ett pass räcker det att skriva kommandot. Du får inga fler påminnelser om passet, och platsen blir ledig för någon annan.
help-leave-example = `{ $prefix }avboka ringstuga tis`

# $again (att skriva)
# $was (booked, offered eller waitlisted)
leave-done = { $was ->
    [waitlisted] Du står inte längre på väntelistan till **{ $title }**, { $when } (#{ $number }).
    [offered] Du har tackat nej till platsen på **{ $title }**, { $when } (#{ $number }). Tack för att du sade till!
   *[booked] Du är avbokad från **{ $title }**, { $when } (#{ $number }). Tack för att du sade till!
 }{ $again ->
    [none] {""}
   *[other] {" "}Ångrar du dig? Skriv { $again }.
 }

## Mina pass

help-mine = Visar de pass som du är anmäld till.
help-mine-more = Bara kommande pass, det närmaste först. Med `som=ics` får du dem som en kalenderfil till telefonen.
help-mine-example = `{ $prefix }mina`

# $shifts (lista), $leave (att skriva)
mine-list =
    Dina pass:
    { $shifts }
    { $leave ->
        [none] {""}
       *[other] Får du förhinder? Skriv till exempel { $leave }.
    }
# $guests (tal), $role (text eller none), $now (true: det pågår), $state (booked, offered eller waitlisted), $position (tal),
# $seeking (none, swap: en viss person är tillfrågad, annat: en ersättare söks)
mine-line = **#{ $number }** { $title }, { $when }{ part-place }{ $now ->
    [true] , pågår nu
   *[false] {""}
 }{ $state ->
    [waitlisted] , plats { $position } på väntelistan
    [offered] , erbjuden: svara ja eller nej
   *[booked] {""}
 }{ $seeking ->
    [none] {""}
    [swap] , du har frågat någon om att ta över
   *[other] , du söker ersättare
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
# $why (cancelled, closed, started eller over), $kept (gästerna som den har som redan är anmäld, tal eller none)
error-shift-not-open = **{ $title }**, { $when } (#{ $number }), { $why ->
    [cancelled] är inställt
    [closed] är stängt för anmälan
    [started] har redan börjat
   *[over] är redan slut
 }, så inget är ändrat. { $kept ->
    [none] { $leaving ->
        [true] Hör av dig till en organisatör om du inte kan vara med.
       *[false] { $shifts } visar de som kommer.
    }
    [0] Du har kvar din plats. Hör av dig till en organisatör om fler ska med.
    [one] Du och en till har kvar era platser. Hör av dig till en organisatör om ni blir fler.
   *[other] Du och { $kept } till har kvar era platser. Hör av dig till en organisatör om ni blir fler.
 }
error-not-booked = Du är inte anmäld till **{ $title }**, { $when } (#{ $number }), så inget är ändrat. { $mine } visar dina pass.
# $shifts (att skriva)
error-none-booked = Du har ingen plats på något kommande pass, så inget är ändrat. { $shifts } visar de pass som kommer.
# $most (tal)
error-guests = Du kan ta med 0 till { $most } personer, så inget är ändrat. Skriv till exempel `gäster=1`.
# $text (det som skrevs), $near (lista: att skriva)
error-activity-near =
    Det finns ingen aktivitet som heter { $text }, och inget är ändrat. Menade du:
    { $near }
    { $activities } visar alla.
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
# $problem (ord), $text (det som saknas eller inte passar, eller none), $usage (eller none: inget att lägga till), $example och $shifts (att skriva)
error-arguments = { $problem ->
    [missing-short] Du skrev inte vad aktiviteten ska heta.
    [missing-shifts] Du skrev inte vilka två pass som ska bli ett; { $shifts } visar dem som kommer.
    [missing-title] Du skrev inte vad det gäller.
    [missing-days] Du skrev inte vilka dagar, och vilken tid.
    [missing-shift] Du skrev inte vilket pass; { $shifts } visar dem som kommer.
    [missing-activity] Du skrev inte vilken aktivitet.
    [missing-when] Du skrev inte när.
    [missing-whom] Du skrev inte vem.
    [missing-account] Du skrev inte vem.
    [missing-text] Du skrev ingen text.
    [unknown-key] Tillägget { $text } känner jag inte till.{ $near ->
        [none] {""}
       *[other] {" "}Kanske menade du { $near }.
    }
    [twice] Tillägget { $text } står två gånger.
    [several] Det går bara att skriva ett pass i taget.
    [too-many] Jag förstår inte vad { $text } gör där.
    [after-number] Jag förstår inte { $text } efter passets nummer.
    [several-words] { $text } är flera ord, och då behövs citattecken.
    [quote] Ett citattecken saknar sin andra hälft.
    [nothing] Det står inte vad som ska ändras.
    [every] Jag förstår inte { $text }; det går att skriva `varje=vecka`, `varje=2veckor` eller `varje=månad`.
    [every-alone] Med `varje=` behövs också sista dagen, till exempel `tom=30/6`.
    [until-alone] Med `tom=` behövs också hur ofta, till exempel `varje=vecka`.
   *[other] Så går det inte att skriva.
 } Inget är ändrat. Skriv till exempel { $example }.{ $problem ->
    [unknown-key] { $near ->
        [none] {" "}Hela kommandot ser ut så här: { $usage }.
       *[other] {""}
    }
    [too-many] { $usage ->
        [none] {""}
       *[other] {" "}Hela kommandot ser ut så här: { $usage }.
    }
    [nothing] {" "}Hela kommandot ser ut så här: { $usage }.
   *[other] {""}
 }
# $text (det som skrevs)
error-number = { $text } är inget tal som jag kan läsa. Inget är ändrat. Skriv det med siffrorna 0–9.
error-text-empty = Där behövs det en text, och inget är ändrat. Skriv den inom citattecken, till exempel `plats="Torget"`.
# $most (tal)
error-text-long = Texten är för lång: den får ha högst { $most } tecken. Inget är ändrat.
# $text (det som skrevs)
error-person = Jag förstår inte vem { $text } är. Inget är ändrat. Ett konto skrivs som `@bo:example.org`.
# $text (konto som det skrevs), $lower (samma konto med små bokstäver)
error-person-case = Jag känner inte till kontot { $text }, och konton skrivs med små bokstäver. Inget är ändrat. Skriv { $lower }. Har kontot verkligen stora bokstäver, så be personen först skriva något till mig.
