"""How fast Passet answers and starts, measured side by side with other programs. See README.md."""
