"""Other names for the same thing: what comes along, what does not, and what a reader switches off."""

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from reports.models import Abbreviation, Inspection
from reports.models.indexed_text import words_of
from reports.overview.cache import clear_caches, one_version
from search.index import lexemes
from search.index.lexemes import stems_of
from search.index.synonyms import (
    AbbreviationMeaning,
    Synonym,
    SynonymGroup,
    Thesaurus,
    expanded,
    groups_of_file,
    groups_of_meanings,
    spelling_groups,
    synonyms_by_stems,
    thesaurus,
)
from search.query.parser import parse
from search.query.query import AllOf, AnyOf, Excluded, Words
from search.query.vocabulary import plurals
from tests.archive import make_authority, make_report
from tests.support.searches import search, texts_at

pytestmark = pytest.mark.django_db


def of_names(*groups: tuple[str, ...]) -> Thesaurus:
    """A thesaurus of groups in which each name stands for all others."""
    return synonyms_by_stems([SynonymGroup(group, group) for group in groups])


def names_of_the_field() -> Thesaurus:
    """Two names of one thing, and an abbreviation of two others that do not mean each other."""
    of_pa = [SynonymGroup(("PA", name), (name,)) for name in ("aide", "adviser")]
    return synonyms_by_stems(
        [SynonymGroup(("return interview", "RHI"), ("return interview", "RHI")), *of_pa]
    )


RHI, RETURN_INTERVIEW = Words(("RHI",)), Words(("return", "interview"))


def along(typed: str, *off: str) -> list[str]:
    _, also = expanded(parse(typed), off)
    return [each.name for each in also if each.is_on]


def explain(
    short: str, long: str, *, reports: int, text: str = "Nothing.", number_from: int = 0
) -> list[Inspection]:
    """Reports that explain an abbreviation."""
    made = [
        make_report(make_authority(f"{short}-{long}-{number}".lower().replace(" ", "-")), text)
        for number in range(number_from, number_from + reports)
    ]
    is_word = short.lower() in text.rstrip(".").split()
    Abbreviation.objects.bulk_create(
        Abbreviation(inspection=each, short=short, long=long, is_word=is_word) for each in made
    )
    return made


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ('"return home interviews"', "RHI"),
        ("return home interview", "return interview"),
        ("RHI", "return home interview"),
        ("children in care housing", "looked after children"),
        ("care leavers", "care experienced young people"),
        ("LSCB", "safeguarding partnership"),
        ("(PLO OR MASH)", "public law outline"),
        ("neglect (IRO visits)", "independent reviewing officer"),
    ],
)
def test_other_names_come_along(typed: str, name: str) -> None:
    assert name in along(typed)


def test_an_ambiguous_abbreviation_offers_its_readings() -> None:
    assert {"personal adviser", "personal assistant"} <= set(along("PA"))
    assert "PA" not in along("personal assistant")


def test_what_is_switched_off_stays_away() -> None:
    assert "RHI" not in along("return home interview", "rhi")
    assert "return home interview" not in along("RHI", "Return Home Interviews")


@pytest.mark.parametrize("typed", ["-RHI", '"RHI visits"', "RHI*", "RHI NEAR/3 home", "neglect"])
def test_nothing_comes_along_uncalled(typed: str) -> None:
    assert along(typed) == []


def test_exact_queries_are_never_expanded() -> None:
    query = parse("RHI", exact=True)
    assert expanded(query, ()) == (query, [])


def test_abbreviations_of_the_archive_s_own_reports_come_along() -> None:
    explain("ZQX", "zonal quality exchange", reports=2)
    assert along("ZQX") == ["zonal quality exchange"]
    assert along("zonal quality exchanges") == ["ZQX"]


def test_one_report_alone_is_no_witness() -> None:
    explain("ZQX", "zonal quality exchange", reports=1)
    assert along("ZQX") == []


def test_an_abbreviation_that_is_a_word_does_not_find_that_word() -> None:
    explain("FAST", "family assessment team", reports=2, text="They act fast.")
    assert along("FAST") == ["family assessment team"]
    assert along("family assessment team") == []


def test_an_abbreviation_comes_along_for_its_main_reading_only() -> None:
    explain("ZQX", "zonal quality exchange", reports=8)
    explain("ZQX", "zebra queue extension", reports=2)
    assert along("zonal quality exchange") == ["ZQX"]
    assert along("zebra queue extension") == []
    assert set(along("ZQX")) == {"zonal quality exchange", "zebra queue extension"}


