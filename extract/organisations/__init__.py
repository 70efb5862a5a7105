"""Mentions of organisations and their aliases."""
