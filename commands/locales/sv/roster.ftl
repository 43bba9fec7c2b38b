# Vilka som är anmälda, och det som görs åt andra.

help-booked = Visar vilka som är anmälda.
help-booked-more = Utan tillägg: de kommande 7 dagarna. Skriv ett pass, en aktivitet, en tid eller båda delarna.
    I ett vanligt rum svarar jag med antalet och skickar namnen till dig direkt. Den som är ansvarig ser sina egna aktiviteter.
    Som fil: `som=pdf` ger dagslistan att skriva ut, `som=csv` en tabell och `som=ics` en kalender utan namn.
help-booked-example = `{ $prefix }bokade ringstuga tis`
help-book = Bokar in någon annan på ett pass.
help-book-more = Skriv kontot, eller hela namnet på den som inte har chatt. Den som har chatt får veta det direkt. `roll=ringledare` ger en roll, eller en annan.
    Den som inte har chatt får inga påminnelser av mig; dagen före får den som är ansvarig, annars organisatörerna, namnet för att ringa.
help-book-example = `{ $prefix }boka #12 "Bo Ek"`
help-unbook = Avbokar någon annan från ett pass.
help-unbook-more = Går ända tills passet är slut. Den som har chatt får veta det direkt.
help-unbook-example = `{ $prefix }avbokaperson #12 "Bo Ek"`
help-broadcast = Skriver till alla som är anmälda till ett pass.
help-broadcast-more = Var och en får texten i ett direktmeddelande, med ditt namn. Jag säger hur många det nådde, och ger dig namnen på dem som behöver ringas.
help-broadcast-example = `{ $prefix }meddela #12 "Vi ses vid baksidan, porten är låst"`

# $seats (antal eller none), $booked (antal), $minimum (antal eller none), $missing (antal), $state (ord)
booked-numbers = { $seats ->
    [none] { $booked ->
        [0] ingen anmäld
        [one] 1 anmäld
       *[other] { $booked } anmälda
    }
    [one] { $booked } av 1 plats tagen
   *[other] { $booked } av { $seats } platser tagna
 }{ $missing ->
    [0] {""}
   *[other] , minst { $minimum } behövs: **{ $missing } saknas**
 }{ $held ->
    [0] {""}
    [one] , 1 erbjuden
   *[other] , { $held } erbjudna
 }{ $waits ->
    [0] {""}
   *[other] , { $waits } väntar
 }{ $state ->
    [cancelled] {" "}(inställt)
    [closed] {" "}(stängt för anmälan)
   *[other] {""}
 }
