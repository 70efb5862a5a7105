"""Reading: bytes to text, text to blocks."""
