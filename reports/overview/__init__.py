"""Overviews of all authorities and inspections, read once for each version of the archive."""
