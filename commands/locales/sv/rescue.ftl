# Pass med för få anmälda: rummet frågas, sedan folk, sedan väljer den ansvarige.
# Om ett pass finns alltid $number, $slug, $title, $when, $place, $seats, $left och $booked (se commands/wording.py).

## Frågorna

# $minimum och $missing (tal), $prefix
rescue-room = **{ $title }**, { $when }{ part-place } (#{ $number }), har { $booked } av { $minimum } som behövs. Kan du vara med? Tryck på ✅ eller skriv `{ $prefix }anmäl #{ $number }`.
# $minimum och $missing (tal), $until (tid), $prefix
rescue-ask = **{ $title }**, { $when }{ part-place } (#{ $number }), har { $booked } av { $minimum } som behövs. Kan du vara med? Svara **ja** eller **nej**, eller tryck på ✅ eller ❌, helst före { $until }. Vill du inte få sådana frågor? Skriv `{ $prefix }ersättare av`.
# $off (att skriva)
rescue-declined = Tack för att du svarade! Jag frågar dig inte igen om **{ $title }**, { $when } (#{ $number }). Vill du inte få sådana frågor alls? Skriv { $off }.

# Till den som är ansvarig. $minimum (tal), $choices (lista), $fell (true: någon har just lämnat passet)
rescue-choice = { $fell ->
    [true] Någon har lämnat **{ $title }**, { $when }{ part-place } (#{ $number }), och nu är bara { $booked } av { $minimum } som behövs kvar. Vad gör vi?
   *[false] **{ $title }**, { $when }{ part-place } (#{ $number }), har bara { $booked } av { $minimum } som behövs, fast jag har frågat runt. Vad gör vi?
 }
    { $choices }
    Reagera med numret, eller skriv det som står på raden.
# $prefix
rescue-keep = Kör ändå, skriv `{ $prefix }pass kör #{ $number }`
# $other (ett pass), $into (dess nummer), $prefix
rescue-merge = Slå ihop med { $other }, skriv `{ $prefix }pass slåihop #{ $number } { $into }`
# $prefix
rescue-cancel = Ställ in och säg till alla, skriv `{ $prefix }pass ställin #{ $number }`

## Köra ändå

help-shift-keep = Säger att ett pass blir av fast det är få anmälda.
help-shift-keep-more = Jag slutar då fråga efter fler till passet. Får det en ny tid börjar jag om.
help-shift-keep-example = `{ $prefix }pass kör #12`
# $minimum (tal eller none)
shift-kept = Då blir **{ $title }**, { $when } (#{ $number }), av med { $booked ->
    [0] dem som kommer
    [one] en anmäld
   *[other] { $booked } anmälda
 }. Jag frågar inte efter fler.

## Slå ihop

help-shift-merge = Flyttar alla på ett pass till ett annat och ställer in det första.
help-shift-merge-more =
    Den som får plats blir anmäld i den ordning som gällde, och den som är upptagen då eller inte får plats ställs i väntelistan. Var och en får veta det en gång.
    Skriver du bara ett nummer föreslår jag det närmaste passet som har plats för alla.
help-shift-merge-example = `{ $prefix }pass slåihop #12 #14`
# $into (ett pass), $people, $reached och $unreached (tal), $room (lediga platser där, eller none), $again (att skriva)
shift-merge-confirm = **{ $title }**, { $when } (#{ $number }), blir inställt och { $people ->
    [0] ingen behöver flyttas
    [one] en person flyttas
   *[other] { $people } personer flyttas
 } till { $into }{ $room ->
    [none] .
    [0] , som är fullt: { $people ->
        [one] hen ställs i väntelistan.
       *[other] de ställs i väntelistan.
    }
    [one] , där en plats är ledig.
   *[other] , där { $room } platser är lediga.
 }{ part-reach } Tryck på ✅ eller skriv { $again } om det ska bli så.
# $into (ett pass), $seated och $waiting (tal), $told, $untold (tal), $names (namn, eller none)
shift-merge-done = **{ $title }**, { $when } (#{ $number }), är inställt och hopslaget med { $into }. { $seated ->
    [0] {""}
    [one] En har plats där.{" "}
   *[other] { $seated } har plats där.{" "}
 }{ $waiting ->
    [0] {""}
    [one] En står i väntelistan.{" "}
   *[other] { $waiting } står i väntelistan.{" "}
 }{ part-told }{ part-untold }
# Till den som flyttas; passet är det nya. $before (det gamla passet), $state (booked, offered eller waitlisted), $prefix
shift-merged = { $before } har slagits ihop med **{ $title }**, { $when }{ part-place } (#{ $number }). { $state ->
    [booked] Du har en plats där. Passar det inte? Skriv `{ $prefix }avboka #{ $number }`.
    [offered] Jag frågar dig särskilt om du vill ha en plats där. Passar det inte? Skriv `{ $prefix }avboka #{ $number }`.
   *[other] Där finns ingen plats som passar just nu, så du står i väntelistan. Vill du inte vänta? Skriv `{ $prefix }avboka #{ $number }`.
 }
# $why (nowhere, same, begun, cancelled, closed, started eller over), $into (ett pass eller none), $open (att skriva eller none)
error-merge = { $why ->
    [nowhere] Inget annat pass inom en vecka har plats för alla på **{ $title }**, { $when } (#{ $number }). Inget är ändrat. Skriv numret på det andra passet också om du ändå vill slå ihop dem.
    [same] Det är samma pass, **{ $title }**, { $when } (#{ $number }). Inget är ändrat. Skriv två olika nummer.
    [begun] **{ $title }**, { $when } (#{ $number }), har redan börjat och kan inte slås ihop med något. Inget är ändrat.
    [closed] { $into } är stängt för anmälan, så ingen kan flyttas dit. Inget är ändrat. Skriv { $open } först.
    [cancelled] { $into } är inställt, så ingen kan flyttas dit. Inget är ändrat. Välj ett annat pass.
   *[other] { $into } har redan börjat, så ingen kan flyttas dit. Inget är ändrat. Välj ett annat pass.
 }
