"""Finds paragraphs that are near each other in theme.

The nearness of two paragraphs is the cosine of their vectors: 1 for equal vectors, about 0 for
paragraphs that have nothing in common. The vector of a paragraph that is newer than the themes is
computed from its words when needed; other paragraphs find it only after themes are made again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from reports.facts.vocabulary import Role
from reports.models.text_search import SECTION_BITS
from reports.overview.cache import cached_by_version
from search.index.narrowing import ArchiveColumns, archive_columns
from search.index.scan import Places, as_array, inspections_of, sections_of
from search.index.sql import statement
from search.index.themes.decomposition import Vectors, of_length_one
from search.index.themes.packing import unpacked_exactly, unpacked_vectors

MOST_LOOKED_AT = 2_000
"""The most paragraphs, those of the nearest groups, whose vectors are read for one: some 0.4 MB. In
an archive of 15,617 paragraphs they contained 99% of the true five nearest (docs/relevance.md).
"""

NUMBERED = Role.NUMBERED.value

GROUPS, NEAR = statement("theme_groups"), statement("theme_near")
VECTORS, OF_WORDS = statement("theme_vectors"), statement("theme_of_words")
OF_STEMS, OF_PLACES = statement("theme_of_stems"), statement("theme_of_places")


class NearParagraph(NamedTuple):
    """A paragraph by its key, and how near it is to another: the cosine of their vectors."""

    paragraph: int
    nearness: float


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of paragraphs by their numbers: centres, and how many paragraphs each has."""

    centres: Vectors
    sizes: NDArray[np.int64]

    def nearest(self, vector: Vectors) -> list[int]:
        """The numbers of the groups nearest to a vector: with at most `MOST_LOOKED_AT` paragraphs
        together, but at least one group.
        """
        order = np.argsort(-(self.centres @ vector), kind="stable")
        within = np.cumsum(self.sizes[order]) <= MOST_LOOKED_AT
        return [int(number) for number in order[: max(1, int(within.sum()))]]


@cached_by_version(2)
def groups() -> Groups:
    """The groups of the archive's themes; none where no themes were made yet."""
    with connection.cursor() as cursor:
        cursor.execute(GROUPS)
        centres, sizes = cursor.fetchone()
    sizes = np.array(sizes or [], dtype=np.int64)
    return Groups(unpacked_exactly(centres, len(sizes)), sizes)


def has_themes() -> bool:
    """Whether themes were made of this archive."""
    return bool(len(groups().sizes))


def near_by_part(
    paragraph: int, *, left_out: Collection[int], roles: Mapping[str, str], most: int
) -> dict[str, list[NearParagraph]]:
    """The paragraphs nearest to one, by part: `most` of each, the nearest first, one a report.

    `left_out` are the keys of authorities. `roles` names the roles to look at, each with the part
    that it belongs to; an empty part means that the grade of the paragraph's section is the part.
    Empty if there are no themes, or the paragraph has no word that they know.
    """
    vector = _vectors([paragraph], []).of_paragraph.get(paragraph) if has_themes() else None
    if vector is None:
        return {}
    parts = _part_of_section(archive_columns(), roles)
    keys, places, vectors = _of_groups(groups().nearest(vector), parts)
    if not len(keys):
        return {}
    nearness = vectors @ vector
    looked_at = _of_others(places, left_out)
    return _best_by_part(keys[looked_at], places[looked_at], nearness[looked_at], parts, most)


def _of_groups(
    numbers: Sequence[int], sections: Iterable[int]
) -> tuple[NDArray[np.int64], NDArray[np.int64], Vectors]:
    """The keys, places and vectors of the paragraphs of some groups that are in some sections."""
    parameters = {
        "groups": list(numbers),
        "section_bits": 2**SECTION_BITS - 1,
        "sections": list(sections),
    }
    with connection.cursor() as cursor:
        cursor.execute(NEAR, parameters)
        where, packed = cursor.fetchone()
    keys, places = np.frombuffer(where, dtype=">i8").astype(np.int64).reshape(-1, 2).T
    return keys, places, unpacked_vectors(packed, len(keys))


def _part_of_section(columns: ArchiveColumns, roles: Mapping[str, str]) -> dict[int, str]:
    """The part of each section, by its key; sections of other roles are left out."""
    parts: dict[int, str] = {}
    for section in columns.outline.sections:
        if section.role in roles:
            parts[section.pk] = roles[section.role] or section.grade
    return parts


def _of_others(places: NDArray[np.int64], left_out: Collection[int]) -> NDArray[np.bool_]:
    """Whether each place is in a report of this version, and not of an authority that is left out."""
    outline = archive_columns().outline
    allowed = [each.pk for each in outline.inspections if each.authority_id not in left_out]
    return np.isin(inspections_of(places), allowed)


def _best_by_part(
    keys: NDArray[np.int64],
    places: NDArray[np.int64],
    nearness: NDArray[np.float32],
    parts: Mapping[int, str],
    most: int,
) -> dict[str, list[NearParagraph]]:
    """For each part `most` paragraphs, the nearest first, one a report; each place is in a part."""
    names = list(dict.fromkeys(parts.values()))
    number_of_section = np.zeros(2**SECTION_BITS, dtype=np.int64)
    for section, part in parts.items():
        number_of_section[section] = names.index(part)
    numbers = number_of_section[sections_of(places)]
    order = np.lexsort((keys, -nearness))
    # The first of each report in each part, before any of them is looked at by itself.
    _, first = np.unique((inspections_of(places) * len(names) + numbers)[order], return_index=True)
    best: dict[str, list[NearParagraph]] = defaultdict(list)
    for at in order[np.sort(first)].tolist():
        of_part = best[names[numbers[at]]]
        if len(of_part) < most:
            of_part.append(NearParagraph(int(keys[at]), float(nearness[at])))
    return dict(best)


