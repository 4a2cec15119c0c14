"""The API, `/api/v1/`: lists and passages for other programs, described by an OpenAPI document.

`django-ninja` and Pydantic take longer to import than all pages together, so only `operations.py`
imports them, and it is imported when somebody asks for the API first.
"""
