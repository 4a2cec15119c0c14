"""A reader's words, understood: from what was typed to a query of the index."""
