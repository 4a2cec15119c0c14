"""What the derived tables of the index must hold, read from the paragraphs themselves."""

from __future__ import annotations

from django.db import connection

from reports.models import Entry, Lexeme, Paragraph, Section

WRONG = """
    SELECT paragraph.id FROM reports_paragraph AS paragraph
    JOIN reports_section AS section USING (area, grade, role)
    LEFT JOIN reports_entry ON paragraph_id = paragraph.id
    WHERE place IS DISTINCT FROM archive_place(inspection_id, position, section.id)
        OR words IS DISTINCT FROM archive_entry(search_vector, octet_length(text))
            || archive_tags(authority_id, region, kind, year, area, grade, role)
"""
"""The paragraphs whose entry is missing or false."""


def assert_entries_true() -> None:
    """Fail where an entry differs from what its paragraph says, or a paragraph has none."""
    with connection.cursor() as cursor:
        cursor.execute(WRONG)
        assert cursor.fetchall() == []
    assert Entry.objects.count() == Paragraph.objects.count()
    rows = Paragraph.objects.values_list("area", "grade", "role").distinct()
    assert set(rows) <= set(Section.objects.values_list("area", "grade", "role"))


def counted_afresh() -> dict[str, int]:
    """The paragraphs with each lexeme, counted now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, ndoc FROM ts_stat('SELECT search_vector FROM reports_paragraph')"
        )
        return dict(cursor.fetchall())


def lexeme_counts() -> dict[str, int]:
    """The paragraphs with each lexeme, as the table of lexemes has it."""
    return dict(Lexeme.objects.values_list("lexeme", "paragraphs"))
