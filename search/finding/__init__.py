"""A query answered: where it stands, what filters leave of that, and what comes first."""
