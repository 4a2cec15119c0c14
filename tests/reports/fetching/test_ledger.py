"""Which authority of the archive an entry of the publisher's list means."""

from datetime import date

from reports.fetching.ledger import AuthoritiesByName
from reports.fetching.markup.list_page import ListEntry
from reports.models import Authority

DORSET = Authority(slug="dorset", name="Dorset", ofsted_urn="2532283")
DORSET_BEFORE = Authority(slug="dorset-before-2019", name="Dorset", closed=date(2019, 4, 1))


def entry(name: str, urn: str = "1") -> ListEntry:
    return ListEntry(urn, name, "/provider/44/1")


def test_urn_decides_before_any_name() -> None:
    authorities = AuthoritiesByName([DORSET, DORSET_BEFORE])
    assert authorities.of_entry(entry("Dorset", DORSET.ofsted_urn)) is DORSET


def test_last_day_decides_between_authorities_of_one_name() -> None:
    authorities = AuthoritiesByName([DORSET, DORSET_BEFORE])
    assert authorities.of_entry(entry("Dorset")) is DORSET_BEFORE


def test_name_of_none_is_left_to_a_person() -> None:
    assert AuthoritiesByName([DORSET, DORSET_BEFORE]).of_entry(entry("Wexcombe")) is None
