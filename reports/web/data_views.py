"""Views whose answers programs read: nothing that their address says is ignored, and every error is
JSON of one shape.

A wrong query must never look like a right one. So a parameter that a view does not know is refused,
with the nearest that it knows; what has no effect on the answer is said in a note.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase

ENDINGS = (".csv", ".xlsx", ".json", ".atom", ".bib", ".ris")
FOLDERS = ("/api/", "/data/")
"""Endings and beginnings of addresses whose answers programs read; `/api/v1/` and `/data/` are pages."""
CAMPAIGN = "utm_"
"""How the parameters begin that advertisers and newsletters add to any address."""
KEPT_HEADERS = ("Allow", "Retry-After")
"""What an error for programs takes over from the page of an error."""
FOR_EXCEL = "bom"
"""The parameter of every table as a CSV file (`reports/web/tables`); a workbook needs none."""
SAID_BY_DJANGO = "matches the given query."
"""How the reason of `get_object_or_404` ends."""
METHODS = ("GET", "HEAD")
ALLOWED = "GET, HEAD, OPTIONS"
ANY_SITE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Allow, Content-Range, ETag, Retry-After, X-Note, X-Row-Count",
}
"""What lets programs on pages of any site read an answer and its headers (Fetch standard, CORS)."""
PREFLIGHT = {
    "Allow": ALLOWED,
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "Accept, If-Modified-Since, If-None-Match, If-Range, Range",
    "Access-Control-Max-Age": "86400",
}
"""What a browser is told that asks before a program of another site may ask conditionally."""
SEVERAL = (forms.SelectMultiple, forms.CheckboxSelectMultiple, forms.MultipleHiddenInput)
"""The widgets of fields that may be given several times."""
NOTHING_MATCHES = "Nothing in the archive matches: the answer is empty."
"""The note on an answer without rows, so that nobody takes it for a failure."""
STRAIGHT = str.maketrans("“”‘’", "\"\"''")
MESSAGES = {
    400: "The address has a mistake in it.",
    403: "This is not open to the public.",
    404: "Nothing has this address.",
    405: "This address can only be read: use GET or HEAD.",
    410: "This was taken out of the archive.",
    413: "The request is too large.",
    429: "Too many requests. Try again in a few seconds.",
    503: "The archive is not available just now. Please try again in a few seconds.",
    507: "The disk of the archive is full.",
}
"""What is said with a status where nothing more is known."""

DataView = Callable[..., HttpResponseBase]
"""It takes a request, and what the address names."""
FormsOf = Callable[[QueryDict], Sequence[forms.BaseForm]]
"""What makes the forms whose fields are the parameters of an address."""


def is_data_address(path: str) -> bool:
    """Whether programs read what is at this path."""
    return path.endswith(ENDINGS) or (path.startswith(FOLDERS) and not path.endswith("/"))


def data_error(
    status: int, message: str = "", errors: Mapping[str, Sequence[str]] | None = None
) -> JsonResponse:
    """An error as programs read it: `{"status", "message", "errors": {parameter: [message, …]}}`."""
    if not message:
        message = MESSAGES.get(status, HTTPStatus(status).phrase + ".")
    body = {"status": status, "message": message, "errors": dict(errors or {})}
    return JsonResponse(
        body, status=status, headers=ANY_SITE, json_dumps_params={"ensure_ascii": False}
    )


def answer_to_method(method: str | None) -> HttpResponseBase:
    """The answer of a data address to another method than GET and HEAD: 204 to OPTIONS, else 405."""
    if method == "OPTIONS":
        return HttpResponse(status=204, headers={**ANY_SITE, **PREFLIGHT})
    response = data_error(405)
    response.headers["Allow"] = ALLOWED
    return response


def nearest(word: str, allowed: Iterable[tuple[str, str]]) -> str:
    """The code that is most like a word, of (code, label) pairs; empty where there are none."""
    sought = word.casefold()

    def likeness(pair: tuple[str, str]) -> float:
        if sought.isdecimal() and pair[0].isdecimal():
            return -abs(int(sought) - int(pair[0]))
        return max(_likeness(sought, written.casefold()) for written in pair)

    code, _ = max(allowed, key=likeness, default=("", ""))
    return code


def _likeness(one: str, other: str) -> float:
    """From 0 for nothing in common to 1 for the same."""
    return SequenceMatcher(None, one, other).ratio()


def data_view(
    forms_of: FormsOf, *, also: Sequence[str] = (), without_effect: Sequence[str] = ()
) -> Callable[[DataView], DataView]:
    """Decorate a view whose answer programs read.

    `forms_of` and `also` are the parameters that the view takes; those of `also` are any words, as
    often as one likes. Those `without_effect` are parameters of the page: they are allowed, and a
    note says that they change nothing. The view must validate the values of its forms itself.
    """

    def decorate(view: DataView) -> DataView:
        @wraps(view)
        def answered(request: HttpRequest, **named: Any) -> HttpResponseBase:
            if request.method not in METHODS:
                return answer_to_method(request.method)
            allowed = (*also, FOR_EXCEL) if "kind" in named else also
            errors = mistaken_parameters(
                request.GET, forms_of(request.GET), allowed, without_effect
            )
            if errors:
                return for_programs(mistaken(errors))
            is_workbook = "kind" in named and named["kind"].ending == "xlsx"
            idle = (*without_effect, FOR_EXCEL) if is_workbook else without_effect
            notes = notes_on(request.GET, idle)
            # Django calls them immutable: views get a copy that nobody changes.
            request.GET = without_campaign(request.GET)  # type: ignore[assignment]
            try:
                response = view(request, **named)
            except Http404 as error:
                response = data_error(404, _reason(error))
            return for_programs(response, notes)

        answered.is_data_view = True  # type: ignore[attr-defined]  # a test asks for it
        # It changes nothing: other methods are answered 405, not 403 for want of a form's token.
        answered.csrf_exempt = True  # type: ignore[attr-defined]  # Django's middleware asks for it
        return answered

    return decorate


def _reason(error: Http404) -> str:
    """What a view says of an address that leads nowhere; empty for Django's words about our classes."""
    said = str(error)
    return "" if said.endswith(SAID_BY_DJANGO) else said


