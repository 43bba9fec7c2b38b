# Vilka som är med i distriktets rum, och vad som händer när någon inte längre är det.

# $district (text), $leave (det man skriver)
error-gone = Du är inte längre med i något av rummen för { $district }, så jag gjorde ingenting. Bli inbjuden till ett rum igen, så går det som förut. Har du kvar ett pass som du inte kan ta? Skriv { $leave }.
error-organizer-gone = Personen är inte med i något av distriktets rum, så inget är ändrat. Bjud in hen till ett av rummen först.

# $who (person), $shifts (lista), $count (antal)
member-gone = { $who } är inte längre med i distriktets rum, så { $count ->
    [one] platsen är ledig
   *[other] platserna är lediga
 }:
    { $shifts }

# $who (person), $organized (true: var organisatör), $led (aktiviteter, eller none), $slug (den första), $prefix
member-roles-lost = { $who } är inte längre med i distriktets rum{ $organized ->
    [true] {" "}och är därför inte organisatör
   *[false] {""}
 }.{ $led ->
    [none] {""}
   *[other] {" "}Utan ansvarig är nu { $led }. Skriv till exempel `{ $prefix }aktivitet ändra { $slug } ansvarig=@namn`.
 }
