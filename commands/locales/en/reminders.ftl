# What the bot writes of its own accord when the time has come.

# $left_time (length of time until the start), $late (true: the reminder is late), $prefix, and the shift's own values
reminder-shift = { $late ->
    [true] Sorry, this reminder is late.{" "}
   *[false] {""}
 }In { $left_time } you have a shift: **{ $title }**, { $when }{ part-place } (#{ $number }).
    If you cannot come, write `{ $prefix }leave #{ $number }` so that somebody else can have the seat.

# $day (a day), $late (true: the digest is late), $thin, $today, $tomorrow, $cancelled, $new, $moved, $called_off
# (lists of shifts), $example (the number of a shift with seats, or none), $prefix
digest-day = **Digest { $day }**{ $late ->
    [true] {" "}(it should have come earlier today)
   *[false] {""}
 }

    { $thin ->
        [none] {""}
       *[other] **More people needed**
        { $thin }
    }

    { $today ->
        [none] {""}
       *[other] **Today**
        { $today }
    }

    { $tomorrow ->
        [none] {""}
       *[other] **Tomorrow**
        { $tomorrow }
    }

    { $cancelled ->
        [none] {""}
       *[other] **Cancelled**
        { $cancelled }
    }

    { $new ->
        [none] {""}
       *[other] **New in the coming week**
        { $new }
    }

    { $moved ->
        [none] {""}
       *[other] **Changed times**
        { $moved }
    }

    { $called_off ->
        [none] {""}
       *[other] **Cancelled later this week**
        { $called_off }
    }

    { $example ->
        [none] {""}
       *[other] Want to take part? Write `{ $prefix }signup` and the number of the shift, for example `{ $prefix }signup #{ $example }`.
    }

# $missing (how many are lacking), $left (seats left, or none), and the shift's own values
digest-line-thin = **#{ $number }** { $title }, { $when }{ part-place }: { $missing ->
    [one] 1 more person needed
   *[other] { $missing } more people needed
 }{ part-left }{ part-vacant }{ part-unguided }
# the shift's own values
digest-line-cancelled = **#{ $number }** { $title }, { $when }
# $count (number)
digest-more = … and { $count } more

# $people (list of names), $count (number), $further (true: there was a list before), and the shift's own values
call-list = { $count ->
    [one] One person signed up for **{ $title }** has no chat and needs a call
   *[other] { $count } people signed up for **{ $title }** have no chat and need a call
 }{ $further ->
    [true] {" "}(besides those I have named already)
   *[false] {""}
 }:
    { $people }
    The shift is { $when }{ part-place } (#{ $number }).
# $name (person), $guests (number)
call-list-line = { $name }{ $guests ->
    [0] {""}
    [one] {" "}and one more
   *[other] {" "}and { $guests } more
 }
