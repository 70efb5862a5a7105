"""The ontology as documents: pages of terms, diagrams, and what follows from what."""
