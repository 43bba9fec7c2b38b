# Det som går att ta med ut ur chatten: kalenderfiler, tabeller, dagslistor och veckobilden.
# Det mesta här står i en fil och visas utan formatering.

help-week = Visar de kommande veckorna som en bild, med hur fullt varje pass är.
help-week-more = Utan tillägg: två veckor. Skriv en aktivitet, hur många veckor, ett veckonummer eller allt på en gång. Under bilden står detsamma i ord.
help-week-example = `{ $prefix }vecka ringstuga 3`

## Kalenderfilen

# $shifts (antal pass i filen), $title (text, eller none: flera pass)
calendar-alt = { $shifts ->
    [one] Kalenderfil: { $title }
   *[other] Kalenderfil med { $shifts } pass
 }
# $number (tal, eller text med distriktet), $district (text)
calendar-shift = Pass #{ $number }, { $district }.
# $prefix, $number
calendar-leave = Kan du inte komma? Skriv { $prefix }avboka #{ $number } till Passet, så kan någon annan ta platsen.
# $title (text)
calendar-left-title = Avbokat: { $title }
# $number (tal)
calendar-left = Du är avbokad från passet.
# $title (text)
calendar-cancelled-title = Inställt: { $title }
# $number (tal)
calendar-cancelled = Passet är inställt.
# $shifts (antal)
mine-calendar = { $shifts ->
    [one] Här är ditt pass
   *[other] Här är dina { $shifts } pass
 } som en kalenderfil. Öppna den på telefonen så hamnar { $shifts ->
    [one] det
   *[other] de
 } i kalendern; öppnar du en nyare senare byts de gamla tiderna ut.

## Listor över de anmälda

# $form (csv, pdf eller ics), $shifts (antal), $more (antal pass som inte fick plats)
booked-file = { $form ->
    [csv] Här är de anmälda som en tabell: öppna den i Excel eller LibreOffice. Den innehåller namn, så släng den när du är klar.
    [pdf] Här är dagslistan att skriva ut, med en ruta att kryssa för var och en. Den innehåller namn, så ta ner den när dagen är slut.
   *[ics] { $shifts ->
        [one] Här är passet som en kalenderfil, utan namn.
       *[other] Här är { $shifts } pass som en kalenderfil, utan namn.
    }
 }{ $more ->
    [0] {""}
    [one] {" "}1 pass fick inte plats: fråga efter en aktivitet eller en dag.
   *[other] {" "}{ $more } pass fick inte plats: fråga efter en aktivitet eller en dag.
 }
# $form (csv eller pdf)
booked-file-privately = { $form ->
    [csv] Tabellen
   *[pdf] Dagslistan
 } innehåller namn, så jag skickar den till dig direkt.
# $text (det som skrevs), $forms (uppräkning)
error-form = { $text ->
    [none] Du skrev inte vilket slags fil, så inget är gjort.
   *[other] Jag kan inte göra någon fil av slaget { $text }, så inget är gjort.
 } Det som går är { $forms }, till exempel `som=ics`.
table-number = Pass
table-activity = Aktivitet
table-day = Dag
table-starts = Från
table-ends = Till
table-place = Plats
table-name = Namn
table-guests = Gäster
table-role = Roll
table-booked-by = Bokad av
table-chat = Har chatt
table-yes = ja
table-no = nej
# $shifts, $people (antal)
table-alt = Tabell: { $people ->
    [one] 1 anmäld
   *[other] { $people } anmälda
 } på { $shifts } pass
# $day (datum)
daylist-day = { $day }
# $days (antal), $day (datum, eller none)
daylist-alt = { $day ->
    [none] Dagslistor för { $days } dagar
   *[other] Dagslista för { $day }
 }
# $starts, $ends (klockslag), $title (text)
daylist-shift = { $starts }–{ $ends } { $title }
# $place (text eller none), $booked (antal), $seats, $minimum (antal eller none), $cancelled (true eller false)
daylist-note = { $cancelled ->
    [true] INSTÄLLT
   *[false] { $seats ->
        [none] { $booked ->
            [0] Ingen anmäld
            [one] 1 anmäld
           *[other] { $booked } anmälda
        }
       *[other] { $booked } av { $seats } platser tagna
    }{ $minimum ->
        [none] {""}
       *[other] , minst { $minimum } behövs
    }
 }{ $place ->
    [none] {""}
   *[other] {" "}· { $place }
 }
# $guests (antal)
daylist-guests = { $guests ->
    [one] + 1 gäst
   *[other] + { $guests } gäster
 }
# $made (tidpunkt), $names (true: det står namn på listan)
daylist-footer = Från Passet { $made }.{ $names ->
    [true] {" "}Här står namn: ta ner listan när dagen är slut.
   *[false] {""}
 }

## Veckobilden

# $district (text), $activity (text, eller none: alla)
week-title = { $activity ->
    [none] Passen i { $district }
   *[other] { $activity }, { $district }
 }
# $week (tal), $first, $last (datum)
week-heading = Vecka { $week }, { $first } – { $last }
week-day-0 = mån
week-day-1 = tis
week-day-2 = ons
week-day-3 = tor
week-day-4 = fre
week-day-5 = lör
week-day-6 = sön
# $at (klockslag)
week-time = { $at }
# $state (ord), $left (platser kvar, eller none: ingen gräns), $begun (true: har börjat)
week-label = { $state ->
    [shut] { $begun ->
        [true] pågår
       *[false] stängt
    }
    [full] fullt
   *[other] { $left ->
        [none] öppet
       *[other] { $left } kvar
    }
 }
# $missing (antal som saknas till minimum)
week-missing = { $missing } saknas
week-rest = till
week-empty = Inga pass den här veckan.
# $more (antal aktiviteter)
week-more = { $more ->
    [one] 1 aktivitet till
   *[other] { $more } aktiviteter till
 } har pass den här veckan.
week-legend-free = platser kvar: blått är tagna
week-legend-thin = streckat: för få än så länge
week-legend-full = fullt
week-legend-shut = stängt eller har börjat
# $first, $last (datum)
week-alt = Bild av passen { $first } – { $last }. Det som syns i bilden står i meddelandet före.
# $heading (text), $weeks (lista av week-part), $more (pass som inte fick plats), $shifts, $signup (det man skriver, eller none)
week-list = **{ $heading }**
    { $weeks }
    { $more ->
    [0] {""}
    [one] 1 pass till står i bilden eller i { $shifts }.{" "}
   *[other] { $more } pass till står i bilden eller i { $shifts }.{" "}
 }{ $signup ->
    [none] {""}
   *[other] Vill du vara med? Skriv till exempel { $signup }.
 }
# $heading (text), $shifts (lista)
week-part = { $heading }:
    { $shifts }
# $text (det som skrevs), $most, $last (tal), $example (att skriva)
error-week = Någon vecka { $text } finns inte, så inget är gjort. Skriv hur många veckor du vill se, 1–{ $most }, eller veckans nummer, högst { $last }, till exempel { $example }.
# $first, $last (datum), $activity (text, eller none: alla), $next (ett pass, eller none), $shifts (det man skriver)
week-none = Det finns inga pass{ $activity ->
    [none] {""}
   *[other] {" "}i { $activity }
 } { $first } – { $last }.{ $next ->
    [none] {""}
   *[other] {" "}Nästa är { $next }.
 } { $shifts } visar det som kommer.
