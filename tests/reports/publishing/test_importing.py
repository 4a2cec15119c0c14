"""A report comes in whole or not at all, fills the listed inspection, and never overwrites in silence."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from reports.facts.reference import FOLDER
from reports.facts.vocabulary import Area, Checked, Grade, Role
from reports.files.originals import MissingOriginal, read_original
from reports.ingest.parsed import ParsedReport
from reports.ingest.report import read_report
from reports.models import Authority, Inspection, Judgement, Paragraph, Reading, Source
from reports.publishing.bulk import files_in, import_files
from reports.publishing.content import draft
from reports.publishing.importing import Outcome, discard, publish, receive, unpublish
from reports.publishing.operations import Refused
from tests.support.reference import load_facts

pytestmark = pytest.mark.django_db

SAMPLE = FOLDER / "samples" / "wexcombe-2023.txt"


def about(authority: str, sample: Path = SAMPLE) -> bytes:
    """A sample report as if it were about `authority`: no sentence of it is a real finding."""
    return sample.read_bytes().replace(b"Wexcombe", authority.encode())


def received(content: bytes, name: str = "report.txt") -> Reading:
    report = read_report(content, name)
    reading, _ = receive(content=content, name=name, report=report, origin=Source.Origin.UPLOAD)
    return reading


def test_receiving_publishes_nothing() -> None:
    reading = received(SAMPLE.read_bytes())
    assert reading.state == "waiting"
    assert not Inspection.objects.exists()
    assert reading.source.content() == SAMPLE.read_bytes()
    assert reading.parsed() == read_report(SAMPLE.read_bytes(), "x")


def test_publishing_writes_every_part_of_the_report() -> None:
    publication = publish(reading=received(SAMPLE.read_bytes()))
    report = read_report(SAMPLE.read_bytes(), SAMPLE.name)
    inspection = publication.inspection
    assert publication.outcome == Outcome.CREATED
    assert inspection.slug == "wexcombe-ilacs-2023-06-23"
    assert inspection.authority.invented
    numbered = inspection.paragraphs.filter(role=Role.NUMBERED)
    assert [(each.number, each.text) for each in numbered] == [
        (each.number, each.text) for each in report.paragraphs
    ]
    assert inspection.paragraphs.filter(role=Role.POINT).count() == len(report.improvement_points)
    assert inspection.paragraphs.filter(role=Role.SUMMARY).count() == len(report.summary)
    printed = {(each.area, each.grade, each.printed_grade) for each in inspection.judgements.all()}
    assert printed == {(each.area, each.grade, each.printed_grade) for each in report.judgements}


def test_another_text_of_the_same_inspection_revises_it_under_the_same_address() -> None:
    first = publish(reading=received(SAMPLE.read_bytes())).inspection
    changed = SAMPLE.read_bytes().replace(b"Tobias Harkwell", b"Tobias Harkwill")
    second = publish(reading=received(changed))
    assert second.outcome == Outcome.REVISED
    assert (second.inspection.pk, second.inspection.slug) == (first.pk, first.slug)
    assert second.inspection.lead_inspector.startswith("Tobias Harkwill")
    assert sorted(each.state for each in Reading.objects.all()) == [
        "published",
        "replaced by a later reading",
    ]


def listed_bristol(**changes: object) -> Inspection:
    """A listed inspection of Bristol on the sample's dates, with one grade."""
    load_facts()
    bristol = Authority.objects.get(slug="bristol")
    Inspection.objects.filter(authority=bristol).delete()
    inspection = Inspection.objects.create(
        authority=bristol,
        region=bristol.region,
        kind="ilacs",
        start_date=date(2023, 6, 12),
        end_date=date(2023, 6, 23),
        slug="bristol-listed",
        checked=Checked.REPORT,
    )
    Judgement.objects.create(inspection=inspection, area=Area.OVERALL, grade=Grade.GOOD)
    return inspection


def test_a_report_fills_the_inspection_that_is_listed() -> None:
    listed = listed_bristol()
    publication = publish(reading=received(about("Bristol")))
    assert publication.inspection.pk == listed.pk
    assert publication.inspection.slug == "bristol-listed"
    assert publication.inspection.judgements.count() == 5


