"""What whole requests cost beside the rendering of their own templates, cold, warm and not
modified.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from statistics import median
from time import perf_counter
from typing import Any
from unittest import mock

from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse

from reports.models import Inspection
from search.subjects.subjects import subjects
from tests.benchmarks.ours import Ours, parameters
from tests.benchmarks.queries import QUERIES
from tests.benchmarks.scale import Scale
from tests.benchmarks.tables import Part

GOAL = 12
"""Times its own template that a cold request may cost, at 110,000 paragraphs."""


@dataclass(frozen=True, slots=True)
class Costs:
    """Seconds of one address, medians, and the bytes of its page; `not_modified` is None where it
    never says so.
    """

    template: float
    cold: float
    warm: float
    not_modified: float | None
    size: int


def parts(scale: Scale) -> Iterator[Part]:
    ours = Ours()
    queries = {
        query.label: f"{reverse('search')}?{parameters(query).urlencode()}" for query in QUERIES
    }
    searches = {label: _costs(address, ours, scale.rounds) for label, address in queries.items()}
    by_cost = sorted(searches, key=lambda label: searches[label].cold)
    chosen = {"cheapest": by_cost[0], "median": by_cost[len(by_cost) // 2], "dearest": by_cost[-1]}
    pages = {
        f"search, the {which} query ({label})": searches[label] for which, label in chosen.items()
    }
    pages |= {what: _costs(address, ours, scale.rounds) for what, address in _others().items()}
    yield Part(
        f"Whole requests over {scale.size}",
        "Through all of Django but the network, each rendering its own template with ready context for comparison; "
        f"milliseconds, {scale.rounds} interleaved rounds, medians. Cold: nothing kept from an earlier query. Goal: "
        f"the median query costs cold at most {GOAL} times its template.",
        (
            "",
            "template alone",
            "cold",
            "times its template",
            "warm",
            "times its template",
            "304",
            "kB",
        ),
        [(what, *_cells(costs)) for what, costs in pages.items()],
    )


def _others() -> dict[str, str]:
    """Every other page that readers come to, each of its kind once."""
    inspection = Inspection.objects.with_text().select_related("authority").latest("end_date")
    authority, other = (
        inspection.authority,
        Inspection.objects.with_text().earliest("end_date").authority,
    )
    subject = subjects()[0]
    return {
        "home": reverse("home"),
        "authorities": reverse("authority-list"),
        "an authority": authority.get_absolute_url(),
        "inspections": reverse("inspection-list"),
        "an inspection": inspection.get_absolute_url(),
        "a paragraph": reverse("passage", args=[inspection.slug, "p7"]),
        "improvement points": reverse("points"),
        "two authorities compared": f"{reverse('compare')}?authority={authority.slug}&authority={other.slug}&q=neglect",
        "an authority and its neighbours": f"{reverse('compare')}?authority={authority.slug}&with=neighbours",
        "a trend": f"{reverse('trends')}?q=neglect",
        "grades through the years": reverse("grade-trends"),
        "subjects": reverse("subject-list"),
        f"a subject ({subject.name})": reverse("subject-detail", args=[subject.slug]),
        "timing": reverse("timing"),
        "about": reverse("about"),
    }


def _costs(address: str, ours: Ours, rounds: int) -> Costs:
    client = Client(headers={"host": "localhost"}, raise_request_exception=True)
    with _first_template() as rendered:
        first = client.get(address)
    if first.status_code != HTTPStatus.OK:
        raise RuntimeError(f"{address} answers {first.status_code}.")
    template, arguments = rendered[0]
    headers = {"if-none-match": first["ETag"]} if first.has_header("ETag") else {}
    ways: dict[str, Callable[[], Any]] = {
        "template": lambda: template.render(*arguments),
        "cold": lambda: client.get(address),
        "warm": lambda: client.get(address),
        "not modified": lambda: client.get(address, headers=headers),
    }
    seconds_of: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(rounds):
        ours.forget()
        for way in ("cold", "warm", "not modified", "template"):
            start = perf_counter()
            ways[way]()
            seconds_of[way].append(perf_counter() - start)
    knows = client.get(address, headers=headers).status_code == HTTPStatus.NOT_MODIFIED
    medians = {way: median(seconds) for way, seconds in seconds_of.items()}
    not_modified = medians["not modified"] if knows else None
    return Costs(
        medians["template"], medians["cold"], medians["warm"], not_modified, len(first.content)
    )


@contextmanager
def _first_template() -> Iterator[list[tuple[Template, tuple[Any, ...]]]]:
    """Every template that is rendered for a request, with what it is rendered with: the page's own
    is the first.
    """
    rendered: list[tuple[Template, tuple[Any, ...]]] = []
    original = Template.render

    def render(self: Template, context: Any = None, request: Any = None) -> Any:
        if request is not None:
            rendered.append((self, (context, request)))
        return original(self, context, request)

    with mock.patch.object(Template, "render", render):
        yield rendered


def _cells(costs: Costs) -> tuple[str, ...]:
    return (
        f"{costs.template * 1000:.1f}",
        f"{costs.cold * 1000:.1f}",
        f"{costs.cold / costs.template:.1f}",
        f"{costs.warm * 1000:.1f}",
        f"{costs.warm / costs.template:.1f}",
        "none" if costs.not_modified is None else f"{costs.not_modified * 1000:.1f}",
        f"{costs.size / 1024:.0f}",
    )
