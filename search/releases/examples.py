"""Examples of programs that read a release, for the page of open data; tests run them.

Each is run in the folder that holds the files.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CodeExample:
    """An example for one tool."""

    title: str
    code: str


PANDAS = CodeExample(
    "pandas: how many inspections of each kind have their text here",
    """\
import pandas

inspections = pandas.read_csv("inspections.csv.gz", parse_dates=["start_date", "end_date"])
print(inspections.groupby("kind")["text_here"].agg(["size", "sum"]))
""",
)
DUCKDB = CodeExample(
    "DuckDB: grades by kind of report, year and judgement, straight from the files",
    """\
SELECT inspections.kind, inspections.year, judgements.area, judgements.grade, count(*) AS number
FROM 'judgements.csv.gz' AS judgements
JOIN 'inspections.csv.gz' AS inspections USING (inspection)
GROUP BY ALL
ORDER BY ALL
""",
)
SQLITE = CodeExample(
    "SQLite: passages that speak of return home interviews, the best first",
    """\
SELECT passages.authority, passages.end_date, passages.text, passages.url
FROM passages_fts
JOIN passages ON passages.rowid = passages_fts.rowid
WHERE passages_fts MATCH '"return home interviews"'
ORDER BY passages_fts.rank
LIMIT 10
""",
)
DATASETTE = CodeExample(
    "Datasette: browse, filter and search in your own browser",
    """\
pip install datasette
datasette archive.sqlite --metadata metadata.json
""",
)
EXAMPLES = (PANDAS, DUCKDB, SQLITE, DATASETTE)
