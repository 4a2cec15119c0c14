"""Whatever an address says, the answer is a page, an explained error, or nothing found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from reports.facts.vocabulary import Region, Role
from tests.archive import make_authority, make_inspection, make_paragraph, make_report
from tests.support.addresses import NEEDED, PAGES, PARAMETERS, assert_answered
from tests.support.letters import in_groups
from tests.support.reference import undone_at_the_end
from tests.support.tiers import all_slow_but, examples

pytestmark = pytest.mark.django_db

NAMES_TOGETHER = 4
"""Parameters that have all that is good at once; more would hide each other's mistakes."""
GOOD = (
    "visits",
    "“social worker”",
    "risk NEAR/3 visits",
    "exact",
    "report",
    "newest",
    "2",
    "south-west",
    "fernhollow",
    "greyfell",
    "in-care",
    "leaders",
    "leadership",
    "good",
    "ilacs",
    "2023",
    "point",
    "region",
    "neighbours",
    "count",
)
RUBBISH = (
    "",
    "\x00",
    "a\x00b",
    "٣",
    "²",
    "-1",
    "0",
    "9" * 40,
    "1e9",
    "NaN",
    "\ud7ff\uffff",
    "🦔",
    "\u202e",
    "\r\n",
    "' OR 1=1--",
    "%s %d {0}",
    "{{ 7|add:7 }}",
    "../../etc",
    "NEAR/99999999",
    "(" * 500,
    "a OR -(b " * 50,
    '"' * 99,
    "-" * 99,
    "a* b* c*",
    "*",
)
READING_APART = [each for each in PAGES if each.removesuffix(".xlsx") + ".csv" not in PAGES]
"""A workbook reads its address as the CSV file of its table does."""
READ_IN_MOST_WAYS = (
    "/",
    "/authorities/",
    "/compare/",
    "/inspections.csv",
    "/search/",
    "/search.json",
    "/subjects/return-home-interviews/",
    "/trends/",
)
"""The addresses that the quick tests ask: they have all parameters, in pages and in files."""
SIGNS = 'ab1 "“()-|*NEAR/5OR²\x00\n’<>&%'
"""What the language of queries gives a meaning, and what files and pages must escape."""
PATHS = (
    "/authorities/%00/",
    "/authorities/../",
    "/inspections/x/p99999999999999999999/",
    "/inspections/%F0%9F%A6%94/p1/",
    "/inspections/fernhollow-ilacs-2023-06-23/p99999999999/",
    "/inspections/fernhollow-ilacs-2023-06-23/p٣/",
    "/inspections/fernhollow-ilacs-2023-06-23/point-999999999/",
    "/subjects/nothing/",
    "/subjects/nothing.csv",
    "/subjects/nothing/grades.csv",
    "/subjects/nothing.atom",
    "/subjects/%00.csv",
    "/search.exe",
    "/%FF/",
    f"/subjects/{'a' * 5000}/",
    f"/authorities/{'a' * 5000}/",
    f"/inspections/{'a' * 500}/p1/",
)


@pytest.fixture(scope="module")
def archive(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Two neighbours, each with a text, one with a later inspection."""
    with django_db_blocker.unblock(), undone_at_the_end():
        make_archive()
        yield


def make_archive() -> None:
    near = make_authority("greyfell", region=Region.LONDON)
    make_report(near, "Visits are regular.", "Return home interviews are late.")
    own = make_authority(neighbours=(near,))
    report = make_report(own, "Social workers visit soon.", "Return home interviews are prompt.")
    make_paragraph(
        report, "The timeliness of return home interviews.", role=Role.POINT, area=None, grade=None
    )
    make_inspection(own, ended=near.inspections.get().end_date.replace(year=2025))


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("address", PAGES)
def test_plain_request_is_answered(client: Client, address: str) -> None:
    response = client.get(f"{address}{NEEDED.get(address, '')}", follow=True)
    content = response.getvalue()
    assert response.status_code == 200, content
    assert content


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("address", all_slow_but(READING_APART, READ_IN_MOST_WAYS))
def test_each_parameter_may_hold_rubbish(client: Client, address: str) -> None:
    for value in (*RUBBISH, "long " * 2000):
        assert_answered(client, address, [(name, value) for name in PARAMETERS])
    if address.endswith("/"):  # a file reads its address as its page does
        for names in in_groups(PARAMETERS, NAMES_TOGETHER):
            values = [(name, value) for name in names for value in GOOD]
            assert_answered(client, address, values)
    for name in ("page", "year", "from", "to"):
        assert_answered(client, address, [(name, "9" * 40)])


@pytest.mark.usefixtures("archive")
@settings(
    max_examples=examples(100),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.sampled_from(PAGES),
    st.lists(
        st.tuples(
            st.sampled_from(PARAMETERS),
            st.sampled_from(GOOD + RUBBISH) | st.text(max_size=40) | st.text(SIGNS, max_size=30),
        ),
        max_size=8,
    ),
)
def test_any_mixture_is_answered(
    client: Client, address: str, parameters: list[tuple[str, str]]
) -> None:
    assert_answered(client, address, parameters)


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("path", PATHS)
def test_addresses_of_nothing_are_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code in {400, 404}
