"""What happens before the archive is served."""

import gc
import os
import threading
import time
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import CommandError
from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from pytest_django import Settings

from config import prepare
from search.index import close


def test_reports_that_are_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTS", "/nowhere/at/all")
    with pytest.raises(CommandError, match="REPORTS is /nowhere/at/all, and there is no such file"):
        prepare.prepare()


def test_static_files_are_collected_only_when_one_has_changed(
    settings: Settings, tmp_path: Path
) -> None:
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "page.css").write_text("body { margin: 0 }")
    prepare.collect_static_files()
    collected = tmp_path / "collected" / "page.css"
    assert collected.read_text() == "body { margin: 0 }"

    collected.write_text("left alone")
    prepare.collect_static_files()
    assert collected.read_text() == "left alone"

    (tmp_path / "source" / "page.css").write_text("body { margin: 1em }")
    later = time.time() + 10
    os.utime(tmp_path / "source" / "page.css", (later, later))
    prepare.collect_static_files()
    assert collected.read_text() == "body { margin: 1em }"


@pytest.mark.django_db
def test_second_archive_waits_for_the_first() -> None:
    order: list[str] = []
    connection.ensure_connection()

    def second() -> None:
        with prepare.alone():
            order.append("second")

    with prepare.alone():
        waiting = threading.Thread(target=second)
        waiting.start()
        waiting.join(timeout=0.3)
        order.append("first")
    waiting.join(timeout=10)
    assert order == ["first", "second"]


@pytest.mark.django_db(transaction=True)
def test_first_pages_are_answered_before_visitors_come(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = [".archive.example.org"]
    settings.SECURE_SSL_REDIRECT = True
    answered: list[tuple[str, int]] = []

    class Noted(WSGIHandler):
        def get_response(self, request: HttpRequest) -> HttpResponseBase:
            response = super().get_response(request)
            answered.append((request.path, response.status_code))
            return response

    close._everyday_names.cache_clear()
    prepare.warm_up(Noted())
    gc.unfreeze()
    assert answered == [("/", 200), ("/search/", 200), ("/search/", 200)]
    assert close._everyday_names.cache_info().currsize == 1
    assert connection.connection is None