# Ett pass: som booked-numbers, och $title, $when, $place (eller none), $number
booked-heading-shift = **{ $title }**, { $when }{ $place ->
    [none] {""}
   *[other] , { $place }
 } (#{ $number }): { booked-numbers }.
# $text (det som skrevs, eller none: de kommande dagarna)
booked-heading-some = { $text ->
    [none] **Anmälda de kommande 7 dagarna**
   *[other] **Anmälda** till { $text }
 }
# Ett av flera pass, utan namn
booked-shift = **#{ $number }** { $title }, { $when }: { booked-numbers }
# Ett av flera pass, med $names (uppräkning eller none) och $more (antal namn som inte fick plats)
booked-shift-names = { booked-shift }{ $names ->
    [none] {""}
   *[other] {""}
        { $names }{ $more ->
        [0] {""}
       *[other] {" "}och { $more } till
    }
 }
# $name (text), $guests (antal)
booked-name = { $name }{ $guests ->
    [0] {""}
   *[other] {" "}(+{ $guests })
 }
# $name (person), $account (konto, eller none: namnet är ensamt om sig), $guests (antal), $role (text eller none), $by (text eller none), $chat (true eller false)
booked-person = { $name }{ $account ->
    [none] {""}
   *[other] {" "}({ $account })
 }{ $guests ->
    [0] {""}
    [one] {" "}+ 1 gäst
   *[other] {" "}+ { $guests } gäster
 }{ $role ->
    [none] {""}
   *[other] , { $role }
 }{ $chat ->
    [true] {""}
   *[false] , utan chatt
 }{ $by ->
    [none] {""}
   *[other] , bokad av { $by }
 }{ $state ->
    [attended] , kom
    [missed] , kom inte
    [excused] , hade förhinder
   *[booked] { $here ->
        [true] , har checkat in
       *[false] { $unconfirmed ->
            [true] , har inte bekräftat
           *[false] {""}
        }
    }
 }
# $heading (text), $people (lista), $more (namn som inte fick plats), $shifts (pass som inte fick plats)
booked-list = { $heading }
    { $people }
    { $more ->
    [0] {""}
   *[other] Och { $more } till.
 }{ $shifts ->
    [0] {""}
    [one] Och 1 pass till: fråga efter en aktivitet eller en dag.
   *[other] Och { $shifts } pass till: fråga efter en aktivitet eller en dag.
 }

    { $offered ->
        [none] {""}
       *[other] Erbjudna en plats:
        { $offered }
    }

    { $waiting ->
        [none] {""}
       *[other] På väntelistan:
        { $waiting }
    }
# $name (text), $role (text eller none), $until (tid, eller none)
booked-offered = { $name }{ $role ->
    [none] {""}
   *[other] , { $role }
 }{ $until ->
    [none] {""}
   *[other] , till { $until }
 }
# $name (text), $role (text eller none), $chat (true eller false)
booked-waits = { $name }{ $role ->
    [none] {""}
   *[other] , { $role }
 }{ $chat ->
    [true] {""}
   *[false] , utan chatt
 }
# $heading (text), $people (lista), $shifts (pass som inte fick plats), $privately (true eller false)
booked-counts = { $heading }
    { $people }
    { $shifts ->
    [0] {""}
    [one] Och 1 pass till: fråga efter en aktivitet eller en dag.{" "}
   *[other] Och { $shifts } pass till: fråga efter en aktivitet eller en dag.{" "}
 }{ $privately ->
    [true] Namnen skickar jag till dig direkt.
   *[false] {""}
 }
# $text (det som skrevs, eller none), $shifts (det man skriver)
booked-none = { $text ->
    [none] Det finns inga pass de kommande 7 dagarna.
   *[other] Inga pass stämmer med { $text }.
 } { $shifts } visar de som kommer.

# Pass som ovan; $who (person, eller none där namn inte får stå), $reach (ord), $begun (true: passet har börjat), $listed (när ringlistan kommer, eller none: aldrig), $lead (true: den går till den ansvariga), $undo (det man skriver), $account (konto med samma namn, eller none), $tell (det man skriver, eller none: namnet fanns redan)
book-done = { $who ->
    [none] Klart, personen har plats på
   *[other] Klart, { $who } har plats på
 } **{ $title }**, { $when }{ $place ->
    [none] {""}
   *[other] , { $place }
 } (#{ $number }).{ part-role }{ $left ->
    [none] {""}
    [0] {" "}Nu är det fullt.
    [one] {" "}1 plats kvar.
   *[other] {" "}{ $left } platser kvar.
 } { $reach ->
    [self] {""}
    [told] Jag säger till i ett direktmeddelande.
    [new] Jag säger till i ett direktmeddelande, men har aldrig hört av det kontot: stäm av att adressen är rätt, annars ångrar du med { $undo }.
   *[no-chat] Den som inte har chatt får inga påminnelser av mig.{ $begun ->
        [true] {""}
       *[false] { $listed ->
            [none] {" "}Passet börjar innan jag hinner be någon ringa: ring själv.
           *[other] {" "}Jag ber { $lead ->
                [true] den som är ansvarig
               *[false] organisatörerna
            } ringa; det gör jag { $listed }.
        }
    }{ $tell ->
        [none] {""}
       *[other] {" "}Berätta gärna för personen att jag sparar namnet: { $tell } visar varför och hur länge.
    }{ $account ->
        [none] {""}
       *[other] {" "}Menade du { $account }? Ångra då med { $undo } och boka kontot i stället.
    }
 }
# Pass som ovan; $who (person eller none)
book-already = { $who ->
    [none] Personen
   *[other] { $who }
 } har redan plats på **{ $title }**, { $when } (#{ $number }). Inget är ändrat.
# Pass som ovan; $who (person, eller none där inget får sägas om någon), $other (ett pass, eller none i ett annat distrikt), $again (det man skriver)
book-overlap-confirm = { $who ->
    [none] Inget är bokat än på **{ $title }**, { $when } (#{ $number }). Varför skriver jag till dig direkt. Skriv { $again } om du vill boka ändå.
   *[other] { $who } är redan anmäld till { $other ->
        [none] ett annat pass
       *[other] { $other },
     } samtidigt som **{ $title }**, { $when } (#{ $number }). Inget är bokat än. Skriv { $again } om det ska vara så.
 }
# Pass som ovan; $by (person), $leave (det man skriver)
booked-by-other = { $by } har bokat in dig på **{ $title }**, { $when }{ $place ->
    [none] {""}
   *[other] , { $place }
 } (#{ $number }).{ part-role } Kan du inte? Skriv { $leave }, så blir platsen ledig.
# Pass som ovan; $who (person eller none), $reach (told, unheard: visste inte om bokningen, eller no-chat)
unbook-done = { $who ->
    [none] Klart, personen är avbokad från
   *[other] Klart, { $who } är avbokad från
 } **{ $title }**, { $when } (#{ $number }).{ $left ->
    [none] {""}
    [one] {" "}1 plats är ledig.
   *[other] {" "}{ $left } platser är lediga.
 }{ $reach ->
    [told] {" "}Jag säger till i ett direktmeddelande.
    [unheard] {" "}Personen har inte hunnit få veta något om bokningen, och får det inte heller nu.
   *[no-chat] {" "}Utan chatt når jag inte personen, så någon behöver säga till.
 }
# Pass som ovan; $by (person)
unbooked-by-other = { $by } har avbokat dig från **{ $title }**, { $when } (#{ $number }). Du har inte längre någon plats där. Undrar du varför, fråga { $by }.

# Pass som ovan; $by (person), $text (flera rader)
broadcast = { $by } skriver till alla på **{ $title }**, { $when } (#{ $number }):

    { $text }
# Pass som ovan; $told, $unreached (antal), $names (lista, eller none), $later (tidpunkt, eller none: genast)
broadcast-done = { $told ->
    [0] Ingen på **{ $title }**, { $when } (#{ $number }) har chatt, så inget är skickat.
    [one] Skickat till 1 person på **{ $title }**, { $when } (#{ $number }).
   *[other] Skickat till { $told } personer på **{ $title }**, { $when } (#{ $number }).
 }{ $later ->
    [none] {""}
   *[other] {" "}Det är natt nu, så det kommer fram { $later }.
 }{ $unreached ->
    [0] {""}
    [one] {" "}1 person har inte chatt och behöver ringas{ $names ->
        [none] ; namnet skickar jag till dig direkt.
       *[other] :
    }
   *[other] {" "}{ $unreached } personer har inte chatt och behöver ringas{ $names ->
        [none] ; namnen skickar jag till dig direkt.
       *[other] :
    }
 }
    { $names }
# Pass som ovan; $names (lista)
broadcast-unreached = Utan chatt på **{ $title }**, { $when } (#{ $number }), och behöver ringas:
    { $names }

# Pass som ovan; $shared (shift-shared eller none), $shifts (lista, eller none), $again (det man skriver, eller none), $edit (det man skriver)
error-shift-full = **{ $title }**, { $when } (#{ $number }) har inte plats för en till, så inget är bokat.{ $again ->
    [none] {" "}Inget annat kommande pass där har plats; fler platser ger du med { $edit }.
   *[other] {" "}Andra pass med plats{ $shared ->
        [none] {""}
       *[other] , { $shared }
    }:
 }
    { $shifts }
    { $again ->
        [none] {""}
       *[other] Skriv till exempel { $again }.
    }
# Pass som ovan; $text (namnet som det skrevs), $account (konto), $undo (att skriva). Till den som bokade, i ett rum utan namn
book-other-account = Du bokade in { $text } utan chatt på **{ $title }**, { $when } (#{ $number }). Menade du { $account }, som har chatt? Ångra då med { $undo } och boka kontot i stället.
# Pass som ovan; $who (person eller none), $role (text eller none), $told (true: har chatt och får veta det)
book-changed = Klart, { $who ->
    [none] personen
   *[other] { $who }
 } är fortfarande anmäld till **{ $title }**, { $when } (#{ $number }).{ part-role }{ $told ->
    [true] {" "}Jag säger till i ett direktmeddelande.
   *[false] {""}
 }
# Pass som ovan; $by (person), $role (text eller none)
role-by-other = { $by } har ändrat din roll på **{ $title }**, { $when } (#{ $number }).{ part-role } Undrar du varför, fråga { $by }.
# Pass som ovan; $why (unknown, skill, role eller left), $role (text eller none), $roles (uppräkning, eller none), $again, $skill (att skriva, eller none)
error-book-role = { $why ->
    [unknown] Rollen { $role } finns inte på **{ $title }**, { $when } (#{ $number }), så inget är bokat.
    [skill] Rollen { $role } på **{ $title }**, { $when } (#{ $number }), är för dem som en organisatör har sagt kan den, så inget är bokat.
    [left] De platser som är kvar på **{ $title }**, { $when } (#{ $number }), är i rollen { $roles }, för dem som en organisatör har sagt kan den. Inget är bokat.
   *[role] Rollen { $role } på **{ $title }**, { $when } (#{ $number }), har ingen plats kvar, så inget är bokat.
 }{ $again ->
    [none] {""}
   *[other] {" "}Ledigt är { $roles }; skriv till exempel { $again }.
 }{ $skill ->
    [none] {""}
   *[other] {" "}Kan personen det? Skriv först { $skill }.
 }
# Pass som ovan; $why (ord)
error-book-closed = **{ $title }**, { $when } (#{ $number }) är { $why ->
    [cancelled] inställt
   *[over] slut
 }, så inget är bokat.
# Pass som ovan; $why (ord)
error-unbook-closed = **{ $title }**, { $when } (#{ $number }) är { $why ->
    [cancelled] inställt
   *[over] slut
 }, så inget är ändrat.
# Pass som ovan; $text (det som skrevs), $near (lista, eller none), $roster (det man skriver)
error-not-booked-person = På **{ $title }**, { $when } (#{ $number }) vet jag inte vem { $text } är, så inget är ändrat.{ $near ->
    [none] {" "}{ $roster } visar vilka som är anmälda.
   *[other] {" "}Menade du någon av dem här? Skriv kontot eller hela namnet.
 }
    { $near }
# Pass som ovan; $text (det som skrevs), $near (lista)
unbook-near = Du skrev { $text }. På **{ $title }**, { $when } (#{ $number }) finns:
    { $near }
    Skriv kontot eller hela namnet.
# $name (text), $account (konto eller none), $only (det man skriver för just den personen, eller none)
unbook-near-line = { $name }{ $account ->
    [none] , utan chatt
   *[other] {" "}({ $account })
 }{ $only ->
    [none] {""}
   *[other] : { $only }
 }
# Pass som ovan; $roster (det man skriver)
error-nobody-booked = Ingen är anmäld till **{ $title }**, { $when } (#{ $number }), så det finns ingen att skriva till. { $roster } visar läget.
# $text (det som skrevs), $example (kommando)
error-name-quotes = Jag förstår inte { $text } som ett pass, så inget är ändrat. Ett namn i flera ord står inom citattecken, till exempel { $example }.
