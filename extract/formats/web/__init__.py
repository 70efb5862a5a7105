"""The web: pages in HTML, alone or in an archive."""