def with_note(response: HttpResponseBase, note: str) -> HttpResponseBase:
    """The same answer with one more note in its header, which has no curly quotation marks."""
    note = note.translate(STRAIGHT)
    response.headers["X-Note"] = " ".join(filter(None, [response.headers.get("X-Note"), note]))
    return response


def no_forms(parameters: QueryDict) -> Sequence[forms.BaseForm]:
    """The forms of an address that takes no parameter."""
    return ()


def mistaken(errors: Mapping[str, Sequence[str]]) -> JsonResponse:
    """Status 400 for parameters with what is wrong with each."""
    return data_error(400, f"The address has a mistake in it: {', '.join(errors)}.", errors)


def mistaken_parameters(
    parameters: QueryDict,
    forms_of_view: Sequence[forms.BaseForm],
    also: Collection[str] = (),
    without_effect: Collection[str] = (),
) -> dict[str, list[str]]:
    """What is wrong with the names of parameters, and with how often each is given."""
    fields: dict[str, forms.Field] = {}
    for form in forms_of_view:
        for name, field in form.fields.items():
            fields |= dict.fromkeys(parameters_of_field(name, field), field)
    allowed = [*fields, *also, *without_effect]
    errors: dict[str, list[str]] = {}
    for name, values in parameters.lists():
        if name.startswith(CAMPAIGN):
            continue
        given = [value for value in values if value]
        if name not in allowed:
            errors[name] = [_unknown_parameter(name, allowed)]
        elif name in fields and len(given) > 1 and not isinstance(fields[name].widget, SEVERAL):
            errors[name] = [f"“{name}” is given {len(given)} times; give it once."]
    return errors


def parameters_of_field(name: str, field: forms.Field) -> tuple[str, ...]:
    """The parameters that a field reads: its own name, or what its widget says."""
    parameters: tuple[str, ...] = getattr(field.widget, "parameters", (name,))
    return parameters


def _unknown_parameter(name: str, allowed: Sequence[str]) -> str:
    like = nearest(name, [(each, each) for each in allowed])
    if not like:
        return f"“{name}” is no parameter of this address, which takes none."
    return f"“{name}” is no parameter of this address. The nearest is “{like}”."


def notes_on(parameters: QueryDict, without_effect: Collection[str]) -> list[str]:
    """What is said of parameters that change nothing."""
    notes = []
    for name in parameters:
        if name.startswith(CAMPAIGN):
            notes.append(
                f"The parameter {quote(name)} was left out: it does not belong to a query."
            )
        elif name in without_effect:
            notes.append(f"The parameter {name} does not change this answer.")
    return notes


def without_campaign(parameters: QueryDict) -> QueryDict:
    """The parameters without those that advertisers and newsletters add."""
    remaining = parameters.copy()
    for name in parameters:
        if name.startswith(CAMPAIGN):
            del remaining[name]
    return remaining


def nearest_hint(form: forms.BaseForm, name: str, error: ValidationError) -> str:
    """A sentence that names the nearest choice, with a blank before it; empty where none is meant."""
    if error.code != "invalid_choice" or not error.params:
        return ""
    choices = getattr(form.fields.get(name), "choices", ())
    allowed = [(str(code), str(label)) for code, label in choices if code != ""]
    like = nearest(str(error.params.get("value", "")), allowed)
    return f" The nearest is “{like}”." if like else ""


def for_programs(response: HttpResponseBase, notes: Sequence[str] = ()) -> HttpResponseBase:
    """The answer, open to programs of any site, with its notes; an error of a page becomes JSON."""
    content_type = response.headers.get("Content-Type", "")
    if response.status_code >= HTTPStatus.BAD_REQUEST and "json" not in content_type:
        page = response
        response = data_error(page.status_code)
        for name in KEPT_HEADERS:
            if name in page.headers:
                response.headers[name] = page.headers[name]
    for name, value in ANY_SITE.items():
        response.headers[name] = value
    notes = [*notes, *filter(None, [response.headers.get("X-Note")])]
    if notes:
        response.headers["X-Note"] = " ".join(notes)
    return response
