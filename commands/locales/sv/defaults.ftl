# Vad en aktivitet säger om sina pass, och det som ett nytt pass får därifrån.

# $settings (lista)
part-settings = { $settings ->
    [none] {""}
   *[other] {" "}Så här är det med dess pass:
 }
# $value (det nya, eller none)
activity-change-seats = platser: { $value ->
    [none] ingen gräns
   *[other] { $value }
 }
activity-change-minimum = minsta antal: { $value ->
    [none] inget
   *[other] { $value }
 }
activity-change-roles = roller: { $value ->
    [none] inga
   *[other] { $value }
 }
activity-change-length = längd: { $value ->
    [none] som vanligt
   *[other] { $value }
 }
activity-change-confirm = de anmälda bekräftar: { $value ->
    [none] nej
   *[other] { $value } före
 }
activity-change-newcomers = nya: { $value ->
    [none] inget särskilt
   *[other] { $value }
 }
default-paired = får en fadder
activity-change-ladder = för få anmälda: { $value ->
    [none] hjälp söks som vanligt
   *[other] hjälp söks { $value } före
 }
activity-change-no-ladder = för få anmälda: ingen hjälp söks
activity-change-report = rapport efter passet: { $value ->
    [none] som vanligt
   *[other] { $value }
 }
default-calls = samtal
default-off = ingen
activity-change-branch = förening: { $value ->
    [none] ingen
   *[other] { $value }
 }

## Ett nytt pass

# $minimum (tal eller none), $roles (att skriva, eller none), $confirm (tidslängd eller none)
part-new = **{ $title }**, { $when }{ part-place } (#{ $number }){ part-seats }{ $minimum ->
    [none] {""}
   *[other] , minst { $minimum } behövs
 }{ $roles ->
    [none] {""}
   *[other] , roller { $roles }
 }{ $confirm ->
    [none] {""}
   *[other] , bekräftas { $confirm } före
 }
# $taken, $unfit (uppräkningar av taken-…, eller none)
part-taken = { $taken ->
    [none] {""}
   *[other] Från aktiviteten: { $taken }.{" "}
 }{ $unfit ->
    [none] {""}
   *[other] Det här från aktiviteten är inte med, för det går inte ihop med det du skrev: { $unfit }.{" "}
 }
taken-seats = { $seats ->
    [one] 1 plats
   *[other] { $seats } platser
 }
taken-minimum = minst { $minimum }
# $roles (att skriva)
taken-roles = rollerna { $roles }
# $length (tidslängd)
taken-length = längden { $length }

## Det som inte går

# $problem (name, count, twice, many eller empty), $text (det som skrevs), $most, $most_seats, $longest (tal)
error-roles = { $problem ->
    [count] { $text } är inget antal som en roll kan ha: det är 1 till { $most_seats }, med siffrorna 0–9.
    [twice] Rollen { $text } står två gånger.
    [many] Det är för många roller: ett pass kan ha högst { $most }.
    [empty] Där behövs det roller.
   *[name] { $text } kan inte vara en roll: det är ett ord av bokstäver, siffror och bindestreck, högst { $longest } tecken.
 } Inget är ändrat. Skriv till exempel `roller="ringledare:1 ringare:6"`, eller `roller=inga`.
# $roles (som de skrivs), $wanted, $seats (tal)
error-roles-seats = Rollerna { $roles } är { $wanted } personer tillsammans, och det finns bara { $seats ->
    [one] 1 plats
   *[other] { $seats } platser
 }. Inget är ändrat. Skriv `platser={ $wanted }` också, eller färre av någon roll.
# $role (text), $people (så många har den), $wanted (så många skulle det bli)
error-roles-taken = { $people ->
    [one] En person har rollen { $role } på pass #{ $number }
   *[other] { $people } personer har rollen { $role } på pass #{ $number }
 }, så { $wanted ->
    [0] den kan inte tas bort
   *[other] den kan inte bli bara { $wanted }
 }. Inget är ändrat. Behåll minst { $people } av den, eller avboka någon först.
# $text (det som skrevs)
error-length = Jag förstår inte { $text } som längd på ett pass. Inget är ändrat. Skriv till exempel `längd=2h`, `längd=1h30` eller `längd=90min`; ett dygn är det längsta.
error-confirm = Jag förstår inte { $text }: de anmälda kan bekräfta tidigast 14 dagar och senast en timme före. Inget är ändrat. Skriv till exempel `bekräfta=24h`, eller `bekräfta=av`.
error-newcomers = Jag förstår inte { $text }. Inget är ändrat. Skriv `nya=fadder`, så får den som är ny någon att hålla sig till, eller `nya=av`.
error-ladder = Jag förstår inte { $text }: det ska vara hela timmar före passet, högst fem tider och högst 14 dagar. Inget är ändrat. Skriv till exempel `stege="72h 48h 24h"`, eller `stege=av`.
error-report = Jag förstår inte { $text }. Inget är ändrat. Skriv `rapport=samtal`, så frågar jag efter samtalen när passet är slut, eller `rapport=av`.
