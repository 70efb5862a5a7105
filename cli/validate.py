"""`zhijiao validate`: the graph against the shapes of the ontology."""
