# Aktiviteter: det som pass är pass av.

help-activities = Visar distriktets aktiviteter.
help-activities-more = Med en aktivitets namn efter visas vad som finns att veta om den: var, för vilka och när nästa pass är.
help-activities-example = `{ $prefix }aktiviteter ringstuga`

# $activities (lista), $more (tal), $shifts (att skriva, för en av dem)
activities-list =
    Det här gör vi:
    { $activities }
    { $more ->
        [0] {""}
       *[other] Och { $more } till.{" "}
    }{ $shifts } visar passen för en av dem.
# $add (att skriva, eller none för den som inte får)
activities-none = Här finns inga aktiviteter än.{ $add ->
    [none] {""}
   *[other] {" "}Skriv till exempel { $add } för att lägga upp den första.
 }
# $title, $slug (att skriva), $next (när, eller none)
activity-line = **{ $title }** ({ $slug }){ $next ->
    [none] , inget pass inplanerat
   *[other] , nästa pass { $next }
 }
activity-next = { $when } (#{ $number })
# $place, $about, $audience (text eller none), $next, $shifts (att skriva), $settings (lista)
activity-details = **{ $title }** ({ $slug }){ part-place }. { $about }
    { $audience ->
        [none] {""}
       *[other] För { $audience }.{" "}
    }{ $next ->
        [none] Inget pass är inplanerat.
       *[other] Nästa pass: { $next }. { $shifts } visar alla.
    }{ part-settings }
    { $settings }

help-activity-add = Lägger upp en aktivitet.
help-activity-add-more =
    Kortnamnet är det som alla skriver: små bokstäver, siffror och bindestreck. Utan titel blir kortnamnet titel.
    Den som står som `ansvarig=` får ändra aktivitetens pass och se vilka som är anmälda.
    Det som nya pass ska få när inget annat sägs: `platser=8`, `minst=3`, `roller="ringledare:1 ringare:6"`, `längd=2h`.
    För alla pass: `bekräfta=24h` frågar de anmälda en dag före, `nya=fadder` ger nya någon att hålla sig till, `stege="72h 48h 24h"` när hjälp söks till ett pass med för få, `rapport=samtal` för en ringstuga, och `förening=Borås` vems rum som frågas först.
help-activity-add-example = `{ $prefix }aktivitet ny ringstuga "Ringstuga" plats="Kansliet" ansvarig=@anna:example.org`

# $add (att skriva), $settings (lista)
activity-added =
    Aktiviteten **{ $title }** ({ $slug }) är upplagd. Skriv till exempel { $add } för att lägga upp ett pass.{ part-settings }
    { $settings }
activity-revived =
    Aktiviteten **{ $title }** ({ $slug }) är framtagen ur arkivet. Skriv till exempel { $add } för att lägga upp ett pass.{ part-settings }
    { $settings }

# $reason (en av exists-…)
error-exists = { $reason }
exists-activity = Aktiviteten **{ $title }** ({ $slug }) finns redan, och inget är ändrat. Vill du ändra den? Skriv { $edit } och det som ska bli annorlunda.
exists-archived = Aktiviteten **{ $title }** ({ $slug }) finns i arkivet, och inget är ändrat. Vill du ta fram den? Skriv { $revive }.
# $problem (letters, word eller time), $text (det som skrevs), $better (att skriva, eller none)
error-slug = { $problem ->
    [word] { $text } ingår i ett kommando och kan inte vara ett kortnamn.
    [time] { $text } läser jag som en tid, så det kan inte vara ett kortnamn.
   *[letters] { $text } kan inte vara ett kortnamn: det består av små bokstäver, siffror och enkla bindestreck, högst 40 tecken och minst en bokstav.
 } Inget är ändrat.{ $better ->
    [none] {" "}Skriv till exempel `ringstuga` eller `eu-valskola`.
   *[other] {" "}Skriv till exempel { $better }.
 }
# $title, $slug, $revive (att skriva, eller none för den som inte får), $activities (att skriva)
error-activity-archived = Aktiviteten **{ $title }** ({ $slug }) är arkiverad, så inget är ändrat.{ $revive ->
    [none] {" "}Skriv { $activities } för att se vad som finns.
   *[other] {" "}Vill du ta fram den? Skriv { $revive }.
 }

help-activity-edit = Ändrar en aktivitet.
help-activity-edit-more =
    Det som inte nämns blir som det är; `plats=ingen` tar bort platsen, och likadant med allt annat. Vad som finns visar `{ $prefix }hjälp aktivitet ny`.
    Platser, minsta antal, roller och längd gäller pass som läggs upp efter det; de pass som finns ändras inte.
    En ny plats gäller alla pass utan egen plats, och de som är anmälda får veta det.
help-activity-edit-example = `{ $prefix }aktivitet ändra ringstuga plats="Folkets hus"`

# $changes (lista), $told, $untold (tal), $names (namn, eller none)
activity-edited = **{ $title }** ({ $slug }) är ändrad:
    { $changes }
    { part-told }{ part-untold }
activity-unchanged = **{ $title }** ({ $slug }) var redan så. Inget är ändrat.
# $value (det nya, eller none)
activity-change-title = titel: { $value }
activity-change-place = plats: { $value ->
    [none] ingen
   *[other] { $value }
 }
activity-change-about = om: { $value ->
    [none] ingenting
   *[other] { $value }
 }
activity-change-audience = för: { $value ->
    [none] alla
   *[other] { $value }
 }
activity-change-lead = { $value ->
    [none] ny ansvarig
   *[other] ansvarig: { $value }
 }
activity-change-no-lead = ingen ansvarig
# Till den nya ansvariga. $by (person), $title, $booked, $help (att skriva)
lead-appointed = { $by } har gjort dig till ansvarig för **{ $title }**. Nu kan du ändra dess pass och se vilka som är anmälda: skriv { $booked }. { $help } visar vad du mer kan göra.

help-activity-archive = Lägger undan en aktivitet.
help-activity-archive-more =
    Pass som inte har börjat ställs in, och alla anmälda får veta det. Först frågar jag; lägg till `ändå` när det ska ske.
    Det som har varit finns kvar.
help-activity-archive-example = `{ $prefix }aktivitet arkivera ringstuga`

# $shifts, $people, $waiting, $reached, $unreached (tal), $again (att skriva)
activity-archive-confirm = **{ $title }** ({ $slug }) har { $shifts ->
    [one] ett kommande pass, som ställs in
   *[other] { $shifts } kommande pass, som ställs in
 }{ $people ->
    [0] . Ingen är anmäld
    [one] . En person är anmäld
   *[other] . { $people } personer är anmälda
 }{ part-waiting }.{ part-reach } Inget är ändrat än. Skriv { $again } om du är säker.
# $shifts, $told, $untold (tal), $names, $revive (att skriva)
activity-archived = **{ $title }** ({ $slug }) är arkiverad{ $shifts ->
    [0] .
    [one] , och dess pass är inställt.
   *[other] , och dess { $shifts } pass är inställda.
 } { part-told }{ part-untold }Vill du ta fram aktiviteten igen? Skriv { $revive }.
