# For somebody who has shifts in several districts.

# $line (a shift in a list), $district (the name of the district)
line-of-district = { $line } ({ $district })
