# Rummens inställningar.

help-room = Visar eller ändrar hur det här rummet är inställt.
help-room-more = Utan tillägg visas hur det är nu. `roll=` är distrikt, förening eller organisatörer; bara i ett rum för organisatörer får namn på anmälda visas.
    Med `förening=Mark` blir rummet den föreningens. `språk=` är `sv` eller `en`, `sammandrag=` ett klockslag eller `av`, `svar=` `reaktion` om jag ska bekräfta med ✅ på det som skrevs i stället för ett meddelande, `distrikt=` vilket distrikt rummet hör till. Skriv `standard` för att göra som resten av distriktet.
help-room-example = `{ $prefix }rum sammandrag=07:30 språk=sv`

# $settings (lista)
room-shown = Så är det här rummet inställt:
    { $settings }
# $settings (lista: det som ställdes in)
room-set = Klart, i det här rummet gäller nu:
    { $settings }

# $role (ord), $branch (text eller none)
room-line-role = Roll: { $role ->
    [organizers] rum för organisatörer
    [branch] { $branch }, partiförening
   *[district] hela distriktet
 }
# $names (true eller false)
room-line-names = { $names ->
    [true] Namn på anmälda får visas här, så släpp bara in dem som ska se dem
   *[false] Namn på anmälda visas inte här
 }
# $language (sv eller en)
room-line-language = Språk: { $language ->
    [en] engelska
   *[sv] svenska
 }
# $time (klockslag eller none), $wished (det som ställdes in, om det är något annat, annars none)
room-line-digest = Dagens sammandrag: { $time ->
    [none] av
   *[other] kl. { $time }{ $wished ->
        [none] {""}
       *[other] {" "}(kl. { $wished } stör jag ingen)
    }
 }
# $way (reaction eller message)
room-line-answers = Bekräftelser: { $way ->
    [reaction] ✅ på det som skrevs
   *[message] ett kort svar
 }
# $district (text)
room-line-district = Distrikt: { $district }

error-room-direct = Här är vi bara du och jag, så det finns inget rum att ställa in. Inget är ändrat. Skriv kommandot i det rum som det gäller.
# $text (det som skrevs)
error-room-role = Jag känner inte till rollen { $text }, och inget är ändrat. Ett rum är distrikt, förening eller organisatörer, till exempel `roll=organisatörer`.
# $text (det som skrevs), $near (namn som liknar, eller none), $branches (alla)
error-room-branch = Distriktet har ingen förening som heter { $text }, och inget är ändrat. { $near ->
    [none] Föreningarna är { $branches }.
   *[other] Menade du { $near }?
 }
# $branches (alla föreningar)
error-room-branch-missing = Vilken förening är rummet för? Inget är ändrat. Lägg till `förening=` och något av { $branches }.
error-room-branch-role = Bara ett rum med rollen förening kan ha en förening, och inget är ändrat. Skriv det ena eller det andra: `förening=Mark` eller `roll=organisatörer`.
# $text (det som skrevs)
error-room-digest = Jag förstår inte { $text } som tid för sammandraget, och inget är ändrat. Skriv ett klockslag, `sammandrag=08:00`, eller `sammandrag=av`.
error-room-digest-role = I ett rum för organisatörer kommer inget sammandrag, så inget är ändrat. Ställ in det i ett vanligt rum.
# $text (det som skrevs), $own (nycklar)
error-room-district = Du är inte organisatör för något distrikt med nyckeln { $text }, och inget är ändrat.{ $own ->
    [none] {""}
   *[other] {" "}Du kan välja { $own }.
 }
# $text (det som skrevs)
error-room-answers = Jag förstår inte { $text } som sätt att svara, och inget är ändrat. Skriv `svar=reaktion`, eller `svar=meddelande`.

# $prefix
room-open-now = Nu kan vem som helst komma in i eller läsa det här rummet, så jag skriver inga namn här. De listor som redan står här kan andra läsa: stäng rummet igen i dess inställningar, eller ta bort listorna. Skriv `{ $prefix }bokade` till mig direkt, så får du dem där.
