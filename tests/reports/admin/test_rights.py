"""Rows are shown at the desk and never changed by a form over a table."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.test import RequestFactory

from reports.admin.rights import ReadOnlyAdmin, logged_in_user, require_permission, row_or_404
from reports.models import Authority
from tests.support.reference import load_facts

pytestmark = pytest.mark.django_db


def request_of(user: User | AnonymousUser) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user
    return request


def test_nobody_adds_changes_or_deletes_rows() -> None:
    rows = ReadOnlyAdmin(Authority, admin.site)
    request = request_of(User.objects.create_superuser("root"))
    assert not rows.has_add_permission(request)
    assert not rows.has_change_permission(request)
    assert not rows.has_delete_permission(request)
    assert rows.has_publish_permission(request)
    assert rows.has_correct_permission(request)


def test_publishing_and_correcting_are_rights_of_their_own() -> None:
    rows = ReadOnlyAdmin(Authority, admin.site)
    publisher, corrector = User.objects.create_user("p"), User.objects.create_user("c")
    publisher.user_permissions.set(Permission.objects.filter(codename="publish_reading"))
    corrector.user_permissions.set(Permission.objects.filter(codename="add_correction"))
    assert rows.has_publish_permission(request_of(publisher))
    assert not rows.has_correct_permission(request_of(publisher))
    assert rows.has_correct_permission(request_of(corrector))
    assert not rows.has_publish_permission(request_of(corrector))


def test_row_of_an_address() -> None:
    load_facts()
    authority = Authority.objects.get(slug="bristol")
    assert row_or_404(Authority.objects.all(), str(authority.pk)) == authority
    for pk in ("0", "words", "-1", ""):
        with pytest.raises(Http404):
            row_or_404(Authority.objects.all(), pk)


def test_required_permission() -> None:
    require_permission(allowed=True)
    with pytest.raises(PermissionDenied):
        require_permission(allowed=False)


def test_person_is_logged_in() -> None:
    user = User.objects.create_user("editor")
    assert logged_in_user(request_of(user)) == user
    with pytest.raises(PermissionDenied):
        logged_in_user(request_of(AnonymousUser()))
