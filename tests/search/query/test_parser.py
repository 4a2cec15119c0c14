"""What a reader types is understood, explained, and never an error."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from reports.models import indexed_text
from search.query.parser import MOST_DEEP, MOST_TERMS, parse
from search.query.query import AllOf, AnyOf, Excluded, Near, Words
from search.query.tokens import LONGEST


def words(*each: str) -> Words:
    return Words(each)


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ("neglect", words("neglect")),
        ("neglect assessments", AllOf((words("neglect"), words("assessments")))),
        ('"return home interviews"', words("return", "home", "interviews")),
        ("“return home interviews”", words("return", "home", "interviews")),
        ("children -adoption", AllOf((words("children"), Excluded(words("adoption"))))),
        ('-"care leavers"', Excluded(words("care", "leavers"))),
        ("neglect OR abuse", AnyOf((words("neglect"), words("abuse")))),
        ("a b OR c", AnyOf((AllOf((words("a"), words("b"))), words("c")))),
        ("a (b OR c)", AllOf((words("a"), AnyOf((words("b"), words("c")))))),
        ("-(b OR c)", Excluded(AnyOf((words("b"), words("c"))))),
        ("s47 delay", AllOf((words("section", "47"), words("delay")))),
        ("s.47", words("section", "47")),
        ("-§ 17A", Excluded(words("section", "17A"))),
        ('"section 47 enquiries"', words("section", "47", "enquiries")),
        ("children's 47", AllOf((words("children", "s"), words("47")))),
        ("life-story", words("life", "story")),
        ("children’s", words("children", "s")),
        ("abuse/violence", AllOf((words("abuse"), words("violence")))),
        ('"abuse/violence"', words("abuse", "violence")),
        ("neglect,abuse", AllOf((words("neglect"), words("abuse")))),
        ("24/7 cover", AllOf((words("24", "7"), words("cover")))),
        ("1,000", words("1", "000")),
        ("-drugs/alcohol", Excluded(AnyOf((words("drugs"), words("alcohol"))))),
        ("adoption NOT fostering", AllOf((words("adoption"), Excluded(words("fostering"))))),
        ("adoption AND NOT fostering", AllOf((words("adoption"), Excluded(words("fostering"))))),
        ("adoption !fostering", AllOf((words("adoption"), Excluded(words("fostering"))))),
        ("wow!", words("wow")),
        ("a|b || c", AnyOf((words("a"), words("b"), words("c")))),
        ('"adop* support"', Words(("adop", "support"), beginnings=(0,))),
        ("‘children in need’", words("children", "in", "need")),
        ("'children’s homes'", words("children", "s", "homes")),
        ("„children in need“", words("children", "in", "need")),
        ("«children in need»", words("children", "in", "need")),
        ("carers’ views", AllOf((words("carers"), words("views")))),
        ("adop\u00adtion", words("adoption")),
        ('"childrens homes"', words("children", "s", "homes")),
        ("RHI OR SGO", AnyOf((words("RHI"), words("SGO")))),
        ("neglect AND abuse", AllOf((words("neglect"), words("abuse")))),
        ("a - b", AllOf((words("a"), words("b")))),
        ("--a", Excluded(words("a"))),
        ("homeless*", Words(("homeless",), beginning=True)),
        ('"return home int*"', Words(("return", "home", "int"), beginning=True)),
        ("risk NEAR/10 exploitation", Near(words("risk"), words("exploitation"), 10)),
        ('a "b c" NEAR/2 d', AllOf((words("a"), Near(words("b", "c"), words("d"), 2)))),
        ("-(a NEAR/3 b)", Excluded(Near(words("a"), words("b"), 3))),
        ("or not", AllOf((words("or"), words("not")))),
        ("", None),
    ],
)
def test_query_is_understood(typed: str, root: object) -> None:
    assert parse(typed).root == root
    assert parse(typed).notes == ()


@pytest.mark.parametrize(
    ("typed", "understood", "note"),
    [
        ('"" () - …', "", "There was no word to search for."),
        ('neglect "abuse', "neglect and abuse", "An unbalanced quotation mark was ignored."),
        ("(neglect", "neglect", "An opening bracket without a closing one was ignored."),
        (
            "neglect) abuse",
            "neglect and abuse",
            "A closing bracket without an opening one was ignored.",
        ),
        ("OR neglect", "neglect", "An OR with nothing on one side of it was ignored."),
        ("ho*", "ho", "A star needs 3 letters before it, so “ho” was searched as a word."),
        ("NEAR/3 a", "a", "NEAR needs a word or phrase on each side, so it was ignored."),
        ("a NEAR/3", "a", "NEAR needs a word or phrase on each side, so it was ignored."),
        (
            "a NEAR/3 (b c)",
            "a and b and c",
            "NEAR needs a word or phrase on each side, so it was ignored.",
        ),
        ("a NEAR/99 b", "a within 20 words of b", "NEAR takes 1 to 20 words, so 20 was used."),
        (
            "a NEAR/1 b c NEAR/1 d e NEAR/1 f g NEAR/1 h",
            "a within 1 word of b and c within 1 word of d and e within 1 word of f and g and h",
            "Only the first 3 uses of NEAR were applied.",
        ),
        (
            "abc* bcd* cde* def* efg* fgh*",
            "abc* and bcd* and cde* and def* and efg* and fgh",
            "Only the first 5 stars were applied; “fgh” was searched as a word.",
        ),
        (
            "(" * MOST_DEEP + "a ((b) OR c)" + ")" * MOST_DEEP,
            "(a and b) or c",
            f"Brackets more than {MOST_DEEP} deep were ignored.",
        ),
        ("neglect AND", "neglect", "AND with nothing on one side of it was ignored."),
        (
            "(AND neglect) risk",
            "neglect and risk",
            "AND with nothing on one side of it was ignored.",
        ),
        (
            "neglect (housing or debt)",
            "neglect and (housing or debt)",
            "“or” in brackets was read as OR.",
        ),
        (
            "risk near missing",
            "risk and near and missing",
            "“near” was searched as a word: NEAR in capitals finds words near each other.",
        ),
        ("a" * 600, "a" * LONGEST, f"Only the first {LONGEST} characters were read."),
        (
            "a " * 50,
            " and ".join("a" * MOST_TERMS),
            f"Only the first {MOST_TERMS} words and phrases were searched.",
        ),
    ],
)
def test_query_says_what_was_not_understood(typed: str, understood: str, note: str) -> None:
    query = parse(typed)
    assert query.understood == understood
    assert query.notes == (note,)


@pytest.mark.parametrize("level", ["(", "-(", "a (", "a OR (b ", '"a" OR -('])
def test_brackets_as_deep_as_a_query_is_long(level: str) -> None:
    assert any("deep were ignored" in note for note in parse(level * LONGEST).notes)


@pytest.mark.parametrize(
    "operator", ["NEAR/5", "near/5", "w/5", "W/5", "/5", "n/5", "NEAR(5)", "NEAR5", "within/5"]
)
def test_nearness_has_many_spellings(operator: str) -> None:
    query = parse(f"risk {operator} missing")
    assert query.root == Near(words("risk"), words("missing"), 5)
    assert query.notes == ()


def test_nearness_of_a_phrase_without_number_of_alternatives_and_of_a_chain() -> None:
    a, b, c = words("a"), words("b"), words("c")
    assert parse('"a b"~5').root == Near(a, b, 5)
    assert parse('"a b c"~5').root == AllOf((Near(a, b, 5), Near(b, c, 5)))
    assert parse("(a OR b) NEAR/5 c").root == AnyOf((Near(a, c, 5), Near(b, c, 5)))
    assert parse("a NEAR/5 b NEAR/5 c").root == AllOf((Near(a, b, 5), Near(b, c, 5)))
    without_number = parse("a NEAR b")
    assert without_number.root == Near(a, b, 10)
    assert "NEAR/10" in without_number.notes[0]
    assert parse("a near b").root == AllOf((a, words("near"), b))


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("what did inspectors say about neglect?", "neglect"),
        ("what did inspectors say about children in need?", "children and in and need"),
        ("how well are care leavers supported?", "care and leavers and supported"),
        ('Tell me about "return home interviews"', "“return home interviews”"),
        (
            "what is said about children who are looked after?",
            "children and who and are and looked and after",
        ),
        ("are there examples of neglect", "neglect"),
    ],
)
def test_words_that_only_ask_are_left_out_and_said(typed: str, left: str) -> None:
    query = parse(typed)
    assert query.understood == left
    assert query.notes[0].startswith("Question words were left out: ")
    assert len(parse(typed, exact=True).notes) == 0


@pytest.mark.parametrize(
    "typed",
    [
        "what is it?",
        "who",
        "evidence of neglect",
        "neglect?",
        "near home",
        "(or neglect)",
        "drift or delay",
    ],
)
def test_words_that_may_mean_something_stay(typed: str) -> None:
    assert parse(typed).notes == ()
    assert parse(typed).root == parse(typed, exact=True).root


def test_a_heading_in_capitals_has_words_and_no_operators() -> None:
    query = parse("CHILDREN WHO NEED HELP AND PROTECTION OR CARE NEAR HOME")
    assert query.understood.endswith(
        "HELP and AND and PROTECTION and OR and CARE and NEAR and HOME"
    )
    assert query.notes == (
        "Everything is in capitals, so AND was read as a word.",
        "Everything is in capitals, so OR was read as a word.",
    )


@pytest.mark.parametrize("sign", "£%€+")
def test_signs_that_may_mean_something_are_said(sign: str) -> None:
    assert parse(f"grant {sign} 500").notes == (
        f"The sign “{sign}” was left out: only letters and digits are searched.",
    )
    assert parse(sign).finds_nothing


def test_a_query_of_signs_or_exclusions_alone_is_known() -> None:
    assert parse("???").finds_nothing
    assert not parse("").finds_nothing
    assert parse("-neglect").only_excludes
    assert not parse("neglect -abuse").only_excludes


def test_understood_keeps_the_grouping() -> None:
    assert parse('(a OR "b c") -d').understood == "(a or “b c”) and not d"
    assert parse("a b OR c").understood == "(a and b) or c"
    assert parse("-(a b)").understood == "not (a and b)"


@given(st.text(alphabet=st.sampled_from('ab"“”()-|* ORANDE5\n’/'), max_size=60))
def test_any_text_is_parsed_and_only_its_words_are_searched(typed: str) -> None:
    for word in re.findall(r"\w+", parse(typed).understood):
        assert word in typed or word in {
            "and",
            "or",
            "not",
            "within",
            "word",
            "words",
            "of",
            "1",
            "20",
        }


def test_a_stray_closing_bracket_allows_no_deeper_ones() -> None:
    note = f"Brackets more than {MOST_DEEP} deep were ignored."
    assert note in parse(")" + "(" * (MOST_DEEP + 1) + "a").notes
    assert note not in parse(")" + "(" * MOST_DEEP + "a").notes


@pytest.mark.django_db
def test_letters_that_are_new_to_the_process_cost_one_statement(
    django_assert_max_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many there are in a phrase: an address must not decide how much is asked."""
    monkeypatch.setattr(indexed_text, "_cached", {})
    with django_assert_max_num_queries(1):
        parse(f'"{" ".join(map(chr, range(0x4E00, 0x4E40)))}"')


@pytest.mark.parametrize("typed", ["neglect^2", "neglect~1", "neglect~", "neglect~0.8"])
def test_weights_and_likeness_of_other_systems_are_left_out_and_said(typed: str) -> None:
    query = parse(f"{typed} housing")
    assert query.root == parse("neglect housing").root
    assert query.notes == (
        f"“{typed.removeprefix('neglect')}” was left out: words are not weighed, nor searched alike.",
    )
