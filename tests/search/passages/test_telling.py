"""How passages are matched by their rare words: every figure counted a second time, from the texts
themselves.
"""

import re
from collections import Counter
from datetime import date
from math import log

import pytest

from reports.facts.vocabulary import IMPROVEMENT_ROLES, Grade, Kind, Role
from reports.models import Authority, Inspection, Paragraph
from reports.overview.cache import clear_caches
from reports.overview.succession import family, next_full
from search.index.door import make_themes
from search.passages.alike import OTHER_POINTS, alike
from search.passages.follow_up import follow_up_matches, points_followed
from search.passages.match import Match
from search.passages.telling import MOST_WORDS, telling_of
from tests.archive import make_authority, make_inspection, make_paragraph, make_report

pytestmark = pytest.mark.django_db

COMMON = (
    "Goats see bakers.",
    "Bakers see goats often.",
    "Plans for goats exist.",
    "Leaders lead bakers.",
)


def point(inspection: Inspection, text: str) -> Paragraph:
    return make_paragraph(inspection, text, role=Role.POINT, area=None, grade=None)


def alike_to(paragraph: Paragraph) -> dict[str, list[str]]:
    """The texts of what is alike, by part."""
    matches = alike(
        paragraph.pk, family(paragraph.authority_id), paragraph.role in IMPROVEMENT_ROLES
    )
    return {part: [text_of(match) for match in each] for part, each in matches.items()}


def said_on(earlier: Paragraph) -> list[str]:
    """The texts of the next inspection that were matched with a point."""
    matches = follow_up_matches(points_followed([earlier], next_full([earlier.inspection])))
    return [text_of(match) for match in matches.get(earlier.pk, [])]


def text_of(match: Match) -> str:
    return Paragraph.objects.get(pk=match.paragraph).text


def background(authority: Authority | None = None) -> None:
    make_report(authority or make_authority("common-vale"), *COMMON, ended=date(2016, 6, 1))


def test_words_weigh_by_their_rarity_in_the_archive() -> None:
    background()
    source = make_report(
        make_authority(), "The falconry of goats, falconry and lodges of bakers."
    ).paragraphs.get()
    make_report(
        make_authority("greyfell"), "Falconry thrives.", "A lodge stands.", "A lodge falls."
    )
    texts = list(Paragraph.objects.values_list("text", flat=True))
    words = [set(re.findall("[a-z]+", text.lower())) for text in texts]
    rows = {
        word: sum(bool({word, f"{word}s"} & each) for each in words)
        for word in ("falconry", "lodge", "baker")
    }
    total = max(sum(common in each for each in words) for common in ("the", "of", "and", "to")) or 1
    total = max(total, *rows.values(), sum("goats" in each for each in words))
    telling = telling_of((source.pk,))[source.pk]
    by_word = {word.written: word for word in telling.words}
    assert set(by_word) == {"falconry", "lodges", "goats", "bakers"}
    for written, word in (("falconry", "falconry"), ("lodges", "lodge"), ("bakers", "baker")):
        twice = 1 + log(2) if word == "falconry" else 1
        expected = log(1 + (total - rows[word] + 0.5) / (rows[word] + 0.5)) * twice
        assert by_word[written].paragraphs == rows[word]
        assert by_word[written].weight == pytest.approx(expected)
    assert [word.paragraphs for word in telling.words] == sorted(
        word.paragraphs for word in telling.words
    )


def test_words_go_from_the_rarest_however_often_the_passage_has_them() -> None:
    background()
    for number in range(3):
        make_report(make_authority(f"greyfell-{number}"), "The lodge.")
    make_report(make_authority("sheepwash"), "Falconry.", *["The sun."] * 20)
    text = "Lodge, lodge, lodge, lodge, lodge and falconry."
    source = make_report(make_authority(), text).paragraphs.get()
    words = telling_of((source.pk,))[source.pk].words
    assert [(word.written, word.paragraphs) for word in words] == [("falconry", 2), ("lodge", 4)]
    assert words[1].weight > words[0].weight


def test_stop_words_numbers_and_words_of_no_other_paragraph_tell_nothing() -> None:
    background()
    text = "The unheard-of goats of 2019 and the bakers."
    make_report(make_authority("greyfell"), "By 2019 all was well.")
    source = make_report(make_authority(), text).paragraphs.get()
    telling = telling_of((source.pk,))[source.pk]
    assert {word.written for word in telling.words} == {"goats", "bakers"}


def test_only_the_most_telling_words_are_asked_for() -> None:
    text = " ".join(f"word{chr(97 + number)}" for number in range(20))
    source = make_report(make_authority(), f"{text}.").paragraphs.get()
    make_report(make_authority("greyfell"), f"{text}.", "wordt.")
    telling = telling_of((source.pk,))[source.pk]
    assert len(telling.words) == MOST_WORDS
    assert "wordt" not in {word.written for word in telling.words}


