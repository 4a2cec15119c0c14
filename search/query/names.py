"""Names in a reader's words: the authorities, regions, years, grades and kinds of report that they
name, and the words without them.

Names come from the facts of the archive, and from `data/names.csv`: abbreviations, parts of names
and older ones. Whole names win over parts of names, and longer names over the names inside them.
Only words that a paragraph must have are read for names: nothing in quotes or brackets, nothing
excluded, and nothing beside an operator.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from reports.facts import reference
from reports.facts.vocabulary import Grade, Kind, Region
from reports.models.indexed_text import indexed_text
from search.query.misspelling import steps_between
from search.query.years import MAY_HAVE_RANGE, ranges_in

FILE = Path(__file__).parents[1] / "data" / "names.csv"
TOGETHER = "+"
"""What joins the authorities of a county that has no council of its own, in the file."""

NameKind = Literal["authority", "region", "kind", "year", "grade"]
NAME_KINDS: tuple[NameKind, ...] = ("authority", "region", "kind", "year", "grade")
"""The kinds of names, those that narrow a search most reliably first; each is a filter's name."""

PARTS_OF_NAME = re.compile(r" and | with | upon |, ")
"""Where a name is parted: Blackburn with Darwen is also called Blackburn."""
SHORTEST_PART = 4
"""The fewest letters of a part that stands for the whole name."""
ORDINARY_WORDS = frozenset(("reading", "bury", "bath", "barking", "beds", "se"))
"""Names that are also verbs or nouns, or the Latin of “per se”: they name an authority or a region
with a capital, or as a council.
"""
FOLLOWS_A_VERB = frozenset(
    ("a", "ability", "age", "and", "for", "of", "or", "skills", "the", "to", "with")
)
"""Words after which a capital at the beginning of a query says nothing: Reading and writing."""
BODIES = frozenset(
    [
        "authorities",
        "authority",
        "bc",
        "cbc",
        "cc",
        "council",
        "councils",
        "la",
        "las",
        "lbc",
        "mbc",
        "mdc",
    ]
)
"""What ends the title of a local authority, also as an abbreviation: Kent CC, Bury MBC."""
TITLES = frozenset(
    [
        "borough",
        "city",
        "county",
        "district",
        "lb",
        "local",
        "london",
        "metropolitan",
        "rb",
        "royal",
        "unitary",
    ]
)
"""What stands in the title of a local authority before `council`, or before `of`."""
TITLES_WITHOUT_OF = frozenset(("lb", "rb"))
"""Abbreviated titles that stand right before a name: LB Hackney."""
TITLED: Collection[NameKind] = ("authority", "region", "grade")
"""The kinds of names that a title may follow: inadequate local authorities."""
REPORTS = frozenset(("inspection", "inspections", "report", "reports"))
"""What a name is searched in; they mean nothing beside it."""
LEADING = frozenset(("about", "at", "by", "during", "for", "from", "in", "of", "on"))
"""Small words that lead to any name."""
COMPARING = frozenset(("between", "compare", "comparing", "comparison"))
"""Words that lead to names which a reader compares: compare Leeds and Bradford."""
ASSESSED = """
    a an are as be been being found graded is judged ofsted rated that to was were which with
"""
"""Small words that lead to a grade: services that were judged to be good."""
BEFORE: Mapping[NameKind, frozenset[str]] = {
    "authority": LEADING | COMPARING,
    "region": LEADING | COMPARING,
    "kind": LEADING,
    "year": LEADING | {"over", "within"},
    "grade": LEADING.union(ASSESSED.split()),
}
"""Small words that lead to a name and mean nothing without it."""
AFTER: Mapping[NameKind, frozenset[str]] = {
    "authority": REPORTS,
    "region": REPORTS | BODIES | {"region"},
    "kind": REPORTS | {"letter", "letters"},
    "year": REPORTS,
    "grade": REPORTS | BODIES | {"grade", "judgement", "judgements", "section", "sections"},
}
"""Words that may follow a name and mean nothing without it."""
JOINTS: Collection[tuple[str, ...]] = (
    (),
    ("and",),
    ("or",),
    ("v",),
    ("versus",),
    ("vs",),
    ("against",),
    ("compared",),
    ("to",),
    ("with",),
)
"""The words of what only joins or compares others, as in Leeds compared with Hull; signs have none."""
TITLED_BY_YEAR: Collection[tuple[str, ...]] = (("act",), ("together",), ("regulations",))
"""Words before the year of a law: Children Act 2004, Working Together 2018."""
DANGLING = re.compile(
    r"^(?:(?:and|or|of|on|about)\s+)+|(?:\s+(?:and|or|of|in|on|for|from|at|the|to))+$",
    re.IGNORECASE,
)
"""Small words at an end of what is left without names, from which a name was taken."""

