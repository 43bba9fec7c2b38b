"""Emoji verification that a person starts, so that their client knows the bot's keys for genuine.

`emoji` holds the table, `machine` what is answered to what, `verifier` listens and sends.
"""
