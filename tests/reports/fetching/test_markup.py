"""What is read of the publisher's pages, in all forms that they have had, and what does not fit."""

from __future__ import annotations

from datetime import date

import pytest

from reports.fetching.faults import PageDoesNotFit
from reports.fetching.markup.list_page import ListPage, read_list_page
from reports.fetching.markup.provider_page import PrintedFile, read_provider_page
from reports.fetching.visiting.site import LIVE, Site
from tests.replica import markup
from tests.replica.invented import InventedFile, InventedProvider
from tests.replica.markup import Switch

ADDRESS = f"{LIVE}/search?start=0"
PROVIDER = InventedProvider("90429", "St. Ann's & Wold Council")


def listed(*switches: Switch, following: str | None = "/search?start=100") -> ListPage:
    html = markup.list_page([PROVIDER, PROVIDER], 1, 2, following, switches).decode()
    return read_list_page(html, ADDRESS, Site())


@pytest.mark.parametrize(
    "switches",
    [
        (),
        (Switch.NO_RATING,),
        (Switch.LABELS_IN_ANOTHER_ORDER,),
        (Switch.OLD_PAGER,),
        (Switch.ABSOLUTE_LINKS,),
        (Switch.NO_RATING, Switch.LABELS_IN_ANOTHER_ORDER),
    ],
)
def test_an_entry_is_read_by_its_labels(switches: tuple[Switch, ...]) -> None:
    page = listed(*switches)
    entry = page.entries[0]
    assert (entry.urn, entry.name) == ("90429", "St. Ann's & Wold Council")
    assert entry.address == f"{LIVE}/provider/44/90429"
    assert entry.category == "Local authority children's services"
    assert page.following == f"{LIVE}/search?start=100"


@pytest.mark.parametrize(
    ("switch", "expected"),
    [
        (Switch.ENTRY_WITHOUT_LINK, "a link to the provider"),
        (Switch.ENTRY_WITHOUT_URN, "“URN: ” with 5 to 7 digits"),
        (Switch.NO_RESULTS_LIST, "the site keeps programs out"),
        (Switch.CHANGED_RESULTS_LIST, "it changed"),
    ],
)
def test_a_list_page_that_does_not_fit(switch: Switch, expected: str) -> None:
    with pytest.raises(PageDoesNotFit, match=expected):
        listed(switch)


def test_a_list_page_without_results_does_not_fit() -> None:
    html = markup.list_page([], 1, 1, None, ()).decode()
    with pytest.raises(PageDoesNotFit, match="found none"):
        read_list_page(html, ADDRESS, Site())


def test_a_pager_that_stops_before_its_last_page_does_not_fit() -> None:
    with pytest.raises(PageDoesNotFit, match="1 of 2"):
        listed(following=None)


@pytest.mark.parametrize("following", ["https://example.org/search?start=100", "/login"])
def test_a_pager_that_leads_elsewhere_does_not_fit(following: str) -> None:
    with pytest.raises(PageDoesNotFit, match="next page"):
        listed(following=following)


def invented(
    kind: str = "Children's services inspection",
    *,
    hidden: str | None = None,
    host: str = "",
    file_id: str = "50214110",
) -> InventedFile:
    end, published = date(2023, 3, 3), date(2023, 4, 18)
    return InventedFile(file_id, "", kind, end, published, hidden=hidden, host=host)


def files_of(*files: InventedFile) -> tuple[PrintedFile, ...]:
    provider = InventedProvider("90429", "Wold Council", files=list(files))
    html = markup.provider_page(provider).decode()
    return read_provider_page(html, f"{LIVE}/provider/44/90429", "90429")


