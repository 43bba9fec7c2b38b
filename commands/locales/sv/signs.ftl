# Den som tar bort sitt ✅ eller ❌ under en fråga: vad som gäller nu.
# Om ett pass finns alltid $number, $slug, $title, $when, $place, $seats, $left och $booked (se commands/wording.py).

# $begun (true: passet har börjat), $prefix
sign-yes-stands = Du har fortfarande din plats: **{ $title }**, { $when }{ part-place } (#{ $number }). { $begun ->
    [true] Passet har börjat. Kan du inte? Hör av dig till en organisatör.
   *[false] Kan du inte? Skriv `{ $prefix }avboka #{ $number }`.
 }
# $begun (true eller false), $prefix
sign-no-stands = Ditt nej gäller fortfarande: du är inte anmäld till **{ $title }**, { $when }{ part-place } (#{ $number }). Vill du ändå vara med? Skriv `{ $prefix }anmäl #{ $number }`.
