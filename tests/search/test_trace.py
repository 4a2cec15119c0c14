"""A search in plain sight: how much code one request passes through, held to what it takes today.

The limits are the figures that `make shape` prints. They may fall, and then they are lowered here.
Each request passes some dozen functions before any page, which name and log it
(`config/monitoring/`).
"""

from __future__ import annotations

from dataclasses import asdict

import pytest

from tests.shape.trace import REQUESTS, Trace, trace

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("samples")]

LIMITS = {
    # Moves grew where labels and addresses are looked up instead of composed by Django, whose own
    # moves are not counted and which took a seventh of a millisecond for each label. The addresses
    # in the header and footer of every page are among them: four moves, for a third of a millisecond.
    # What a search offers beside its answer is collected by functions of one kind each.
    "search": Trace(files=31, functions=217, moves=289, statements=3),
    # Its paragraphs and its summary are written in Python, in less of the time that templates took.
    "inspection": Trace(files=19, functions=86, moves=145, statements=8),
    # Rows of authorities are written by `reports/web/html.py`, in half the time of Django's own. The
    # statements that read them anew in every version are composed once (`overview/composed.py`).
    "authority": Trace(files=20, functions=139, moves=360, statements=8),
    "authorities": Trace(files=22, functions=105, moves=282, statements=3),
    "home": Trace(files=24, functions=110, moves=255, statements=5),
    "compare": Trace(files=38, functions=244, moves=436, statements=8),
}


@pytest.mark.parametrize("name", LIMITS)
def test_request_stays_in_plain_sight(name: str) -> None:
    taken, limits = asdict(trace(REQUESTS[name])), asdict(LIMITS[name])
    over = {figure: number for figure, number in taken.items() if number > limits[figure]}
    assert not over, f"Passes through more than before: {over}; the limits are {limits}"


def test_every_traced_request_has_its_limit() -> None:
    assert LIMITS.keys() == REQUESTS.keys()


def test_trace_does_not_depend_on_what_came_before() -> None:
    first = trace(REQUESTS["search"])
    trace(REQUESTS["compare"])
    assert trace(REQUESTS["search"]) == first


def test_what_is_cached_is_not_traced_as_cold() -> None:
    """A page that is cached costs one statement and few functions: the trace must not be of that."""
    assert trace(REQUESTS["search"]).statements > 1


def test_refuses_to_trace_a_page_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="answers 404"):
        trace("/authorities/nowhere/")
