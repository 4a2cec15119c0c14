"""Text without printed paragraph numbers, as letters and area SEND reports have it.

In reading order: `report` (the parts of a `ParsedReport`), `body` (summary, points and paragraphs),
`headings` (where headings are) and `heading_wordings` (what they say), `paragraphs` (where
paragraphs and bullets begin), `small_print` (page numbers and notes off), `checks`.
"""