@pytest.mark.parametrize(
    ("hidden", "kind"),
    [
        (None, "Children's services inspection"),
        ("", "Children's services inspection"),
        (
            "Children’s services inspection,  pdf - 18 April 2023",
            "Children’s services inspection",
        ),
        (
            "Children's services inspection,,  PDF - 18 April 2023",
            "Children's services inspection",
        ),
        (
            "Single inspection of LA children's services as pdf - 18 April 2023",
            "Single inspection of LA children's services",
        ),
        (
            "Single inspection of LA children's services as pdf, PDF - 18 April 2023",
            "Single inspection of LA children's services",
        ),
        ("Monitoring visit, PDF – 18 April 2023", "Monitoring visit"),
        ("Area SEND full inspection - 18 April 2023", "Area SEND full inspection"),
    ],
)
def test_kind_and_dates_of_a_file(hidden: str | None, kind: str) -> None:
    (file,) = files_of(invented(hidden=hidden))
    assert (file.kind, file.event_date, file.published) == (
        kind,
        date(2023, 3, 3),
        date(2023, 4, 18),
    )


@pytest.mark.parametrize("host", ["", "https://files.ofsted.gov.uk", "https://files.example.org"])
def test_the_address_is_that_of_the_page(host: str) -> None:
    (file,) = files_of(invented(host=host, file_id="2753832"))
    assert file.file_id == "2753832"
    assert file.address == f"{host or LIVE}/v1/file/2753832"


def test_dates_without_a_nought() -> None:
    (file,) = files_of(invented(hidden="Focused visit, PDF - 1 March 2023"))
    assert file.published == date(2023, 3, 1)


def test_a_page_without_files_fits() -> None:
    assert files_of() == ()


def test_a_file_that_stands_twice_is_one() -> None:
    assert len(files_of(invented(), invented())) == 1


def test_a_picture_may_link_to_the_file_too() -> None:
    picture = invented(kind="", hidden="")
    (file,) = files_of(picture, invented(), picture)
    assert file == files_of(invented())[0]


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (invented(hidden="Focused visit, PDF - 31 February 2024"), "“31 February 2024”"),
        (invented(hidden="Focused visit, PDF - 3 Marsh 2024"), "“3 Marsh 2024”"),
        (invented(file_id="12"), "/v1/file/12"),
        (invented(host="https://["), "the link of a file"),
        (invented(file_id=f"50214110?{500 * 'x'}"), "the link of a file"),
        (invented(kind="", hidden=""), "the kind of file"),
    ],
)
def test_a_file_that_does_not_fit(file: InventedFile, expected: str) -> None:
    with pytest.raises(PageDoesNotFit, match=expected):
        files_of(file)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h1>Wold</h1>", "timeline"),
        ('<link rel="canonical" href="/provider/44/90430"><ol class="timeline"></ol>', "90430"),
        ('<ol class="timeline"><li class="day">x</li></ol>', "days in the timeline"),
        ('<ol class="timeline"></ol><a href="/v1/file/50214110">x</a>', "outside of it"),
        (
            (
                '<ol class="timeline"><li class="timeline__day"><a class="publication-link"'
                ' href="/v1/file/50214110">Visit, PDF - 1 May 2023</a></li></ol>'
            ),
            "the day of file 50214110",
        ),
    ],
)
def test_a_provider_page_that_does_not_fit(html: str, expected: str) -> None:
    with pytest.raises(PageDoesNotFit, match=expected):
        read_provider_page(html, f"{LIVE}/provider/44/90429", "90429")


BARE = '<html><head><link rel="canonical" href="/provider/44/90429"></head><h1>Wold</h1></html>'


def test_a_provider_that_nothing_was_published_of_yet() -> None:
    address = f"{LIVE}/provider/44/90429"
    assert read_provider_page(BARE, address, "90429", had_files=False) == ()
    headed = "<html><h1>\n Wold  Council</h1><p>No reports yet</p></html>"
    files = read_provider_page(headed, address, "90429", name="Wold Council", had_files=False)
    assert files == ()


@pytest.mark.parametrize(
    ("html", "had_files"),
    [
        (BARE, True),
        (BARE.replace("</h1>", '</h1><a href="/v1/file/50214110">Report</a>'), False),
        (BARE.replace("<h1>", '<div class="new-timeline">'), False),
        ("<html><h1>Page not found</h1></html>", False),
    ],
)
def test_a_page_without_timeline_that_does_not_fit(html: str, had_files: bool) -> None:
    with pytest.raises(PageDoesNotFit, match="a timeline"):
        read_provider_page(
            html, f"{LIVE}/provider/44/90429", "90429", name="Wold", had_files=had_files
        )
