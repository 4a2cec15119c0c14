"""Reading the publisher's pages: HTML in, checked values out.

Every assumption about a page is checked; what does not fit raises `PageDoesNotFit` with what was
expected and what was found. The classes and their nesting are those of the site in 2026.
"""
