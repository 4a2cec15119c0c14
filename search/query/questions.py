"""Question words: “what did inspectors say about neglect?” is a search for neglect.

They are left out at both ends of a query. In the middle only auxiliary verbs and articles are left
out, so that names such as “children in care” stay whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


INTERROGATIVES = _words("what whats which who whos whom whose where wheres when why how")
"""Words that begin a question."""
REQUESTS = (
    "tell me",
    "tell us",
    "show me",
    "show us",
    "give me",
    "find me",
    "let me know",
    "search for",
    "searching for",
    "look for",
    "looking for",
    "i want",
    "i need",
    "i would like",
    "id like",
    "i am looking",
    "im looking",
    "can you",
    "could you",
    "please",
    "is there",
    "are there",
    "do you have",
    "do inspectors",
    "did inspectors",
    "does ofsted",
    "did ofsted",
    "has ofsted",
    "have inspectors",
    "find reports",
    "find anything",
    "find examples",
    "find evidence",
    "find out",
    "any reports",
    "has anything",
    "has anyone",
    "does anyone",
    "does anything",
    "have any",
    "was anything",
    "any evidence",
    "reports about",
    "reports on",
    "anything about",
    "anything on",
    "everything about",
    "everything on",
    "examples of",
    "information about",
    "information on",
    "evidence about",
    "evidence on",
    "findings about",
    "findings on",
)
"""The beginnings of requests that have no question word."""
AUXILIARIES = _words("""do does did is are was were be been being am has have had having can could should would will
    shall may might must""")
"""Verbs that carry no meaning of their own."""
BETWEEN = AUXILIARIES | _words("a an its the their")
"""Words that carry none in the middle of a question either."""
BEFORE = (
    INTERROGATIVES
    | AUXILIARIES
    | _words("""a about an and any anybody anyone anything asked comment commented concerning describe described
        describes discuss discussed do everything find finding for found from get give
        happen happened happening happens i id im in inspector inspectors into it its kind know let like
        look looking looks many me mention mentioned mentions much need of ofsted often on or our
        please raise raised regarding report reported reports said saw say saying says search
        searching see seen show shown so some something sort talk talked talks tell than that the their them there
        these they thing things think thinks this those thought to towards us want we well whether
        with wrote write written you your""")
)
"""Words that are left out at the beginning of a question."""
OF_SOMETHING = _words("comments evidence examples findings information opinion opinions views")
"""Words that are left out before `about`, `on` or `of`: examples of neglect."""
ABOUT = _words("about concerning of on regarding")
AFTER = (
    AUXILIARIES
    | ABOUT
    | _words("""for found in inspector inspectors it ofsted please report reports said say the them there
        this mention mentioned""")
)
"""Words that are left out at the end of a question."""
RELATIVES = frozenset(("who", "that", "which"))
"""A verb after one of these belongs to a name: children who are looked after."""
LETTERS = re.compile(r"[^a-z]+")


def is_question(words: Sequence[str]) -> bool:
    """Whether words side by side, as typed, ask a question or make a request."""
    letters = [_letters(word) for word in words]
    if not letters:
        return False
    if letters[0] in INTERROGATIVES or words[-1].endswith("?"):
        return True
    start = " ".join(letters[:4]) + " "
    return any(start.startswith(f"{request} ") for request in REQUESTS)


def asking_words(words: Sequence[str]) -> set[int]:
    """The indices of the question words; empty if no other word would be left."""
    letters = [_letters(word) for word in words]
    first = 0
    while first < len(words) and _asks_before(words, letters, first):
        first += 1
    if first == len(words):
        return set()
    last = len(words) - 1
    while last > first and _asks(words[last], letters[last], AFTER):
        last -= 1
    between = [
        place
        for place in range(first, last)
        if letters[place] in BETWEEN and letters[place - 1] not in RELATIVES
    ]
    return {*range(first), *between, *range(last + 1, len(words))}


def _asks_before(words: Sequence[str], letters: Sequence[str], place: int) -> bool:
    if letters[place] in OF_SOMETHING:
        return place + 1 < len(words) and letters[place + 1] in ABOUT
    return _asks(words[place], letters[place], BEFORE)


def _asks(word: str, letters: str, asking: frozenset[str]) -> bool:
    """Whether a word is one of `asking`, or has no letter or digit."""
    return letters in asking if letters else not any(sign.isalnum() for sign in word)


def _letters(word: str) -> str:
    """A word in small letters without other signs: `What's` becomes `whats`."""
    return LETTERS.sub("", word.lower())
