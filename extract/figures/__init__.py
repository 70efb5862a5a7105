"""Indicators in running text and tables."""
