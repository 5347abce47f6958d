"""Telegram as a second door to the hub. Off unless a token is configured."""
