"""Which authority and inspection a reading is about."""

from dataclasses import replace
from datetime import date

import pytest

from reports.models import Authority, Inspection
from reports.publishing.belonging import authority_of, date_in_name, inspection_of
from reports.publishing.importing import publish
from reports.publishing.operations import Refused
from tests.archive import make_authority, make_inspection, make_report
from tests.reports.publishing.readings import CONTENT, published, read, received

END = date(2023, 1, 27)


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("bristol-2023-03-10.pdf", date(2023, 3, 10)),
        ("2022-12-01 bristol 2023-03-10.pdf", date(2023, 3, 10)),
        ("bristol-2023-03-10 (1).pdf", None),
        ("bristol-2022-03-10.pdf", None),
        ("bristol-2023-13-10.pdf", None),
        ("bristol.pdf", None),
        ("bristol-2023-01-27.pdf", None),
        ("bristol-2023-01-28.pdf", date(2023, 1, 28)),
    ],
)
def test_publication_date_in_the_name(name: str, published: date | None) -> None:
    assert date_in_name(name, END) == published


def test_publication_date_that_is_not_yet() -> None:
    today = date(2023, 3, 10)
    assert date_in_name("bristol-2023-03-10.pdf", END, today) == today
    assert date_in_name("bristol-2023-03-11.pdf", END, today) is None


@pytest.mark.django_db
def test_an_authority_is_the_one_that_the_report_names() -> None:
    make_authority("elsewhere")
    fernhollow = make_authority("fernhollow")
    assert authority_of(read(authority_slug="fernhollow")) == fernhollow


@pytest.mark.django_db
def test_an_authority_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused, match="No authority is called “Nowhereshire”"):
        authority_of(read(authority="Nowhereshire", authority_slug=None))
    with pytest.raises(Refused, match="load_reference"):
        authority_of(read(authority_slug="bristol"))


@pytest.mark.django_db
def test_an_invented_authority_is_made_only_without_real_reports() -> None:
    wexcombe = authority_of(read())
    assert (wexcombe.slug, wexcombe.invented) == ("wexcombe", True)
    make_report(make_authority("fernhollow"), "Words.")
    with pytest.raises(Refused, match="is an invented authority"):
        authority_of(read())


@pytest.mark.django_db
def test_a_report_without_dates_is_refused() -> None:
    reading = received(report=read(start_date=None))
    with pytest.raises(Refused, match="No inspection dates could be read"):
        inspection_of(reading, Authority())
    reading = received(CONTENT + b"\n", report=read(end_date=None))
    with pytest.raises(Refused, match="No inspection dates could be read"):
        inspection_of(reading, Authority())


@pytest.mark.django_db
def test_an_inspection_that_is_not_there_is_made_but_not_saved() -> None:
    fernhollow = make_authority("fernhollow")
    inspection = inspection_of(received(), fernhollow)
    assert not Inspection.objects.exists()
    assert inspection.slug == "fernhollow-ilacs-2023-06-23"
    assert (inspection.start_date, inspection.end_date) == (date(2023, 6, 12), date(2023, 6, 23))
    assert (inspection.region, inspection.authority) == (fernhollow.region, fernhollow)


@pytest.mark.django_db
def test_an_inspection_of_overlapping_dates_is_the_one() -> None:
    fernhollow = make_authority("fernhollow")
    listed = make_inspection(fernhollow, ended=date(2023, 6, 20))
    make_inspection(fernhollow, ended=date(2022, 6, 20))
    assert inspection_of(received(), fernhollow) == listed


@pytest.mark.django_db
def test_the_same_file_stays_with_its_inspection_whatever_its_dates() -> None:
    inspection = published()
    dates = {"start_date": date(2021, 6, 7), "end_date": date(2021, 6, 18)}
    Inspection.objects.filter(pk=inspection.pk).update(**dates, published=None)
    again = publish(reading=received(CONTENT, report=replace(read(), title="Read again")))
    assert again.inspection.pk == inspection.pk
