"""The stylesheet, in parts that are joined in the order of their names."""
