"""From the bytes of a file to the lines of the report's own text, alike for PDF and text files.

In reading order: `pages` (what the file is), `pdf` and `rows` (a PDF's lines, from where its words
are), `plain_text` and `markup` (a text file's), `layout` (what a line and a page are), `characters`
(plain signs, joined lines), `lines` with `furniture` (headers, footers, notes and closing pages
off), `omissions` (what was left out), `typesetting` (margins and distances of what is left).
"""
