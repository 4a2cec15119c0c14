"""The rows of a subject's matrix as HTML."""

from __future__ import annotations

from reports.facts.vocabulary import Region
from search.subjects.matrix import MatrixCell, MatrixRow, MatrixTotal, RegionRows
from search.templatetags.matrix_rows import matrix_rows
from search.trends.shares import Share


def test_rows_of_a_table_lead_to_their_paragraphs_latest_year_first() -> None:
    cells = [MatrixCell(2019, 2, Share(1, 1)), None, MatrixCell(2021, 0, Share(0, 1))]
    row = MatrixRow("a-b", "A & <b>", cells, MatrixTotal(2, Share(1, 2)))
    part = RegionRows(Region.LONDON, [row], row.total)
    search = "/search/?q=%22a%22"
    of_authority = f"{search}&amp;authority=a-b"
    assert matrix_rows(part, search) == (
        '<tr><th scope="row"><a href="/authorities/a-b/">A &amp; &lt;b&gt;</a></th>'
        f'<td><a href="{of_authority}">2</a></td>'
        "<td>0</td><td></td>"
        f'<td><a href="{of_authority}&amp;year=2019">2</a></td></tr>'
    )


def test_row_without_paragraphs_has_no_links_to_a_search() -> None:
    row = MatrixRow("a", "A", [None], MatrixTotal(0, Share(0, 1)))
    part = RegionRows(Region.LONDON, [row, row], row.total)
    assert matrix_rows(part, "/search/?q=a").count("<td>0</td><td></td></tr>") == 2
