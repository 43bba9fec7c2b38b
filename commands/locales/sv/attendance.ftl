# Vilka som kom. Om ett pass finns alltid $number, $slug, $title, $when, $place, $seats, $left och $booked.

## Listan när passet är slut

# $people (lista), $more (namn som inte fick plats), $over (hur många som siffrorna inte räcker till), $prefix
attendance-list = Vilka kom till **{ $title }**, { $when }{ part-place } (#{ $number })?
    { $people }
    { $more ->
    [0] {""}
   *[other] Och { $more } till.{" "}
 }Kom alla? Tryck på ✅ eller skriv `{ $prefix }närvaro #{ $number }`. Kom någon inte? Tryck först på den personens siffra, och sedan på ✅ för de andra.{ $over ->
    [0] {""}
   *[other] {" "}Siffrorna räcker bara till 9; för de andra skriver du numret, till exempel `{ $prefix }uteblev #{ $number } 10`.
 } Hade någon förhinder? Skriv till exempel `{ $prefix }förhinder #{ $number } 1`.
# $name (person), $guests (antal), $role (text eller none), $state (ord), $here (true: har själv checkat in)
attendance-line = { $name }{ $guests ->
    [0] {""}
    [one] {" "}+ 1 gäst
   *[other] {" "}+ { $guests } gäster
 }{ $role ->
    [none] {""}
   *[other] , { $role }
 }{ $state ->
    [attended] , kom
    [missed] , kom inte
    [excused] , hade förhinder
   *[booked] { $here ->
        [true] , har checkat in
       *[false] {""}
    }
 }

## Fylla i

help-attended = Fyller i vilka som kom till ett pass.
help-attended-more = Bara passet: alla kom, utom de som redan står som uteblivna. Kom någon inte, skriv `utom` och deras nummer i listan, namn eller konton: `närvaro #12 utom Karin 4`.
    Går att ändra i två veckor. För en person i taget: `närvaro #12 Karin`, `uteblev #12 Karin` eller `förhinder #12 Karin`.
help-attended-example = `{ $prefix }närvaro #12 utom Karin`
help-missed = Fyller i vilka som inte kom till ett pass.
help-missed-more = Skriv numret i listan, namnet eller kontot, ett eller flera. Går att ändra i två veckor.
help-missed-example = `{ $prefix }uteblev #12 Karin`
help-excused = Fyller i vilka som hade förhinder.
help-excused-more = Skriv numret i listan, namnet eller kontot, ett eller flera. Går att ändra i två veckor.
help-excused-example = `{ $prefix }förhinder #12 Karin`
# $came, $people (antal), $open (de som saknar svar, antal), $absent, $excused (antal), $absentees, $excused_names (namn, eller none), $asked (here, there eller no: siffrorna saknas), $report, $everyone (att skriva)
attendance-kept = { $open ->
    [0] Tack! { $came } av { $people } kom till **{ $title }**, { $when } (#{ $number }).
   *[other] Antecknat för **{ $title }**, { $when } (#{ $number }).
 }{ $absent ->
    [0] {""}
   *[other] {" "}{ $absentees ->
        [none] { $absent } kom inte.
       *[other] Kom inte: { $absentees }.
    }
 }{ $excused ->
    [0] {""}
   *[other] {" "}{ $excused_names ->
        [none] { $excused } hade förhinder.
       *[other] Hade förhinder: { $excused_names }.
    }
 }{ $absent ->
    [0] {""}
   *[other] {" "}Blev det fel? Skriv { $everyone } och namnet på den som kom.
 }{ $open ->
    [0] {""}
    [one] {" "}Kom den som är kvar? Tryck på ✅ eller skriv { $everyone }.
   *[other] {" "}Kom de andra { $open }? Tryck på ✅ eller skriv { $everyone }.
 }{ $asked ->
    [here] {" "}Hur gick det? Svara med tre tal: samtal, svar, och hur många som ska ringas igen, till exempel 40 12 3.
    [there] {" "}Hur gick det? Skriv samtal, svar, och hur många som ska ringas igen, till exempel { $report }.
   *[no] {""}
 }
# $why (early eller late), $days (tal), $again (att skriva)
error-attendance-time = { $why ->
    [early] **{ $title }**, { $when } (#{ $number }), har inte börjat än, så inget är ändrat. När det har börjat går det bra med { $again }.
   *[late] Det är mer än { $days } dagar sedan **{ $title }**, { $when } (#{ $number }), så inget är ändrat. Fråga den som sköter boten om det måste rättas.
 }
# $book (att skriva)
error-attendance-nobody = Ingen var anmäld till **{ $title }**, { $when } (#{ $number }), så inget är ändrat. Medan passet pågår kan du boka in dem som kommer med { $book }.
# $text (det som skrevs), $people (lista, eller none där namn inte får stå), $roster (att skriva)
error-attendance-person = På **{ $title }**, { $when } (#{ $number }) vet jag inte vem { $text } är, så inget är ändrat. { $people ->
    [none] Skriv numret i listan, kontot eller hela namnet; { $roster } visar vilka som var anmälda.
   *[other] Skriv numret, kontot eller hela namnet. De här var anmälda:
 }
    { $people }
# $name (text), $account (konto eller none)
attendance-near = { $name }{ $account ->
    [none] , utan chatt
   *[other] {" "}({ $account })
 }

## Själv säga att man är på plats

help-checkin = Säger att du är på plats.
help-checkin-more = Från en timme före passet tills det är slut. Då vet den som är ansvarig att du kom.
help-checkin-example = `{ $prefix }här`
checkin-done = Bra, nu vet vi att du är på plats: **{ $title }**, { $when } (#{ $number }). Ha det så fint!
checkin-already = Du har redan sagt att du är på plats på **{ $title }**, { $when } (#{ $number }).
# $why (early eller late), $opens (tid)
error-checkin-time = { $why ->
    [early] **{ $title }**, { $when } (#{ $number }), börjar inte än, så inget är ändrat. Från { $opens } kan du säga att du är på plats.
   *[late] **{ $title }**, { $when } (#{ $number }), är slut, så inget är ändrat. Säg till den som är ansvarig att du var med.
 }
# $signup (att skriva, eller none), $over (true: passet är slut)
error-checkin-not-booked = Du har ingen plats på **{ $title }**, { $when } (#{ $number }), så inget är ändrat. { $signup ->
    [none] { $over ->
        [true] Var du med? Säg till den som är ansvarig.
       *[false] Är du där? Be den som är ansvarig boka in dig.
    }
   *[other] Vill du vara med? Skriv { $signup }.
 }
# $shifts (att skriva)
error-checkin-none = Du har inget pass som kommer, så inget är ändrat. { $shifts } visar dem som finns. Är du redan på ett pass? Be den som är ansvarig boka in dig.

## Den som inte är ansvarig men menade något annat

# $leave (att skriva)
forbidden-excused = Vilka som hade förhinder fyller den som är ansvarig i. Kan du inte själv komma? Skriv { $leave }.
# $checkin (att skriva)
forbidden-attended = Vilka som kom fyller den som är ansvarig i. Är du själv på plats? Skriv { $checkin }.
