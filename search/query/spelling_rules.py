"""Spellings of one word that differ by a rule of English: -ize and -ise, -or and -our, -ll and -l."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpellingRule:
    """Words in which `beginning` is followed by `ending` may also have `replacement` in its place.

    `beginning` matches the end of what stands before. A blank follows each word.
    """

    beginning: re.Pattern[str]
    ending: re.Pattern[str]
    replacement: str


ANY = re.compile("")
TWO_LETTERS, FOUR_LETTERS = re.compile("[a-z]{2}$"), re.compile("[a-z]{4}$")
# A vowel before the last one: to fill is not to file, but a traveller is a traveler.
TWO_VOWELS = re.compile("[aeiou][a-z]*[aeiou]$")
OF_DOUBLED_L = re.compile("ll(ed|ing|er|ers|or|ors|ment|ments|ful|fully)(?= )")

RULES = (
    SpellingRule(ANY, re.compile("iz(e|ed|es|er|ers|ing|ation|ations|ational)(?= )"), r"is\1"),
    SpellingRule(ANY, re.compile("yz(e|ed|es|er|ers|ing)(?= )"), r"ys\1"),
    SpellingRule(TWO_LETTERS, re.compile("or(s|ed|ing|able|ite|hood|)(?= )"), r"our\1"),
    SpellingRule(FOUR_LETTERS, re.compile("or(s|)(?= )"), r"er\1"),
    SpellingRule(ANY, re.compile("dgment"), "dgement"),
    SpellingRule(ANY, re.compile("gramme(s|)(?= )"), r"gram\1"),
    SpellingRule(TWO_VOWELS, OF_DOUBLED_L, r"l\1"),
    # A pattern for each doubled letter: one that refers back to it takes six times as long.
    SpellingRule(TWO_VOWELS, re.compile("ss(ed|ing)(?= )"), r"s\1"),
    SpellingRule(TWO_VOWELS, re.compile("tt(ed|ing)(?= )"), r"t\1"),
    SpellingRule(TWO_VOWELS, re.compile("pp(ed|ing)(?= )"), r"p\1"),
)


def spelling_pairs(written: str) -> list[tuple[str, str]]:
    """The pairs of words that are spellings of one word by a rule, in alphabetical order.

    `written` has the words, in small letters, with blanks between. The rules are tried on all of it
    at once: of ten thousand words a few hundred have one of the endings.
    """
    written += " "
    words = set(written.split())
    pairs = []
    for rule in RULES:
        for match in rule.ending.finditer(written):
            start = written.rfind(" ", 0, match.start()) + 1
            beginning = written[start : match.start()]
            if not rule.beginning.search(beginning):
                continue
            rest = written[match.end() : written.find(" ", match.end())]
            # `sub` reads the replacement once, `match.expand` each time. Endings see a blank next.
            ending = rule.ending.sub(rule.replacement, f"{match[0]} ")[:-1]
            respelt = f"{beginning}{ending}{rest}"
            if respelt in words:
                pairs.append((f"{beginning}{match[0]}{rest}", respelt))
    return sorted(pairs)
