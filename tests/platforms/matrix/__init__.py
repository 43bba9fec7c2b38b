"""Matrix: its pure parts by tables, its requests against small servers, the whole against a real Synapse."""