def test_words_of_all_meanings_are_looked_up_together(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    explain("ZQX", "zonal quality exchange", reports=2)
    explain("XZQ", "exterior zebra queue", reports=2)
    explain("QXZ", "quiet xylophone zone", reports=2)
    clear_caches()
    lexemes._cached.clear()
    # The names, the words of the meanings, and those of the files and of abbreviations.
    with one_version(), django_assert_num_queries(3):
        names = thesaurus().synonyms
    assert names[stems_of(["QXZ"])] == ["quiet xylophone zone"]


def test_one_more_report_with_a_known_meaning_leaves_the_names_as_they_are() -> None:
    explain("ZQX", "zonal quality exchange", reports=2)
    explain("XZQ", "exterior zebra queue", reports=3)
    before = thesaurus()
    explain("ZQX", "zonal quality exchange", reports=2, number_from=5)
    assert thesaurus() is before
    explain("ZQX", "zebra queue extension", reports=2, number_from=9)
    assert thesaurus() is not before


def test_what_the_vocabulary_says_of_an_abbreviation_holds() -> None:
    before = along("MASH")
    explain("MASH", "mobile aid for schools", reports=9)
    assert along("MASH") == before
    assert along("mobile aid for schools") == []


def test_an_abbreviation_that_reports_explain_joins_the_other_names_of_its_term() -> None:
    explain("ZMH", "multi-agency safeguarding hub", reports=2)
    names = {"ZMH", "MASH", "multi-agency safeguarding hub"}
    for name in names:
        assert {name, *along(name)} - {"multiagency"} == names


def test_meanings_are_read_anew_when_the_archive_changes() -> None:
    explain("ZQX", "zonal quality exchange", reports=1)
    assert along("ZQX") == []
    explain("ZQX", "zonal quality exchange", reports=2, number_from=5)
    assert along("ZQX") == ["zonal quality exchange"]


def test_main_meaning_is_the_share_of_its_reports() -> None:
    main = AbbreviationMeaning("ZQX", "zonal quality exchange", 8, False)
    plural = AbbreviationMeaning("ZQX", "zonal quality exchanges", 3, False)
    other = AbbreviationMeaning("ZQX", "zebra queue extension", 2, False)
    groups = groups_of_meanings([main, plural, other])
    assert [group.searched for group in groups] == [
        ("ZQX", "zonal quality exchange"),
        ("ZQX", "zonal quality exchanges"),
        ("zebra queue extension",),
    ]
    assert {group.understood[0] for group in groups} == {"ZQX"}
    rarer = groups_of_meanings([main._replace(reports=7), other])
    assert rarer[0].searched == ("zonal quality exchange",)
    word = groups_of_meanings([main._replace(is_word=True)])
    assert word[0].searched == ("zonal quality exchange",)


def test_synonyms_are_listed_once_by_stems_in_the_order_of_the_groups() -> None:
    first = SynonymGroup(("care leaver", "young adult"), ("care leavers", "young adults"))
    second = SynonymGroup(("care leavers",), ("Care Leaver", "young adult", "leaver"))
    synonyms = synonyms_by_stems([first, second])
    assert synonyms[stems_of(["care", "leaver"])] == ["young adults", "leaver"]
    assert synonyms[stems_of(["young", "adults"])] == ["care leavers"]


def test_a_name_becomes_alternatives_and_its_synonyms_are_listed() -> None:
    query, synonyms = expanded(parse("RHI"), (), names_of_the_field())
    assert query.root == AnyOf((RHI, RETURN_INTERVIEW))
    assert query.typed == "RHI"
    assert synonyms == [Synonym("return interview", "RHI")]


def test_words_side_by_side_are_a_name_and_the_rest_stays() -> None:
    query, synonyms = expanded(parse("late return interview visits"), (), names_of_the_field())
    late, visits = Words(("late",)), Words(("visits",))
    both = AllOf((Words(("return",)), Words(("interview",))))
    assert query.root == AllOf((late, AnyOf((both, RHI)), visits))
    assert synonyms == [Synonym("RHI", "return interview")]


def test_a_query_that_is_one_name_of_several_words() -> None:
    query, _ = expanded(parse("return interview"), (), names_of_the_field())
    assert query.root == AnyOf((AllOf((Words(("return",)), Words(("interview",)))), RHI))


def test_the_longest_name_counts() -> None:
    names = of_names(("a", "short"), ("a b", "long"))
    _, synonyms = expanded(parse("a b"), (), names)
    assert [each.name for each in synonyms] == ["long"]


def test_a_synonym_that_is_switched_off_is_listed_and_not_searched() -> None:
    query, synonyms = expanded(parse("PA"), ["AIDE", "aide", "other"], names_of_the_field())
    assert query.root == AnyOf((Words(("PA",)), Words(("adviser",))))
    assert [(each.name, each.is_on) for each in synonyms] == [("aide", False), ("adviser", True)]
    assert synonyms[0].switched_off_as == ("AIDE", "aide")


def test_a_name_that_occurs_twice_lists_its_synonyms_once() -> None:
    _, synonyms = expanded(parse("RHI OR (RHI visits)"), (), names_of_the_field())
    assert synonyms == [Synonym("return interview", "RHI")]


@pytest.mark.parametrize("typed", ["-RHI", "RHI*", "RHI NEAR/3 late", "visits", ""])
def test_what_names_nothing_stays_as_it_is(typed: str) -> None:
    query = parse(typed)
    assert expanded(query, (), names_of_the_field()) == (query, [])


def test_only_what_is_not_excluded_gets_synonyms() -> None:
    query, synonyms = expanded(parse("RHI -PA"), (), names_of_the_field())
    assert query.root == AllOf((AnyOf((RHI, RETURN_INTERVIEW)), Excluded(Words(("PA",)))))
    assert len(synonyms) == 1


def test_an_exact_query_gets_no_alternatives() -> None:
    query = parse("RHI", exact=True)
    assert expanded(query, (), names_of_the_field()) == (query, [])


def test_switching_a_synonym_off_and_on_again() -> None:
    parameters = QueryDict("q=RHI&without=aide&page=3")
    off = Synonym("return interview", "RHI").switched(parameters)
    assert off.urlencode() == "q=RHI&without=aide&without=return+interview"
    switched_off = Synonym("return interview", "RHI", ("Return Interview",))
    parameters = QueryDict("q=RHI&without=aide&without=Return+Interview&page=3")
    assert switched_off.switched(parameters).urlencode() == "q=RHI&without=aide"
    assert parameters.getlist("page") == ["3"]


def test_names_with_a_question_mark_are_understood_and_not_searched() -> None:
    of_pa = [group for group in groups_of_file() if "PA" in group.understood]
    assert len(of_pa) > 1
    assistants = [group for group in of_pa if "personal assistant" in group.searched]
    assert len(assistants) == 1
    assert "PA" not in assistants[0].searched
    assert not any("?" in name for group in groups_of_file() for name in group.understood)


@pytest.mark.parametrize(
    ("short", "name"),
    [("LA", "local authority"), ("SW", "social worker"), ("CYP", "children and young people")],
)
def test_an_abbreviation_of_everybody_is_understood(short: str, name: str) -> None:
    """It is not searched along: so common a name would lose the order by nearness for it."""
    assert along(short) == [name]
    assert along(name) == []


def test_an_abbreviation_that_is_a_word_is_searched_as_written() -> None:
    as_written = Words(("SEND",), as_written=True)
    for typed in ("SEND", '"special educational needs and disabilities"'):
        root = expanded(parse(typed), ())[0].root
        assert isinstance(root, AnyOf)
        assert as_written in root.parts
        assert Words(("SEND",)) not in root.parts


def test_every_group_of_the_file_names_one_thing_in_several_ways() -> None:
    assert len(groups_of_file()) > 20
    for group in groups_of_file():
        assert len(group.understood) > 1
        assert group.searched
        assert set(group.searched) <= set(group.understood)
        assert len({name.casefold() for name in group.understood}) == len(group.understood)


def test_no_relation_leads_on_to_another() -> None:
    """What is searched along with a name are the names of its own terms, and nothing of theirs."""
    allowed: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for group in groups_of_file():
        searched = {stems_of(words_of(name)) for name in group.searched}
        for name in group.understood:
            allowed.setdefault(stems_of(words_of(name)), set()).update(searched)
    for stems, synonyms in synonyms_by_stems(groups_of_file()).items():
        assert {stems_of(words_of(name)) for name in synonyms} <= allowed[stems] - {stems}


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("early help", "family help"),
        ("family help", "early help"),
        ("caseload", "workload"),
        ("teeth", "dental"),
        ("family group conference", "family group decision-making"),
    ],
)
def test_names_that_are_not_the_same_are_not_searched_along(typed: str, other: str) -> None:
    assert other not in along(typed)


