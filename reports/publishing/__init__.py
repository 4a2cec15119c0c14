"""The operations that change the archive: import, publish, correct, withhold, read again, remove.

`content` is what an inspection's page shows, `history` what changed.
"""
