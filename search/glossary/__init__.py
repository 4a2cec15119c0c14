"""The glossary: what the words of the field mean, and how often reports use them."""
