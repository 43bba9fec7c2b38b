# Being forgotten, and what others notice of it.

# $led (activities), $slug (the first one), $prefix
lead-forgotten = Whoever was the lead of { $led } has asked to be forgotten. Somebody else has to take over: write for example `{ $prefix }activity edit { $slug } lead=@name`.
names-changed = An answer with names was to stand here, but one of them has meanwhile asked to be forgotten. Write the same again, and you get what holds now.
