"""The graph over HTTP: SPARQL, pages, linked data, the named queries."""
