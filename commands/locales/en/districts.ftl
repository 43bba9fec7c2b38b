# For somebody who has shifts in several districts.

# $line (a shift in a list), $district (the name of the district)
line-of-district = { $line } ({ $district })

# $things (list), $more (number), $example (to type)
district-choose =
    You have dealings with several districts, so nothing is changed yet. Which one do you mean?
    { $things }
    { $more ->
    [0] {""}
   *[other] And { $more } more.{" "}
 }React with 1️⃣, 2️⃣ …, or write for example { $example }.
