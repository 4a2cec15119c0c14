"""Names while they are typed: the list to complete from, and the way from a name to an authority."""
