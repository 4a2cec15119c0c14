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
    "do reports",
    "do any reports",
    "does any report",
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
    "reports that",
    "reports which",
    "paragraphs that",
    "paragraphs which",
    "paragraphs about",
    "paragraphs on",
    "passages about",
    "passages on",
    "quotes about",
    "quotes on",
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
OF_SOMETHING = _words(
    """comments evidence examples findings information mentions opinion opinions paragraph
        paragraphs passage passages quotes reports views"""
)
"""Words that are left out before `about`, `on` or `of`: examples of neglect."""
REPORTS = _words("inspection inspections paragraph paragraphs passages report reports")
SAYING = _words(
    "describe find found mention mentioned mentions said say saying says show shown shows talk tell"
)
"""What reports do in a question: what do reports say about neglect?"""
PLACES = (
    ("councils",),
    ("council",),
    ("las",),
    ("authorities",),
    ("authority",),
    ("local", "authorities"),
    ("local", "authority"),
    ("areas",),
    ("places",),
)
"""Names of what all reports are on: they mean nothing in “which councils have high caseloads?”."""
SUBJECTS = (("councils",), ("las",), ("authorities",), ("local", "authorities"))
"""The same as what a question is on: how do councils support foster carers?"""
AFTER_PLACES = AUXILIARIES | _words("get got that who where with")
"""Words after which the places are what is asked for: not in “what local authority plans say”."""
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


def without_question(typed: str) -> str:
    """What was typed without the words that only ask; nothing if it has no other words.

    Text with a phrase in quotes is returned as it is: no word of a phrase only asks.
    """
    words = typed.split()
    if '"' in typed or not is_question(words):
        return typed
    if _asking_at_start(words, [_letters(word) for word in words]) == len(words):
        return ""
    left_out = asking_words(words)
    return " ".join([word for place, word in enumerate(words) if place not in left_out])


def asking_words(words: Sequence[str]) -> set[int]:
    """The indices of the question words; empty if no other word would be left."""
    letters = [_letters(word) for word in words]
    first = _asking_at_start(words, letters)
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


def _asking_at_start(words: Sequence[str], letters: Sequence[str]) -> int:
    """How many words at the beginning only ask."""
    place = 0
    while place < len(words):
        if _asks_before(words, letters, place):
            place += 1
        elif places := _places_asked_for(letters, place):
            place += places
        else:
            break
    return place


def _places_asked_for(letters: Sequence[str], place: int) -> int:
    """How many words from `place` on name the places that are asked for, as in “which councils have”
    or “how do councils”.
    """
    before = letters[place - 1] if place else ""
    if before in AUXILIARIES:
        return next((len(name) for name in SUBJECTS if _has(letters, place, name)), 0)
    if before not in INTERROGATIVES:
        return 0
    for name in PLACES:
        if _has(letters, place, name):
            return len(name) if letters[place + len(name)] in AFTER_PLACES else 0
    return 0


def _has(letters: Sequence[str], place: int, name: tuple[str, ...]) -> bool:
    """Whether a name stands at a place, with a word behind it."""
    end = place + len(name)
    return tuple(letters[place:end]) == name and end < len(letters)


def _asks_before(words: Sequence[str], letters: Sequence[str], place: int) -> bool:
    following = letters[place + 1] if place + 1 < len(words) else ""
    if letters[place] in REPORTS and following in SAYING:
        return True
    if letters[place] in OF_SOMETHING or letters[place] in REPORTS:
        return following in ABOUT or following in ("that", "which")
    return _asks(words[place], letters[place], BEFORE)


def _asks(word: str, letters: str, asking: frozenset[str]) -> bool:
    """Whether a word is one of `asking`, or has no letter or digit."""
    return letters in asking if letters else not any(sign.isalnum() for sign in word)


def _letters(word: str) -> str:
    """A word in small letters without other signs: `What's` becomes `whats`."""
    return LETTERS.sub("", word.lower())
