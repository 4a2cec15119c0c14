"""What search engines may list of the application that searches."""

from reports.pages.sitemaps import FixedPages
from search.sitemaps import SITEMAPS, Subjects
from search.subjects.subjects import subjects


def test_fixed_pages_and_every_subject_are_listed() -> None:
    assert SITEMAPS["subjects"] is Subjects
    pages = SITEMAPS["search"]
    assert isinstance(pages, FixedPages)
    assert [pages.location(item) for item in pages.items()] == [
        "/points/",
        "/trends/",
        "/trends/grades/",
        "/subjects/",
        "/glossary/",
        "/data/",
    ]
    listed = Subjects().items()
    assert listed == subjects()
    assert Subjects().location(listed[0]) == f"/subjects/{listed[0].slug}/"