def test_a_grade_that_differs_from_the_fact_is_a_problem(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load_facts()
    report = read_report(about("Bristol"), "x")
    fact_dates = replace(report, start_date=date(2023, 1, 16), end_date=date(2023, 1, 27))
    reading, _ = receive(
        content=about("Bristol"), name="x.txt", report=fact_dates, origin=Source.Origin.UPLOAD
    )
    publication = publish(reading=reading)
    codes = {problem.code for problem in publication.problems}
    assert "grade-differs-from-known" in codes
    reading.refresh_from_db()
    assert codes <= {problem.code for problem in reading.problems()}


def test_the_first_real_report_removes_the_samples() -> None:
    load_facts()
    samples = files_in([FOLDER / "samples"])[:3]
    assert {each.outcome for each in import_files(samples)} == {Outcome.CREATED}
    publication = publish(reading=received(about("Bristol")))
    assert publication.samples_removed == 3
    assert not Authority.objects.filter(invented=True).exists()
    assert Inspection.objects.with_text().count() == Source.objects.count() == 1


def test_a_sample_is_refused_beside_real_reports() -> None:
    load_facts()
    publish(reading=received(about("Bristol")))
    with pytest.raises(Refused, match="invented"):
        publish(reading=received(SAMPLE.read_bytes()))


def test_an_unknown_authority_is_refused_until_a_person_chooses() -> None:
    load_facts()
    reading = received(about("Nowhereshire"))
    with pytest.raises(Refused, match="Nowhereshire"):
        publish(reading=reading)
    chosen = Authority.objects.get(slug="bristol")
    assert publish(reading=reading, authority=chosen).inspection.authority == chosen


def test_unpublishing_brings_the_reference_fact_back() -> None:
    load_facts()
    before = Inspection.objects.count()
    report = replace(
        read_report(about("Bristol"), "x"), start_date=date(2023, 1, 16), end_date=date(2023, 1, 27)
    )
    reading, _ = receive(
        content=about("Bristol"), name="x.txt", report=report, origin=Source.Origin.UPLOAD
    )
    inspection = publish(reading=reading).inspection
    unpublish(inspection=inspection)
    inspection.refresh_from_db()
    assert Inspection.objects.count() == before
    assert inspection.reading is None
    assert not inspection.paragraphs.exists()
    grades = {judgement.area: judgement.grade for judgement in inspection.judgements.all()}
    assert grades[Area.OVERALL] == Grade.REQUIRES_IMPROVEMENT
    assert grades[Area.IN_CARE] == Grade.GOOD
    reading.refresh_from_db()
    assert reading.state == "waiting"


def test_unpublishing_what_only_the_report_has_removes_the_inspection() -> None:
    inspection = publish(reading=received(SAMPLE.read_bytes())).inspection
    unpublish(inspection=inspection)
    assert not Inspection.objects.exists()
    assert Reading.objects.waiting().count() == 1


def test_discarding_deletes_the_file(django_capture_on_commit_callbacks: object) -> None:
    reading = received(SAMPLE.read_bytes())
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's fixture
        discard(reading=reading)
    assert not Source.objects.exists()
    with pytest.raises(MissingOriginal):
        read_original(reading.source.sha256)


def test_a_file_that_comes_in_again_while_it_is_discarded_stays(
    django_capture_on_commit_callbacks: object,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's fixture
        discard(reading=received(SAMPLE.read_bytes()))
        again = received(SAMPLE.read_bytes())
    assert again.source.content() == SAMPLE.read_bytes()


def test_what_was_discarded_meanwhile_is_refused() -> None:
    reading = received(SAMPLE.read_bytes())
    discard(reading=Reading.objects.get())
    for operation in (publish, discard):
        with pytest.raises(Refused, match="discarded in the meantime"):
            operation(reading=reading)


def test_unpublishing_a_report_whose_first_day_differs_from_the_fact_brings_the_fact_back() -> None:
    load_facts()
    listed = Inspection.objects.get(
        authority__slug="bristol", kind="ilacs", end_date=date(2023, 1, 27)
    )
    report = replace(
        read_report(about("Bristol"), "x"), start_date=date(2023, 1, 17), end_date=date(2023, 1, 27)
    )
    reading, _ = receive(
        content=about("Bristol"), name="x.txt", report=report, origin=Source.Origin.UPLOAD
    )
    unpublish(inspection=publish(reading=reading).inspection)
    again = Inspection.objects.get(pk=listed.pk)
    assert (again.start_date, again.slug, again.title) == (listed.start_date, listed.slug, "")


def test_a_reading_shows_one_inspection_only() -> None:
    load_facts()
    reading = received(about("Bristol"))
    publish(reading=reading)
    with pytest.raises(Refused, match="another inspection"):
        publish(reading=reading, authority=Authority.objects.get(slug="leeds"))


def test_a_published_reading_cannot_be_discarded() -> None:
    reading = received(SAMPLE.read_bytes())
    publish(reading=reading)
    with pytest.raises(Refused, match="Unpublish"):
        discard(reading=reading)


def test_a_failure_in_the_middle_leaves_everything_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = publish(reading=received(SAMPLE.read_bytes())).inspection
    before = (
        list(Paragraph.objects.order_by("pk").values()),
        list(Judgement.objects.order_by("pk").values()),
    )

    def fail(*_: object) -> None:
        raise RuntimeError("the power went")

    reading = received(SAMPLE.read_bytes().replace(b"Harkwell", b"Harkwill"))
    monkeypatch.setattr(draft, "abbreviations_of", fail)
    with pytest.raises(RuntimeError):
        publish(reading=reading)
    after = (
        list(Paragraph.objects.order_by("pk").values()),
        list(Judgement.objects.order_by("pk").values()),
    )
    assert after == before
    first.refresh_from_db()
    assert first.lead_inspector.startswith("Tobias Harkwell")


def test_the_copies_of_a_paragraph_follow_its_inspection() -> None:
    inspection = publish(reading=received(SAMPLE.read_bytes())).inspection
    Authority.objects.filter(pk=inspection.authority_id).update(region="london")
    Inspection.objects.filter(pk=inspection.pk).update(end_date=date(2024, 1, 5))
    assert set(Paragraph.objects.values_list("region", "year")) == {("london", 2024)}


def test_a_wrong_copy_is_refused_by_the_database() -> None:
    publish(reading=received(SAMPLE.read_bytes()))
    with pytest.raises(IntegrityError), transaction.atomic():
        Paragraph.objects.update(region="london")


def test_a_parsed_report_survives_its_json() -> None:
    report = read_report(SAMPLE.read_bytes(), "x")
    assert ParsedReport.from_json(report.as_json()) == report
