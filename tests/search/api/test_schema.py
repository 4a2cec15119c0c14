"""Schemathesis reads the document and asks what it allows and what it does not: every answer must be
as the document says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.schemas import OpenApiSchema

from search.api.endpoints import ENDPOINTS
from search.api.operations import made_document
from search.api.schema import openapi_document
from tests.support.tiers import examples

pytestmark = pytest.mark.usefixtures("archive")


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Keep the connection of the test, which the end of a request would close."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


EXAMPLES = examples(15)
"""Requests of each mode to an operation in a run of the tests; a drill sends a thousand."""


POSITIVE = [(name, GenerationMode.POSITIVE) for name in ENDPOINTS]
# What has no parameter cannot be asked with a wrong one.
NEGATIVE = [(name, GenerationMode.NEGATIVE) for name in ENDPOINTS if name != "coverage"]


@cache
def described() -> OpenApiSchema:
    """The document as schemathesis reads it, with the site to ask. It is the same for every test,
    as the archive is.
    """
    schema = schemathesis.openapi.from_dict(json.loads(json.dumps(openapi_document())))
    schema.app = get_wsgi_application()
    return schema


@pytest.mark.parametrize(("name", "mode"), [*POSITIVE, *NEGATIVE])
def test_answers_are_as_the_document_says(name: str, mode: GenerationMode) -> None:
    operation = described().find_operation_by_id(name)
    cases = operation.as_strategy(generation_mode=mode)

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def ask(data: st.DataObject) -> None:
        case: Case[Any] = data.draw(cases)
        case.call_and_validate(headers={"Host": "localhost", "Accept-Encoding": "identity"})

    ask()


def test_a_change_of_the_document_stays_with_the_caller() -> None:
    document = made_document("/api/v1/")
    document["info"].clear()
    assert made_document("/api/v1/")["info"]
