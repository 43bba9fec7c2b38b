# Loggen: vem som gjort vad, och vem som sett vilka namn.

help-audit = Visar vem som gjort vad, och vem som sett vilka som är bokade.
help-audit-more = Utan något efter visar jag det senaste; `{ $prefix }logg #12`, `{ $prefix }logg ringstuga` och `{ $prefix }logg @bo` visar ett pass, en aktivitet och en person. Vad någon skrev sparas inte. I ett vanligt rum kommer svaret i ett direktmeddelande.
help-audit-example = `{ $prefix }logg #12`

# $lines (lista), $more (true: det finns fler), $example, $export (det man skriver)
audit-list = Det senaste först:
    { $lines ->
        [none] - Inget är antecknat.
       *[other] { $lines }
    }
    { $more ->
        [true] Det finns mer. Ett pass i taget visas med till exempel { $example }; driften får ut allt med { $export }.
       *[false] {""}
    }
# $count (antal)
audit-count = Jag har skickat dig { $count ->
    [0] loggen
    [one] en rad ur loggen
   *[other] { $count } rader ur loggen
 } i ett direktmeddelande.
# $at (tidpunkt), $who (person, eller none: ingen, eller glömd), $what (text)
audit-line = { $at }: { $who ->
    [none] { $what }
   *[other] { $who } { $what }
 }
# $action, $subject (pass, aktivitet … eller none), $whom (person, eller none)
audit-deed = { $action ->
    [signup] anmälde sig till { $subject }
    [signup-change] ändrade sin anmälan till { $subject }
    [waitlist] ställde sig i väntelistan till { $subject }
    [leave] avbokade sig från { $subject }
    [stand-in] söker ersättare på { $subject }
    [stand-in-off] slutade söka ersättare på { $subject }
    [stand-in-taken] tog över en plats på { $subject }
    [swap] frågade { $whom } om byte på { $subject }
    [book] bokade { $whom } på { $subject }
    [book-change] ändrade { $whom } på { $subject }
    [unbook] avbokade { $whom } från { $subject }
    [roster] såg vilka som är bokade på { $subject }
    [organizer-list] såg vilka som är organisatörer
    [skill-list] såg vilka som kan vad
    [audit] läste loggen
    [broadcast] skickade ett meddelande till dem på { $subject }
    [attendance] antecknade vilka som kom till { $subject }
    [checkin] bockade av sig på { $subject }
    [report] rapporterade samtal på { $subject }
    [shift-add] lade upp { $subject }
    [shift-edit] ändrade { $subject }
    [shift-cancel] ställde in { $subject }
    [shift-open] öppnade { $subject }
    [shift-close] stängde { $subject }
    [shift-keep] lät { $subject } bli av ändå
    [shift-merge] slog ihop { $subject } med ett annat pass
    [activity-add] lade upp aktiviteten { $subject }
    [activity-revive] tog fram aktiviteten { $subject } ur arkivet
    [activity-edit] ändrade aktiviteten { $subject }
    [activity-archive] arkiverade aktiviteten { $subject }
    [card] satte upp ett kort för { $subject }
    [poll] startade omröstningen { $subject }
    [poll-close] avslutade omröstningen { $subject }
    [room] ändrade ett rums inställningar
    [skill-give] noterade att { $whom } kan { $subject }
    [skill-take] tog bort kunskapen { $subject } från { $whom }
    [organizer-add] gjorde { $whom } till organisatör
    [organizer-remove] tog bort { $whom } som organisatör
    [gone-left] { $whom } lämnade distriktets rum
    [gone-kicked] { $whom } togs bort ur distriktets rum
    [gone-banned] { $whom } stängdes av från distriktets rum
    [roles-lost] { $whom } har inte längre sina uppdrag
    [forgotten] någon bad att bli glömd
   *[other] { $action } { $subject } { $whom }
 }
# $text (det som skrevs), $all (det man skriver)
error-audit-unknown = Jag hittar inget pass, ingen aktivitet och ingen person som heter { $text }, så jag visade inget. Skriv { $all } för det senaste.
