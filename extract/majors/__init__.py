"""Majors and joint programmes."""
