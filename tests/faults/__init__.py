"""What goes wrong on the way to a homeserver, made to happen on purpose and countably."""
