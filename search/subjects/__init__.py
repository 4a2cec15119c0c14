"""The subjects of the field: named searches, each with a page of its own."""
