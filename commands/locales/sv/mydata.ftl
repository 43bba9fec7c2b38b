# Vad som sparas om den som frågar.

help-mydata = Visar allt jag har sparat om dig, också som fil.
help-mydata-more = Svaret kommer alltid i ett direktmeddelande, med allt i en JSON-fil.
help-mydata-example = `{ $prefix }minadata`

mydata-in-room = Jag har skickat dig allt jag har om dig i ett direktmeddelande.
# $lines (lista), $forgetme, $privacy (det man skriver)
mydata-shown = **Det här har jag om dig.** Allt, rad för rad, står i filen.

    { $lines }

    { $privacy } berättar varför och hur länge. { $forgetme } tar bort det.
# $name (text), $since (dag)
mydata-name = Du heter { $name } hos mig, sedan { $since }.
# $accounts (lista)
mydata-accounts = Konto: { $accounts }.
# $signups (antal), $booked (antal)
mydata-signups = { $signups ->
    [0] Inga anmälningar
    [one] 1 anmälan
   *[other] { $signups } anmälningar
 }, nya och gamla.{ $booked ->
    [0] {""}
   *[other] {" "}{ $booked } som du har gjort åt andra.
 }
# $language ("sv", "en", eller none), $watches (aktiviteter, eller none), $skills (kunskaper, eller none)
mydata-choices = { $language ->
    [none] Du har inte valt språk.
    [en] Ditt språk: engelska.
   *[other] Ditt språk: svenska.
 }{ $watches ->
    [none] {""}
   *[other] {" "}Du bevakar { $watches }.
 }{ $skills ->
    [none] {""}
   *[other] {" "}Kunskaper: { $skills }.
 }
# $organizes (true: organisatör), $led (aktiviteter, eller none)
mydata-roles = { $organizes ->
    [true] Roll: organisatör{ $led ->
        [none] {""}
       *[other] {" "}och ansvarig för { $led }
     }.
   *[false] Roll: ansvarig för { $led }.
 }
# $messages, $heard, $log (antal)
mydata-rest = Att vi har skrivit till varandra, men inte vad: { $messages ->
    [one] ett meddelande
   *[other] { $messages } meddelanden
 } från mig, { $heard ->
    [one] en händelse
   *[other] { $heard } händelser
 } från dig. Loggen över vem som gjort vad har { $log ->
    [one] en rad
   *[other] { $log } rader
 } om dig.
mydata-alt = Allt som Passet har sparat om dig, som JSON.
