// Pages opened from disk have no server to ask. `zhijiao serve` hands out another file at this address, which
// adds the links to its queries, its editor and its API to every page.
