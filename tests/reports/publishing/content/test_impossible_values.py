"""Values that no report can have are refused where they are entered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from reports.models import Correction, Inspection
from reports.publishing.correcting import correct
from reports.publishing.operations import Refused
from tests.reports.publishing.readings import published
from tests.support.reference import archive_of_a_module
from tests.support.tiers import some_quick

pytestmark = pytest.mark.django_db

TEXT_OF_3 = "paragraph:numbered:3:text"


@pytest.fixture(scope="module")
def inspection(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Inspection]:
    """A published report, which no test of this module changes."""
    with django_db_blocker.unblock(), archive_of_a_module():
        yield published()


@pytest.fixture
def editor() -> User:
    return User.objects.create_superuser("editor")


def in_days(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


IMPOSSIBLE = [
    ("published", "2023-06-22", "before the last day on site"),
    ("published", "2022-05-14", "before the last day on site"),
    ("published", in_days(2), "in the future"),
    ("start_date", "2006-06-12", "did not inspect"),
    ("start_date", "0023-06-12", "did not inspect"),
    ("end_date", in_days(2), "in the future"),
    ("outcome", "inconsistent", "has an outcome"),
    ("title", "", "needs a title"),
    ("title", "12345", "in letters"),
    ("title", "T" * 301, "at most 300"),
    ("lead_inspector", "007", "in letters"),
    ("lead_inspector", "Ada\x07 Bell", "control character"),
    ("lead_inspector", "Ada\nBell", "control character"),
    ("lead_inspector", "Ada \u202ebell", "direction of writing"),
    ("original_url", f"https://example.org/{'a' * 200}", "at most 200"),
    ("judgement:leaders", "adequate", "is not a grade of"),
    ("judgement:adoption", "good", "is not judged"),
    ("judgement:lscb", "good", "is not judged"),
    ("judgement:in-care-and-care-leavers", "good", "together or apart"),
    (TEXT_OF_3, "…", "neither letters nor digits"),
    (TEXT_OF_3, "words " * 4000, "at most 20,000"),
    (TEXT_OF_3, "One\x00two", "[Nn]ull"),
    (TEXT_OF_3, "One \ue000 two", "private character"),
    ("paragraph:numbered:3:area", "adoption", "no part of"),
    ("paragraph:numbered:3:grade", "adequate", "is not a grade of"),
    ("paragraph:numbered:3:number", "10001", "10000"),
]


@pytest.mark.parametrize(("what", "after", "said"), IMPOSSIBLE)
def test_impossible_value_is_refused_and_changes_nothing(
    what: str, after: str, said: str, editor: User, inspection: Inspection
) -> None:
    before = list(Inspection.objects.values())
    with pytest.raises(Refused, match=said):
        correct(inspection=inspection, what=what, after=after, reason="Printed so.", by=editor)
    assert not Correction.objects.exists()
    assert list(Inspection.objects.values()) == before


@pytest.mark.parametrize(
    ("what", "after"),
    some_quick([(what, after) for what, after, _ in IMPOSSIBLE[:12]], every=3),
)
def test_form_says_why_a_value_is_impossible(
    what: str, after: str, editor: User, client: Client, inspection: Inspection
) -> None:
    client.force_login(editor)
    address = f"{reverse('admin:inspection-correct', args=[inspection.pk])}?what={what}"
    stamp = client.get(address).context["form"].initial["stamp"]
    answer = client.post(address, {"after": after, "reason": "Printed so.", "stamp": stamp})
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Correction.objects.exists()
