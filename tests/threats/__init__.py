"""What others may try, row by row (docs/threats.md)."""
