"""The site: pages and networks drawn from the answers of the graph's queries."""
