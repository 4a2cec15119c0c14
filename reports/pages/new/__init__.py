"""The page of what is new: what entered the archive, and what was removed, by week."""
