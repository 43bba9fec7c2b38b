# Help itself; the lines of each command stand with the command.

help-help = Shows what you can write, or how a command works.
help-help-more = Write a command after it to see all about that one, with an example.
help-help-example = `{ $prefix }help signup`

# $usage (command), $about (sentence)
help-line = { $usage } – { $about }
# $shifts, $signup (what to type)
help-first = Begin like this: { $shifts } shows the coming shifts, and { $signup } signs you up for shift #12.
# $first (text, or none: has a shift already), $commands (list), $example, $organize (what to type; none for who does not organize), $data (commands in a sentence)
help-list = { $first ->
    [none] This is what you can write:
   *[other] { $first } All that you can write:
 }
    { $commands }
    About your data: { $data }. To know more about a command, write for example { $example }.{ $organize ->
    [none] {""}
   *[other] {" "}{ $organize } shows what you can do as an organizer.
 }
# $commands (list), $example (what to type)
help-list-organizer = For you who organize:
    { $commands }
    To know all about one of them, write for example { $example }.
# $usage (command), $about, $more (sentences), $example (command), $names (sentence or none), $family (list or none)
help-command = **{ $usage }**
    { $about } { $more }
    For example: { $example }
    { $names ->
    [none] {""}
   *[other] Can also be written: { $names }.
 }{ $family ->
    [none] {""}
   *[other] {" "}See also:
 }
    { $family }
