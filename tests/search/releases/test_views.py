"""The page of open data and its files, as readers and programs get them."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from search.releases.contents import TABLES
from search.releases.examples import EXAMPLES
from search.releases.folder import LATEST, SUMS, Release
from tests.support.pages import page_html, page_words

pytestmark = pytest.mark.django_db
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture
def served(released: Release, settings: Settings, tmp_path: Path) -> Path:
    """A folder with two releases, of which the later is the newest."""
    folder = tmp_path / "releases"
    for name in ("2026-11-28", "2026-11-28-10"):
        shutil.copytree(released.path, folder / name)
    (folder / LATEST).symlink_to("2026-11-28-10")
    (folder / ".draft-abc").mkdir()
    (folder / "2026-13").mkdir()
    settings.RELEASES = folder
    return folder


def dataset_of(client: Client) -> dict[str, object]:
    (script,) = SCRIPT.findall(client.get("/data/").content.decode())
    described: dict[str, object] = json.loads(script)
    return described


def test_page_before_the_first_release(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.RELEASES = tmp_path / "nowhere"
    assert "has no release yet" in page_words(client, "/data/")
    assert "distribution" not in dataset_of(client)
    assert client.get("/data/latest/passages.csv.gz").status_code == 404


def test_page_lists_releases_the_newest_first(client: Client, served: Path) -> None:
    html = page_html(client, "/data/")
    captions = re.findall(r"Files of release ([0-9-]+)", html)
    assert captions == ["2026-11-28-10", "2026-11-28"]
    assert "http://testserver/data/latest/" in html
    assert 'href="/data/2026-11-28-10/passages.csv.gz"' in html


def test_page_lists_a_release_as_soon_as_it_is_there(client: Client, served: Path) -> None:
    assert "2026-11-28-10" in page_html(client, "/data/")
    shutil.rmtree(served / "2026-11-28-10")
    assert "2026-11-28-10" not in page_html(client, "/data/")


def test_page_describes_every_column_with_its_codes(client: Client) -> None:
    words = page_words(client, "/data/")
    for table in TABLES:
        assert table.description in words
        for field in table.fields:
            assert field.description in words
            for code, _ in field.codes:
                assert code in words
    html = unescape(client.get("/data/").content.decode())
    for example in EXAMPLES:
        assert example.code in html


def test_page_describes_the_data_for_search_engines(client: Client, served: Path) -> None:
    described = dataset_of(client)
    assert (described["@context"], described["@type"]) == ("https://schema.org/", "Dataset")
    assert str(described["license"]).startswith("https://www.nationalarchives.gov.uk/")
    downloads = described["distribution"]
    assert isinstance(downloads, list)
    assert len(downloads) == 2 * len(TABLES) + 2
    for download in downloads:
        path = str(download["contentUrl"]).removeprefix("http://testserver")
        content = client.get(path).getvalue()
        assert hashlib.sha256(content).hexdigest() == download["sha256"]


@pytest.mark.parametrize("release", ["2026-11-28", LATEST])
def test_file_is_served_byte_for_byte(client: Client, served: Path, release: str) -> None:
    for path in (served / release).iterdir():
        answer = client.get(f"/data/{release}/{path.name}")
        assert answer.getvalue() == path.read_bytes()
        assert answer["Content-Length"] == str(path.stat().st_size)
        assert not answer.has_header("Content-Encoding")
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["X-Content-Type-Options"] == "nosniff"


def test_file_is_asked_for_in_parts_and_only_when_it_changed(client: Client, served: Path) -> None:
    address = "/data/latest/archive.sqlite"
    whole = client.get(address)
    part = client.get(address, headers={"range": "bytes=0-15"})
    assert (part.status_code, part.getvalue()) == (206, b"SQLite format 3\x00")
    again = client.get(address, headers={"if-none-match": whole["ETag"]})
    assert again.status_code == 304
    assert whole["Cache-Control"] == "no-cache"
    assert client.get("/data/2026-11-28/since.json")["Cache-Control"] == "public, max-age=86400"


@pytest.mark.parametrize(
    "path",
    [
        "2026-11-28/secret_key",
        "2026-11-28/..%2fsecret_key",
        "..%2f2026-11-28/since.json",
        ".draft-abc/since.json",
        "2026-13/since.json",
        "2026-11-29/since.json",
        f"2026-11-28/%00{SUMS}",
    ],
)
def test_nothing_else_is_served(client: Client, served: Path, path: str) -> None:
    (served / "secret_key").write_text("secret")
    (served / "2026-11-28" / "secret_key").write_text("secret")
    assert client.get(f"/data/{path}").status_code in (400, 404)


def test_footer_of_every_page_leads_to_the_data(client: Client) -> None:
    assert '<a href="/data/">Data and API</a>' in page_html(client, "/about/")
