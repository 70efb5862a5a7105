"""The graph in a SPARQL 1.1 server: written by a build, read by queries."""
