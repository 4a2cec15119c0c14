"""From the bytes of a file to the lines of the report's own text, the same for PDF and text files.

In reading order: `pages` (the door: what the file is), `pdf` and `rows` (a PDF's lines from the
places of its words), `plain_text` (a text file's), `layout` (what a line and a page are),
`characters` (signs made plain, lines joined), `lines` (headers, footers, notes and closing pages
off), `typesetting` (margins and distances of what is left).
"""
