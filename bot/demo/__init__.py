"""The demo: a real homeserver on this machine, filled and spoken to through chat."""
