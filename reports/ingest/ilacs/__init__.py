"""ILACS reports (since 2018): a judgement table, a summary, points to improve, numbered paragraphs
under headings.

In reading order: `report` (lines to reading), `header` (title, days, lead inspector), `areas` (what
is judged), `judgements` (the table), `body` (what is below it), `headings`, `checks` (the doubts).
"""
