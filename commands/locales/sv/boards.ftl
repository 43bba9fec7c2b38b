# Kort med kommande pass och frågor om dagar: meddelanden i ett rum som hålls aktuella, med siffror att trycka på.
# Om ett pass finns alltid $number, $slug, $title, $when, $place, $seats, $left och $booked (se commands/wording.py).

# $choice (1–9)
part-choice = { $choice ->
    [1] 1️⃣
    [2] 2️⃣
    [3] 3️⃣
    [4] 4️⃣
    [5] 5️⃣
    [6] 6️⃣
    [7] 7️⃣
    [8] 8️⃣
   *[9] 9️⃣
 }

## Kort

help-card = Lägger upp ett kort med en aktivitets kommande pass i rummet.
help-card-more = Kortet visar hur många platser som är kvar och håller sig aktuellt. Alla anmäler sig genom att trycka på en siffra, och avbokar genom att ta bort den. Siffrorna byter aldrig pass. Får jag fästa meddelanden i rummet gör jag det. Ett nytt kort ersätter det gamla.
help-card-example = `{ $prefix }kort ringstuga`

# $shifts (lista), $more (pass utan siffra, tal), $example (ett pass nummer, eller none), $place (text eller none), $slug, $prefix
card-list = **{ $title }**{ part-place }
    { $shifts ->
        [none] Inga kommande pass just nu.
       *[other] Tryck på siffran för att anmäla dig, ta bort den för att avboka.
    }
    { $shifts }
    { $example ->
        [none] {""}
       *[other] Det går också att skriva `{ $prefix }anmäl #{ $example }`.
    }{ $more ->
        [0] {""}
        [one] {" "}Skriv `{ $prefix }pass { $slug }` för att se ett pass till.
       *[other] {" "}Skriv `{ $prefix }pass { $slug }` för att se { $more } pass till.
    }
# $choice (1–9), $state (open, full, closed eller cancelled), $waiting, $missing (tal), $roles (lediga roller, eller none)
card-line = { part-choice } { $when }{ part-place } (#{ $number }){ $state ->
    [cancelled] : inställt
    [closed] : stängt för anmälan
    [full] : fullt{ $waiting ->
        [0] {""}
       *[other] , { $waiting } väntar
    }
   *[open] { $left ->
        [none] {""}
        [one] : 1 plats kvar
       *[other] : { $left } platser kvar
    }{ $missing ->
        [0] {""}
        [one] , 1 till behövs
       *[other] , { $missing } till behövs
    }{ $roles ->
        [none] {""}
       *[other] , lediga roller: { $roles }
    }{ part-unguided }
 }
# $role (text), $left (tal)
card-role = { $role } { $left }
# $slug, $prefix
card-replaced = **{ $title }**
    Det här kortet är ersatt av ett nyare, längre ned i rummet. Siffror som redan står här gäller, och går att ta bort.
# $archived (true: aktiviteten är avslutad), $slug, $prefix
card-over = **{ $title }**
    { $archived ->
        [true] Aktiviteten är avslutad.
       *[false] Alla pass på det här kortet har varit. Ansvariga lägger upp ett nytt med `{ $prefix }kort { $slug }`.
    }
# $slug, $prefix
error-card-closed = { $archived ->
    [true] **{ $title }** är avslutad, så inget är ändrat. Skriv `{ $prefix }pass` för att se vad annat som kommer.
   *[false] Det här kortet är ersatt eller avslutat, så inget är ändrat. Tryck på det nya kortet för **{ $title }**, eller skriv `{ $prefix }pass { $slug }`.
 }
# $add (att skriva)
error-card-empty = **{ $title }** har inga kommande pass att visa på ett kort, så inget är upplagt. Skriv till exempel { $add } för att lägga upp ett pass först.
error-board-direct = Här är vi bara du och jag, så det finns ingen annan som kan trycka. Inget är upplagt. Skriv samma sak i det rum där det ska stå.

## Vilken dag?

help-poll = Frågar i rummet vilka dagar folk kan.
help-poll-more =
    Skriv vad det gäller, dagarna och tiden: två till nio dagar, med samma tid eller var sin (`14/5 18-20 15/5 19-21`). Är det flera ord behövs citattecken.
    Alla trycker på siffrorna för de dagar som de kan, och jag visar hur många som kan, aldrig vilka. Avsluta med `{ $prefix }datum stäng`.
help-poll-example = `{ $prefix }datum ordförandeträff 14/5 15/5 21/5 18-20`
help-poll-close = Avslutar frågan om dagar och gör den bästa dagen till ett pass.
help-poll-close-more = Den dag då flest kan blir ett pass; kan lika många flera dagar blir det den första. De som kunde då får frågan om de vill vara med i ett direktmeddelande. Har ingen svarat behövs `ändå`, och då blir det inget pass. Glömmer du det påminner jag dig en gång, dagen före den första dagen som någon kan.
help-poll-close-example = `{ $prefix }datum stäng ordförandeträff`

# $days (lista), $slug, $prefix
poll-list = **{ $title }**: vilka dagar kan du?
    Tryck på siffran för varje dag som du kan. Ta bort den om det ändras.
    { $days }
    Ansvariga avslutar med `{ $prefix }datum stäng`.
# $choice (1–9), $can (tal), $past (true: har varit)
poll-line = { part-choice } { $when }: { $past ->
    [true] har varit
   *[false] { $can } kan
 }
