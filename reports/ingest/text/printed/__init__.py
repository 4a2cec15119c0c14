"""What is printed on the pages of a PDF, brought into lines.

In the order of the work: `sheets` (pages that share a sheet), `ruled` (tables with ruled lines),
`rows` (runs of words to lines).
"""
