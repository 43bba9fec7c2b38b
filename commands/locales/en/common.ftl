# Words that many texts share.

## Lengths of time: "1 day", "2 hours". Two of them are joined by "and".

length-days =
    { $n ->
        [one] { $n } day
       *[other] { $n } days
    }
length-hours =
    { $n ->
        [one] { $n } hour
       *[other] { $n } hours
    }
length-minutes =
    { $n ->
        [one] { $n } minute
       *[other] { $n } minutes
    }
length-seconds =
    { $n ->
        [one] { $n } second
       *[other] { $n } seconds
    }

## Somebody who asked to be forgotten, or whose sign-up is old: where a name would stand.

person-gone = somebody
