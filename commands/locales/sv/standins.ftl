# Ersättare: någon annan tar över en plats.
# Om ett pass finns alltid $number, $slug, $title, $when, $place, $seats, $left och $booked (se commands/wording.py).

help-standin = Letar efter någon som kan ta ditt pass.
help-standin-more =
    Jag frågar väntelistan först, sedan dem som brukar vara med och är lediga då, och sist i rummet. Du står kvar på passet tills någon har tackat ja.
    Lägg till `av` efter numret om du ångrar dig. Med bara `ersättare av` slipper du själv frågor om att hoppa in, och med `ersättare på` får du dem igen.
help-standin-example = `{ $prefix }ersättare #12`
help-swap = Frågar en viss person om att ta ditt pass.
help-swap-more = Bara den personen får frågan. Du står kvar på passet tills hen har tackat ja, och jag hör av mig vad svaret än blir.
help-swap-example = `{ $prefix }byt #12 @bo:example.org`

## Den som letar

# $text (det som skrevs, eller none), $shared (shift-shared eller none), $shifts (lista), $more (tal), $example (att skriva)
standin-choose =
    Vilket av dina pass gäller det? Inget är ändrat än.{ part-shared }
    { $shifts }
    { part-choose }
# $stage (line, people eller room), $asked (hur många som har fått frågan och inte svarat)
part-standin-stage = { $stage ->
    [line] Nu frågar jag den som står först på väntelistan.
    [people] Nu frågar jag { $asked ->
        [one] en som brukar vara med och är ledig då.
       *[other] { $asked } som brukar vara med och är lediga då.
    }
   *[room] Nu har jag frågat i rummet.
 }
