"""Partnerships of the school."""
