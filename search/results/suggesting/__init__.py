"""What a search offers beside its answer: other searches, spellings and terms, and ways to change it."""
