"""The text of a long report before 2018: chapters, each a heading with what follows it.

In reading order: `body` (the text in its parts), `context` (what a heading takes from those above
it), `headings` (where headings are), `wordings` (what they say), `numbering` (numbered paragraphs).
"""
