"""Results of competitions and awards."""
