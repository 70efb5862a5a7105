"""Honours of the school."""
