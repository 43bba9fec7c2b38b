"""Chat platforms: each turns its own events into `Incoming` and sends `Outgoing`."""
