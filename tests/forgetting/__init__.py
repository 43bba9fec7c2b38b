"""Whoever is forgotten is found nowhere."""
