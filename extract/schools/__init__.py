"""The reporting school and its predecessors."""
