"""Questions to a graph: named SPARQL queries with parameters, answered as tables."""
