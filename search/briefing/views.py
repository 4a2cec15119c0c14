"""The page of a briefing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from reports.facts.frameworks import CORE
from reports.models import Authority
from reports.pages.inspection.citations import citation_of
from search.briefing.briefing import MOST_BETTER, briefing_of
from search.index.door import has_themes
from search.passages.follow_up import PAIRS_JUDGED, PAIRS_ON_THE_SAME
from search.results.search import bounded


@require_safe
@bounded
def briefing(request: HttpRequest, slug: str) -> HttpResponse:
    """Raises `Http404` when no authority has the slug."""
    authorities = Authority.objects.prefetch_related("predecessors", "successors")
    authority = get_object_or_404(authorities, slug=slug)
    today = timezone.localdate()
    contents = briefing_of(authority, today)
    absolute = request.build_absolute_uri
    context = {
        "sources": [(each, citation_of(each.paragraph, absolute)) for each in contents.citations],
        "authority": authority,
        "briefing": contents,
        "story": contents.story,
        "neighbourhood": contents.neighbourhood,
        "core": CORE,
        "today": today,
        "address": absolute(request.path),
        "by_theme": has_themes(),
        "most_better": MOST_BETTER,
        "pairs_judged": PAIRS_JUDGED,
        "pairs_on_the_same": PAIRS_ON_THE_SAME,
    }
    return render(request, "search/briefing.html", context)
