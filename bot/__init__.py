"""The outside world: chat platforms, delivery, the clock, settings, the command line."""