# $can (tal), $slug, $prefix
poll-decided = **{ $title }** blir { $when }{ part-place } (#{ $number }). { $can ->
    [0] Frågan är avslutad.
    [one] En har sagt att det går.
   *[other] { $can } har sagt att de kan.
 } Vill du vara med? Skriv `{ $prefix }anmäl #{ $number }`.
poll-called-off = **{ $title }** skulle bli { $when } (#{ $number }), men det passet är inställt.
# $slug, $prefix
poll-over = **{ $title }**: frågan om dagar är avslutad, utan att det blev något pass.
# $can, $asked (tal), $new (true: passet är nytt), $edit (att skriva)
poll-close-done = **{ $title }** blir { $when }{ part-place } (#{ $number }): { $can ->
    [one] en kan då.
   *[other] { $can } kan då.
 }{ $asked ->
    [0] {""}
    [one] {" "}En får frågan i ett direktmeddelande.
   *[other] {" "}{ $asked } får frågan i ett direktmeddelande.
 } { $new ->
    [true] Antal platser och plats ställer du in med { $edit }.
   *[false] Passet fanns redan.
 }
poll-close-empty = Frågan om **{ $title }** är avslutad. Ingen hade svarat, så det blev inget pass.
# $polls (lista), $example (att skriva)
poll-close-choose = Flera frågor är öppna, och ingen är avslutad än. Vilken menar du?
    { $polls }
    Reagera med 1️⃣, 2️⃣ …, eller skriv till exempel { $example }.
# $moved (true: passet har en annan tid än den dag de sa), $prefix
poll-offer = { $moved ->
    [true] Passet som det blev efter frågan om dagar har fått en ny tid:
   *[false] Det blev en dag som du kan:
 } **{ $title }**, { $when }{ part-place } (#{ $number }). Vill du vara med{ $moved ->
    [true] {" "}då
   *[false] {""}
 }? Svara **ja** eller **nej**, eller tryck på ✅ eller ❌. Svarar du inte är du inte anmäld.
poll-offer-off = Det blir inget av **{ $title }**, { $when } (#{ $number }), som jag frågade om du vill vara med på: passet är inställt. Du behöver inte svara.
poll-declined = Tack för svaret! Du är inte anmäld till **{ $title }**, { $when } (#{ $number }).

# $can (tal), $slug, $prefix
poll-waiting = Frågan om **{ $title }** är öppen än. Bäst just nu är { $when }: { $can ->
    [one] en kan då.
   *[other] { $can } kan då.
 } Tryck på ✅, eller skriv `{ $prefix }datum stäng { $slug }`, så blir den bästa dagen ett pass, och de som kan får frågan om de vill vara med. Annars väntar jag tills alla dagar har varit, och då blir det inget pass.
# $slug, $prefix
poll-ended = Alla dagar i frågan om **{ $title }** har varit, så den är avslutad, och det blev inget pass. Vill du fråga igen? Skriv `{ $prefix }datum { $slug }` i rummet, med nya dagar och en tid.
# $became (passet, eller none), $number (passets, eller none), $prefix
error-poll-closed = Frågan om **{ $title }** är avslutad, så din siffra räknas inte. { $became ->
    [none] Skriv `{ $prefix }pass` för att se vad som kommer.
   *[other] Det blev { $became }. Vill du vara med? Skriv `{ $prefix }anmäl #{ $number }`.
 }

# $text (det som skrevs), $example (att skriva)
error-poll-title = { $text } går inte att använda som namn, så inget är frågat. Börja med vad det gäller och sedan dagarna, till exempel { $example }.
# $problem (ord, se commands/rules/when_problem.py), $text (det som skrevs, eller none), $example (att skriva)
error-poll-days = { $problem ->
    [past] { $text } har redan varit.
    [no-time] Det står inte vilken tid.
    [impossible] Det finns ingen sådan dag eller tid som { $text }.
    [backwards] I { $text } ligger slutet inte efter början.
    [too-long] { $text } är längre än ett dygn.
    [too-far] { $text } är mer än två år bort.
    [weekday] I { $text } stämmer inte veckodagen med datumet.
    [gap] Tiden { $text } finns inte: den natten ställs klockan fram.
    [fold] Tiden { $text } kommer två gånger: den natten ställs klockan tillbaka.
   *[unreadable] Jag förstår inte dagarna{ $text ->
        [none] {""}
       *[other] {" "}vid { $text }
    }.
 } Inget är frågat. Skriv till exempel { $example }.
# $count, $most (tal), $example (att skriva)
error-poll-number = { $count ->
    [0] Det står inga dagar att välja mellan.
    [one] Det står bara en dag, och då finns inget att välja mellan.
   *[other] Det är { $count } dagar, och det finns bara siffror för { $most }.
 } Inget är frågat. Skriv till exempel { $example }.
# $close (att skriva)
error-poll-open = Här är redan en fråga öppen om **{ $title }**, så inget nytt är frågat. Avsluta den först med { $close }.
# $text (det som skrevs, eller none), $poll, $example (att skriva)
error-poll-none = { $text ->
    [none] Det finns ingen öppen fråga om dagar som du kan avsluta här.
   *[other] Det finns ingen öppen fråga om { $text } som du kan avsluta.
 } Inget är ändrat. Med { $poll } ställer du en, till exempel { $example }.
# $again (att skriva)
error-poll-nobody = Ingen har sagt att de kan någon av dagarna för **{ $title }** som är kvar, så det blir inget pass, och frågan är öppen än. Vill du avsluta den ändå? Skriv { $again }.
