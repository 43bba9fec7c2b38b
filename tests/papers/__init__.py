"""Files that go out of the chat, read by programs of other makes."""
