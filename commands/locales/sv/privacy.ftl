# Vad som sparas om människor, och deras rättigheter.

help-privacy = Visar vad jag sparar om dig, varför och hur länge.
help-privacy-more = I ett rum svarar jag kort, och resten kommer i ett direktmeddelande.
help-privacy-example = `{ $prefix }integritet`

# $district (text, eller none), $contact (adress, eller none), $days (antal), $names_in_rooms (true: de får stå i distriktets rum), $prefix
privacy-notice = **Så hanterar jag dina uppgifter**
    - **Vem:** { $district ->
        [none] distriktet
       *[other] { $district }
     } ansvarar för dem.{ $contact ->
        [none] {""}
       *[other] {" "}Frågor: { $contact }.
     }
    - **Vad:** ditt namn och konto, dina pass och val, och vem som gjort vad. Det du skriver raderas när jag har svarat.
    - **Varför:** så att passen blir bemannade och du får påminnelser. { $names_in_rooms ->
        [true] Vilka som är anmälda kan alla i distriktets rum se
       *[false] Bara organisatörer och passets ansvariga ser vilka som är anmälda
     }, och den som sköter boten kommer åt allt. Stöd i lagen: GDPR, artikel 6.1 f och 9.2 d.
    - **Hur länge:** { $days ->
        [one] en dag
       *[other] { $days } dagar
     } efter varje pass; sedan räknas det utan namn.
    - **Din rätt:** `{ $prefix }minadata` visar allt jag har om dig, `{ $prefix }glömmig` tar bort det. Du kan klaga hos Integritetsskyddsmyndigheten (IMY).
privacy-first = Första gången vi hörs: i ett direktmeddelande står vad jag sparar om dig.
privacy-shown = Jag har skickat dig ett direktmeddelande om vad jag sparar om dig, varför och hur länge.

# $months (antal), $prefix
room-unused = Vi har inte hörts här på { $months } månader, så jag lämnar det här rummet. Vill du något igen är du varmt välkommen: skriv i distriktets rum, eller bjud in mig i en ny chatt.
