"""Views for programs: they ignore no parameter, and every error is JSON of one shape.

A wrong query must never look like a right one. So an unknown parameter is refused, with the nearest
known one; a note says which parameters have no effect.
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
"""Endings and beginnings of addresses whose answers programs read; `/api/v1/` and `/data/` are
pages.
"""
CAMPAIGN = "utm_"
"""The beginning of parameters that advertisers and newsletters add to addresses."""
COPIED_HEADERS = ("Allow", "Retry-After")
"""Headers that are copied from the page of an error to its JSON."""
FOR_EXCEL = "bom"
"""The parameter of every table as a CSV file (`reports/web/tables`); a workbook needs none."""
DJANGO_REASON = "matches the given query."
"""The end of the message of `get_object_or_404`, which names a class of our code."""
METHODS = ("GET", "HEAD")
ALLOWED = "GET, HEAD, OPTIONS"
ANY_SITE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Allow, Content-Range, ETag, Retry-After, X-Note, X-Row-Count",
}
"""Headers that let programs on pages of any site read an answer (Fetch standard, CORS)."""
PREFLIGHT = {
    "Allow": ALLOWED,
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "Accept, If-Modified-Since, If-None-Match, If-Range, Range",
    "Access-Control-Max-Age": "86400",
}
"""Headers of the answer to a preflight request, which browsers send for programs of other sites."""
SEVERAL = (forms.SelectMultiple, forms.CheckboxSelectMultiple, forms.MultipleHiddenInput)
"""The widgets of fields that take several values."""
NOTHING_MATCHES = "Nothing in the archive matches: the answer is empty."
"""The note on an answer without rows: it shows that this is no failure."""
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
"""The default message for each status."""

DataView = Callable[..., HttpResponseBase]
"""A view: it takes a request and the values in its address."""
FormsOf = Callable[[QueryDict], Sequence[forms.BaseForm]]
"""A function that makes the forms of a view from the parameters of an address."""


def is_data_address(path: str) -> bool:
    """Whether the answer at this path is for programs."""
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
    """The answer to a method other than GET and HEAD: 204 to OPTIONS, else 405."""
    if method == "OPTIONS":
        return HttpResponse(status=204, headers={**ANY_SITE, **PREFLIGHT})
    response = data_error(405)
    response.headers["Allow"] = ALLOWED
    return response


def nearest(word: str, allowed: Iterable[tuple[str, str]]) -> str:
    """The code whose code or label is most like a word, of (code, label) pairs; empty if none."""
    sought = word.casefold()

    def likeness(pair: tuple[str, str]) -> float:
        if sought.isdecimal() and pair[0].isdecimal():
            return -abs(int(sought) - int(pair[0]))
        return max(_likeness(sought, written.casefold()) for written in pair)

    code, _ = max(allowed, key=likeness, default=("", ""))
    return code


def _likeness(one: str, other: str) -> float:
    """The likeness of two texts: 0 for nothing in common to 1 for equal texts."""
    return SequenceMatcher(None, one, other).ratio()


def data_view(
    forms_of: FormsOf, *, also: Sequence[str] = (), without_effect: Sequence[str] = ()
) -> Callable[[DataView], DataView]:
    """Decorate a view whose answers are for programs.

    The view takes the parameters of the forms of `forms_of`, and those of `also`, which take any
    value any number of times. Parameters `without_effect` belong to the HTML page: they are
    allowed, and a note says that they have no effect. The view itself must validate the values.
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
        # The view changes nothing. Without this, other methods were answered 403 instead of 405.
        answered.csrf_exempt = True  # type: ignore[attr-defined]  # Django's middleware asks for it
        return answered

    return decorate


def _reason(error: Http404) -> str:
    """The message of a 404 by our code; empty for Django's own message."""
    message = str(error)
    return "" if message.endswith(DJANGO_REASON) else message


def with_note(response: HttpResponseBase, note: str) -> HttpResponseBase:
    """The response with another note in its header. A header takes no curly quotation marks."""
    note = note.translate(STRAIGHT)
    response.headers["X-Note"] = " ".join(filter(None, [response.headers.get("X-Note"), note]))
    return response


def no_forms(parameters: QueryDict) -> Sequence[forms.BaseForm]:
    """The forms of an address without parameters: none."""
    return ()


def mistaken(errors: Mapping[str, Sequence[str]]) -> JsonResponse:
    """The answer 400 for parameters with mistakes: `errors` has the messages by parameter."""
    return data_error(400, f"The address has a mistake in it: {', '.join(errors)}.", errors)


def mistaken_parameters(
    parameters: QueryDict,
    forms_of_view: Sequence[forms.BaseForm],
    also: Collection[str] = (),
    without_effect: Collection[str] = (),
) -> dict[str, list[str]]:
    """Messages by parameter: for unknown names, and for single values given several times."""
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
    """The parameters that a field reads: those of its widget, or its own name."""
    parameters: tuple[str, ...] = getattr(field.widget, "parameters", (name,))
    return parameters


def _unknown_parameter(name: str, allowed: Sequence[str]) -> str:
    like = nearest(name, [(each, each) for each in allowed])
    if not like:
        return f"“{name}” is no parameter of this address, which takes none."
    return f"“{name}” is no parameter of this address. The nearest is “{like}”."


def notes_on(parameters: QueryDict, without_effect: Collection[str]) -> list[str]:
    """A note for each parameter that has no effect."""
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
    """A sentence with the nearest choice, after a space; empty if the error is another one."""
    if error.code != "invalid_choice" or not error.params:
        return ""
    choices = getattr(form.fields.get(name), "choices", ())
    allowed = [(str(code), str(label)) for code, label in choices if code != ""]
    like = nearest(str(error.params.get("value", "")), allowed)
    return f" The nearest is “{like}”." if like else ""


def for_programs(response: HttpResponseBase, notes: Sequence[str] = ()) -> HttpResponseBase:
    """The response with its notes, readable by programs of any site. The page of an error becomes
    JSON.
    """
    content_type = response.headers.get("Content-Type", "")
    if response.status_code >= HTTPStatus.BAD_REQUEST and "json" not in content_type:
        page = response
        response = data_error(page.status_code)
        for name in COPIED_HEADERS:
            if name in page.headers:
                response.headers[name] = page.headers[name]
    for name, value in ANY_SITE.items():
        response.headers[name] = value
    notes = [*notes, *filter(None, [response.headers.get("X-Note")])]
    if notes:
        response.headers["X-Note"] = " ".join(notes)
    return response
