"""Every authority and inspection at a glance, read once for each version of the archive."""
