# Att bli glömd, och vad andra märker av det.

# $led (aktiviteter), $slug (den första), $prefix
lead-forgotten = Den som ansvarade för { $led } har bett att bli glömd. Någon annan behöver ta över: skriv till exempel `{ $prefix }aktivitet ändra { $slug } ansvarig=@namn`.
names-changed = Här skulle ett svar med namn ha stått, men någon av dem har under tiden bett att bli glömd. Skriv samma sak igen, så får du det som gäller nu.
