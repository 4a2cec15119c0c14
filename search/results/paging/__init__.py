"""Going through the whole answer to a search, slice by slice."""
