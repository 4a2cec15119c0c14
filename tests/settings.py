"""The settings of the tests: the archive's own, on an embedded server that belongs to the tests
alone.

A person's archive is never touched: what ARCHIVE_HOME and DATABASE_URL say is set aside before it
is read.
"""

import os

from config.home import PROJECT

os.environ["ARCHIVE_HOME"] = os.environ.get("TEST_HOME") or str(PROJECT / "var" / "test")
os.environ["SECRET_KEY"] = "tests-only"
for name in (
    "ALLOWED_HOSTS",
    "ARCHIVE_DEPLOYED",
    "CONTACT",
    "CSRF_TRUSTED_ORIGINS",
    "DATABASE_REPLICA_URLS",
    "DATABASE_URL",
    "DEBUG",
    "EDITORS_EMAIL",
    "EMAIL_FROM",
    "EMAIL_HOST",
    "EMAIL_PASSWORD",
    "EMAIL_PORT",
    "EMAIL_USER",
    "FETCHER_CONTACT",
    "HSTS_INCLUDE_SUBDOMAINS",
    "HSTS_PRELOAD",
    "HSTS_SECONDS",
    "LOG_REQUESTS",
    "METRICS",
    "ORIGINALS_ROOT",
    "RELEASES",
    "STATEMENT_TIMEOUT",
    "STATIC_ROOT",
    "TRUST_PROXY",
):
    os.environ.pop(name, None)

from config.settings import *  # noqa: E402, F403  # only now is the environment clean; all names are settings
from config.settings import MIDDLEWARE, STORAGES  # noqa: E402  # as above

# Quick to make, and worth nothing.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# Pages name static files that nobody has collected.
MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")
# `client.login` brings no request, which axes needs; the tests of the throttle switch it on.
AXES_ENABLED = False
