"""Whether a graph keeps to the shapes of the ontology."""
