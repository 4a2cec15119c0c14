"""What readers ask the archive of this process's environment: words of its texts, its authorities
and inspections.

Run as a program it prints them in JSON.
"""

import json
import sys

import django

LEAST, MOST = 20, 20_000
"""Paragraphs that a searched word stands in: neither a slip of the pen nor every second paragraph.
"""
WORDS, REPORTS = 2_000, 500


def reading_list() -> dict[str, list[str]]:
    """`words` to search for, and the addresses of `authorities` and `inspections`."""
    from reports.models import Authority, Inspection, Lexeme

    words = Lexeme.objects.filter(
        lexeme__startswith="=", lexeme__regex="^=[a-z]{4,}$", paragraphs__range=(LEAST, MOST)
    )
    return {
        "words": [
            lexeme.removeprefix("=")
            for lexeme in words.order_by("?").values_list("lexeme", flat=True)[:WORDS]
        ],
        "authorities": list(
            Authority.objects.current().filter(invented=False).values_list("slug", flat=True)
        ),
        "inspections": list(
            Inspection.objects.with_text().order_by("?").values_list("slug", flat=True)[:REPORTS]
        ),
    }


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(reading_list()))
