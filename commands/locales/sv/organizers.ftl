# Vilka som organiserar distriktet.

help-organizer-add = Gör någon till organisatör i distriktet.
help-organizer-add-more = En organisatör kan lägga upp aktiviteter och pass, se vilka som är anmälda och utse fler organisatörer. Personen får veta det i ett direktmeddelande.
help-organizer-add-example = `{ $prefix }organisatör ny @anna:example.org`
help-organizer-remove = Tar bort en organisatör.
help-organizer-remove-more = Jag frågar först; med `ändå` sist görs det på en gång. Den sista organisatören kan inte tas bort.
help-organizer-remove-example = `{ $prefix }organisatör tabort @anna:example.org`
help-organizer-list = Visar vilka som är organisatörer.
help-organizer-list-more = I ett vanligt rum svarar jag med antalet och skickar namnen till dig direkt.
help-organizer-list-example = `{ $prefix }organisatör lista`

# $who (konto), $new (true: har inte skrivit till boten), $later (tidpunkt, eller none: genast), $undo (det man skriver)
organizer-add-done = { $who } är nu organisatör och får veta det i ett direktmeddelande.{ $later ->
    [none] {""}
   *[other] {" "}Det är natt nu, så det kommer fram { $later }.
 }{ $new ->
    [true] {" "}Jag har aldrig hört av det kontot: stäm av att adressen är rätt, annars ångrar du med { $undo }.
   *[false] {""}
 }
# $who (konto)
organizer-already = { $who } är redan organisatör. Inget är ändrat.
# $by (person), $district (text), $help (det man skriver)
organizer-appointed = { $by } har gjort dig till organisatör för { $district }. Nu kan du lägga upp pass och se vilka som är anmälda: skriv { $help }.
# $by (person), $district (text), $help (det man skriver)
organizer-dismissed = { $by } har tagit bort dig som organisatör för { $district }. Dina egna pass har du kvar; { $help } visar vad du kan göra.
# $who (konto), $self (true: den som frågar), $settings (true: står i konfigurationen), $again (det man skriver)
organizer-remove-confirm = { $self ->
    [true] Då är du inte längre organisatör och kan inte ångra det själv.
   *[false] Då är { $who } inte längre organisatör: varken pass, anmälda eller rum går att sköta därifrån.
 } Pass och anmälningar berörs inte.{ $settings ->
    [true] {" "}Kontot står också i botens konfiguration, men det gör ingen till organisatör på nytt. Den som sköter boten kan ta bort raden där.
   *[false] {""}
 }
    Inget är ändrat än. Skriv { $again } om du är säker.
# $who (konto), $self, $settings (som ovan)
organizer-remove-done = { $self ->
    [true] Du är inte längre organisatör.
   *[false] { $who } är inte längre organisatör.
 }{ $settings ->
    [true] {" "}Kontot står också i botens konfiguration, men det gör ingen till organisatör på nytt. Den som sköter boten kan ta bort raden där.
   *[false] {""}
 }
# $organizers (lista), $district (text)
organizer-list = Organisatörer för { $district }:
    { $organizers }
# $who (person), $settings (true: står i konfigurationen)
organizer-line = { $who }{ $settings ->
    [true] {" "}(från konfigurationen)
   *[false] {""}
 }
# $count (antal)
organizer-count = { $count ->
    [one] Distriktet har 1 organisatör. Namnet skickar jag till dig direkt.
   *[other] Distriktet har { $count } organisatörer. Namnen skickar jag till dig direkt.
 }

# $list (det man skriver)
error-not-organizer = Det kontot är inte organisatör här, så inget är ändrat. { $list } visar vilka som är det.
# $add (det man skriver)
error-last-organizer = Distriktet skulle stå utan organisatör, så inget är ändrat. Utse någon annan först: skriv { $add } och kontot.
