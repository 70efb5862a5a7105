"""Programmes of the school."""
