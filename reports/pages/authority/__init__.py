"""The page of an authority."""
