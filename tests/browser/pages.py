"""The public pages that are looked at in a browser, and the little archive that they show."""

from __future__ import annotations

from datetime import date

from reports.facts.vocabulary import Area, Checked, Grade, Kind, Role
from reports.models import Authority
from tests.archive import make_authority, make_inspection, make_paragraph, make_report

REPORT = "/inspections/fernhollow-ilacs-2023-06-23/"
THREE = "authority=fernhollow&authority=greyfell&authority=old-shire"
PAGES = {
    "home and errors": [
        "/",
        "/?judgement=care-leavers",
        "/?judgement=cheerfulness",
        "/about/",
        "/about/coverage/",
        "/glossary/",
        "/new/",
        "/nothing/",
    ],
    "authorities": [
        "/authorities/",
        "/authorities/?q=nobody",
        "/authorities/fernhollow/",
        "/authorities/fernhollow/briefing/",
        "/authorities/greyfell/",
        "/authorities/old-shire/",
    ],
    "inspections": [
        "/inspections/",
        "/inspections/?overall=good&page=1",
        "/inspections/?year=soon",
        REPORT,
        f"{REPORT}#p1",
        "/inspections/greyfell-ilacs-2020-03-06/",
        "/inspections/greyfell-ilacs-2020-03-06/original",
    ],
    "search": [
        "/search/",
        "/search/?q=%22visits+are%22&region=south-west",
        "/search/?q=zeppelins+%22",
        "/search/?grade=x&page=0",
    ],
    "authorities compared": [
        "/compare/",
        "/compare/?authority=nowhere",
        "/compare/?authority=fernhollow",
        "/compare/?authority=fernhollow&with=friends&grade=good",
        f"/compare/?{THREE}&q=visits",
    ],
    "sections compared": [
        (
            "/compare/?authority=fernhollow&authority=old-shire&area=help-and-protection"
            "&q=visits+OR+homes"
        ),
        "/compare/?authority=fernhollow&with=neighbours",
        (
            "/compare/?authority=fernhollow&with=region&area=leaders&area=help-and-protection"
            "&grade=good"
        ),
    ],
    "timing": [
        "/timing/",
        "/timing/?judgement=overall&kind=ilacs&sort=oldest",
        "/timing/?year=soon",
    ],
    "passages": [
        f"{REPORT}p1/",
        f"{REPORT}p1/?grade=good",
        f"{REPORT}p1/?grade=x",
        f"{REPORT}p99/",
        f"{REPORT}point-26/",
        "/inspections/fernhollow-ilacs-2019-03-08/point-1/",
    ],
    "points": [
        "/points/",
        "/points/?authority=fernhollow",
        "/points/?q=zeppelins&region=south-west",
        "/points/?role=x",
    ],
    "trends": [
        "/trends/",
        "/trends/?q=visits&q=kind&show=count",
        "/trends/?q=visits&by=region",
        "/trends/?by=luck&q=visits",
        "/trends/grades/",
        "/trends/grades/?area=in-care&region=south-west",
        "/trends/grades/?area=adoption",
    ],
    "subjects": [
        "/subjects/",
        "/subjects/direct-work/",
        "/subjects/direct-work/?region=south-west&order=newest",
        "/subjects/direct-work/?region=x",
        "/subjects/nothing/",
    ],
}
"""Addresses by what they show; each group is a test, so that they spread over workers."""
OF_KNOWN_PARTS = {
    "/?judgement=cheerfulness",
    "/authorities/?q=nobody",
    "/inspections/?overall=good&page=1",
    "/inspections/?year=soon",
    f"{REPORT}#p1",
    "/compare/?authority=nowhere",
    "/timing/?year=soon",
    f"{REPORT}p1/?grade=good",
    f"{REPORT}p1/?grade=x",
    f"{REPORT}p99/",
    "/points/?q=zeppelins&region=south-west",
    "/points/?role=x",
    "/trends/?by=luck&q=visits",
    "/trends/grades/?area=adoption",
    "/subjects/direct-work/?region=south-west&order=newest",
    "/subjects/direct-work/?region=x",
    "/subjects/nothing/",
}
"""Pages that are made of parts of others: their own page, and the sentences on mistakes in an
address, on nothing that was found, and on a page that is missing. Their HTML is checked, but axe
takes two seconds for a page.
"""


def fill_archive() -> None:
    """A little of everything that the pages show."""
    old = make_authority("old-shire", closed=date(2019, 4, 1))
    grey = make_authority("greyfell")
    authority = make_authority(invented=True, neighbours=(grey,))
    old.successors.add(authority)
    make_report(
        old,
        "Homes are warm, and homes are near.",
        "Visits to homes are rare.",
        ended=date(2018, 6, 1),
    )
    report = make_report(
        authority, "Visits are regular.", *[f"Visits are kind, {number}." for number in range(25)]
    )
    make_paragraph(report, "The timeliness of visits.", role=Role.POINT, area=None, grade=None)
    make_paragraph(report, "Visits have improved.", role=Role.SUMMARY, area=None, grade=None)
    sif = {
        Area.OVERALL: Grade.ADEQUATE,
        Area.LOOKED_AFTER: Grade.INADEQUATE,
        Area.ADOPTION: Grade.NOT_JUDGED,
    }
    make_inspection(authority, kind=Kind.SIF, ended=date(2014, 10, 22), grades=sif)
    together = {
        Area.LEADERS: Grade.REQUIRES_IMPROVEMENT,
        Area.IN_CARE_AND_CARE_LEAVERS: Grade.OUTSTANDING,
    }
    make_inspection(grey, ended=date(2020, 3, 6), grades=together, checked=Checked.DOUBTFUL)
    make_inspection(grey, kind=Kind.JTAI, ended=date(2021, 3, 6), grades={})
    make_inspection(grey, kind=Kind.FOCUSED_VISIT, ended=date(2022, 3, 6), grades={})
    make_inspection(old, kind=Kind.SIF, ended=date(2016, 10, 22), grades=sif)
    Authority.objects.filter(pk=grey.pk).update(tile_column=14, tile_row=18, tile_label="GREY")
    earlier = make_report(authority, "Meetings are short.", ended=date(2019, 3, 8))
    make_paragraph(earlier, "Kind and regular visits.", role=Role.POINT, area=None, grade=None)
    theirs = make_report(grey, "Regular visits.", "Kind visits, 1.", ended=date(2023, 3, 3))
    make_paragraph(theirs, "The timeliness of kind visits.", role=Role.POINT, area=None, grade=None)
    make_report(grey, "Direct work and visits are kind.", ended=date(2022, 5, 6))
