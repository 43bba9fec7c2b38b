# Att bli glömd, och vad andra märker av det.

help-forgetme = Raderar allt jag har om dig.
help-forgetme-more = Jag berättar först vad som händer; du bekräftar i ett direktmeddelande. En organisatör kan göra det för någon utan chatt, med namnet inom citattecken.
help-forgetme-example = `{ $prefix }glömmig`

# $lines (lista), $mydata, $again (det man skriver)
forgetme-confirm = **Ska jag glömma dig?** Det går inte att ångra.

    { $lines }

    Inget är ändrat än. { $mydata } visar vad jag har. Skriv { $again } här om du är säker.
# $seats (antal kommande pass)
forgetme-seats = { $seats ->
    [0] Du har inga kommande pass att lämna.
    [one] Ditt kommande pass blir ledigt, och den som väntar får platsen.
   *[other] Dina { $seats } kommande pass blir lediga, och de som väntar får platserna.
 }
forgetme-past = Ditt namn, ditt konto och dina val raderas. Tidigare pass räknas kvar, utan namn.
# $messages (antal)
forgetme-messages = { $messages ->
    [0] Inga meddelanden från mig behöver tas bort.
    [one] Jag tar bort det meddelande jag har skrivit till dig eller med ditt namn i.
   *[other] Jag tar bort de { $messages } meddelanden jag har skrivit till dig eller med ditt namn i.
 } Sist får du ett kvitto, och så lämnar jag det här samtalet.
# $led (aktiviteter)
forgetme-led = Du är ansvarig för { $led }. Organisatörerna får veta att någon annan behöver ta över.
# $organizes (distrikt), $last (de som då står utan organisatör, eller none), $appoint (det man skriver)
forgetme-organizes = Du är inte längre organisatör för { $organizes }.{ $last ->
    [none] {""}
   *[other] {" "}**Du är den sista:** { $last } står då utan organisatör. Utse gärna någon annan först, med { $appoint } och kontot.
 }
forgetme-settings = Ditt konto står i botens konfiguration. Där kommer jag inte åt det: be den som sköter boten att ta bort raden.
forgetme-namesake = En organisatör har också skrivit in någon utan chatt som heter som du. Är det du? Be en organisatör att glömma även den.
forgetme-removed = Att kontot har tagits bort ur distriktets rum sparas som en kod, utan namn: det gäller också efteråt.
# $texts (titlar)
forgetme-texts = Ditt namn, eller ett ord som ser ut så, står i det som andra har skrivit om { $texts }. Står ditt konto där tar jag bort det, men namnet ändrar jag inte: be i så fall en organisatör.
forgetme-out-of-reach = Dina egna meddelanden, det andra har skrivit, och kopior på andras telefoner och servrar når jag inte.
# $insists (true: bekräftade i rummet)
forgetme-in-room = { $insists ->
    [true] Det bekräftar du bara i ett direktmeddelande, så inget är ändrat. Jag har skrivit till dig där.
   *[false] Jag har skrivit till dig i ett direktmeddelande. Inget är ändrat än.
 }
# $messages (antal), $settings (true: står i konfigurationen), $namesake (true)
forgetme-done = **Klart, jag har glömt dig.**

    Borta: ditt namn, ditt konto, dina pass och val, och vem som gjorde vad. Dina tidigare pass räknas utan namn.{ $messages ->
        [0] {""}
       *[other] {" "}Mina meddelanden till dig och med ditt namn tar jag bort nu; är de många dröjer det en stund.
     }

    Kvar, för det når jag inte: dina egna meddelanden i rummen, det som andra själva har skrivit om dig, och det som andras telefoner och servrar har sparat. Läggs en äldre säkerhetskopia tillbaka, glömmer jag dig igen.{ $namesake ->
        [true] {" "}{ forgetme-namesake }
       *[false] {""}
     }{ $settings ->
        [true] {" "}Ditt konto står i botens konfiguration: be den som sköter boten att ta bort raden.
       *[false] {""}
     }

    Nu lämnar jag samtalet. Skriver du till mig någon gång igen, börjar vi om från början. Tack för allt!

# $who (person, eller none: får inte stå här), $seats, $past, $messages (antal), $texts (titlar, eller none), $again (det man skriver)
forgetme-other-confirm = Då glömmer jag { $who ->
    [none] personen
   *[other] { $who }
 }, och det går inte att ångra: { $seats ->
    [0] inget kommande pass påverkas
    [one] 1 kommande pass blir ledigt
   *[other] { $seats } kommande pass blir lediga
 }, { $messages ->
    [0] inga meddelanden
    [one] 1 meddelande
   *[other] { $messages } meddelanden
 } med namnet tas bort, och tidigare pass räknas utan namn.{ $texts ->
    [none] {""}
   *[other] {" "}Namnet, eller ett ord som ser ut så, står också i det ni har skrivit om { $texts }: det ändrar jag inte.
 }
    Inget är ändrat än. Skriv { $again } om du är säker.
# $seats, $past, $messages (antal)
forgetme-other-done = Klart, personen är glömd. { $seats ->
    [0] Inga kommande pass behövde lämnas.
    [one] 1 plats är ledig igen.
   *[other] { $seats } platser är lediga igen.
 } Står namnet i något du själv har skrivit, behöver du ta bort det där.

# $again (det man skriver)
error-forgetme-others = Du kan bara be mig att glömma dig själv, så inget är ändrat. Skriv { $again }. För någon utan chatt kan en organisatör göra det.
# $own (det man skriver)
error-forgetme-account = Det kontot är någons eget, så inget är ändrat. Bara den som har det kan be om att bli glömd: skriv { $own } till mig. Har personen inte kvar sitt konto, kan den som sköter boten göra det.
# $booked (det man skriver)
error-forgetme-unknown = Jag känner ingen utan chatt med det namnet, så inget är ändrat. Skriv namnet som det står när du skriver { $booked }.

# $led (aktiviteter), $slug (den första), $prefix
lead-forgotten = Utan ansvarig är nu { $led }. Någon behöver ta över: skriv till exempel `{ $prefix }aktivitet ändra { $slug } ansvarig=@namn`.
# $prefix
answer-gone = Mitt svar till dig i rummet är borta, för det stod ihop med ett annat som togs bort. Det du gjorde gäller. Skriv `{ $prefix }mina`, så ser du dina pass.
# $asked (true: det var ett svar), $prefix
names-changed = { $asked ->
    [true] Här skulle ett svar med namn ha stått, men listan ändrades just då. Skriv samma sak igen, så får du det som gäller nu.
   *[false] Här skulle ett meddelande med namn ha stått, men listan ändrades just då. Skriv `{ $prefix }bokade`, så ser du vilka som är anmälda nu.
 }
# $count (antal)
not-taken-back = { $count ->
    [one] Ett av mina meddelanden med namn på någon skulle
   *[other] { $count } av mina meddelanden med namn på någon skulle
 } tas bort, men jag får inte göra det: i något rum får jag inte längre skriva, eller så är jag inte med där. Låt mig skriva i rummen, eller bjud in mig igen. Jag försöker varje dag i en månad.
