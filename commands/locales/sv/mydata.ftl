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
# $count (antal), $shifts (i en mening)
mydata-coming = { $count ->
    [0] Kommande pass: inga.
    [one] Kommande pass: { $shifts }.
   *[other] { $count } kommande pass: { $shifts }.
 }
# $count (antal), $shifts (de senaste av dem, i en mening), $shown (så många är de)
mydata-over = { $count ->
    [0] Tidigare pass: inga.
    [one] Tidigare pass: { $shifts }.
   *[other] { $count } tidigare pass{ $shown ->
        [0] {""}
       *[other] , senast
     } { $shifts }.
 }
# $title, $when, $number, $state (ord), $role (text, eller none), $guests (antal), $by_other (true: någon annan bokade)
mydata-shift = { $title } { $when } (#{ $number }{ $state ->
    [waitlisted] , i kö
    [offered] , erbjuden plats
    [attended] , du kom
    [missed] , du kom inte
    [excused] , du fick förhinder
    [cancelled] , avbokad
   *[booked] {""}
 }{ $role ->
    [none] {""}
   *[other] , som { $role }
 }{ $guests ->
    [0] {""}
    [one] , 1 gäst
   *[other] , { $guests } gäster
 }{ $by_other ->
    [true] , inbokad av någon annan
   *[false] {""}
 })
# $booked (antal)
mydata-for-others = Du har bokat åt andra { $booked ->
    [one] en gång
   *[other] { $booked } gånger
 }.
# $language ("sv", "en", eller none), $reminded (tider, eller orden usual och never), $unasked (true: vill inte hoppa in för andra)
mydata-choices = { $language ->
    [none] Du har inte valt språk.
    [en] Ditt språk: engelska.
   *[other] Ditt språk: svenska.
 } { $reminded ->
    [usual] Du blir påmind på de vanliga tiderna.
    [never] Du har valt bort påminnelser.
   *[other] Du blir påmind { $reminded }.
 }{ $unasked ->
    [true] {" "}Jag frågar dig inte om att hoppa in för andra.
   *[false] {""}
 }
# $watches (aktiviteter)
mydata-watches = Du bevakar { $watches }.
# $skills (kunskaper)
mydata-skills = Kunskaper: { $skills }.
# $organizes (true: organisatör), $led (aktiviteter, eller none)
mydata-roles = { $organizes ->
    [true] Roll: organisatör{ $led ->
        [none] {""}
       *[other] {" "}och ansvarig för { $led }
     }.
   *[false] Roll: ansvarig för { $led }.
 }
mydata-namesake = En organisatör har också skrivit in någon utan chatt som heter som du. Är det du? Be en organisatör visa vad som står där.
# $messages, $heard, $log, $rooms (antal)
mydata-rest = Att vi har skrivit till varandra, men inte vad: { $messages ->
    [one] ett meddelande
   *[other] { $messages } meddelanden
 } från mig, { $heard ->
    [one] en händelse
   *[other] { $heard } händelser
 } från dig. Loggen över vem som gjort vad har { $log ->
    [one] en rad
   *[other] { $log } rader
 } om dig.{ $rooms ->
    [0] {""}
    [one] {" "}Du är med i ett av distriktets rum.
   *[other] {" "}Du är med i { $rooms } av distriktets rum.
 }
mydata-file-about = Allt som Passet har sparat om { $name }. Tiderna är i UTC. Andra personer står här utan namn.
mydata-alt = Allt som Passet har sparat om dig, som JSON.
