"""Long stretches of time, lived through quickly."""
