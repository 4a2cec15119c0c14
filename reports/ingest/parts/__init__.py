"""What the kinds of report share.

In reading order: `dates` (days on site), `inspectors` (who led), `authority_names` (whose report it
is), `grades` and `judgement_table`, `passages` (text without numbers), `numbering` (where numbered
paragraphs begin), `checks`.
"""
