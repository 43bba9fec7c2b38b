# Det som boten säger oavsett kommando.

# $prefix (tecken), $district (text, eller none: rummet hör till inget distrikt än)
room-welcome = Hej! Jag är **Passet** och håller reda på passen{ $district ->
    [none] {""}
   *[other] {" "}i { $district }
 }: när det behövs folk, och hur många platser som är kvar.
    { $district ->
    [none] Än vet jag inte vilket distrikt rummet hör till. En organisatör skriver `{ $prefix }rum distrikt=NYCKEL`.
   *[other] Skriv `{ $prefix }hjälp` för att börja, `{ $prefix }integritet` för att se vad jag sparar om dig.
 }

# $who (lead, organizer, eller en egen mening)
error-forbidden = { $who ->
    [lead] Det kan bara distriktets organisatörer och den som är ansvarig för aktiviteten göra.
    [organizer] Det kan bara distriktets organisatörer göra.
   *[other] { $who }
 } Inget är ändrat. Behöver du hjälp med det? Fråga en organisatör.
# $signup (att skriva)
forbidden-book = Att boka andra kan bara distriktets organisatörer och den som är ansvarig för aktiviteten. Vill du själv vara med? Skriv { $signup }.
# $text (det som skrevs), $near (lista, eller none), $prefix (tecken)
error-unknown = { $near ->
    [none] Jag är en bot och förstår bara mina kommandon. `{ $prefix }hjälp` visar vad du kan skriva. Inget är ändrat.
   *[other] Jag känner inte till { $text }, och inget är ändrat. Menade du:
 }
    { $near }
# $prefix (tecken)
error-no-district = Det här rummet hör inte till något distrikt än, så jag kan inte svara här. En organisatör ställer in det med `{ $prefix }rum distrikt=NYCKEL`.
# $pause (tidslängd)
error-flood = Det blev många kommandon på en gång, så jag tar en paus från dina. De som kommer inom { $pause } läser jag inte; skriv igen efter det.
# $reference (kod)
error-failed = Något gick fel hos mig, och inget är ändrat. Försök igen om en stund. Hjälper inte det, ge den som sköter boten koden { $reference }.
# $most (antal tecken)
error-too-long = Det var för långt för ett kommando, så inget är ändrat. Högst { $most } tecken går bra.
error-person-bot = Det är jag som är boten; mig kan du inte boka eller göra till organisatör. Inget är ändrat.
