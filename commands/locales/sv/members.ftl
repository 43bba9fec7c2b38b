# Vilka som är med i distriktets rum, och vad som händer när någon inte längre är det.

# $district (text), $removed (true: någon tog bort personen), $leave (det man skriver)
error-gone = Du är inte längre med i något av rummen för { $district }, så jag gjorde ingenting. { $removed ->
    [true] Är det ett misstag? Prata med någon som organiserar.
   *[false] Kom in i ett av rummen igen, så kan du anmäla dig som förut.
 } Har du kvar ett pass som du inte kan ta? Skriv { $leave }.
error-organizer-gone = Personen är inte med i något av distriktets rum, så inget är ändrat. Bjud in hen till ett av rummen först.

# $count (antal), $shifts (lista)
member-back = Välkommen tillbaka! När du lämnade rummet förlorade du din plats i kön. Nu väntar du igen, sist i kön, på { $count ->
    [one] det här passet
   *[other] de här passen
 }:
    { $shifts }

# $who (person), $shifts (lista), $count (antal)
member-gone = { $who } är inte längre med i distriktets rum, så { $count ->
    [one] platsen är ledig
   *[other] platserna är lediga
 }:
    { $shifts }

# $who (person), $account (konto), $prefix, och vad about ger
member-gone-soon = { $who } är inte längre med i distriktets rum, men har en plats på { $title }, { $when } (#{ $number }). Platsen står kvar ett dygn, ifall det var ett misstag, och det är för sent för det här passet. Vill du ge den till någon annan? Skriv `{ $prefix }avbokaperson #{ $number } { $account }`.

# $who (person), $organized (true: var organisatör), $led (aktiviteter, eller none), $slug (den första), $prefix
member-roles-lost = { $who } är inte längre med i distriktets rum{ $organized ->
    [true] {" "}och är därför inte organisatör
   *[false] {""}
 }.{ $led ->
    [none] {""}
   *[other] {" "}Utan ansvarig är nu { $led }. Skriv till exempel `{ $prefix }aktivitet ändra { $slug } ansvarig=@namn`.
 }

# $why ("right": får inte längre se namnen, "others": fler är med i samtalet, "room": rummet är inte längre ett för namn), $prefix
error-names-withheld = { $why ->
    [right] Svaret hade namn i sig, och du har inte längre den roll som behövs för att se dem. Därför skickade jag det inte. Skriv `{ $prefix }hjälp`, så ser du vad du kan göra.
    [others] Svaret hade namn i sig, och här är fler än du och jag. Därför skickade jag det inte. Skriv till mig i ett rum där vi är ensamma.
   *[other] Svaret hade namn i sig, och i det här rummet får de inte stå: fler än de som organiserar kan läsa här. Därför skickade jag det inte. Skriv till mig i ett direktmeddelande i stället.
 }

# Det som blev gjort; svaret hade namn. $why och $prefix som ovan
names-withheld = Det du bad om är gjort. Svaret hade namn i sig, { $why ->
    [right] och du har inte längre den roll som behövs för att se dem
    [others] och här är fler än du och jag
   *[other] och i det här rummet får de inte stå
 }, så det skickade jag inte. Skriv `{ $prefix }pass` för att se hur det står till.
