# Den som har pass i flera distrikt.

# $line (ett pass i en lista), $district (distriktets namn)
line-of-district = { $line } ({ $district })

# $things (lista), $more (tal), $example (att skriva)
district-choose =
    Du har att göra med flera distrikt, så inget är ändrat än. Vilken menar du?
    { $things }
    { $more ->
    [0] {""}
   *[other] Och { $more } till.{" "}
 }Reagera med 1️⃣, 2️⃣ …, eller skriv till exempel { $example }.
