"""The ledger at the desk: filters, the next step for each state, and who an unknown provider is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from reports.admin.ledger import next_step
from reports.models import ListedFile, ListedProvider, Reading
from reports.publishing.importing import publish
from tests.archive import make_authority
from tests.reports.publishing.readings import CONTENT, received

pytestmark = pytest.mark.django_db

FILES = "/admin/reports/listedfile/"
PROVIDERS = "/admin/reports/listedprovider/"


def listed(state: str = "fetched", reading: Reading | None = None, **values: Any) -> ListedFile:
    count = ListedFile.objects.count()
    return ListedFile.objects.create(
        file_id=str(50214110 + count),
        kind="Children's services inspection",
        event_date=date(2023, 6, 20),
        published=date(2023, 8, 1),
        address=f"https://files.ofsted.gov.uk/v1/file/{50214110 + count}",
        state=state,
        reading=reading,
        gone_since=date(2026, 1, 1) if state == "gone" else None,
        **values,
    )


def test_every_state_has_a_next_step() -> None:
    waiting = received()
    earlier = received(CONTENT + b"\n")
    page = reverse("admin:reports_reading_change", args=[waiting.pk])
    compare = reverse("admin:reading-compare", args=[earlier.pk, waiting.pk])
    assert "make fetch" in next_step(listed("listed")).words
    assert "upload it by hand" in next_step(listed("refused")).words
    assert next_step(listed("fetched", waiting)).address == page
    assert next_step(listed("unknown-kind", waiting)).address == page
    assert next_step(listed("changed", waiting, earlier_reading=earlier)).address == compare
    assert "discarded" in next_step(listed("fetched")).words
    assert "before it was fetched" in next_step(listed("gone")).words
    inspection = publish(reading=waiting).inspection
    waiting.refresh_from_db()
    shown = reverse("admin:reports_inspection_change", args=[inspection.pk])
    assert next_step(listed("fetched", waiting)).address == shown
    assert next_step(listed("gone", waiting)).words.startswith("None: its text stays")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3),
        ("?state__exact=gone", 1),
        ("?reading=waiting", 1),
        ("?reading=published", 0),
        ("?reading=none", 2),
    ],
)
def test_filters(admin_client: Client, query: str, count: int) -> None:
    listed("listed")
    listed("gone")
    listed("unknown-kind", received())
    page = admin_client.get(f"{FILES}{query}").content.decode()
    assert page.count("Listed, not fetched yet</td>") <= 1
    assert f"{count} listed file" in page


def test_the_page_of_a_file(admin_client: Client) -> None:
    file = listed("unknown-kind", received(), authority=make_authority("fernhollow"))
    page = admin_client.get(f"{FILES}{file.pk}/change/").content.decode()
    assert "the report names Wexcombe" in page
    assert "Next step:" in page
    assert admin_client.get(f"{FILES}999/change/").status_code == 404


def test_a_reading_shows_where_it_differs_from_its_page(admin_client: Client) -> None:
    reading = received()
    listed("fetched", reading, authority=make_authority("fernhollow"))
    page = admin_client.get(f"/admin/reports/reading/{reading.pk}/change/").content.decode()
    assert "Ofsted lists it on the page of Fernhollow" in page


def test_a_person_says_which_authority_a_provider_is(admin_client: Client) -> None:
    provider = ListedProvider.objects.create(
        urn="2999999", name="East Surreydown Council", address="https://reports.ofsted.gov.uk/x"
    )
    file = listed("fetched")
    file.providers.add(provider)
    assert "providers of an unknown authority" in admin_client.get("/admin/").content.decode()
    authority = make_authority("east-surreydown")
    sent = {"authority": authority.pk}
    assert admin_client.post(f"{PROVIDERS}{provider.pk}/change/", sent).status_code == 302
    file.refresh_from_db()
    provider.refresh_from_db()
    assert (provider.authority, file.authority) == (authority, authority)
    assert provider.name == "East Surreydown Council"


@pytest.mark.parametrize(("group", "may_choose"), [("Uploaders", False), ("Publishers", True)])
def test_roles(client: Client, group: str, may_choose: bool) -> None:
    member = User.objects.create_user("member", is_staff=True)
    member.groups.add(Group.objects.get(name=group))
    client.force_login(member)
    provider = ListedProvider.objects.create(urn="2999999", name="East", address="https://x")
    page = client.get(f"{PROVIDERS}{provider.pk}/change/").content.decode()
    assert ('name="_save"' in page) is may_choose
    assert client.get(FILES).status_code == 200
