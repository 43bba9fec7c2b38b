# Vem som menas, när flera kan heta så.

# $text (det som skrevs), $people (lista, eller none där namn inte får stå)
person-choose = Flera kan vara { $text }, så inget är ändrat än. { $people ->
    [none] Vilka det är har jag skrivit till dig enskilt.
   *[other] Vem menar du? Reagera med 1️⃣, 2️⃣ …, eller skriv hela kontot.
 }
    { $people }
person-choose-alone =
    Flera kan vara { $text }. Vem menar du? Skriv en av raderna, så gör jag det.
    { $people }
# $name (text), $account (konto, eller none utan chatt), $only (att skriva)
person-line = { $name }{ $account ->
    [none] , utan chatt
   *[other] {""}
 }: { $only }
