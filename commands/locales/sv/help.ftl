# Hjälpen själv; var och ens egna rader står hos kommandona.

help-help = Visar vad du kan skriva, eller hur ett kommando fungerar.
help-help-more = Skriv ett kommando efter för att se allt om det, med exempel.
help-help-example = `{ $prefix }hjälp anmäl`

# $usage (kommando), $about (mening)
help-line = { $usage } – { $about }
# $shifts, $signup (det man skriver)
help-first = Börja så här: { $shifts } visar passen som kommer, och { $signup } anmäler dig till pass #12.
# $first (text, eller none: har redan ett pass), $commands (lista), $example, $organize (det man skriver; none för den som inte organiserar), $data (uppräkning av kommandon)
help-list = { $first ->
    [none] Det här kan du skriva:
   *[other] { $first } Allt du kan skriva:
 }
    { $commands }
    Om dina uppgifter: { $data }. Vill du veta mer om ett kommando? Skriv till exempel { $example }.{ $organize ->
    [none] {""}
   *[other] {" "}Det som du som organiserar kan göra visar { $organize }.
 }
# $commands (lista), $example (det man skriver)
help-list-organizer = För dig som organiserar:
    { $commands }
    Vill du veta allt om ett av dem? Skriv till exempel { $example }.
# $usage (kommando), $about, $more (meningar), $example (kommando), $names (uppräkning eller none), $family (lista eller none)
help-command = **{ $usage }**
    { $about } { $more }
    Till exempel: { $example }
    { $names ->
    [none] {""}
   *[other] Går också att skriva: { $names }.
 }{ $family ->
    [none] {""}
   *[other] {" "}Se även:
 }
    { $family }