TOKEN = re.compile(
    r"""(?P<lead>(?i:https?://|www\.)[^\s"]*/(?=[a-z][^\s/]*/?(?:\#\S*)?(?:\s|$))
          | (?i:authority|council|region|year|grade|rating|kind|type):(?:"[^"]*"|(?=\w)))
      | (?P<closed>[-–−!]?["“„«][^"“”„«»]*["”“»]?)
      | (?P<open>[-–−!]?\() | (?P<close>\))
      | (?P<operator>(?:OR|AND|NOT|\||NEAR(?:/\d+)?|[wW]?/\d+)(?=[\s()]|$))
      | (?P<excluded>[-–−!][^\s()"“”„«»]+)
      | (?P<word>[^\s()"“”„«»]+)""",
    re.VERBOSE,
)
OPERATOR = re.compile(r"(?:^|[\s()])(?:OR|NOT|\||NEAR(?:/\d+)?|[wW]?/\d+)(?=[\s()]|$)")
PLAIN_BRACKETS = re.compile(r"(?<![-–−!])\((?P<inside>[^()\"“”„«»*]*)\)")
"""Brackets round words without quotation marks, none of them excluded as a whole."""
EMPTY_BRACKETS = re.compile(r"\(\s*\)")
"""What is left of brackets round a name."""
APOSTROPHES = re.compile(r"['’ʼ`´]")
SLUG = re.compile(r"(?P<names>[a-z]+(?:-[a-z]+)*)-(?P<year>(?:19|20)\d\d)-\d\d-\d\d\b\S*")
"""The address of a report, or the name of its file: leeds-ilacs-2022-02-28."""


@dataclass(frozen=True, slots=True)
class NameInWords:
    """A name that a reader typed: `values` are the slugs or codes that it may mean, of a county
    or a range of years all of them with a `+` between. `start` and `end` are the characters of what
    is typed that go with it.
    """

    kind: NameKind
    values: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TypedWord:
    """A word as typed at its characters: `words` are its plain small letters, mostly one word.

    `is_plain` says whether a paragraph simply must have it; `is_operator`, whether it joins others.
    What `leads` says that a name follows, or has it in quotes: `council:`, `council:"Leeds"`, the
    start of an address.
    """

    typed: str
    words: tuple[str, ...]
    start: int
    end: int
    is_plain: bool
    is_operator: bool = False
    leads: bool = False


NameKey = tuple[str, ...]
"""The words of a name in small letters, without `and`."""
Name = tuple[NameKind, tuple[str, ...]]
"""What a name means: its kind, and its values as in `NameInWords`."""
Names = Mapping[NameKey, Name]


def authority_slugs(typed: str) -> set[str]:
    """The slugs of all authorities that words may name, also beside an operator."""
    slugs: set[str] = set()
    for name in names_in(typed, alternatives=True):
        if name.kind == "authority":
            for value in name.values:
                slugs.update(value.split(TOGETHER))
    return slugs


def names_in(
    typed: str,
    *,
    years: Collection[str] = (),
    corrected: Mapping[str, str] | None = None,
    alternatives: bool = False,
) -> list[NameInWords]:
    """The names in what a reader typed, in its order, none inside another.

    `years` are those that may be meant. `corrected` gives for words in small letters the words that
    are read instead, with blanks between them. With `alternatives`, names beside an operator are read, too.
    """
    words = typed_words(typed)
    if not alternatives:
        words = _without_operands(words)
    if corrected:
        words = [_corrected(word, corrected) for word in words]
    ranges = _ranges_at(words, typed, years) if MAY_HAVE_RANGE.search(typed) else {}
    named: list[NameInWords] = []
    at = unread = 0  # no name has the words from `unread` on
    while at < len(words):
        name, length = ranges.get(at) or _name_at(words, at, years)
        if not name:
            at += 1
            continue
        kind, values = name
        first, last = _with_its_title(words, at, at + length - 1, kind)
        first = _before(words, first, kind, unread)
        while named and named[-1].end > words[first].start:
            named.pop()  # the London of a London borough is no region
        named.append(NameInWords(kind, values, words[first].start, words[last].end))
        at = unread = last + 1
    return _joined(named, words)


