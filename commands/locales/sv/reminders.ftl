# Det som boten skriver av sig själv när tiden är inne.

# $left_time (tidslängd till start), $late (true: påminnelsen är sen), $prefix, och passets egna värden
reminder-shift = { $late ->
    [true] Förlåt, den här påminnelsen är sen.{" "}
   *[false] {""}
 }Om { $left_time } har du ett pass: **{ $title }**, { $when }{ part-place } (#{ $number }).
    Får du förhinder? Skriv `{ $prefix }avboka #{ $number }`, så kan någon annan ta platsen.

# $day (dag), $late (true: sammandraget är sent), $thin, $today, $tomorrow, $cancelled, $new, $moved, $called_off
# (listor av pass), $example (numret på ett pass med plats, eller none), $prefix
digest-day = **Sammandrag { $day }**{ $late ->
    [true] {" "}(det skulle ha kommit tidigare idag)
   *[false] {""}
 }

    { $thin ->
        [none] {""}
       *[other] **Här behövs fler**
        { $thin }
    }

    { $today ->
        [none] {""}
       *[other] **Idag**
        { $today }
    }

    { $tomorrow ->
        [none] {""}
       *[other] **Imorgon**
        { $tomorrow }
    }

    { $cancelled ->
        [none] {""}
       *[other] **Inställt**
        { $cancelled }
    }

    { $new ->
        [none] {""}
       *[other] **Nytt den närmaste veckan**
        { $new }
    }

    { $moved ->
        [none] {""}
       *[other] **Ny tid**
        { $moved }
    }

    { $called_off ->
        [none] {""}
       *[other] **Inställt senare i veckan**
        { $called_off }
    }

    { $example ->
        [none] {""}
       *[other] Vill du vara med? Skriv `{ $prefix }anmäl` och passets nummer, till exempel `{ $prefix }anmäl #{ $example }`.
    }

# $missing (antal som saknas), $left (platser kvar, eller none), och passets egna värden
digest-line-thin = **#{ $number }** { $title }, { $when }{ part-place }: { $missing ->
    [one] 1 person saknas
   *[other] { $missing } personer saknas
 }{ part-left }{ part-vacant }{ part-unguided }
# passets egna värden
digest-line-cancelled = **#{ $number }** { $title }, { $when }
# $count (antal)
digest-more = … och { $count } till

# $people (lista av namn), $count (antal), $further (true: en lista har redan kommit), och passets egna värden
call-list = { $count ->
    [one] En som är anmäld till **{ $title }** nås inte i chatten och behöver ringas
   *[other] { $count } som är anmälda till **{ $title }** nås inte i chatten och behöver ringas
 }{ $further ->
    [true] {" "}(utöver dem jag redan nämnt)
   *[false] {""}
 }:
    { $people }
    Passet är { $when }{ part-place } (#{ $number }).
# $name (person), $guests (antal)
call-list-line = { $name }{ $guests ->
    [0] {""}
    [one] {" "}och en till
   *[other] {" "}och { $guests } till
 }
