"""The first page: coverage, the map, what is new."""