def _ranges_at(
    words: Sequence[TypedWord], typed: str, years: Collection[str]
) -> dict[int, tuple[Name, int]]:
    """The dates and ranges of years by the place of their first word, each with how many it has."""
    ranges: dict[int, tuple[Name, int]] = {}
    for each in ranges_in(typed, years, date.today()):  # noqa: DTZ011  # the day of this machine
        places = [
            place
            for place, word in enumerate(words)
            if word.start < each.end and each.start < word.end
        ]
        if all(words[place].is_plain for place in places):
            ranges[places[0]] = ("year", (TOGETHER.join(each.years),)), len(places)
    return ranges


def _joined(named: Sequence[NameInWords], words: Sequence[TypedWord]) -> list[NameInWords]:
    """The names, each with the `and` or comma before the next of its kind: Leeds and Bradford."""
    joined = list(named)
    for place, (one, other) in enumerate(pairwise(named)):
        between = [word.words for word in words if one.end <= word.start < other.start]
        if one.kind == other.kind and all(each in JOINTS for each in between):
            joined[place] = replace(one, end=other.start)
    return joined


def without_names(typed: str, names: Sequence[NameInWords]) -> str:
    """What a reader typed without some names."""
    pieces: list[str] = []
    last = 0
    for name in sorted(names, key=lambda name: name.start):
        pieces.append(typed[last : name.start])
        last = name.end
    pieces.append(typed[last:])
    together = EMPTY_BRACKETS.sub(" ", " ".join(pieces)) if names else " ".join(pieces)
    rest = " ".join(together.split()).replace("( ", "(").strip(" ,;:?").rstrip("-")
    return DANGLING.sub("", rest) if names else rest


def name_words() -> frozenset[str]:
    """Every word of a name with four letters or more, in small letters."""
    words: set[str] = set()
    for key in _names():
        words.update([word for word in key if len(word) >= SHORTEST_PART])
    return frozenset(words)


@cache
def counties() -> Mapping[frozenset[str], str]:
    """The names of counties that have no council of their own, by the slugs of their authorities."""
    names: dict[frozenset[str], str] = {}
    for row in _rows_of_file():
        slugs = row["values"].split(TOGETHER)
        if len(slugs) > 1 and row["kind"] == "authority":
            names[frozenset(slugs)] = row["names"].split("|")[0]
    return names


def name_key(name: str) -> NameKey:
    """The words by which a name is compared with others."""
    return _key(_plain_words(name))


def typed_words(typed: str) -> list[TypedWord]:
    """What was typed, word by word; phrases, brackets and operators are words that are not plain.

    Brackets with plain words only, such as “neglect (Wigan)”, mean nothing.
    """
    words: list[TypedWord] = []
    depth = 0
    text = _without_plain_brackets(typed) if "(" in typed else typed
    for token in TOKEN.finditer(text):
        kind = token.lastgroup
        depth = max(0, depth + (kind == "open") - (kind == "close"))
        if kind == "word" and not depth and (slug := SLUG.fullmatch(token[0])):
            words += _words_of_slug(slug, token.start())
            continue
        leads = kind == "lead" and not depth
        is_plain = leads or (kind == "word" and not depth and "*" not in token[0])
        text = token[0].partition('"')[2] if leads else token[0]
        plain = _plain_words(text) if is_plain else ()
        is_operator = kind == "operator" and token[0] != "AND"
        start, end = token.span()
        words.append(TypedWord(token[0], plain, start, end, is_plain, is_operator, leads))
    return words


def _without_plain_brackets(typed: str) -> str:
    """The text with blanks for brackets that only enclose plain words, at the same length."""
    if OPERATOR.search(typed):
        return typed
    return PLAIN_BRACKETS.sub(r" \g<inside> ", typed)


def _words_of_slug(slug: re.Match[str], start: int) -> Iterator[TypedWord]:
    """The words of the name of a report, which begins at a character, and its year."""
    for word in re.finditer("([a-z]+)-?", slug[0][: slug.start("year")]):
        first, last = start + word.start(), start + word.end()
        yield TypedWord(word[0], (word[1],), first, last, is_plain=True)
    at = start + slug.start("year")
    yield TypedWord(slug["year"], (slug["year"],), at, start + slug.end(), is_plain=True)


