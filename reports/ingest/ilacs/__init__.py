"""ILACS reports (since 2018): a table of judgements, a summary, points and numbered paragraphs.

In reading order: `report` (lines to a `ParsedReport`), `header` (title, days, lead inspector),
`areas` (what is judged), `table_columns` and `judgements` (the table), `body` (what is below it),
`headings`, `slips` (areas named with a slip), `checks`.
"""
