"""Libraries for the browser, bundled from their packages by a script of `benchmarks`."""
