"""The page of what is new: texts that came in or were removed, by week."""
