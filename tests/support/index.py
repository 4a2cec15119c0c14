"""Compares the derived tables of the index with the paragraphs that they are made from."""

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
"""Selects the paragraphs whose entry is missing or differs from the paragraph."""


def assert_entries_true() -> None:
    """Fail if an entry or a section is missing, left over, or differs from its paragraph."""
    with connection.cursor() as cursor:
        cursor.execute(WRONG)
        assert cursor.fetchall() == []
    assert Entry.objects.count() == Paragraph.objects.count()
    rows = Paragraph.objects.values_list("area", "grade", "role").distinct()
    assert set(rows) <= set(Section.objects.values_list("area", "grade", "role"))


def counted_afresh() -> dict[str, int]:
    """The number of paragraphs with each lexeme, counted from the paragraphs."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, ndoc FROM ts_stat('SELECT search_vector FROM reports_paragraph')"
        )
        return dict(cursor.fetchall())


def lexeme_counts() -> dict[str, int]:
    """The number of paragraphs with each lexeme, as the table of lexemes has it."""
    return dict(Lexeme.objects.values_list("lexeme", "paragraphs"))
