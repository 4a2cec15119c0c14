"""One comparison, from the parameters of its address to all that its page and its files show."""

from __future__ import annotations

from functools import cached_property

from django.http import QueryDict
from django.utils.text import get_text_list

from reports.facts.frameworks import Framework, Track
from reports.facts.vocabulary import Area, Grade
from reports.models import Authority
from reports.models.indexed_text import words_of_all
from reports.overview.outline import authorities
from search.compare.form import LEAST, Beside, CompareForm
from search.compare.grades import (
    AuthorityGrades,
    Compared,
    JoinedSections,
    TrackRow,
    beside,
    compared_of,
    joined_sections,
    lines_of,
    rows_of,
)
from search.compare.names import NameCounts, names_of_the_subject
from search.compare.presets import Preset, presets
from search.compare.reading import ReportPassages, Topic, in_turn, side_by_side
from search.compare.words import UsedMore, used_more
from search.index.door import expanded, learn
from search.query.parser import parse


class Comparison:
    """A comparison; each part is asked for once, when it is needed. Nothing is compared while the
    address is wrong.
    """

    def __init__(self, parameters: QueryDict) -> None:
        self.parameters = parameters
        self.everyone = authorities()
        self.form = CompareForm(parameters, self.everyone)
        self.is_valid = self.form.is_valid()
        given = self.form.cleaned_data
        self.query = parse(given.get("q") or "", exact=given.get("match") == "exact")
        # Looked up together, once: the words of the query, of its names, and of the authorities
        # that are left out.
        names = [*parameters.getlist("without"), *(authority.name for authority in self.chosen)]
        learn(words_of_all([*names, self.query.typed]))
        query, self.also = expanded(self.query, parameters.getlist("without"))
        self.topic = Topic(query, tuple(given.get("area", ())), self._words)

    @property
    def _words(self) -> QueryDict:
        """The parameters that say the words."""
        words = QueryDict(mutable=True)
        for name in ("q", "match", "without"):
            if any(said := self.parameters.getlist(name)):
                words.setlist(name, said)
        return words

    @cached_property
    def chosen(self) -> list[Authority]:
        """The authorities named one by one."""
        return self.form.chosen

    @property
    def beside(self) -> Beside | None:
        return self.form.beside

    @property
    def is_many(self) -> bool:
        """Whether neighbours or a region stand beside one authority, who are read in turn and not
        in columns.
        """
        return self.beside is not None

    @cached_property
    def others(self) -> list[Authority]:
        """The neighbours or the region of the one that is chosen, whatever their grades."""
        return beside(self.chosen[0], self.everyone, self.beside) if self.beside else []

    @cached_property
    def known(self) -> list[Compared]:
        """Everybody of whom the page must know something, those that a grade leaves out too."""
        enough = self.beside or len(self.chosen) >= LEAST
        return compared_of([*self.chosen, *self.others]) if enough else []

    @cached_property
    def compared(self) -> list[Compared]:
        """Those that are compared, in the order of the address, of closeness or of names; none:
        nothing to compare.
        """
        grades, areas = self.grades, self.topic.areas
        if not grades:
            return self.known
        return [
            *self.known[:1],
            *(each for each in self.known[1:] if each.was_given(areas, grades)),
        ]

    @property
    def grades(self) -> list[str]:
        """The grades to which neighbours or region are narrowed."""
        return self.form.cleaned_data["grade"] if self.is_valid else []

    @property
    def narrowed(self) -> str:
        """To which grades of which judgements, in words: `outstanding or good for children in
        care`.
        """
        grades = get_text_list([Grade(code).label.lower() for code in self.grades], "or")
        areas = get_text_list([Area(code).label.lower() for code in self.topic.areas], "or")
        return f"{grades} for {areas}" if self.grades else ""

    @property
    def title(self) -> str:
        """What is compared, as the page’s heading."""
        if not self.compared:
            return "Compare authorities"
        if self.beside is Beside.NEIGHBOURS:
            return f"Compare {self.chosen[0]} with its statistical neighbours"
        if self.beside is Beside.REGION:
            return (
                f"Compare {self.chosen[0]} with its region, {self.chosen[0].get_region_display()}"
            )
        return f"Compare {get_text_list([str(authority) for authority in self.chosen], 'and')}"

    @cached_property
    def rows(self) -> list[TrackRow]:
        """The judgements as rows, for two to four."""
        return rows_of(self.compared)

    @cached_property
    def table(self) -> tuple[list[Track], list[AuthorityGrades]]:
        """The judgements as columns and the authorities as rows, for many."""
        return lines_of(self.compared)

    @cached_property
    def frameworks(self) -> list[Framework]:
        """The frameworks of the grades that stand, the oldest first."""
        used = {each.framework for each in self.compared}
        return [framework for framework in Framework if framework in used]

    @cached_property
    def presets(self) -> list[Preset]:
        """Where to read what is graded better: counted beside the neighbours themselves, else for
        each authority.
        """
        if self.beside is Beside.NEIGHBOURS:
            return presets(self.known[0], self.known[1:])
        return [] if self.beside else [preset for each in self.compared for preset in presets(each)]

    @cached_property
    def readings(self) -> list[ReportPassages]:
        """What the reports say, in the order of the authorities; none without a topic."""
        if not self.topic or not self.compared:
            return []
        if self.is_many:
            return in_turn(self.topic, self.compared)
        return side_by_side(self.topic, self.compared)

    @cached_property
    def joined_sections(self) -> list[JoinedSections]:
        """Where sections cannot be compared like with like: those that some reports judge together
        with another subject, and others by itself.
        """
        return joined_sections(self.topic.areas, self.compared)

    @cached_property
    def used_more(self) -> list[UsedMore]:
        """Words used more in the passages of one than of the others; for two to four only, and none
        of unlike sections.
        """
        return [] if self.is_many or self.joined_sections else used_more(self.readings)

    @cached_property
    def names(self) -> list[NameCounts]:
        """Where the names of the subject stand; for two to four only."""
        if self.is_many or not self.readings:
            return []
        return names_of_the_subject(self.topic, self.compared)

    @property
    def shown(self) -> int:
        """How many passages stand on the page."""
        return sum(len(reading.hits) for reading in self.readings)

    @property
    def passages(self) -> int:
        """How many passages answer the question."""
        return sum(reading.passages for reading in self.readings)

    @property
    def silent(self) -> list[Compared]:
        """Those whose readable report says nothing that answers the question."""
        return [
            each.compared for each in self.readings if each.compared.readable and not each.passages
        ]

    @property
    def unreadable(self) -> list[Compared]:
        """Those of whom no report can be read."""
        return [each for each in self.compared if each.readable is None]

    @property
    def search(self) -> QueryDict:
        """The parameters of a search for the same in all reports of these authorities."""
        return self.topic.search(*self.compared)
