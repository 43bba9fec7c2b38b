# Ord som många texter delar.

## Tidslängder: "1 dag", "2 timmar". Två av dem sätts ihop med "och".

length-days =
    { $n ->
        [one] { $n } dag
       *[other] { $n } dagar
    }
length-hours =
    { $n ->
        [one] { $n } timme
       *[other] { $n } timmar
    }
length-minutes =
    { $n ->
        [one] { $n } minut
       *[other] { $n } minuter
    }
length-seconds =
    { $n ->
        [one] { $n } sekund
       *[other] { $n } sekunder
    }

## Någon som bett om att bli glömd, eller vars anmälan är gammal: där ett namn annars skulle stå.

person-gone = någon
