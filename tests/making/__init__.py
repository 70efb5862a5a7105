"""Makers: a report known as text is laid out as the files in which reports are published, for the tests."""
