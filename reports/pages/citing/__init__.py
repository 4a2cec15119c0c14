"""Reports and passages as works that others cite: as files, and as programs read their pages."""
