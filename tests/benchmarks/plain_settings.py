"""The settings of the plain pages: those of the archive, but gzip for middleware and one address."""

from config.settings import *  # noqa: F403

DEBUG = False
MIDDLEWARE = ["django.middleware.gzip.GZipMiddleware"]
ROOT_URLCONF = "tests.benchmarks.plain_page"
