# Väntelistan, erbjudna platser, frågor som besvaras med ja eller nej, och roller på ett pass.
# Om ett pass finns alltid $number, $slug, $title, $when, $place, $seats, $left och $booked (se commands/wording.py).

## Väntelistan

# $position (tal), $new (true: just tillkommen), $wanted (antal personer), $role (text eller none), $others (tal), $shared, $shifts (lista), $example, $all och $leave (att skriva)
signup-waitlisted =
    { $left ->
        [0] **{ $title }**, { $when } (#{ $number }), är fullt.
       *[other] På **{ $title }**, { $when } (#{ $number }), finns just nu ingen plats som passar.
    } { $new ->
        [true] Du står nu som nummer { $position } på väntelistan.
       *[false] Du står kvar som nummer { $position } på väntelistan.
    }{ $role ->
        [none] {""}
       *[other] {" "}Roll: { $role }.
    } Jag hör av mig så snart det blir { $wanted ->
        [one] en plats
       *[other] platser till er { $wanted }
    }. Vill du inte vänta? Skriv { $leave }.
    { $others ->
        [0] {""}
        [one] Ett annat pass med plats{ $shared ->
            [none] {""}
           *[other] , { $shared }
        }:
       *[other] Andra pass med plats{ $shared ->
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
# $guests (tal), $role (text eller none), $prefix
seat-given = Det blev en plats! Du är nu anmäld till **{ $title }**, { $when }{ part-place } (#{ $number }).{ part-guests }{ part-role } Kan du inte? Skriv `{ $prefix }avboka #{ $number }`.
# När passet börjar, till den som fortfarande väntar. $prefix
line-over = Det blev tyvärr ingen plats till dig den här gången på **{ $title }**, { $when } (#{ $number }). Tack för att du ville vara med! `{ $prefix }pass` visar vad som kommer.
# Till den som ansvarar. $who (namn), $guests (tal)
seat-given-lead = { $who } stod på väntelistan till **{ $title }**, { $when } (#{ $number }), och har nu fått en plats{ $guests ->
    [0] {""}
    [one] {" "}till sig och en till
   *[other] {" "}till sig och { $guests } till
 }. { $who } nås inte i chatten, så ring gärna.
# $position (tal), $had (true: de hade en plats; false: de hade bara blivit erbjudna en), $prefix
seat-put-back = **{ $title }**, { $when } (#{ $number }), har fått färre platser, och { $had ->
    [true] det finns tyvärr ingen till dig längre
   *[false] platsen som du blev erbjuden finns tyvärr inte kvar
 }. Du står som nummer { $position } på väntelistan, och jag hör av mig om det blir en plats. Vill du inte vänta? Skriv `{ $prefix }avboka #{ $number }`.
# $people (tal)
shift-change-put-back = { $people ->
    [one] En som hade plats står nu först på väntelistan.
   *[other] { $people } som hade plats står nu först på väntelistan.
 }

## Erbjudna platser

# $until (tid), $guests (tal), $role (text eller none), $other (ett pass som det krockar med, eller none), $was (tid som det hade förut, eller none), $passes (true: sedan kan någon annan få platsen)
offer-made = Nu finns det en plats på **{ $title }**, { $when }{ part-place } (#{ $number })!{ $guests ->
    [0] {""}
    [one] {" "}Den räcker till dig och en till.
   *[other] {" "}Den räcker till dig och { $guests } till.
 }{ part-role }{ $other ->
    [none] {""}
   *[other] {" "}Passet krockar med { $other }.
 }{ $was ->
    [none] {""}
   *[other] {" "}Passet har fått en ny tid, förut var den { $was }.
 } Vill du ha den? Svara **ja** eller **nej**, eller tryck på ✅ eller ❌, senast { $until }.{ $passes ->
    [true] {" "}Sedan kan någon annan få den.
   *[false] {""}
 }
# $prefix, $begun (true: passet har börjat)
offer-expired = Jag fick inget svar om platsen på **{ $title }**, { $when } (#{ $number }), { $begun ->
    [true] och nu har passet börjat.
   *[false] så den hålls inte längre för dig. Vill du fortfarande vara med? Skriv `{ $prefix }anmäl #{ $number }`.
 }
# $again (att skriva)
offer-declined = Du har tackat nej till platsen på **{ $title }**, { $when } (#{ $number }). Tack för svaret! Ångrar du dig? Skriv { $again }.

## Kommer du fortfarande?

# $until (tid), $guests (tal), $role (text eller none)
seat-confirm = Kommer du till **{ $title }**, { $when }{ part-place } (#{ $number })?{ part-guests }{ part-role } Svara **ja** eller **nej**, eller tryck på ✅ eller ❌, senast { $until }. Annars kan platsen gå till någon som väntar.
seat-confirmed = Tack! Då räknar vi med dig: **{ $title }**, { $when }{ part-place } (#{ $number }).
# $prefix
seat-released = Någon väntade på en plats på **{ $title }**, { $when } (#{ $number }), och jag fick inget svar från dig. Därför har platsen gått vidare, och du är inte längre anmäld. Vill du ändå vara med? Skriv `{ $prefix }anmäl #{ $number }`.

## Ja och nej

help-yes = Svarar ja på något som jag har frågat dig.
help-yes-more = Till exempel på en plats som har blivit ledig, eller om du fortfarande kommer. Har jag frågat om flera pass skriver du numret också. Du kan lika gärna trycka på ✅ under frågan.
help-yes-example = `{ $prefix }ja #12`
help-no = Svarar nej på något som jag har frågat dig.
help-no-more = Har jag frågat om flera pass skriver du numret också. Du kan lika gärna trycka på ❌ under frågan.
help-no-example = `{ $prefix }nej #12`
# $shared (shift-shared eller none), $shifts (lista), $more (tal), $example (att skriva)
answer-choose =
    Jag har frågat om flera pass. Vilket svarar du på?{ part-shared }
    { $shifts }
    { part-choose }
# Vad den som svarar kan göra: $own (booked, waits, open, full eller over), $typed (att skriva, eller none)
part-instead = { $own ->
    [booked] Du är anmäld. Får du förhinder? Skriv { $typed }.
    [waits] Du står på väntelistan. Vill du inte vänta? Skriv { $typed }.
    [open] Vill du vara med? Skriv { $typed }.
    [full] Det är fullt. Vill du stå på väntelistan? Skriv { $typed }.
   *[over] { $shifts } visar var det finns plats.
 }
# $shift (passet som nämndes, eller none), $own och $typed, $mine och $shifts (att skriva)
error-nothing-asked = { $shift ->
    [none] Jag väntar inte på något svar från dig, så inget är ändrat. { $mine } visar dina pass, { $shifts } alla som kommer.
   *[other] Jag väntar inte på något svar från dig om { $shift }, så inget är ändrat. { part-instead }
 }
# $own och $typed, $shifts (att skriva)
error-ask-over = Frågan om **{ $title }**, { $when } (#{ $number }), gäller inte längre, så inget är ändrat. { part-instead }
# $yes och $no (att skriva)
error-answer-unclear = Jag har frågat dig om **{ $title }**, { $when } (#{ $number }), och förstod inte ditt svar. Inget är ändrat. Svara { $yes } eller { $no }.
# $most (tal): hur många val det finns
error-answer-number = Ja eller nej räcker inte här, för det finns flera val. Inget är ändrat. Svara med en siffra{ $most ->
    [one] : `1`
   *[other] {" "}från 1 till { $most }, till exempel `1`
 }.

## Roller

# $role (text eller none), $why (unknown, skill eller role), $roles (lista), $others (tal), $party och $fits (tal: så många är de, så många av dem får plats), $example, $fewer och $plain (att skriva, eller none), $all (att skriva)
error-role = { $why ->
    [unknown] Rollen { $role } finns inte på **{ $title }**, { $when } (#{ $number }).
    [skill] Rollen { $role } på **{ $title }**, { $when } (#{ $number }), är för dem som en organisatör har sagt kan den.
   *[role] { $role ->
        [none] Rollen
       *[other] Rollen { $role }
    } på **{ $title }**, { $when } (#{ $number }), har { $fits ->
        [0] ingen plats kvar
        [one] bara 1 plats kvar, och ni är { $party }
       *[other] bara { $fits } platser kvar, och ni är { $party }
    }.
 } Inget är ändrat. { $fewer ->
    [none] {""}
   *[other] Skriv { $fewer } för så många som får plats.{" "}
 }{ $plain ->
    [none] {""}
   *[other] Skriv { $plain } för en plats utan roll.{" "}
 }{ $others ->
    [0] Ingen annan roll är ledig just nu{ $party ->
        [one] {""}
       *[other] {" "}för er { $party }
    }. { $all } visar andra pass.
   *[other] Ledigt är:
 }
    { $roles }
    { $others ->
        [0] {""}
       *[other] Reagera med 1️⃣, eller skriv { $example }.
    }

# Den som svarar nej på "är du säker?"
error-not-sure = Då gör jag det inte. Inget är ändrat.
