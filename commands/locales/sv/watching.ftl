# Att bevaka en aktivitet: få veta när det kommer nya pass, eller när det blir plats.

help-watch = Säger till dig när en aktivitet får nya pass eller lediga platser.
help-watch-more = Du får ett direktmeddelande när ett pass läggs upp, och när det blir en plats på ett som var fullt. Sluta gör du med `av` efter aktiviteten. Utan tillägg visas vad du bevakar.
help-watch-example = `{ $prefix }bevaka ringstuga`
# $title (text), $stop (att skriva)
watch-on = Jag säger till dig när det kommer nya pass med **{ $title }**, eller när det blir en plats på ett som var fullt. Sluta gör du med { $stop }.
watch-was-on = Du bevakar redan **{ $title }**. Sluta gör du med { $stop }.
# $title (text), $again (att skriva)
watch-off = Då säger jag inte längre till om **{ $title }**. Ångrar du dig? Skriv { $again }.
watch-was-off = Du bevakar inte **{ $title }**, så inget är ändrat. Vill du? Skriv { $again }.
# $activities (namn, eller none)
watch-off-all = { $activities ->
    [none] Du bevakar inget, så inget är ändrat.
   *[other] Då säger jag inte längre till om { $activities }.
 }
# $activities (namn, eller none), $watch (att skriva, eller none), $stop, $all (att skriva)
watch-list = { $activities ->
    [none] Du bevakar inget än. { $watch ->
        [none] { $all } visar vad som finns.
       *[other] Skriv till exempel { $watch }; { $all } visar vad som finns.
    }
   *[other] Du bevakar { $activities }. Sluta gör du till exempel med { $stop }.
 }
watch-title = **{ $title }**
# Ett nytt pass; $prefix
watch-new = Nytt pass: **{ $title }**, { $when }{ part-place } (#{ $number }){ part-left }. Vill du vara med? Tryck på ✅ eller skriv `{ $prefix }anmäl #{ $number }`.
watch-seat = Det har blivit plats på **{ $title }**, { $when }{ part-place } (#{ $number }){ part-left }. Vill du vara med? Tryck på ✅ eller skriv `{ $prefix }anmäl #{ $number }`.
# $title, $slug (text), $count (antal), $shared (shift-shared eller none), $shifts (lista), $more (antal till), $number (det första), $prefix
watch-new-several = { $count } nya pass med **{ $title }**:
    { $shifts }
    { $more ->
    [0] {""}
   *[other] Och { $more } till; `{ $prefix }pass { $slug }` visar alla.{" "}
 }Vill du vara med? Tryck på siffran, eller skriv till exempel `{ $prefix }anmäl #{ $number }`.
