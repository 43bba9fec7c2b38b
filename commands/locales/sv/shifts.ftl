# Pass: se vad som kommer, lägga upp, ändra och ställa in. Vad ett pass har står i signup.ftl.

## Se vad som kommer

help-shifts = Visar de pass som kommer.
help-shifts-more =
    Utan tillägg de närmaste två veckorna. Efter kommandot kan det stå en aktivitet, en tid (`tis`, `nästa vecka`, `juni`) eller båda.
    Med ett passnummer visas allt om det passet.
help-shifts-example = `{ $prefix }pass ringstuga nästa vecka`

# $shared (shift-shared eller none), $shifts (lista), $more (tal), $later och $signup (att skriva, eller none)
shifts-list =
    Kommande pass{ $shared ->
        [none] {""}
       *[other] , { $shared }
    }:
    { $shifts }
    { $more ->
        [0] {""}
        [one] Ett till kommer senare. Skriv { $later }.
       *[other] { $more } till kommer senare. Skriv { $later }.
    }
    { $signup ->
        [none] {""}
       *[other] Vill du vara med? Skriv till exempel { $signup }.
    }
# $line (en shift-line)
shifts-line = { $line }
shifts-line-own = { $line }, du är anmäld
shifts-line-begun = **#{ $number }** { part-title }{ $when }{ part-place }, har börjat
# $activity, $text (det som skrevs), $next (ett pass), $add (att skriva): alla kan vara none
shifts-none = { $activity ->
    [none] Inga pass är inplanerade
   *[other] Inga pass med **{ $activity }** är inplanerade
 }{ $text ->
    [none] {" "}just nu.
   *[other] {" "}för { $text }.
 }{ $next ->
    [none] {""}
   *[other] {" "}Nästa som kommer är { $next }.
 }{ $add ->
    [none] {""}
   *[other] {" "}Skriv till exempel { $add } för att lägga upp ett.
 }
