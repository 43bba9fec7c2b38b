# Den som har pass i flera distrikt.

# $line (ett pass i en lista), $district (distriktets namn)
line-of-district = { $line } ({ $district })
