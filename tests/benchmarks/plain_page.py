"""A plain page of Django before each peer: the same total, facets and marked passages as ours has.

`/?system=FTS5&query=3` answers one of `QUERIES`, rendered by a template and gzipped by Django's
middleware. Served by gunicorn as `tests.benchmarks.plain_page:application`.
"""

from __future__ import annotations

import os
from functools import cache

from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.benchmarks.plain_settings")
application = get_wsgi_application()

# They need Django's models.
from tests.benchmarks.peers import peers  # noqa: E402
from tests.benchmarks.queries import QUERIES  # noqa: E402
from tests.benchmarks.systems import System  # noqa: E402

TEMPLATE = """<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>Search: {{ query.ours }}</title></head>
<body>
<header><a href="/">Reports</a></header>
<form><label for="q">Words</label> <input id="q" name="q" value="{{ query.ours }}">
{% for name, values in facets %}<fieldset><legend>{{ name }}</legend>
{% for value, count in values %}<label><input type="checkbox" name="{{ name }}" value="{{ value }}"> {{ value }} ({{ count }})</label>
{% endfor %}</fieldset>
{% endfor %}<button>Search</button></form>
<main><h1>{{ answer.total }} paragraphs</h1>
{% for hit in answer.hits %}<article><h2><a href="/{{ hit.key }}/">{{ hit.authority }}, {{ hit.ended|date:"F Y" }}</a></h2>
<p>{{ hit.marked|safe }}</p></article>
{% endfor %}<nav><a href="?page=2">Next page</a></nav></main>
</body>
</html>
"""


@cache
def by_name() -> dict[str, System]:
    """The peers by their names, opened once."""
    return {peer.name: peer for peer in peers()}


@cache
def page() -> Engine:
    """What renders the template."""
    return Engine()


def answered(request: HttpRequest) -> HttpResponse:
    """The page of one query by one system."""
    query = QUERIES[int(request.GET["query"])]
    answer = by_name()[request.GET["system"]].answer(query)
    facets = [(name, sorted(values.items())) for name, values in answer.facets.items()]
    context = Context({"query": query, "answer": answer, "facets": facets})
    return HttpResponse(page().from_string(TEMPLATE).render(context))


urlpatterns = [path("", answered)]
