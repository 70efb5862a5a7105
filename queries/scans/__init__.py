"""The same questions for a whole graph: each index is read from end to end, and what it gives is hashed."""
