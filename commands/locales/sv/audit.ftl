# Vem som gjort eller tittat på vad, för den som organiserar.

help-audit = Visar vem som har gjort eller tittat på vad.
help-audit-more = Utan tillägg: det senaste, det nyaste först. Skriv ett pass, en aktivitet, en person eller en dag för att bara se det. Vad någon har skrivit står aldrig där.
    I ett vanligt rum svarar jag kort och skickar resten till dig direkt. Att du har tittat i loggen står också i den.
help-audit-example = `{ $prefix }logg #12`

# $district (text), $text (det som skrevs, eller none), $entries (lista), $more (true: det finns äldre), $days (antal)
audit-list = **Loggen i { $district }**{ $text ->
    [none] {""}
   *[other] {" "}för { $text }
 }{ $entries ->
    [none] : inget står där. Det som är äldre än { $days } dagar är borttaget.
   *[other] {""}
 }
    { $entries }
    { $more ->
    [true] Det finns mer: fråga efter ett pass, en person eller en dag.
   *[false] {""}
 }
# $count (antal)
audit-privately = { $count ->
    [one] 1 rad ur loggen har jag skickat till dig direkt: där står namn.
   *[other] { $count } rader ur loggen har jag skickat till dig direkt: där står namn.
 }
# $at (tid), $did (mening)
audit-line = { $at }: { $did }
# $name (person), $account (konto)
audit-who = { $name } ({ $account })
# $whom (person, eller none: den är glömd)
audit-whom = { $whom ->
    [none] någon
   *[other] { $whom }
 }
# $subject (pass eller namn, eller none)
audit-about = { $subject ->
    [none] {""}
   *[other] {" "}{ $subject }
 }
# $by (person, bot eller nobody: namnet är borta), $who (person), $what (ord), $subject, $whom (som ovan)
audit-did = { $by ->
    [person] { $who }
    [bot] Passet
   *[nobody] Någon
 } { $what ->
    [signup] anmälde sig till{ audit-about }
    [signup-change] ändrade sin anmälan till{ audit-about }
    [waitlist] ställde sig i kö till{ audit-about }
    [line-given] gav { audit-whom } en plats på{ audit-about }, ur kön
    [leave] avbokade sig från{ audit-about }
    [yes] svarade ja om{ audit-about }
    [no] svarade nej om{ audit-about }
    [stand-in] sökte en ersättare till{ audit-about }
    [stand-in-off] slutade söka en ersättare till{ audit-about }
    [stand-in-taken] tog över en plats på{ audit-about }
    [swap] frågade { audit-whom } om att ta över en plats på{ audit-about }
    [checkin] checkade in på{ audit-about }
    [book] bokade { audit-whom } på{ audit-about }
    [book-change] ändrade rollen för { audit-whom } på{ audit-about }
    [unbook] avbokade { audit-whom } från{ audit-about }
    [roster] { $whom ->
        [none] tittade på vilka som är bokade på{ audit-about }
       *[other] såg att { $whom } har en plats på{ audit-about }
    }
    [names] såg { $whom ->
        [none] namn
       *[other] namnet { $whom }
    } i ett svar om{ audit-about }
    [call-list] lämnade namnen på dem som ska ringas inför{ audit-about }{ $whom ->
        [none] {""}
       *[other] {" "}till { $whom }
    }
    [attendance-list] lämnade namnen på dem som var bokade på{ audit-about }{ $whom ->
        [none] {""}
       *[other] {" "}till { $whom }
    }
    [attendance] förde in vilka som kom till{ audit-about }
    [attended] skrev att { audit-whom } kom till{ audit-about }
    [missed] skrev att { audit-whom } uteblev från{ audit-about }
    [excused] skrev att { audit-whom } hade förhinder till{ audit-about }
    [report] rapporterade siffrorna från{ audit-about }
    [broadcast] skrev till alla på{ audit-about }
    [shift-add] lade upp{ audit-about }
    [shift-edit] ändrade{ audit-about }
    [shift-cancel] ställde in{ audit-about }
    [shift-close] stängde{ audit-about }
    [shift-open] öppnade{ audit-about }
    [shift-keep] bestämde att det blir av:{ audit-about }
    [shift-merge] slog ihop med ett annat pass:{ audit-about }
    [activity-add] lade upp aktiviteten{ audit-about }
    [activity-revive] tog upp aktiviteten igen:{ audit-about }
    [activity-edit] ändrade aktiviteten{ audit-about }
    [activity-archive] arkiverade aktiviteten{ audit-about }
    [activity-lead] { $whom ->
        [none] gjorde någon till ansvarig för{ audit-about }
       *[other] gjorde { $whom } till ansvarig för{ audit-about }
    }
    [activity-lead-none] ändrade så att ingen är ansvarig för{ audit-about }
    [card] satte upp ett kort över{ audit-about }
    [poll] frågade vilka dagar som passar för{ audit-about }
    [poll-close] stängde frågan om dagar:{ audit-about }
    [room] ändrade ett rums inställningar
    [organizer-add] gjorde { audit-whom } till organisatör
    [organizer-settings] gjorde { audit-whom } till organisatör, för det står i konfigurationen
    [organizer-remove] tog bort { audit-whom } som organisatör
    [organizer-list] tittade på vilka som är organisatörer
    [skill-give] skrev att { audit-whom } kan{ audit-about }
    [skill-take] tog bort att { audit-whom } kan{ audit-about }
    [skill-list] tittade på { $whom ->
        [none] vilka som kan vad
       *[other] vad { $whom } kan
    }
    [audit] tittade i loggen{ $subject ->
        [none] {""}
       *[other] {" "}för { $subject }
    }{ $whom ->
        [none] {""}
       *[other] {" "}efter { $whom }
    }
    [gone-left] såg att { audit-whom } lämnade distriktets rum
    [gone-kicked] såg att { audit-whom } togs bort ur distriktets rum
    [gone-banned] såg att { audit-whom } stängdes av från distriktets rum
    [roles-lost] tog tillbaka rollerna för { audit-whom }
    [forgotten-idle] tog bort någon som inte har hörts av på länge
    [forgotten] tog bort någon som bad att bli glömd
   *[other] { $what }{ audit-about }
 }
# $text (det som skrevs), $example (det man skriver)
error-audit-words = Jag förstår inte vad { $text } är för något: skriv ett pass, en aktivitet, en person eller en dag. Inget är ändrat. { $example } visar det senaste.
