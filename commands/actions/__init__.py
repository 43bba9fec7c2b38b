"""What is decided and done: the same actions for commands, reactions and the clock."""