# $minimum (tal eller none), $about, $audience (text eller none), $state (ord), $own (true/false), $typed (att skriva)
shifts-one = **{ $title }**, { $when }{ part-place } (#{ $number }). { $about }
    { $audience ->
        [none] {""}
       *[other] För { $audience }.{" "}
    }{ $state ->
        [cancelled] Passet är inställt.
        [over] Passet är slut.
        [started] Passet har börjat.
        [closed] Passet är stängt för anmälan.
        [full] Passet är fullt.
       *[open] { $left ->
            [none] Det finns plats.
            [one] 1 plats är ledig.
           *[other] { $left } platser är lediga.
        }
    }{ $minimum ->
        [none] {""}
       *[other] {" "}Minst { $minimum } behövs, och { $booked ->
            [0] ingen är anmäld än
            [one] 1 är anmäld
           *[other] { $booked } är anmälda
        }.
    }
    { $own ->
        [true] Du är anmäld. Får du förhinder? Skriv { $typed }.
       *[false] { $state ->
            [open] Vill du vara med? Skriv { $typed }.
           *[other] {""}
        }
    }

## Lägga upp

help-shift-add = Lägger upp ett pass, eller en serie.
help-shift-add-more =
    Det som inte nämns är som aktiviteten säger (se `{ $prefix }hjälp aktivitet ny`); sägs det inte där heller finns det ingen gräns för platserna. Har passet inte fått `minst=` folk påminner jag om det i dagens sammandrag.
    En serie får du med `varje=vecka`, `2veckor` eller `månad`, och `tom=` med sista dagen: `varje=vecka tom=30/6`. Dagar som ska hoppas över skrivs med `utom="1 maj, 6 juni"`.
help-shift-add-example = `{ $prefix }pass ny ringstuga tis 18-20 platser=8 minst=3`

# $taken, $unfit (uppräkningar av taken-…, eller none), $signup (att skriva)
shift-added = Nytt pass: { part-new }. Den som vill vara med skriver { $signup }. { part-taken }
part-seats = { $seats ->
    [none] {""}
    [one] , 1 plats
   *[other] , { $seats } platser
 }
# $count (tal), $first, $last (pass), $there (nummer på dem som fanns, eller none), $skipped, $holidays (listor), $left_out, $missed (dagar), $taken, $unfit (uppräkningar av taken-…, eller none), $shifts (att skriva)
shift-series-added =
    { $count ->
        [one] { $there ->
            [none] Serien blev bara ett pass:
           *[other] Ett pass till är upplagt:
        } **{ $title }**, { $first }.
       *[other] { $count } pass med **{ $title }** är upplagda, från { $first } till { $last }.
    }{ $there ->
        [none] {""}
       *[other] {" "}Redan upplagt sedan förut: { $there }.
    }{ $skipped ->
        [none] {""}
       *[other] {" "}De här gångerna blev det inget:
    }
    { $skipped }
    { part-left-out }{ part-missed }{ part-taken }{ $shifts } visar alla.
    { $holidays }
series-end = { $when } (#{ $number })
# $day (datum), $reason (gap eller no-such-day)
series-skipped = { $reason ->
    [gap] { $day }: klockan ställs fram över just den timmen
    [fold] { $day }: klockan ställs tillbaka, och den tiden kommer två gånger
   *[no-such-day] { $day }: där tar månaden slut
 }
# $count (tal), $title, $first, $last (tider), $anyway (att skriva)
shift-series-confirm = Det blir { $count } pass med **{ $title }**, från { $first } till { $last }. Inget är upplagt än. Är det meningen? Skriv samma sak en gång till med { $anyway } sist. Välj annars en tidigare sista dag med `tom=`.
# $text (det som skrevs), $when (tid eller datum), $anyway (att skriva)
shift-year-confirm = { $text } har nyligen varit, så det skulle bli { $when }. Inget är ändrat än. Är det meningen? Skriv samma sak en gång till med { $anyway } sist, eller med året utskrivet. Välj annars ett annat datum.
# $wanted (så många skulle läggas upp), $count (så många av dem finns), $new (så många är nya), $numbers (dem som finns), $edit, $anyway (att skriva)
exists-shift = { $wanted ->
    [one] { $new ->
        [0] Passet finns redan:
       *[other] Samtidigt finns redan
    } **{ $title }**, { $when }{ part-place } (#{ $number }).
   *[other] { $new ->
        [0] Alla { $wanted } passen
       *[other] { $count } av de { $wanted } passen
    } med **{ $title }** finns redan: { $numbers }.
 } Inget är ändrat. { $new ->
    [0] Vill du ändra något? Skriv { $edit } och det som ska bli annorlunda. Behövs ett till samtidigt? Ge det en egen plats med `plats=`.
    [one] Skriv samma sak en gång till med { $anyway } sist, så lägger jag upp ett till.
   *[other] Skriv samma sak en gång till med { $anyway } sist, så lägger jag upp { $new } till.
 }
# $until (datum), $first (tid)
error-series-until = Sista dagen, { $until }, ligger före det första passet, { $first }. Inget är ändrat. Välj en senare sista dag med `tom=`.
# $most (tal), $until (datum)
error-series-long = Fram till { $until } blir det fler än { $most } pass, och det är för många på en gång. Inget är ändrat. Välj en tidigare sista dag med `tom=`.

## Platser och minsta antal

# $most, $seats, $minimum, $booked, $number (tal eller none)
error-seats-range = Ett pass kan ha 1 till { $most } platser, och inget är ändrat. Skriv till exempel `platser=8`, eller `platser=inga` för ingen gräns.
error-seats-minimum = { $seats ->
    [none] Minsta antalet kan vara 0 till { $most }, inte { $minimum }.
   *[other] Minsta antalet, { $minimum }, måste vara mellan 0 och antalet platser, { $seats }.
 } Inget är ändrat. Skriv till exempel { $seats ->
    [none] `platser=8 minst=3`
   *[other] `platser={ $seats } minst={ $seats }`
 }.
error-seats-booked = { $booked } platser på pass #{ $number } är tagna, så det kan inte ha bara { $seats }. Inget är ändrat{ $begun ->
    [true] : passet har redan börjat, och då blir ingen av med sin plats.
   *[false] . Ska de sista ändå ställas först på väntelistan? Skriv samma sak igen med `ändå` sist.
 }

## Ändra

help-shift-edit = Ändrar tid, plats eller antal platser för ett pass.
help-shift-edit-more =
    Det som inte nämns blir som det är: `19-21` behåller dagen, `ons` behåller klockslagen. `platser=inga` tar bort gränsen, `plats=ingen` passets egen plats.
    I en serie ändras bara det här passet; `vilka=följande` tar med dem som kommer efter, `vilka=alla` alla som inte har varit.
    Anges passet på annat sätt än med nummer, skrivs den nya tiden med `tid=`. De som är anmälda får veta en ny tid eller plats.
help-shift-edit-example = `{ $prefix }pass ändra #12 ons 18-20 platser=10`

# $changes (lista), $told, $untold (tal), $names (namn, eller none), $later (att skriva, eller none), $more (tal)
shift-edited =
    Pass #{ $number }, **{ $title }**, är ändrat:
    { $changes }
    { part-told }{ part-untold }{ part-later }
# $now, $was (tal, text, tid eller none)
shift-change-time = tid: { $now } (förut { $was })
shift-change-place = plats: { $now ->
    [none] ingen angiven
   *[other] { $now }
 }{ $was ->
    [none] {""}
   *[other] {" "}(förut { $was })
 }
shift-change-seats = platser: { $now ->
    [none] ingen gräns
   *[other] { $now }
 }{ $was ->
    [none] {""}
   *[other] {" "}(förut { $was })
 }
shift-change-minimum = minsta antal: { $now ->
    [none] inget
   *[other] { $now }
 }{ $was ->
    [none] {""}
   *[other] {" "}(förut { $was })
 }
shift-change-roles = roller: { $now ->
    [none] inga
   *[other] { $now }
 }{ $was ->
    [none] {""}
   *[other] {" "}(förut { $was })
 }
shift-change-confirm = de anmälda bekräftar: { $now ->
    [none] nej
   *[other] { $now } före
 }{ $was ->
    [none] {""}
   *[other] {" "}(förut { $was } före)
 }
shift-unchanged = Pass #{ $number }, **{ $title }**, { $when }, var redan så. Inget är ändrat.

# Till den som ändrade: vilka som får veta det. $told, $untold (tal), $names (namn, eller none)
part-told = { $told ->
    [0] {""}
    [one] En person får veta det i ett direktmeddelande.{" "}
   *[other] { $told } personer får veta det i direktmeddelanden.{" "}
 }
part-untold = { $untold ->
    [0] {""}
    [one] { $names ->
        [none] En person har inte chatt och behöver ringas; namnet skickar jag till dig direkt.{" "}
       *[other] Utan chatt, och behöver ringas: { $names }.{" "}
    }
   *[other] { $names ->
        [none] { $untold } personer har inte chatt och behöver ringas; namnen skickar jag till dig direkt.{" "}
       *[other] Utan chatt, och behöver ringas: { $names }.{" "}
    }
 }

# Till den som ändrade, i ett direktmeddelande: $what (shift-moved eller shift-cancelled), $names (lista)
untold-names = { $what ->
    [shift-cancelled] Inställt. Utan chatt, och behöver ringas:
   *[other] Ändrat. Utan chatt, och behöver ringas:
 }
    { $names }
# $name (text), $shifts (uppräkning av pass)
untold-line = { $name }: { $shifts }
# I en fråga: vilka som bara väntar på en plats, eller har blivit erbjudna en. $waiting (tal)
part-waiting = { $waiting ->
    [0] {""}
    [one] , och en väntar på en plats
   *[other] , och { $waiting } väntar på en plats
 }
# Vilka som skulle få veta det, i en fråga. $reached, $unreached (tal)
part-reach = { $reached ->
    [0] {""}
    [one] {" "}En får veta det i ett direktmeddelande.
   *[other] {" "}{ $reached } får veta det i direktmeddelanden.
 }{ $unreached ->
    [0] {""}
    [one] {" "}En har inte chatt och behöver ringas.
   *[other] {" "}{ $unreached } har inte chatt och behöver ringas.
 }

# Till den som är anmäld, eller bara väntar ($waited). $count (tal), $shifts (moved-line eller lista), $number (tal), $prefix
shift-moved =
    { $count ->
        [one] Ett pass som du { $waited ->
            [true] väntar på en plats på
           *[false] är anmäld till
        } har ändrats.
       *[other] { $count } pass som du är anmäld till eller väntar på har ändrats:
    }
    { $shifts }
    { $waited ->
        [true] Vill du inte vänta längre?
       *[false] Kan du inte komma?
    } Skriv { $count ->
        [one] {""}
       *[other] till exempel{" "}
    }`{ $prefix }avboka #{ $number }`.
# $before (moved-before, eller none)
moved-line = **{ $title }** (#{ $number }) är nu { $when }{ part-place }.{ $before ->
    [none] {""}
   *[other] {" "}Förut: { $before }.
 }
moved-before = { $when }{ part-place }

## Ställa in

help-shift-cancel = Ställer in ett pass.
help-shift-cancel-more = Är någon anmäld frågar jag först; lägg till `ändå` när det ska ske. De som är anmälda får veta det i ett direktmeddelande. I en serie går det att lägga till `vilka=följande` eller `vilka=alla`.
help-shift-cancel-example = `{ $prefix }pass ställin #12`

# $people, $waiting, $reached, $unreached, $count (tal), $numbers (passen, eller none för ett enda), $again (att skriva)
shift-cancel-confirm = { $people ->
    [0] Ingen är anmäld
    [one] En person är anmäld
   *[other] { $people } personer är anmälda
 } till { $numbers ->
    [none] **{ $title }**, { $when } (#{ $number })
   *[other] { $count } pass med **{ $title }** ({ $numbers })
 }{ part-waiting }.{ part-reach } Inget är ändrat än. { $numbers ->
    [none] Tryck på ✅ eller skriv { $again } om det ska ställas in.
   *[other] Skriv { $again } om de ska ställas in.
 }
# $told, $untold (tal), $names (namn, eller none), $later (att skriva, eller none), $more (tal)
shift-cancel-done = **{ $title }**, { $when } (#{ $number }), är inställt. { part-told }{ part-untold }{ part-later }

# Till den som var anmäld, eller bara väntade ($waited). $count (tal), $shifts (cancelled-line eller lista)
shift-cancelled = { $count ->
    [one] Ett pass som du { $waited ->
        [true] väntade på en plats på
       *[false] var anmäld till
    } är tyvärr inställt.
   *[other] { $count } pass som du var anmäld till eller väntade på är tyvärr inställda:
 }
    { $shifts }
    Du behöver inte göra något.
# $again (true: att det ändrades kan ha blivit okänt)
cancelled-line = **{ $title }**, { $when }{ part-place } (#{ $number }){ $again ->
    [true] . Passet hade just ändrats, så du kanske har en annan tid i minnet: det blir inte heller på sin gamla tid
   *[false] {""}
 }

# $add (att skriva: ett nytt pass i stället för det som skulle öppnas, eller none)
error-shift-cancelled = Pass #{ $number }, **{ $title }**, { $when }, är { $add ->
    [none] redan inställt. Inget är ändrat.
   *[other] inställt och kan inte öppnas igen. Inget är ändrat. Skriv { $add } för att lägga upp ett nytt.
 }
error-shift-over = Pass #{ $number }, **{ $title }**, { $when }, är slut och kan inte ändras längre. Inget är ändrat.

## Stänga och öppna

help-shift-close = Stänger ett pass för anmälan.
help-shift-close-more = De som är anmälda är det fortfarande. Organisatörer och ansvariga kan ändå boka in folk. I en serie går det att lägga till `vilka=följande` eller `vilka=alla`.
help-shift-close-example = `{ $prefix }pass stäng #12`
help-shift-open = Öppnar ett pass för anmälan igen.
help-shift-open-more = Den som vill kan då anmäla sig som vanligt, så långt platserna räcker. I en serie går det att lägga till `vilka=följande` eller `vilka=alla`.
help-shift-open-example = `{ $prefix }pass öppna #12`

# $again (att skriva), $later (att skriva, eller none), $more (tal)
shift-closed = **{ $title }**, { $when } (#{ $number }), tar inte emot fler anmälningar. Skriv { $again } för att öppna igen. { part-later }
shift-closed-already = **{ $title }**, { $when } (#{ $number }), var redan stängt för anmälan. Skriv { $again } för att öppna igen. { part-later }
# $signup (att skriva), $later (att skriva, eller none), $more (tal)
shift-opened = **{ $title }**, { $when } (#{ $number }), är öppet för anmälan{ part-left }. Den som vill vara med skriver { $signup }. { part-later }
shift-opened-already = **{ $title }**, { $when } (#{ $number }), var redan öppet för anmälan{ part-left }. Den som vill vara med skriver { $signup }. { part-later }
