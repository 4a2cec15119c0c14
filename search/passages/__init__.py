"""Single passages: a paragraph's own page, what came next of it, and others that are alike."""
