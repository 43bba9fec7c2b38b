# Det som var och en bestämmer själv.

help-language = Byter språk: svenska eller engelska.
help-language-more = Gäller alla svar och meddelanden till dig, i alla rum. Kommandona fungerar på båda språken vilket du än väljer. Skriv `standard` för att ha samma språk som rummet.
help-language-example = `{ $prefix }språk en`

help-remind = Bestämmer när du blir påmind om dina pass.
help-remind-more = Skriv hur långt före passet, högst fem gånger: från 5 minuter till 14 dagar (m, h, d). Med `av` får du inga påminnelser, med `standard` de vanliga.
    Det gäller också pass som du redan är anmäld till. På natten skriver jag inte.
help-remind-example = `{ $prefix }påminn 24h 2h`

# $change (det man skriver); för den som inte läser svenska
language-shown = Jag svarar dig på svenska. For English, write { $change }.
# $help (det man skriver)
language-set = Klart, från och med nu svarar jag dig på svenska. { $help } visar vad du kan skriva.
# $text (det som skrevs)
error-language = Jag kan svenska och engelska, men inte { $text }. Inget är ändrat. Skriv `sv` eller `en`.

# $length (tidslängd)
remind-time = { $length } före
# $times (lista, eller none), $usual (true: som huset har det), $change, $off, $standard (det man skriver)
remind-shown = { $times ->
    [none] Du får inga påminnelser före dina pass. Skriv { $change } för att få det.
   *[other] Du blir påmind om varje pass { $times }.{ $usual ->
        [true] {" "}Skriv till exempel { $change } för andra tider, { $off } för inga alls.
       *[false] {" "}{ $standard } ger de vanliga tiderna, { $off } inga alls.
    }
 }
# som remind-shown
remind-set = { $times ->
    [none] Klart, du får inga påminnelser före dina pass. { $standard } ger dig dem tillbaka.
   *[other] Klart, du blir påmind om varje pass { $times }, också de du redan är anmäld till.{ $usual ->
        [true] {" "}Det är de vanliga tiderna. Skriv till exempel { $change } för andra, { $off } för inga alls.
       *[false] {" "}{ $standard } ger de vanliga tiderna, { $off } inga alls.
    }
 }
# $problem (ord), $text (det som skrevs, eller none), $soonest, $earliest (tidslängder), $most (antal), $example
error-remind = { $problem ->
    [range] { $text } går inte: en påminnelse kommer tidigast { $earliest } och senast { $soonest } före passet.
    [many] Det är för många: du kan ha högst { $most } påminnelser för varje pass.
   *[unreadable] Jag förstår inte { $text } som tid före passet.
 } Inget är ändrat. Skriv till exempel { $example }.
