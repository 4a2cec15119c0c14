"""The page of search and its files: form, filters, hits, facets, suggestions, exports."""
