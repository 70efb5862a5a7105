"""A graph brought up to date: what has changed since the build before, and its files and store to match."""
