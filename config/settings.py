"""Django's settings. Values that differ between installations come from environment variables
(see `.env.example`).
"""

from typing import Any

import django_stubs_ext
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config import environment
from config.home import PROJECT, archive_home

django_stubs_ext.monkeypatch()  # lets type annotations such as `QuerySet[Reading]` run

HOME = archive_home()
DEBUG = environment.flag("DEBUG")
DEPLOYED = environment.flag("ARCHIVE_DEPLOYED")
BEHIND_PROXY = environment.flag("TRUST_PROXY")

if DEPLOYED and DEBUG:
    raise ImproperlyConfigured(
        "ARCHIVE_DEPLOYED and DEBUG are both set; a public site must not run with DEBUG."
    )

# Hosts, and the key that signs sessions and forms

if DEPLOYED:
    SECRET_KEY = environment.require("SECRET_KEY", "a public site needs a secret key of its own")
    environment.require("DATABASE_URL", "a public site needs a database server of its own")
    environment.require(
        "ALLOWED_HOSTS", "a public site names its hosts, for example archive.example.org"
    )
else:
    SECRET_KEY = environment.text("SECRET_KEY") or environment.stored_secret(HOME / "secret_key")

# Health checks on the machine itself ask by these names.
ALLOWED_HOSTS = [*environment.items("ALLOWED_HOSTS"), "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = environment.items("CSRF_TRUSTED_ORIGINS")

# Applications

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    # Before staticfiles, so that `runserver` too serves static files through whitenoise.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "config.login.apps.LoginRecords",
    "csp",
    "django_filters",
    "reports.apps.ReportsConfig",
    "search.apps.SearchConfig",
]

