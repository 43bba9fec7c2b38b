# Who is meant, where several may be called so.

# $text (what was written), $people (list, or none where names may not stand)
person-choose = Several people may be { $text }, so nothing is changed yet. { $people ->
    [none] I have written to you alone who they are.
   *[other] Whom do you mean? React with 1️⃣, 2️⃣ …, or write the whole account.
 }
    { $people }
person-choose-alone =
    Several people may be { $text }. Whom do you mean? Write one of these lines and I do it.
    { $people }
# $name (text), $account (account, or none without chat), $only (to type)
person-line = { $name }{ $account ->
    [none] , without chat
   *[other] {""}
 }: { $only }
