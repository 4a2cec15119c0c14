"""Reading the publisher's pages: HTML in, checked values out.

Every assumption about a page is checked. `PageDoesNotFit` says what was expected and what the page
has instead. The CSS classes and their nesting are those of the site in 2026.
"""
