"""What came next: the authorities that took over from others, and the full inspection that followed an inspection."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from reports.models import Authority, Inspection


@dataclass(frozen=True, slots=True)
class Succession:
    """Which authorities, by their keys, took over from which."""

    successors: dict[int, list[int]]
    predecessors: dict[int, list[int]]

    def after(self, authority: int) -> set[int]:
        """The authority and all that took over from it, and from those."""
        return _reached(authority, self.successors)

    def family(self, authority: int) -> set[int]:
        """The authority, all that it took over from, and all that took over from it."""
        return self.after(authority) | _reached(authority, self.predecessors)


def succession() -> Succession:
    """Who took over from whom, in one query: a handful of rows."""
    successors: dict[int, list[int]] = defaultdict(list)
    predecessors: dict[int, list[int]] = defaultdict(list)
    rows = Authority.successors.through.objects.values_list("from_authority", "to_authority")
    for old, new in rows.order_by("from_authority", "to_authority"):
        successors[old].append(new)
        predecessors[new].append(old)
    return Succession(dict(successors), dict(predecessors))


def next_full(inspections: Iterable[Inspection], known: Succession) -> dict[int, list[Inspection]]:
    """For each inspection, by its key, the full inspection that came next: of the same authority, one at most.

    Of an authority that was not inspected again: the first of each that took over from it. None stands for none yet.
    """
    inspections = list(inspections)
    wanted = {each for inspection in inspections for each in known.after(inspection.authority_id)}
    full: dict[int, list[Inspection]] = defaultdict(list)
    rows = Inspection.objects.full().filter(authority__in=wanted)
    for each in rows.select_related("authority").order_by("start_date", "pk"):
        full[each.authority_id].append(each)
    return {each.pk: _next(each, each.authority_id, full, known) for each in inspections}


def _next(
    inspection: Inspection, authority: int, full: dict[int, list[Inspection]], known: Succession
) -> list[Inspection]:
    later = next((each for each in full[authority] if each.start_date > inspection.end_date), None)
    if later is not None:
        return [later]
    followers = known.successors.get(authority, [])
    return [each for follower in followers for each in _next(inspection, follower, full, known)]


def _reached(start: int, ways: dict[int, list[int]]) -> set[int]:
    found, ahead = {start}, [start]
    while ahead:
        new = [each for each in ways.get(ahead.pop(), []) if each not in found]
        found.update(new)
        ahead.extend(new)
    return found
