"""A reader's words, understood: from what was typed to a tree of words, and its synonyms."""
