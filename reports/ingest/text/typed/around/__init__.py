"""What is around the text of a report in a text file, and no part of it.

Mails (`mails`, `quoting`), web pages (`web_pages`), the marks of pages (`page_marks`), the numbers
of lines (`line_numbers`), footnotes and comments (`notes`).
"""
