"""How people and programs write a report as text, brought into one form.

In the order of the work: `decoding` (bytes to characters), `around` (mails, web pages and marks of
pages around the text), `hyphens` (those that a program dropped or added), `tables` (rows to cells),
`numbers` (the numbers of paragraphs), `bullets` (signs of items), `headings` (what is put before
them), `spacing` (where paragraphs part without an empty line).
"""