MIDDLEWARE = [
    # First: it measures all that a request takes, and names it in every line of the log.
    "config.monitoring.requests.logged_requests",
    "django.middleware.security.SecurityMiddleware",
    # Security headers go with every answer: a page, a cached page or a static file.
    "csp.middleware.CSPMiddleware",
    "config.middleware.permissions_policy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Lists shrink to a tenth. Django masks the form token differently in each answer, so the
    # compressed size reveals nothing about it.
    "config.middleware.GZip",
    "config.middleware.bounded_bodies",
    "config.replicas.standby.refuses_changes_at_a_standby",
    "config.replicas.reading.reads_from_replicas",
    # Before all expensive work. The middleware above also runs for cached pages.
    "reports.web.cached_pages.cached_pages",
    "config.middleware.lower_case_addresses",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "config.middleware.Logins",
    # Last, as axes asks: it turns a refused login into its answer.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# The database: the server that DATABASE_URL names, or the embedded one, started at the first
# connection

EMBEDDED_DATABASE = {
    "ENGINE": "config.embedded",
    "NAME": "archive",
    "USER": "archive",
    "PORT": "5432",
    "HOME": HOME,
}
DATABASES: dict[str, dict[str, Any]] = {
    "default": environment.database("DATABASE_URL") or EMBEDDED_DATABASE,
}
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Streaming replicas, from which public pages are read (`config/replicas/`). Whatever the server is,
# nothing is written there.
REPLICA_DATABASES = {
    f"replica-{number}": {
        **replica,
        "OPTIONS": {**replica["OPTIONS"], "options": "-c default_transaction_read_only=on"},
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
    for number, replica in enumerate(environment.databases("DATABASE_REPLICA_URLS"), start=1)
}
DATABASES |= REPLICA_DATABASES
REPLICAS = list(REPLICA_DATABASES)
# Seconds after which a query of a page ends (`config/wsgi.py`); 0 sets no limit.
STATEMENT_TIMEOUT = environment.whole_number("STATEMENT_TIMEOUT", 15, most=3600)

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Logging in: only administrators do, in the admin

LOGIN_URL = "admin:login"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Two passwords are checked at a time; the hashes are Django's own.
PASSWORD_HASHERS = ["config.login.passwords.BoundedHasher"]

# The limits on failed logins are in `config/login/limits.py`; one that is reached locks the login.
# Failures are stored for an hour. Attempts while the login is locked do not prolong it.
AXES_HANDLER = "config.login.limits.LoginLimits"
AXES_FAILURE_LIMIT = 1
AXES_COOLOFF_TIME = 1
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "config.login.limits.lockout_response"
AXES_DISABLE_ACCESS_LOG = True
AXES_CLIENT_IP_CALLABLE = "config.visitors.network_of"

# What browsers must refuse

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

SECURE_SSL_REDIRECT = DEPLOYED
SECURE_REDIRECT_EXEMPT = [r"^(healthz|livez|readyz)$"]
SECURE_HSTS_SECONDS = (
    environment.whole_number("HSTS_SECONDS", 2_592_000, most=63_072_000) if DEPLOYED else 0
)
# Both affect more than this site, and cannot be undone for months: only the operator of the whole
# domain may set them.
SECURE_HSTS_INCLUDE_SUBDOMAINS = DEPLOYED and environment.flag("HSTS_INCLUDE_SUBDOMAINS")
SECURE_HSTS_PRELOAD = DEPLOYED and environment.flag("HSTS_PRELOAD")
# So `check --deploy` must not demand them: W005 is for subdomains, W021 for preload.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SESSION_COOKIE_SECURE = DEPLOYED
CSRF_COOKIE_SECURE = DEPLOYED

# Language and time

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
# All is in English. Django would look for translations, and for the language of each number: a
# tenth of the time of a page. Dates and numbers stay British.
USE_I18N = False
FORMAT_MODULE_PATH = "config.formats"
USE_TZ = True

# Files: the pages' own, and the originals that come in

STATIC_URL = "static/"
STATIC_ROOT = environment.folder("STATIC_ROOT", HOME / "static")
STATICFILES_DIRS = [PROJECT / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

ORIGINALS_ROOT = environment.folder("ORIGINALS_ROOT", HOME / "originals")
MEGABYTE = 1024 * 1024
# Limits on one request. The forms of the desk have lower limits, with messages for people.
MOST_BODY_BYTES = 100 * MEGABYTE
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * MEGABYTE
DATA_UPLOAD_MAX_NUMBER_FILES = 500

# Open data: the folder that releases are written into and served from

RELEASES = environment.folder("RELEASES", HOME / "releases")

# Fetching: the contact in every request to the publisher's site, which is not fetched without it

FETCHER_CONTACT = environment.text("FETCHER_CONTACT")

# People: the address that readers can write to, and the editors who get mail about reported
# mistakes. Without a mail server or editors, reported mistakes only wait at the desk.

CONTACT = environment.contact("CONTACT")
VISITOR_NETWORK = "config.visitors.network_of"
EDITORS_EMAIL = environment.items("EDITORS_EMAIL")
DEFAULT_FROM_EMAIL = environment.text("EMAIL_FROM", "archive@localhost")
EMAIL_HOST = environment.text("EMAIL_HOST")
EMAIL_PORT = environment.whole_number("EMAIL_PORT", 587, least=1, most=65_535)
EMAIL_HOST_USER = environment.text("EMAIL_USER")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_PASSWORD")
EMAIL_USE_TLS = EMAIL_PORT == 587  # STARTTLS; port 465 speaks TLS at once, 25 none (RFC 8314)
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_TIMEOUT = 10  # seconds; the reader who sends a report waits for it

# Logging to standard error. Neither Django nor gunicorn logs the words of a search.

METRICS = environment.flag("METRICS")
LOG_FORMAT = "json" if DEPLOYED else "line"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message} [{request_id}]", "style": "{"},
        "json": {"()": "config.monitoring.log_lines.JsonLines"},
    },
    "filters": {
        "with_request": {"()": "config.monitoring.requests.WithRequest"},
        "without_bad_requests": {"()": "config.faults.logs.WithoutBadRequests"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": LOG_FORMAT,
            "filters": ["with_request", "without_bad_requests"],
        },
        "requests": {
            "class": "logging.StreamHandler",
            "formatter": LOG_FORMAT,
            "filters": ["with_request"],
        },
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # It warns of the body of each answer to HEAD, which Django leaves to the server to drop.
        "gunicorn.http.wsgi": {"level": "ERROR"},
        "django.server": {"handlers": ["requests"], "level": "INFO", "propagate": False},
        # A line for each request, whatever its status.
        "config.monitoring.requests": {
            "handlers": ["requests"],
            "level": "WARNING" if environment.text("LOG_REQUESTS") == "0" else "INFO",
            "propagate": False,
        },
        "reports": {"level": "INFO"},
        "search": {"level": "INFO"},
    },
}
