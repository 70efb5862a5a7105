"""Files that the server hands out as they are."""
