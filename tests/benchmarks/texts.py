"""Paragraphs for an archive of any size: real sentences resampled, or the samples' with planted
words.

Real sentences keep the frequencies of words and, since a paragraph begins as one that an inspector
wrote, the words that go together. Nothing of them is written anywhere but into a database that a
benchmark builds.
"""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from pathlib import Path
from random import Random

from reports.ingest.report import read_report
from tests.benchmarks.corpus import SAMPLES, real_paragraphs

SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
ADDED = 0.5
"""How many of a paragraph's sentences get one of another paragraph behind them: 74 words on average
become 110.
"""

PLANTED = (
    ("Refugees find help with the language.", 0.003),
    ("One refugee waited.", 0.005),
    ("UASC are met by people who speak with them.", 0.005),
    ("Asylum-seeking young people settle well.", 0.005),
    ("Neglect is seen.", 0.03),
    ("Assessments come late.", 0.04),
    ("Exploitation is mapped.", 0.11),
    ("Abuse is understood.", 0.05),
    ("Harm grows where nobody asks.", 0.05),
    ("The risk of going missing rises with each delay.", 0.007),
    ("Return home interviews are offered.", 0.026),
    ("Personal advisers know about housing.", 0.003),
    ("Care leavers are heard.", 0.25),
    ("Children in care are heard.", 0.11),
    ("Children are safe.", 0.5),
    ("Social workers stay.", 0.3),
    ("Fostering grows.", 0.12),
    ("Adoption is quick.", 0.2),
    ("Homelessness is prevented.", 0.015),
    ("A homeless family had a room that night.", 0.01),
    ("Safeguarding comes first.", 0.15),
)
"""Sentences of our own, and the share of paragraphs that they are planted in, much as real reports
have their words.
"""
RARE = "Whistleblowing is dealt with."
EVERY = 27_500
"""A word that hardly any report has is planted once in so many paragraphs, from the first, whatever
the texts are.
"""
ALMOST_ALONE = 0.22
"""The share of paragraphs with a word that hardly any other has. Of the 18,180 lexemes of 34,769 real
paragraphs 7,778 occur in at most three of them: names, and slips of the pen. Paragraphs that are
drawn several times have none such.
"""
SYLLABLES = [f"{first}{second}" for first in "bdfgklmnprstvw" for second in "aeiou"]


@dataclass(frozen=True, slots=True)
class Texts:
    """What paragraphs are made of; `real` says whether inspectors wrote it."""

    real: bool
    paragraphs: list[list[str]]
    sentences: list[str]

    def one(self, place: int, chance: Random) -> str:
        """A new paragraph: one that stands in a report, here and there with a sentence of another."""
        words = [] if place % EVERY else [RARE]
        for sentence in chance.choice(self.paragraphs):
            words.append(sentence)
            if chance.random() < ADDED:
                words.append(chance.choice(self.sentences))
        if not self.real:
            words += [sentence for sentence, share in PLANTED if chance.random() < share]
        if chance.random() < ALMOST_ALONE:
            words.append(f"{''.join(chance.choices(SYLLABLES, k=4)).title()}.")
        return " ".join(words)


def texts() -> Texts:
    """Those of the real reports, else those of the samples."""
    file = real_paragraphs()
    paragraphs = [SENTENCE_END.split(text) for text in (_real(file) if file else _invented())]
    return Texts(
        file is not None,
        paragraphs,
        [sentence for paragraph in paragraphs for sentence in paragraph],
    )


def _real(file: Path) -> list[str]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def _invented() -> list[str]:
    reports = [read_report(path.read_bytes(), path.name) for path in sorted(SAMPLES.glob("*.txt"))]
    return [paragraph.text for report in reports for paragraph in report.paragraphs]
