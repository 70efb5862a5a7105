"""Sums and shares that a report itself works out: whether they follow from the numbers beside them."""