# $off (att skriva)
standin-started = Jag letar efter någon som kan ta ditt pass **{ $title }**, { $when } (#{ $number }). { part-standin-stage } Du står kvar på passet tills någon har tackat ja, och då hör jag av mig direkt. Ångrar du dig? Skriv { $off }.
standin-already = Jag letar redan efter någon som kan ta **{ $title }**, { $when } (#{ $number }). { part-standin-stage } Du står kvar på passet så länge. Ångrar du dig? Skriv { $off }.
standin-withdrawn = Då letar jag inte längre efter någon som tar **{ $title }**, { $when } (#{ $number }). Passet är ditt, precis som förut.
# $who (namn, eller none)
standin-found = { $who ->
    [none] Någon har tagit över
   *[other] { $who } har tagit över
 } ditt pass **{ $title }**, { $when } (#{ $number }). Du är inte längre anmäld och behöver inte göra något mer.
# $prefix
standin-nobody = Jag har inte hittat någon som kan ta **{ $title }**, { $when }{ part-place } (#{ $number }). Du står alltså kvar på passet. Går det inte alls? Skriv `{ $prefix }avboka #{ $number }`. Hittar jag ändå någon hör jag av mig.
# $prefix
standin-moved = **{ $title }** (#{ $number }) har fått en ny tid: { $when }. Därför letar jag inte längre efter någon som tar ditt pass. Kan du inte då heller? Skriv `{ $prefix }ersättare #{ $number }`.

# Till den som är ansvarig. $before och $who (namn)
standin-lead = { $who } kommer i stället för { $before } till **{ $title }**, { $when } (#{ $number }). Listan är ändrad.
# $who (namn)
standin-nobody-lead = { $who } har fått förhinder till **{ $title }**, { $when }{ part-place } (#{ $number }), och jag har inte hittat någon annan. { $who } står fortfarande på passet.

## Den som får frågan

# $role (text eller none), $until (tid), $in_line (true: står på väntelistan), $prefix
standin-ask = Någon har fått förhinder till **{ $title }**, { $when }{ part-place } (#{ $number }).{ part-role } { $in_line ->
    [true] Du står på väntelistan: vill du ta platsen? Säger du nej har du kvar din plats på listan.
   *[false] Kan du hoppa in?
 } Svara **ja** eller **nej**, eller tryck på ✅ eller ❌, senast { $until }. Vill du inte få sådana frågor? Skriv `{ $prefix }ersättare av`.
# $role (text eller none), $prefix
standin-room = Någon har fått förhinder till **{ $title }**, { $when }{ part-place } (#{ $number }).{ part-role } Kan du hoppa in? Tryck på ✅ eller skriv `{ $prefix }ja #{ $number }`.
# $guests (tal), $role (text eller none)
standin-done = Tack! Du tar över passet: **{ $title }**, { $when }{ part-place } (#{ $number }).{ part-guests }{ part-role }
# $off (att skriva)
standin-declined = Tack för att du svarade! Det gäller **{ $title }**, { $when } (#{ $number }). Vill du inte få sådana frågor? Skriv { $off }.
# $other (ett pass), $again (att skriva)
standin-overlap-confirm = **{ $title }**, { $when } (#{ $number }), krockar med ett pass som du redan har: { $other }. Inget är ändrat. Vill du ha båda? Skriv { $again }.
# $again (att skriva)
standin-off = Då frågar jag dig inte om att hoppa in för andra. Ångrar du dig? Skriv { $again }.
standin-on = Då kan jag fråga dig när någon behöver en ersättare. Vill du slippa? Skriv { $again }.

# $shifts (att skriva)
error-standin-taken = Tack för att du ville! Någon hann före och tar **{ $title }**, { $when } (#{ $number }), så inget är ändrat för dig. { $shifts } visar var det finns plats.
# $why (cancelled, begun, waits eller none), $leave och $mine (att skriva)
error-standin-seat = { $why ->
    [cancelled] **{ $title }**, { $when } (#{ $number }), är inställt, så du behöver ingen ersättare. Inget är ändrat. { $mine } visar dina pass.
    [begun] **{ $title }**, { $when } (#{ $number }), har redan börjat, så nu går det inte att byta. Inget är ändrat. { $mine } visar dina pass.
    [waits] Du har ingen plats på **{ $title }**, { $when } (#{ $number }), utan väntar på en. Inget är ändrat. Vill du inte vänta? Skriv { $leave }.
   *[other] Du har ingen plats på **{ $title }**, { $when } (#{ $number }), som någon kan ta över. Inget är ändrat. { $mine } visar dina pass.
 }
# $again (att skriva)
error-standin-none = Jag letar inte efter någon ersättare till **{ $title }**, { $when } (#{ $number }), så inget är ändrat. Vill du att jag gör det? Skriv { $again }.
# $why (own, has-seat, skill eller seats), $party (tal), $off och $leave (att skriva)
error-standin-cannot = { $why ->
    [own] Det är ditt eget pass, **{ $title }**, { $when } (#{ $number }), så inget är ändrat. Kan du ändå? Skriv { $off }, så slutar jag leta.
    [has-seat] Du har redan en plats på **{ $title }**, { $when } (#{ $number }), så inget är ändrat. Tack ändå!
    [skill] Platsen på **{ $title }**, { $when } (#{ $number }), är för dem som en organisatör har sagt kan den rollen. Inget är ändrat. Tack ändå!
   *[seats] Det räcker inte till er { $party } på **{ $title }**, { $when } (#{ $number }), så inget är ändrat och ni står kvar på väntelistan. Kommer du hellre ensam? Skriv { $leave } och svara sedan ja igen.
 }

## En viss person

# $who (namn, eller none), $until (tid), $off (att skriva)
swap-asked = Jag har frågat { $who ->
    [none] personen
   *[other] { $who }
 } om **{ $title }**, { $when } (#{ $number }), och väntar på svar till { $until }. Passet är ditt tills svaret är ja. Ångrar du dig? Skriv { $off }.
swap-already = Jag har redan frågat { $who ->
    [none] personen
   *[other] { $who }
 } om **{ $title }**, { $when } (#{ $number }), och väntar på svar. Passet är ditt så länge. Ångrar du dig? Skriv { $off }.
# $who (namn), $role (text eller none), $other (ett pass som det krockar med, eller none), $until (tid), $prefix
swap-ask = { $who } undrar om du kan ta över **{ $title }**, { $when }{ part-place } (#{ $number }).{ part-role }{ $other ->
    [none] {""}
   *[other] {" "}Passet krockar med { $other }.
 } Svara **ja** eller **nej**, eller tryck på ✅ eller ❌, senast { $until }. Vill du inte få sådana frågor? Skriv `{ $prefix }ersättare av`.
# $who (namn), $begun (true: passet har börjat), $prefix
swap-declined = { $who } kan tyvärr inte ta **{ $title }**, { $when } (#{ $number }). Passet är fortfarande ditt. Ska jag leta efter någon annan? Skriv `{ $prefix }ersättare #{ $number }`.
swap-unanswered = { $who ->
    [none] Den du frågade
   *[other] { $who }
 } har inte svarat om **{ $title }**, { $when } (#{ $number }). { $begun ->
    [true] Passet har börjat, och det är ditt.
   *[false] Passet är fortfarande ditt. Ska jag leta efter någon annan? Skriv `{ $prefix }ersättare #{ $number }`.
 }
# $why (self, name, unknown eller cannot), $text (det som skrevs), $example och $standin (att skriva)
error-swap = { $why ->
    [self] Du har redan det passet, så inget är ändrat. Skriv den andras konto.
    [name] { $text } är ett namn, och jag kan bara fråga ett konto. Inget är ändrat. Skriv till exempel { $example }.
    [unknown] Jag känner inte till { $text } och har inte frågat någon, så inget är ändrat. Kontrollera kontot, eller be personen skriva till mig först.
   *[cannot] Den personen kan inte ta över just den platsen, så jag har inte frågat och inget är ändrat.
 } Ska jag leta efter vem som helst? Skriv { $standin }.
