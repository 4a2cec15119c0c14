"""The numbers of a reading's problems by severity, as generated columns of PostgreSQL."""

from __future__ import annotations

from django.db.models import Func

from reports.facts.vocabulary import Severity


class ProblemCount(Func):
    """The number of problems of one severity in a reading's `report` and `checks` (PostgreSQL
    manual, 9.16.2).
    """

    template = (
        "jsonb_array_length(jsonb_path_query_array(%(report)s, '$.problems[*] ? (@.severity == \"%(severity)s\")'))"
        " + jsonb_array_length(jsonb_path_query_array(%(checks)s, '$[*] ? (@.severity == \"%(severity)s\")'))"
    )

    def __init__(self, severity: str) -> None:
        self.severity = Severity(severity).value
        super().__init__("report", "checks")

    def as_sql(self, compiler, connection, **context):  # type: ignore[no-untyped-def,override]  # takes no other template
        report, checks = (compiler.compile(source)[0] for source in self.get_source_expressions())
        sql = self.template % {"report": report, "checks": checks, "severity": self.severity}
        return sql, []

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        return f"{__name__}.ProblemCount", [self.severity], {}
