"""What the kinds of report share.

In reading order: `header` (title, lead inspector), `dates` (days on site), `authority_names` (whose report it is),
`passages` (text without numbers), `numbering` (where numbered paragraphs begin).
"""
