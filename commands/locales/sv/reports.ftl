# Hur kvällen gick: tre tal för en ringstuga, summan till organisatörerna, och ett tack.

help-report = Sparar hur många samtal det blev, eller visar summorna.
help-report-more = Passet och tre tal: samtal, svar, och hur många som ska ringas igen. Skrivet direkt till mig räcker de tre talen. Det som skrevs sist gäller.
    Utan tillägg: summorna för de senaste 30 dagarna; med en aktivitet: årets.
help-report-example = `{ $prefix }rapport #12 40 12 3`
# $calls, $conversations, $callbacks (tal)
part-figures = { $calls ->
    [one] 1 samtal
   *[other] { $calls } samtal
 }, { $conversations } svar och { $callbacks } att ringa igen
# $first (true: inte skrivet förut), $closed (true: vilka som kom är ifyllt), $everyone, $again (att skriva)
report-kept = { $first ->
    [true] Tack!
   *[false] Tack, nu är det ändrat:
 } **{ $title }**, { $when } (#{ $number }): { part-figures }.{ $closed ->
    [true] {""}
   *[false] {" "}Kom alla? Skriv { $everyone }.
 } Blev något fel? Skriv { $again } med rätt tal.
# $why (many, talks eller again), $most (tal), $right, $again (att skriva)
report-confirm = { $why ->
    [talks] Det är fler svar ({ $conversations }) än samtal ({ $calls }).
    [again] Det är fler att ringa igen ({ $callbacks }) än samtal ({ $calls }).
   *[many] Det är mer än { $most } på en kväll.
 } Inget är sparat för **{ $title }**, { $when } (#{ $number }). Stämmer det? Skriv { $again }. Annars skriver du { $right } och tre tal: samtal, svar, ring igen.
# $closed (true: vilka som kom är ifyllt), $prefix
report-missing = Jag saknar siffrorna för **{ $title }**, { $when } (#{ $number }). Svara med tre tal, eller skriv `{ $prefix }rapport #{ $number }` och talen: samtal, svar, och hur många som ska ringas igen, till exempel 40 12 3.{ $closed ->
    [true] {""}
   *[false] {" "}Kom alla? Skriv `{ $prefix }närvaro #{ $number }`.
 } Jag frågar inte igen.
# $closed (true: vilka som kom är ifyllt), $came, $people (antal), $lacking (true: siffrorna kom aldrig)
part-evening = { $closed ->
    [true] { $came } av { $people } kom.
   *[false] { $people } var anmälda; vilka som kom är inte ifyllt.
 }{ $calls ->
    [none] { $lacking ->
        [true] {" "}Siffrorna för kvällen har jag inte fått.
       *[false] {""}
    }
   *[other] {" "}Det blev { part-figures }.
 }
report-done = **{ $title }**, { $when } (#{ $number }): { part-evening }
report-corrected = Ändrat i efterhand: **{ $title }**, { $when } (#{ $number }): { part-evening }
# $prefix
thanks = Tack för att du var med på **{ $title }**, { $when }!{ $calls ->
    [none] {""}
    [0] {""}
   *[other] {" "}Tillsammans blev det { part-figures }.
 } Vill du vara med igen? Skriv `{ $prefix }pass { $slug }`.
# $activity (text, eller none: alla), $days, $year (tal), $totals (lista), $example (att skriva)
report-sums = { $totals ->
    [none] { $activity ->
        [none] Inga siffror har kommit in de senaste { $days } dagarna.
       *[other] Inga siffror har kommit in för **{ $activity }** under { $year }.
    } Så här sparar man dem: { $example }
   *[other] { $activity ->
        [none] **Rapporter de senaste { $days } dagarna**
       *[other] **Rapporter { $year }**
    }
 }
    { $totals }
# $title, $evenings (tal)
report-line = { $title }: { part-figures } på { $evenings ->
    [one] 1 pass
   *[other] { $evenings } pass
 }
# $again (att skriva)
error-report-early = **{ $title }**, { $when } (#{ $number }), har inte börjat än, så inget är sparat. Efteråt skriver du { $again }.
# $example (att skriva)
error-report-numbers = Jag förstår inte siffrorna för **{ $title }**, { $when } (#{ $number }), så inget är sparat. Skriv tre tal: samtal, svar, och hur många som ska ringas igen. Till exempel så här: { $example }