def test_rare_words_decide_what_is_alike() -> None:
    background()
    texts = (
        "Falconry for goats thrives in every lodge.",
        "Goats see bakers, and bakers see plans for goats.",
        "A lodge teaches falconry.",
    )
    make_report(make_authority("greyfell"), texts[0])
    make_report(make_authority("sheepwash"), texts[1])
    make_report(make_authority("kelderdale"), texts[2])
    source = make_report(
        make_authority(), "Bakers see that goats learn falconry in the lodge."
    ).paragraphs.get()
    assert alike_to(source)["good"][:2] == [texts[0], texts[2]]


def test_words_that_stand_together_in_both_weigh_more() -> None:
    background()
    for number, text in enumerate(("The red lodge is tidy.", "A lodge of stone, painted red.")):
        make_report(make_authority(f"greyfell-{number}"), text)
    source = make_report(make_authority(), "Each red lodge was seen.").paragraphs.get()
    assert alike_to(source)["good"] == ["The red lodge is tidy.", "A lodge of stone, painted red."]


def test_alike_is_never_of_the_same_authority_nor_of_its_family() -> None:
    background()
    old, new, sibling = (
        make_authority("old-shire"),
        make_authority("new-shire"),
        make_authority("sister-shire"),
    )
    old.successors.add(new, sibling)
    text = "Falconry in the lodge."
    for number in range(8):
        make_report(make_authority(f"common-{number}"), *["The sun shines on the vale."] * 4)
    for authority in (old, new, sibling, make_authority("greyfell")):
        make_report(
            authority, f"{text} {authority.name}.", f"{text} Again.", ended=date(2020, 1, 31)
        )
    make_report(new, f"{text} Later.", ended=date(2024, 1, 31))
    for authority, others in ((old, {"Greyfell"}), (new, {"Greyfell", "Sister Shire"})):
        for source in Paragraph.objects.filter(authority=authority):
            matches = alike(source.pk, family(authority.pk), False)
            keys = [match.paragraph for each in matches.values() for match in each]
            names = Paragraph.objects.filter(pk__in=keys).values_list("authority__name", flat=True)
            assert set(names) == others


def test_alike_is_parted_by_grade_and_takes_one_passage_a_report() -> None:
    background()
    graded = {"greyfell": Grade.OUTSTANDING, "sheepwash": Grade.INADEQUATE}
    for slug, grade in graded.items():
        inspection = make_inspection(make_authority(slug), original=slug.encode())
        make_paragraph(inspection, f"Falconry in the lodge of {slug}.", number=1, grade=grade)
        make_paragraph(inspection, f"More falconry, more lodges, in {slug}.", number=2, grade=grade)
    source = make_report(make_authority(), "Falconry in a lodge.").paragraphs.get()
    assert {part: len(texts) for part, texts in alike_to(source).items()} == {
        "outstanding": 1,
        "inadequate": 1,
    }


def test_what_others_were_asked_is_alike_to_a_point_alone() -> None:
    background()
    ours = make_inspection(make_authority(), original=b"ours")
    theirs = make_inspection(make_authority("greyfell"), original=b"theirs")
    earlier = point(ours, "The quality of falconry in the lodge.")
    paragraph = make_paragraph(ours, "Falconry in the lodge.", number=1)
    too = point(theirs, "Falconry, above all in the lodge.")
    assert alike_to(earlier)[OTHER_POINTS] == [too.text]
    assert alike_to(paragraph) == {}


def test_one_shared_word_is_no_match_and_neither_are_many_common_ones() -> None:
    for number in range(8):
        background(make_authority(f"common-{number}"))
    make_report(make_authority("greyfell"), "Falconry is rare.", "Goats see bakers.")
    text = "Goats and bakers see falconry, archery, weaving and pottery in the lodge."
    make_report(make_authority("sheepwash"), "Archery.", "Weaving.", "Pottery.", "Lodges.")
    source = make_report(make_authority(), text).paragraphs.get()
    telling = telling_of((source.pk,))[source.pk]
    whole = sum(word.weight for word in telling.words)
    common = sum(
        word.weight for word in telling.words if word.written in {"goats", "bakers", "see"}
    )
    assert common / whole < 0.15
    assert alike_to(source) == {}


def test_follow_up_is_of_the_next_full_inspection_and_never_of_the_same() -> None:
    background()
    authority = make_authority()
    first = make_report(authority, "Falconry in the lodge is poor.", ended=date(2018, 3, 9))
    earlier = point(first, "The quality of falconry in the lodge.")
    visit = make_inspection(
        authority, kind=Kind.FOCUSED_VISIT, ended=date(2019, 3, 8), original=b"visit"
    )
    make_paragraph(visit, "Falconry in the lodge was seen.", number=1)
    assert said_on(earlier) == []
    make_report(
        authority,
        "Falconry in the lodge is better.",
        "Goats see bakers.",
        ended=date(2020, 3, 6),
    )
    make_report(authority, "Falconry in the lodge is best.", ended=date(2023, 3, 3))
    make_report(
        make_authority("greyfell"), "Falconry in the lodge of others.", ended=date(2020, 3, 6)
    )
    assert said_on(earlier) == ["Falconry in the lodge is better."]


