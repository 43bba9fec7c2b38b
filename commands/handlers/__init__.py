"""One function for each command: ask, decide, answer."""