def _without_operands(words: Sequence[TypedWord]) -> list[TypedWord]:
    """The words, of which none beside an operator is plain."""
    beside: set[int] = set()
    for at, word in enumerate(words):
        if word.is_operator:
            beside |= {at - 1, at + 1}
    return [
        replace(word, is_plain=word.is_plain and at not in beside) for at, word in enumerate(words)
    ]


def _plain_words(text: str) -> tuple[str, ...]:
    return tuple(indexed_text(APOSTROPHES.sub("", text)).words.casefold().split())


def _corrected(word: TypedWord, corrected: Mapping[str, str]) -> TypedWord:
    words: list[str] = []
    for each in word.words:
        words += corrected.get(each, each).split()
    return replace(word, words=tuple(words))


def _name_at(
    words: Sequence[TypedWord], at: int, years: Collection[str]
) -> tuple[Name | None, int]:
    """The longest name that begins at a word, and of how many words; None without one."""
    if len(words[at].words) == 1 and words[at].words[0] in years and words[at].is_plain:
        is_of_act = at > 0 and words[at - 1].words in TITLED_BY_YEAR
        return (None, 0) if is_of_act else (("year", words[at].words), 1)
    names = _names()
    for length in range(min(_longest_name(), len(words) - at), 0, -1):
        run = words[at : at + length]
        if not all(word.is_plain for word in run) or _is_joint(run[-1]):
            continue
        key = _key([each for word in run for each in word.words])
        name = names.get(key) or _name_of_possessive(key, run[-1])
        if name and _is_meant(words, at, key):
            return name, length
    return None, 0


def _is_joint(word: TypedWord) -> bool:
    """Whether a word only joins others, so that no name ends with it."""
    return word.words in ((), ("and",))


def _name_of_possessive(key: NameKey, last: TypedWord) -> Name | None:
    """The meaning of a name in the possessive: Sunderland’s, or of a council Sunderlands."""
    if not key or not key[-1].endswith("s"):
        return None
    singular = (*key[:-1], key[-1].removesuffix("s"))
    name = _names().get(singular)
    if APOSTROPHES.sub("'", last.typed).rstrip(",.;:?")[-2:] == "'s":
        return name
    is_word = len(singular[-1]) < SHORTEST_PART or singular[-1] in ORDINARY_WORDS
    return None if is_word or not name or name[0] != "authority" else name


def _is_meant(words: Sequence[TypedWord], at: int, key: NameKey) -> bool:
    """Whether a name that is an ordinary word, too, is meant as a name."""
    if len(key) != 1 or key[0] not in ORDINARY_WORDS:
        return True
    following = words[at + 1].words if at + 1 < len(words) else ()
    if _title_after(words, at) > at:
        return True
    if words[at].leads:
        return True
    if not words[at].typed[0].isupper() or (len(words) > 1 and _in_capitals(words)):
        return False
    return at > 0 or not FOLLOWS_A_VERB.intersection(following)


def _in_capitals(words: Sequence[TypedWord]) -> bool:
    return all(word.typed.upper() == word.typed for word in words)


def _with_its_title(
    words: Sequence[TypedWord], first: int, last: int, kind: NameKind
) -> tuple[int, int]:
    """The first and last word that go with a name: its title, and what may follow it."""
    if kind in TITLED:
        last = _title_after(words, last)
    if kind == "authority":
        first = _title_before(words, first)
    while last + 1 < len(words) and _is_one_of(words[last + 1], AFTER[kind]):
        last += 1
    if first and _is_one_of(words[first - 1], {"the"}):
        first -= 1
    return first, last


def _before(words: Sequence[TypedWord], first: int, kind: NameKind, unread: int) -> int:
    """The first of the words, from `unread` on, that only lead to a name: in reports on Leeds."""
    before = first
    while before > unread:
        word = words[before - 1]
        is_leading = (word.leads and not word.words) or _is_one_of(word, BEFORE[kind])
        may_be_reports = before < first or kind == "year"
        if not is_leading and not (may_be_reports and _is_one_of(word, REPORTS)):
            break
        before -= 1
    return before


def _title_after(words: Sequence[TypedWord], last: int) -> int:
    """The last word of a title after a name, as in Leeds City Council; else the name's own last."""
    at = last + 1
    while at < len(words) and _is_one_of(words[at], TITLES):
        at += 1
    if at < len(words) and _is_one_of(words[at], BODIES):
        return at
    return last