@pytest.mark.parametrize(
    "names",
    [
        ("RHI", "RHIs", "return home interview"),
        ("SGO", "SGOs", "special guardianship order"),
        ("SDQ", "SDQs", "strengths and difficulties questionnaire"),
        ("CLA", "CiC", "LAC", "looked after children", "children in care"),
        ("LSCP", "LSCB", "safeguarding partnership"),
        ("YOT", "youth offending team"),
        ("VSH", "virtual school headteacher"),
        ("CPP", "child protection plan"),
        ("MACPT", "multi-agency child protection team"),
        ("FGDM", "family group decision making"),
        ("DV", "DA", "domestic abuse"),
        ("CP", "child protection"),
        ("QA", "quality assurance"),
        ("MACE", "multi-agency child exploitation"),
        ("RCPC", "RCPCs", "review child protection conference"),
        ("CME", "children missing education", "children missing from education"),
        ("SEND", "special educational needs and disabilities"),
        ("IHA", "IHAs", "initial health assessment"),
        ("CPC", "child protection conference"),
        ("EPO", "emergency protection order"),
    ],
)
def test_abbreviations_and_names_find_the_same(names: tuple[str, ...]) -> None:
    searched = [{stems_of(words_of(each)) for each in (name, *along(name))} for name in names]
    assert all(each == searched[0] for each in searched)


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("wellbeing", "well-being"),
        ("well-being", "wellbeing"),
        ("multiagency", "multi-agency"),
        ("organization", "organisation"),
        ("advisor", "adviser"),
        ("practise", "practice"),
        ("s.47", "s47"),
        ("section 47", "child protection enquiries"),
        ("s47", "child protection enquiries"),
    ],
)
def test_spellings_come_along(typed: str, other: str) -> None:
    assert other in along(typed)


