"""The vocabulary that all rooms share: classes, properties, code lists, constraints and their addresses.

Nothing here needs an RDF library: the ontology is shipped as data files (see `files`), the code lists are
read from plain CSV (see `codes`), the addresses are plain strings (see `namespaces`).
"""
