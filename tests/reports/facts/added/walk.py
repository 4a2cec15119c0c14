"""Walk through an archive to which a framework was added: upload, publish, fetch every address.

Started by `test_added_framework.py` in the folder of a copy of the project, with the name of a test
database and a file for the answers: `{address: {"status": …, "content": …}}`, the content in base64.
Nothing of it stays in the database.
"""

from __future__ import annotations

import base64
import json
import os
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import django
from django.conf import settings

TODAY = date(2027, 12, 1)
SLUG = "bristol-renewed-2027-06-18"
ADDRESSES = (
    "/",
    "/?judgement=leaders&scale=since-2027",
    "/?judgement=belonging",
    "/map.csv",
    "/grades.css",
    "/authorities/",
    "/authorities/?area=vision&grade=strong",
    "/authorities/bristol/",
    "/authorities/bristol/inspections.csv",
    "/inspections/?kind=renewed",
    "/inspections/?family=leadership&grade=strong",
    "/inspections.csv",
    f"/inspections/{SLUG}/",
    f"/inspections/{SLUG}/p2/",
    f"/inspections/{SLUG}/history/",
    "/search/?q=lantern",
    "/search/?q=lantern&area=belonging&grade=failing&kind=renewed",
    "/search/?q=lantern&family=care",
    "/search.json?q=lantern&grade=secure",
    "/search.csv?q=lantern",
    "/search.xlsx?q=lantern",
    "/search.atom?q=lantern",
    "/points/?q=lanterns",
    "/compare/?authority=bristol&authority=devon&area=leaders",
    "/compare/?authority=bristol&with=neighbours&q=lantern&area=leaders",
    "/compare.csv?authority=bristol&authority=devon",
    "/trends/?q=lantern&by=grade",
    "/trends.csv?q=lantern&by=grade",
    "/trends/grades/?area=leaders",
    "/trends/grades.csv?area=leaders",
    "/trends/grades/?area=belonging",
    "/subjects/early-help/grades.csv",
    "/timing/?judgement=leaders",
    "/timing.csv?by=grade&judgement=leaders",
    "/about/",
    "/sitemap.xml",
)


def main(database: str, answers: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    settings.DATABASES["default"]["NAME"] = database
    settings.ALLOWED_HOSTS = ["testserver"]
    django.setup()

    from django.db import transaction
    from django.utils import timezone

    timezone.localdate = lambda *_: TODAY
    with tempfile.TemporaryDirectory() as originals, transaction.atomic():
        settings.ORIGINALS_ROOT = Path(originals)
        Path(answers).write_text(json.dumps(walk()), encoding="utf-8")
        transaction.set_rollback(True)


def walk() -> dict[str, dict[str, object]]:
    """The answers to the upload, the publication and every address."""
    from django.contrib.auth.models import User
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client
    from django.urls import reverse

    from reports.models import Reading
    from tests.support.reference import load_facts

    load_facts()
    client = Client()
    client.force_login(User.objects.create_superuser("editor"))
    report = Path(__file__).with_name("report.txt").read_bytes()
    upload = {"chosen_files": SimpleUploadedFile("report.txt", report)}
    answers = {"upload": answer_of(client.post("/admin/reports/reading/add/", upload, follow=True))}
    reading = Reading.objects.get()
    publish = reverse("admin:reading-publish", args=[reading.pk])
    answers["publish"] = answer_of(client.post(publish, follow=True))
    visitor = Client()
    for address in ADDRESSES:
        answers[address] = answer_of(visitor.get(address))
    return answers


def answer_of(response: Any) -> dict[str, object]:
    """The status and the content of an answer, streamed or not."""
    content: bytes = response.getvalue()
    return {"status": response.status_code, "content": base64.b64encode(content).decode()}


if __name__ == "__main__":
    main(*sys.argv[1:])