def near_each(
    paragraphs: Sequence[int], *, left_out: Collection[int], grades: Collection[str], most: int
) -> dict[int, list[NearParagraph]]:
    """For each of a few paragraphs, by its key, the nearest numbered paragraphs of other reports.

    Only sections with one of the grades count: `most` paragraphs, the nearest first, one a report.
    `left_out` are the keys of authorities. Empty if there are no themes.
    """
    vectors = _vectors(paragraphs, []).of_paragraph if paragraphs and has_themes() else {}
    if not vectors:
        return {}
    numbers: set[int] = set()
    for vector in vectors.values():
        numbers.update(groups().nearest(vector))
    sections = archive_columns().outline.sections
    parts = {each.pk: "" for each in sections if each.grade in grades and each.role == NUMBERED}
    keys, places, of_places = _of_groups(sorted(numbers), parts)
    looked_at = _of_others(places, left_out)
    keys, places, of_places = keys[looked_at], places[looked_at], of_places[looked_at]
    # At once: a product for each paragraph takes far longer.
    nearness = of_places @ np.stack(list(vectors.values())).T
    nearest: dict[int, list[NearParagraph]] = {}
    for number, paragraph in enumerate(vectors):
        best = _best_by_part(keys, places, nearness[:, number], parts, most)
        nearest[paragraph] = best.get("", [])
    return nearest


def near_within(pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], dict[int, float]]:
    """For each pair of paragraph and inspection, how near the inspection's paragraphs are.

    Paragraphs and inspections are given by their keys. Pairs without vectors are left out.
    """
    listed = list(pairs)
    if not listed or not has_themes():
        return {}
    vectors = _vectors([paragraph for paragraph, _ in listed], [each for _, each in listed])
    nearness: dict[tuple[int, int], dict[int, float]] = {}
    for paragraph, inspection in listed:
        vector = vectors.of_paragraph.get(paragraph)
        keys = vectors.of_inspection.get(inspection, [])
        if vector is None or not keys:
            continue
        cosines = np.array([vectors.of_paragraph[key] for key in keys]) @ vector
        nearness[paragraph, inspection] = dict(zip(keys, cosines.tolist(), strict=True))
    return nearness


def nearness_to_stems(weights: Mapping[str, float], places: Places) -> NDArray[np.float64]:
    """How near the paragraph at each place is to some weighted stems: from 0 to 1.

    0 for a paragraph without a theme, and for all paragraphs if the themes know none of the stems.
    """
    nearness = np.zeros(len(places))
    vector = _of_stems(weights) if len(places) and has_themes() else None
    if vector is None:
        return nearness
    with connection.cursor() as cursor:
        cursor.execute(OF_PLACES, {"places": as_array(places)})
        where, packed = cursor.fetchone()
    themed = np.frombuffer(where, dtype=">i8").astype(np.int64)
    if len(themed):
        cosines = unpacked_vectors(packed, len(themed)) @ vector
        order = np.argsort(places)
        nearness[order[np.searchsorted(places[order], themed)]] = np.maximum(cosines, 0)
    return nearness


def _of_stems(weights: Mapping[str, float]) -> Vectors | None:
    """The vector, of length one, of some weighted stems; None if the themes know none of them."""
    with connection.cursor() as cursor:
        cursor.execute(OF_STEMS, {"stems": list(weights)})
        rows = cursor.fetchall()
    if not rows:
        return None
    of_rows = unpacked_exactly(b"".join([packed for _, packed in rows]), len(rows))
    shares = np.array([weights[stem] for stem, _ in rows], dtype=np.float32)
    vector: Vectors = of_length_one((shares @ of_rows)[None, :])[0]
    return vector


@dataclass(frozen=True, slots=True)
class _Themes:
    """Vectors of length one by the keys of paragraphs, and the keys by inspection."""

    of_paragraph: dict[int, Vectors]
    of_inspection: dict[int, list[int]]


def _vectors(paragraphs: Iterable[int], inspections: Iterable[int]) -> _Themes:
    """The vectors of some paragraphs, and of all paragraphs of some inspections.

    Those of new paragraphs are computed from their words. Paragraphs without a word that the themes
    know are left out.
    """
    parameters = {"paragraphs": list(set(paragraphs)), "inspections": list(set(inspections))}
    with connection.cursor() as cursor:
        cursor.execute(VECTORS, parameters)
        rows = cursor.fetchall()
    packed = [(key, vector) for key, _, vector in rows if vector is not None]
    unpacked = unpacked_vectors(b"".join([vector for _, vector in packed]), len(packed))
    vectors = {key: vector for (key, _), vector in zip(packed, unpacked, strict=True)}
    vectors |= _of_words([key for key, _, vector in rows if vector is None])
    by_inspection: dict[int, list[int]] = defaultdict(list)
    for key, inspection, _ in rows:
        if key in vectors:
            by_inspection[inspection].append(key)
    return _Themes(vectors, by_inspection)


def _of_words(paragraphs: list[int]) -> dict[int, Vectors]:
    """The vectors of paragraphs, computed from their stems as `make_themes` does."""
    if not paragraphs:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(OF_WORDS, {"paragraphs": paragraphs})
        rows = cursor.fetchall()
    sums: dict[int, Vectors] = {}
    for key, count, packed in rows:
        vector = unpacked_exactly(packed, 1)[0] * np.float32(1 + np.log(count))
        sums[key] = sums[key] + vector if key in sums else vector
    return {key: of_length_one(vector[None, :])[0] for key, vector in sums.items()}
