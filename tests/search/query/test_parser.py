"""What a reader types is understood, explained, and never an error."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.parser import LONGEST, MOST_DEEP, MOST_TERMS, parse
from search.query.query import AllOf, AnyOf, Excluded, Near, Words


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
        ("life-story", words("life", "story")),
        ("children’s", words("children", "s")),
        ("abuse/violence", words("abuse", "violence")),
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
            "a NEAR/3 (b OR c)",
            "a and (b or c)",
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
