"""What is remembered, and the transactions in which it changes."""