def _title_before(words: Sequence[TypedWord], first: int) -> int:
    """The first word of a title before a name, as in London Borough of Hackney or LB Hackney; else
    its own.
    """
    at = first - 1
    if at >= 0 and _is_one_of(words[at], TITLES_WITHOUT_OF):
        return at
    if at < 1 or not _is_one_of(words[at], {"of"}):
        return first
    while at and _is_one_of(words[at - 1], TITLES | {"council"}):
        at -= 1
    return at if words[at].words != ("of",) else first


def _is_one_of(word: TypedWord, words: Collection[str]) -> bool:
    return word.is_plain and len(word.words) == 1 and word.words[0] in words


def _key(words: Sequence[str]) -> NameKey:
    """The words of a name as they are compared: `and` and `&` may be left out."""
    return tuple([word for word in words if word != "and"])


@cache
def _longest_name() -> int:
    return max(len(key) for key in _names()) + 2  # with `and` twice


@cache
def _names() -> Names:
    """What each name means. A name of the file counts before all others, a part after all."""
    names: dict[NameKey, tuple[NameKind, tuple[str, ...]]] = {}
    for key, kind, value in _parts_of_authorities():
        _, others = names.get(key, (kind, ()))
        names[key] = (kind, tuple(dict.fromkeys([*others, value])))
    whole = [*_whole_names(), *_names_of_file()]
    for key, kind, values in whole:
        names[key] = (kind, values)
    for key, meaning in list(names.items()):
        if len(key) > 1 and meaning[0] in ("authority", "region"):
            names.setdefault(("".join(key),), meaning)  # typed without a blank: towerhamlets
    return names


def _whole_names() -> Iterator[tuple[NameKey, NameKind, tuple[str, ...]]]:
    """The names of the facts: of regions, grades, kinds and authorities."""
    for region in Region:
        yield name_key(region.label), "region", (region.value,)
    for grade in Grade:
        if grade.is_level:
            yield name_key(grade.label), "grade", (grade.value,)
    for kind in Kind:
        yield from _with_plural(name_key(kind.label), "kind", (kind.value,))
    for fact in reference.authorities():
        for name in (*fact.aliases, fact.name):
            key = name_key(name)
            yield key, "authority", (fact.slug,)
            if len(key) > 1 and key[-1] in BODIES:
                yield key[:-1], "authority", (fact.slug,)


def names_of_authorities() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names of `data/names.csv` for an authority, by itself or with others: its slug, and they."""
    for row in _rows_of_file():
        if row["kind"] == "authority":
            for slug in row["values"].replace(TOGETHER, "|").split("|"):
                yield slug, tuple(row["names"].split("|"))


def _names_of_file() -> Iterator[tuple[NameKey, NameKind, tuple[str, ...]]]:
    for row in _rows_of_file():
        kind: NameKind = next(each for each in NAME_KINDS if each == row["kind"])
        values = tuple(row["values"].split("|"))
        for name in row["names"].split("|"):
            yield from _with_plural(name_key(name), kind, values)


@cache
def _rows_of_file() -> tuple[dict[str, str], ...]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def _with_plural(
    key: NameKey, kind: NameKind, values: tuple[str, ...]
) -> Iterator[tuple[NameKey, NameKind, tuple[str, ...]]]:
    """A name, and of kinds of report its plural, too."""
    yield key, kind, values
    if kind == "kind":
        yield (*key[:-1], key[-1] + "s"), kind, values


def _parts_of_authorities() -> Iterator[tuple[NameKey, NameKind, str]]:
    """The parts of the names of authorities, as Brighton is one of Brighton and Hove."""
    for fact in reference.authorities():
        if fact.invented or "(" in fact.name:
            continue
        for part in PARTS_OF_NAME.split(fact.name):
            key = name_key(part)
            if part != fact.name and len("".join(key)) >= SHORTEST_PART:
                yield key, "authority", fact.slug


def nearest_name_word(word: str, words: Collection[str]) -> str | None:
    """The word of a name that a misspelt word in small letters most probably means; None for none.

    One letter may be wrong, or two of a word of eight letters or more; the first letter is right.
    """
    most = 2 if len(word) >= 8 else 1
    if len(word) < SHORTEST_PART:
        return None
    near = [
        (steps_between(word, each), each)
        for each in words
        if each[0] == word[0] and abs(len(each) - len(word)) <= most and each not in ORDINARY_WORDS
    ]
    distance, nearest = min(near, default=(most + 1, ""))
    return nearest if 0 < distance <= most else None
