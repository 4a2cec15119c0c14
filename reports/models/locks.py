"""The advisory locks of the archive's database, by number (PostgreSQL manual, 13.3.5)."""

PREPARING = 7_401_853
"""Held by a start or a restore while it makes or migrates tables."""
BACKING_UP = 7_401_854
"""Held by each backup as a shared lock: meanwhile no original is deleted."""
FETCHING = 7_401_855
"""Held by the one run at a time that fetches from the publisher's site."""
MAKING_THEMES = 7_401_856
"""Held by the one process at a time that makes the themes of paragraphs."""
