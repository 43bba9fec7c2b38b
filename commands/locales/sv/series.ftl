# Serier: flera pass på en gång, dagar som hoppas över, helgdagar, och pass som kopieras.

## En serie läggs upp

# $left_out (dagar, eller none)
part-left-out = { $left_out ->
    [none] {""}
   *[other] Överhoppat: { $left_out }.{" "}
 }
# $missed (dagar, eller none)
part-missed = { $missed ->
    [none] {""}
   *[other] Serien har inget pass { $missed }, så där fanns inget att hoppa över.{" "}
 }
# $day (dag), $holiday (helgdag), $cancel (att skriva)
series-holiday = { $day } är { $holiday }. Skriv { $cancel } om passet inte ska vara då.
holiday-new-year = nyårsdagen
holiday-epiphany = trettondedag jul
holiday-good-friday = långfredagen
holiday-easter = påskdagen
holiday-easter-monday = annandag påsk
holiday-may-day = första maj
holiday-ascension = Kristi himmelsfärdsdag
holiday-pentecost = pingstdagen
holiday-national = nationaldagen
holiday-midsummer-eve = midsommarafton
holiday-midsummer = midsommardagen
holiday-all-saints = alla helgons dag
holiday-christmas-eve = julafton
holiday-christmas = juldagen
holiday-boxing = annandag jul
holiday-new-year-eve = nyårsafton
error-skip-alone = Med `utom=` hoppas dagar i en serie över, och det här är ett enda pass. Inget är ändrat. Skriv till exempel `varje=vecka tom=30/6 utom="1 maj"`.
error-series-skipped = Med de dagarna överhoppade blir det inget pass alls. Inget är ändrat. Välj färre dagar med `utom=`, eller en senare sista dag med `tom=`.
# $most (tal)
error-days-many = Det är för många dagar på en gång: högst { $most } går bra. Inget är ändrat. Skriv några i taget.

## Flera pass i en serie

# $later (att skriva, eller none), $more (så många pass kommer efter i serien)
part-later = { $later ->
    [none] {""}
   *[other] { $more ->
        [one] Serien har ett pass till. Ska det gälla det också?
       *[other] Serien har { $more } pass till. Ska det gälla dem också?
    } Skriv { $later }.
 }
# $count (tal), $numbers (passen), $number (ett av dem), $changes, $kept (listor), $people, $waiting, $reached, $unreached (tal), $again (att skriva)
shift-edit-confirm =
    { $count } pass med **{ $title }** får en ny tid ({ $numbers }), och { $people ->
    [0] ingen är anmäld
    [one] en person är anmäld
   *[other] { $people } personer är anmälda
 }{ part-waiting }.{ part-reach } Så skulle #{ $number } bli, och de andra på samma sätt:
    { $changes }
    { $kept ->
        [none] {""}
       *[other] Kvar på sin tid:
    }
    { $kept }
    Inget är ändrat än. Skriv { $again } om det ska bli så.
# $count (tal), $numbers (passen), $number (ett av dem), $changes, $kept (listor), $told, $untold (tal), $names (namn, eller none)
shift-series-edited =
    { $count ->
        [0] Inget pass med **{ $title }** är ändrat.
        [one] Ett pass med **{ $title }** är ändrat, #{ $number }:
       *[other] { $count } pass med **{ $title }** är ändrade ({ $numbers }). Så här blev #{ $number }, och de andra på samma sätt:
    }
    { $changes }
    { $kept ->
        [none] {""}
       *[other] Kvar på sin tid:
    }
    { $kept }
    { part-told }{ part-untold }
# $reason (gap, fold eller past)
series-kept = { $when } (#{ $number }): { $reason ->
    [gap] klockan ställs fram över just den timmen
    [fold] klockan ställs tillbaka, och den tiden kommer två gånger
   *[past] den nya tiden har redan varit
 }
# $count (tal), $numbers (passen), $told, $untold (tal), $names (namn, eller none)
shift-series-cancelled = { $count } pass med **{ $title }** är inställda ({ $numbers }). { part-told }{ part-untold }
# $count, $changed (tal), $numbers (passen)
shift-series-closed = { $changed ->
    [0] { $count } pass med **{ $title }** var redan stängda för anmälan ({ $numbers }).
   *[other] { $count } pass med **{ $title }** tar inte emot fler anmälningar ({ $numbers }).
 }
shift-series-opened = { $changed ->
    [0] { $count } pass med **{ $title }** var redan öppna för anmälan ({ $numbers }).
   *[other] { $count } pass med **{ $title }** är öppna för anmälan ({ $numbers }).
 }
# $text (det som skrevs)
error-which = { $text ->
    [none] Du skrev inte vilka.
   *[other] Jag förstår inte { $text }.
 } Inget är ändrat. Skriv `vilka=följande` för det här passet och dem efter i serien, eller `vilka=alla` för alla som inte har varit.
error-series-none = Pass #{ $number }, **{ $title }**, { $when }, ingår inte i någon serie. Inget är ändrat. Skriv samma sak utan `vilka=`.
# $reason (en egen mening)
error-series-one = Det går inte för **{ $title }**, { $when } (#{ $number }), och därför inte för något av passen. { $reason }

## Kopiera

help-shift-copy = Lägger upp ett pass likadant som ett annat.
help-shift-copy-more =
    Det nya får samma tid på dygnet, plats, antal platser och roller som det gamla; skriv klockslag efter dagen om tiden ska vara en annan.
    Flera dagar går bra: `21/5 28/5`. De som är anmälda följer inte med.
help-shift-copy-example = `{ $prefix }pass kopiera #12 till 21/5`
# $like (tal), $count (tal), $shifts (lista, tom för ett enda), $there (nummer på dem som fanns, eller none), $signup (att skriva)
shift-copied =
    { $count ->
        [one] Nytt pass likadant som #{ $like }: { part-new }.
       *[other] { $count } nya pass med **{ $title }**, likadana som #{ $like }:
    }
    { $shifts }
    { $there ->
        [none] {""}
       *[other] Redan upplagt sedan förut: { $there }.{" "}
    }De som är anmälda till #{ $like } följer inte med. Den som vill vara med skriver { $signup }.
