"""Names in a query: what they mean, and how they are read from a reader's words."""
