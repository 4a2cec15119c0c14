"""How people and programs write a report as text, brought into one form.

In the order of the work: `decoding` (bytes to characters), `web_pages` (HTML to lines), `hyphens`
(those that a program dropped), `quoting` (marks of mails and Markdown around the text), `tables`
(rows to cells), `numbers` (the numbers of paragraphs), `spacing` (where paragraphs part without an
empty line).
"""