def test_follow_up_puts_first_what_shares_the_rarer_words() -> None:
    background()
    authority = make_authority()
    earlier = point(
        make_report(authority, ended=date(2018, 3, 9)),
        "How bakers and goats see plans, barns and kilns for falconry.",
    )
    texts = (
        "Bakers and goats see plans, barns and kilns.",
        "Falconry is planned.",
        "Nothing of it.",
    )
    make_report(authority, *texts, ended=date(2020, 3, 6))
    make_report(make_authority("greyfell"), *["Bakers and goats see plans, barns and kilns."] * 6)
    counts = Counter(
        word
        for text in Paragraph.objects.values_list("text", flat=True)
        for word in set(text.lower().split())
    )
    assert counts["falconry"] < counts["bakers"]
    assert said_on(earlier) == [texts[1], texts[0]]


def test_follow_up_finds_what_was_asked_again() -> None:
    background()
    authority = make_authority()
    earlier = point(make_report(authority, ended=date(2018, 3, 9)), "Falconry in the lodge.")
    again = point(make_report(authority, ended=date(2020, 3, 6)), "The lodge and its falconry.")
    assert said_on(earlier) == [again.text]


def test_follow_up_of_many_points_is_that_of_each() -> None:
    background()
    authority = make_authority()
    first = make_report(authority, ended=date(2018, 3, 9))
    points = [
        point(first, "Falconry in the lodge."),
        point(first, "Pottery and weaving."),
        point(first, "Archery."),
    ]
    make_report(
        authority, "Weaving and pottery.", "The lodge has falconry.", ended=date(2020, 3, 6)
    )
    together = follow_up_matches(points_followed(points, next_full([first])))
    assert {pk: [text_of(match) for match in each] for pk, each in together.items()} == {
        each.pk: said_on(each) for each in points
    }
    assert [bool(together[each.pk]) for each in points] == [True, True, False]


def test_a_passage_without_telling_words_has_no_match() -> None:
    first = make_report(make_authority(), "Unheard of.", ended=date(2018, 3, 9))
    earlier = point(first, "Never seen before.")
    make_report(first.authority, "Something else.", ended=date(2020, 3, 6))
    assert alike_to(earlier) == {}
    assert said_on(earlier) == []


def with_themes() -> None:
    make_themes()
    clear_caches()


BACKGROUND = (
    "Kilns are fired and clay is thrown.",
    "Boats are rowed across the lake.",
    "Bread is baked in ovens of brick.",
    "Looms weave wool into cloth.",
)


def test_alike_is_what_is_near_in_theme_and_says_why() -> None:
    make_report(make_authority("otherham"), *BACKGROUND)
    make_report(make_authority("greyfell"), "Hawks and falcons soar above the lodge.")
    make_report(make_authority("sheepwash"), "The lodge has a roof of slate.")
    source = make_report(make_authority(), "Falcons soar, and hawks hunt, near the lodge.")
    with_themes()
    paragraph = source.paragraphs.get()
    match = alike(paragraph.pk, family(paragraph.authority_id), False)["good"][0]
    assert text_of(match) == "Hawks and falcons soar above the lodge."
    assert {word.written for word in match.words} == {"falcons", "soar", "hawks", "lodge"}


@pytest.mark.parametrize(
    "word", ["borough", "always", "pandemic", "council", "often", "2019", "six"]
)
def test_general_words_and_numbers_never_make_a_match(word: str) -> None:
    make_report(make_authority("otherham"), *BACKGROUND)
    make_report(make_authority("greyfell"), f"Boats {word} and {word}.")
    source = make_report(make_authority(), f"Falcons {word}, hawks {word}.").paragraphs.get()
    assert telling_of((source.pk,))[source.pk].words == ()
    assert alike_to(source) == {}
    with_themes()
    assert telling_of((source.pk,))[source.pk].words == ()
    assert alike_to(source) == {}


def matches_of(earlier: str, *said: str) -> list[Match]:
    """The matches of a point with the next report, in an archive with themes."""
    authority = make_authority()
    first = point(make_report(authority, ended=date(2018, 3, 9)), earlier)
    make_report(authority, *said, ended=date(2020, 3, 6))
    make_report(make_authority("otherham"), *BACKGROUND, earlier, *said)
    with_themes()
    return follow_up_matches(points_followed([first], next_full([first.inspection])))[first.pk]


def test_a_pair_is_near_and_shares_two_telling_words() -> None:
    matches = matches_of(
        "The training of falcons and hawks.",
        "Falcons and hawks are trained well.",
        "Falcons are on the coat of arms of the town, beside a boat and an oven of brick.",
    )
    assert [text_of(match) for match in matches] == ["Falcons and hawks are trained well."]
    assert matches[0].subjects == ()


def test_a_pair_may_share_a_subject_instead_of_words() -> None:
    matches = matches_of(
        "The quality of RHIs.",
        "Return home interviews: the quality of RHIs.",
        "Boats are rowed across the lake.",
    )
    assert [match.subjects for match in matches] == [("Return home interviews",)]


def test_below_the_floor_nothing_is_a_pair() -> None:
    assert matches_of("Falcons and hawks.", "Boats are rowed across the lake.") == []
