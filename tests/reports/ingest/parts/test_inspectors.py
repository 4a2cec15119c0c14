"""Names of lead inspectors without their roles."""

import pytest

from reports.ingest.parts.inspectors import lead_inspector_named


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Tobias Harkwell, His Majesty’s Inspector", "Tobias Harkwell"),
        ("Tobias Harkwell HMI", "Tobias Harkwell"),
        ("Tobias Harkwell, one of His Majesty’s Inspectors", "Tobias Harkwell"),
        ("Ada Bell and Cy Dunn, His Majesty’s Inspectors", "Ada Bell and Cy Dunn"),
        ("Ada Bell HMI; Cy Dunn HMI", "Ada Bell and Cy Dunn"),
        ("Ada Bell & Cy Dunn", "Ada Bell and Cy Dunn"),
        ("Ada Anderson", "Ada Anderson"),
        ("His Majesty’s Inspector", None),
        ("", None),
    ],
)
def test_lead_inspector_named(printed: str, name: str | None) -> None:
    assert lead_inspector_named(printed) == name
