# Läget, för den som organiserar. Inga namn.

help-status = Visar läget: vad jag får göra här, vad jag gör härnäst och hur fullt det är.
help-status-more = Där står också om något väntar på att skickas eller inte har gått fram. Två veckor framåt.
help-status-example = `{ $prefix }läget`
# $district (text), $here (mening, eller none), $silent (rum, eller none), $coming (lista), $outbox, $weeks (meningar), $lines (lista, eller none), $more (antal pass som inte fick plats), $kept (mening), $version (text, eller none)
status = **Läget i { $district }**
    { $here }{ $silent ->
    [none] {""}
   *[other] {" "}Jag får inte skriva i { $silent }.
 }
    { $outbox }

    {""}**Härnäst**{ $coming ->
    [none] : inget är planerat.
   *[other] {""}
 }
    { $coming }

    {""}**Två veckor framåt:** { $weeks }
    { $lines }
    { $more ->
    [0] {""}
   *[other] Och { $more } pass till.
 }

    { $kept }{ $version ->
    [none] {""}
   *[other] {" "}Passet { $version }.
 }
# $write, $mention, $pin (true eller false), $seen (klockslag)
status-here = Här får jag { $write ->
    [true] skriva
   *[false] **inte skriva**
 }, { $mention ->
    [true] ropa på alla
   *[false] inte ropa på alla
 } och { $pin ->
    [true] fästa meddelanden
   *[false] inte fästa meddelanden
 } (såg jag kl. { $seen }).
status-here-unknown = Vad jag får göra här vet jag inte än; fråga igen om en stund.
# $at (tid), $what (ord), $kind (text), $count (antal), $shift (ett pass, eller none)
status-next = { $at }: { $what ->
    [reminder-shift] påminnelse till { $count }
    [ask] svarstiden går ut för { $count }
    [digest-day] sammandrag i { $count } rum
    [call-list] ringlista, { $count } att ringa
    [confirm] frågar { $count } om de kommer
    [attendance] frågar vilka som kom
    [line-over] säger till { $count } som väntar förgäves
    [report-missing] frågar efter siffrorna, om de saknas
    [report-done] summan till organisatörerna och tack till dem som kom
    [report-corrected] den ändrade summan till organisatörerna
    [rescue] ser efter om fler behövs
    [stand-in] söker vidare efter en ersättare
    [watch] nyheter till dem som bevakar
    [poll-open] ser efter om en fråga om dagar är öppen än
   *[other] { $kind }
 }{ $shift ->
    [none] {""}
   *[other] , { $shift }
 }
status-shift-name = { $title } (#{ $number })
# $waiting (antal), $oldest (tidslängd, eller none), $why (later, tried eller going), $dead (antal), $kinds (uppräkning, eller none), $days (tal)
status-outbox = { $waiting ->
    [0] Inget väntar på att skickas.
    [one] 1 meddelande väntar sedan { $oldest }: { part-waits }.
   *[other] { $waiting } meddelanden väntar, det äldsta sedan { $oldest }: { part-waits }.
 }{ $dead ->
    [0] {""}
   *[other] {" "}**{ $dead } gick inte fram** de senaste { $days } dagarna: { $kinds }.
 }
part-waits = { $why ->
    [later] de går iväg när de tysta timmarna är slut
    [tried] servern svarar inte, jag försöker igen
   *[going] de är på väg
 }
# $what (ord), $count (antal)
status-dead = { $what ->
    [reminder] { $count ->
        [one] 1 påminnelse
       *[other] { $count } påminnelser
    }
    [change] { $count ->
        [one] 1 besked om ett ändrat eller inställt pass
       *[other] { $count } besked om ändrade eller inställda pass
    }
    [seat] { $count ->
        [one] 1 besked om en plats
       *[other] { $count } besked om platser
    }
    [question] { $count ->
        [one] 1 fråga
       *[other] { $count } frågor
    }
    [list] { $count ->
        [one] 1 lista
       *[other] { $count } listor
    }
    [broadcast] { $count ->
        [one] 1 meddelande till dem som är anmälda
       *[other] { $count } meddelanden till dem som är anmälda
    }
    [answer] { $count } svar
   *[other] { $count ->
        [one] 1 annat meddelande
       *[other] { $count } andra meddelanden
    }
 }
# $shifts, $booked (personer), $taken, $seats, $thin, $waits (antal)
status-weeks = { $shifts ->
    [0] inga pass.
   *[other] { $shifts } pass, { $booked ->
        [one] 1 anmäld
       *[other] { $booked } anmälda
    }{ $seats ->
        [0] {""}
       *[other] , { $taken } av { $seats } platser tagna
    }{ $thin ->
        [0] {""}
       *[other] , **{ $thin } har för få**
    }{ $waits ->
        [0] {""}
       *[other] , { $waits } väntar på plats
    }.
 }
# Ett pass: $starts (tid), $missing, $offered, $waits (antal), $closed (true eller false)
status-shift = **#{ $number }** { $title }, { $starts }: { $booked }{ $seats ->
    [none] {" "}anmälda
   *[other] /{ $seats }
 }{ $missing ->
    [0] {""}
   *[other] , **{ $missing } saknas**
 }{ $offered ->
    [0] {""}
    [one] , 1 erbjuden
   *[other] , { $offered } erbjudna
 }{ $waits ->
    [0] {""}
   *[other] , { $waits } väntar
 }{ $closed ->
    [true] , stängt
   *[false] {""}
 }
# $days (antal), $months (antal), $last (tid, eller none: inte än), $log (det man skriver)
status-kept = {""}**Uppgifter:** namn vid pass och rader i { $log } sparas i { $days } dagar, det som skrivs tills jag har svarat. Direktrum som inte använts på { $months } månader lämnar jag. { $last ->
    [none] Jag rensar varje natt; första gången är inte än.
   *[other] Senast rensat { $last }.
 }
