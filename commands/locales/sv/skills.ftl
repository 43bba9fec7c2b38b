# Vad folk kan, och vem som tar hand om en ny.

help-skill = Säger vad någon kan.
help-skill-more =
    Ett pass kan ha roller, till exempel `roller="ringledare:1 ringare:6"`. Så fort någon har fått kunskapen ringledare är den rollen bara för dem som har den.
    Med `bort` sist tar du tillbaka det. Utan kunskap ser du vad personen kan, utan något alls allt som någon kan.
help-skill-example = `{ $prefix }kunskap @bo:example.org ringledare`
# $who (namn, eller none där namn inte får stå), $skill (text), $undo (att skriva)
skill-given = { $who ->
    [none] Personen
   *[other] { $who }
 } kan nu vara { $skill }. Rollen { $skill } är bara för dem som har fått den så. Blev det fel? Skriv { $undo }.{ $tell ->
    [none] {""}
   *[other] {" "}Berätta gärna för personen att jag sparar namnet: { $tell } visar varför och hur länge.
 }
skill-had = { $who ->
    [none] Personen
   *[other] { $who }
 } kunde redan vara { $skill }, så inget är ändrat. Ska det bort? Skriv { $undo }.
skill-taken = { $who ->
    [none] Personen
   *[other] { $who }
 } kan inte längre vara { $skill }. Den som redan har en plats i den rollen har den kvar.
# $have (det som personen kan, eller none)
error-skill = { $who ->
    [none] Personen
   *[other] { $who }
 } har inte kunskapen { $skill }, så inget är ändrat. { $have ->
    [none] Ingen kunskap är noterad.
   *[other] Noterat är { $have }.
 }
# $text (det som skrevs), $example, $insist (att skriva, eller none)
error-skill-person = Jag vet inte vem { $text } är. Inget är ändrat. Skriv kontot och sedan kunskapen, till exempel { $example }.{ $insist ->
    [none] {""}
   *[other] {" "}Är det någon utan chatt? Skriv { $insist }.
 }
# $skills (uppräkning eller none)
skill-list-one = { $who ->
    [none] Personen
   *[other] { $who }
 }: { $skills ->
    [none] ingen kunskap är noterad.
   *[other] { $skills }.
 }
# $skills (lista), $count (tal)
skill-list = { $count ->
    [0] Ingen har fått någon kunskap än. { $help } visar hur man gör.
   *[other] Det här kan folk:
 }
    { $skills }
# $names (uppräkning eller none)
skill-line = **{ $skill }**: { $names ->
    [none] { $count }
   *[other] { $names }
 }

## Nya

# Till den nya. $mentor (namn)
newcomer-paired = Välkommen på ditt första pass! { $mentor } tar hand om dig på **{ $title }**, { $when }{ part-place } (#{ $number }). Fråga gärna vad som helst.
# Till den nya när den som skulle ta hand om den har fått förhinder. $mentor (namn, eller none), $told (true: den ansvarige vet om det)
newcomer-alone = { $mentor ->
    [none] Den som skulle ta hand om dig
   *[other] { $mentor }
 } kan inte komma till **{ $title }**, { $when } (#{ $number }). { $told ->
    [true] Jag har sagt till den som ansvarar för passet, och hör av mig så snart jag vet vem som tar hand om dig.
   *[false] Jag hör av mig så snart jag vet vem som tar hand om dig.
 }
# Till den som är ansvarig. $newcomer och $mentor (namn), $prefix
newcomer-alone-lead = { $newcomer } kommer för första gången till **{ $title }**, { $when }{ part-place } (#{ $number }), och { $mentor ->
    [none] den som skulle ta hand om { $newcomer }
   *[other] { $mentor }, som skulle ta hand om { $newcomer },
 } kan inte komma. Ingen annan på passet har varit med förr. Be gärna någon som har det att skriva `{ $prefix }anmäl #{ $number }`, eller möt { $newcomer } själv.
# Till den som tar hand om den nya. $newcomer (namn)
mentor-paired = { $newcomer } kommer för första gången till **{ $title }**, { $when }{ part-place } (#{ $number }). Tar du hand om { $newcomer }? Säg hej vid dörren och visa hur det går till. Kan du inte? Hör av dig till en organisatör.
mentor-released = { $newcomer ->
    [none] Den som var ny
   *[other] { $newcomer }
 } kommer inte till **{ $title }**, { $when } (#{ $number }), så du behöver inte ta hand om någon ny.
