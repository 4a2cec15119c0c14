"""The settings: safe on a public site, plain on one's own computer, and documented."""

import ast
import os
import re
import runpy
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.exceptions import ImproperlyConfigured

from config.home import PROJECT

PUBLIC = {
    "ARCHIVE_DEPLOYED": "1",
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQR",
    "ALLOWED_HOSTS": "archive.example.org",
    "DATABASE_URL": "postgres://archive:secret@database:5432/archive",
}

OF_THE_SYSTEM = {"DJANGO_SETTINGS_MODULE", "PATH", "PYTHONPATH"}


def documented() -> set[str]:
    return set(re.findall(r"^([A-Z_]+)=", (PROJECT / ".env.example").read_text(), re.MULTILINE))


def settings_under(monkeypatch: pytest.MonkeyPatch, home: Path, **variables: str) -> dict[str, Any]:
    """What `config/settings.py` makes of these variables and no other."""
    for name in documented():
        monkeypatch.delenv(name, raising=False)
    for name, value in {"ARCHIVE_HOME": str(home), **variables}.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(PROJECT / "config" / "settings.py"))


def test_own_computer_needs_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = settings_under(monkeypatch, tmp_path)
    assert settings["DATABASES"]["default"]["ENGINE"] == "config.embedded"
    assert settings["SECRET_KEY"] == (tmp_path / "secret_key").read_text()
    assert settings["ORIGINALS_ROOT"] == tmp_path / "originals"
    assert settings["DEBUG"] is False
    # Served at http://127.0.0.1, where a secure cookie would keep anybody from logging in.
    for name in (
        "SECURE_SSL_REDIRECT",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_HSTS_SECONDS",
    ):
        assert not settings[name]


def test_database_url_is_used_instead_of_the_embedded_server(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = settings_under(
        monkeypatch, tmp_path, DATABASE_URL="postgres://me:word@db.example.org:5433/mine"
    )
    database = settings["DATABASES"]["default"]
    assert database["ENGINE"] == "config.database"
    assert (database["HOST"], database["PORT"], database["NAME"]) == (
        "db.example.org",
        "5433",
        "mine",
    )
    assert database["CONN_MAX_AGE"] == 600
    assert database["CONN_HEALTH_CHECKS"] is True


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
def test_public_site_without_what_it_needs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"{name} is not set; a public site"):
        settings_under(monkeypatch, tmp_path, **{**PUBLIC, name: ""})
    assert not list(tmp_path.iterdir())


def test_public_site_with_debug(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="must not run with DEBUG"):
        settings_under(monkeypatch, tmp_path, **PUBLIC, DEBUG="1")


def test_proxy_is_believed_only_when_told_to(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert settings_under(monkeypatch, tmp_path, **PUBLIC)["SECURE_PROXY_SSL_HEADER"] is None
    behind = settings_under(monkeypatch, tmp_path, **PUBLIC, TRUST_PROXY="1")
    assert behind["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")
    assert behind["BEHIND_PROXY"] is True


def test_deployment_check_is_clean_under_the_environment_of_docker_compose(tmp_path: Path) -> None:
    compose = yaml.safe_load((PROJECT / "docker-compose.yml").read_text())
    filled = {
        name: re.sub(r"\$\{(\w+):[?-][^}]*\}", lambda matched: PUBLIC.get(matched[1], ""), value)
        for name, value in compose["services"]["web"]["environment"].items()
    }
    # The tests' own switch for Playwright (`tests/browser/conftest.py`) is no part of a public
    # site.
    others = {*documented(), "DJANGO_ALLOW_ASYNC_UNSAFE"}
    environment = {name: value for name, value in os.environ.items() if name not in others}
    environment |= {
        "ARCHIVE_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        **filled,
    }
    checked = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
    assert (
        "no issues (2 silenced)" in checked.stdout
    )  # HSTS for more than this site; settings.py says why


def test_https_is_demanded_of_this_site_alone_unless_more_is_asked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = settings_under(monkeypatch, tmp_path, **PUBLIC)
    assert settings["SECURE_HSTS_SECONDS"] == 2_592_000
    assert not settings["SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    assert not settings["SECURE_HSTS_PRELOAD"]
    settings = settings_under(
        monkeypatch, tmp_path, **PUBLIC, HSTS_INCLUDE_SUBDOMAINS="1", HSTS_PRELOAD="1"
    )
    assert settings["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True
    assert settings["SECURE_HSTS_PRELOAD"] is True


def variables_read(module: Path) -> Iterator[str]:
    """The variables that a module reads, by `config.environment` or from `os.environ`."""
    for node in ast.walk(ast.parse(module.read_text())):
        source = ast.unparse(node) if isinstance(node, ast.Call | ast.Subscript) else ""
        matched = re.match(
            r"""(?:(?:environment\.\w+|whole_number)\(|os\.environ(?:\.get\(|\[)|os\.getenv\()['"](\w+)['"]""",
            source,
        )
        if matched:
            yield matched[1]


def test_every_variable_is_documented() -> None:
    read = {
        name for module in (PROJECT / "config").rglob("*.py") for name in variables_read(module)
    }
    compose = set(re.findall(r"\$\{(\w+)", (PROJECT / "docker-compose.yml").read_text()))
    assert {"ARCHIVE_HOME", "DATABASE_URL", "PORT", "REPORTS", "WEB_WORKERS"} <= read
    for_developers = {"REPORT_CORPUS", "TEST_HOME"}
    assert documented() == (read | compose | for_developers) - OF_THE_SYSTEM


@pytest.mark.parametrize("app", ["reports", "search"])
def test_apps_leave_the_environment_to_the_settings(app: str) -> None:
    modules = list((PROJECT / app).rglob("*.py"))
    assert len(modules) > 10
    for module in modules:
        assert set(variables_read(module)) <= OF_THE_SYSTEM, module


def test_settings_of_the_tests_set_a_persons_archive_aside() -> None:
    program = "import tests.settings as s; print(s.HOME, s.DATABASES['default']['ENGINE'], s.DEBUG)"
    environment = {**os.environ, **PUBLIC, "ARCHIVE_HOME": "/somebody/elses", "DEBUG": "1"}
    environment.pop("TEST_HOME", None)
    said = subprocess.check_output(
        [sys.executable, "-c", program], cwd=PROJECT, env=environment, text=True
    )
    assert said.split() == [str(PROJECT / "var" / "test"), "config.embedded", "False"]
