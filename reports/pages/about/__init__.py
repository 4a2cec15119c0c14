"""The page about the archive and what it holds."""