def test_a_part_of_a_phrase_has_other_spellings_that_can_be_switched_off() -> None:
    typed = parse('"voluntary organization"')
    query, synonyms = expanded(typed, ())
    both = Words(("voluntary", "organization")), Words(("voluntary", "organisation"))
    assert query.root == AnyOf(both)
    assert synonyms == [Synonym("organisation", "organization")]
    assert expanded(typed, ["organisation"])[0].root == both[0]


def test_words_that_another_spelling_of_occurs_come_along_by_rule() -> None:
    make_report(make_authority(), "Fantasize, armored, filling.", "Filing, fantasise.")
    make_report(make_authority("other"), "It is armoured now.")
    assert along("fantasize") == ["fantasise"]
    assert along("fantasise") == ["fantasize"]
    assert along("armored") == ["armoured"]
    assert along("filling") == []
    assert along("vigor") == []


def test_words_in_ize_find_what_reports_write_whether_or_not_any_has_them_so() -> None:
    assert along("materialize") == ["materialise"]
    assert along('"Organizational paralyzing"') == ["Organisational", "paralysing"]
    assert along("emphasizes") == ["emphasises"]
    assert along("size resized downsizing prize seize fuzz") == []
    assert along("materialise") == []
    standardised = Words(("standardised",))
    assert expanded(parse("standardized"), ())[0].root == standardised
    assert expanded(parse("standardized"), ["standardised"])[0].root == Words(("standardized",))


def test_a_word_is_searched_in_both_numbers_where_its_plural_has_another_stem() -> None:
    life, lives = Words(("life",)), Words(("lives",), as_written=True)
    assert expanded(parse("life"), ())[0].root == AnyOf((life, lives), of_one_thing=True)
    assert expanded(parse("lives"), ())[0].root == AnyOf((lives, life), of_one_thing=True)
    assert expanded(parse("lives"), ["life"])[0].root == Words(("lives",))
    assert along("analyses missing") == ["analysis"]
    assert along('"life and limb" -lives life* live') == []


def test_both_numbers_find_the_same_and_no_other_form_of_the_verb() -> None:
    make_report(make_authority(), "His life.", "Their lives.", "To live.", "Living.")
    assert search("q=life").counts[0] == search("q=lives").counts[0] == 2
    assert texts_at(search("q=life").places()) == ["His life.", "Their lives."]
    assert texts_at(search("q=lives").places()) == ["Their lives.", "His life."]


def test_plurals_of_the_file_have_another_stem_than_their_singular() -> None:
    for singular, plural in set(plurals().values()):
        assert stems_of([singular]) != stems_of([plural]), singular


def test_a_name_is_understood_with_a_part_in_another_spelling() -> None:
    assert "MASH" in along('"multiagency safeguarding hub"')
    assert "multiagency safeguarding hub" not in along("MASH")


def test_every_spelling_of_the_file_leads_to_the_others() -> None:
    for group in spelling_groups():
        for spelling in group.searched:
            others = {stems_of(words_of(other)) for other in group.searched}
            others.discard(stems_of(words_of(spelling)))
            assert others <= {stems_of(words_of(name)) for name in along(spelling)}, spelling
