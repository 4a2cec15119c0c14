"""What a search offers beside its answer: other searches, and ways to change it."""
