"""The files that install, start and deploy the archive."""

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from config.embedded.programs import major_version
from config.home import PROJECT

LOCKS = ("requirements.lock", "requirements-dev.lock")


def compose() -> dict[str, Any]:
    described: dict[str, Any] = yaml.safe_load((PROJECT / "docker-compose.yml").read_text())
    return described


def packages(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (PROJECT / lock).read_text(), re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_file_names_no_place_and_hashes_everything(lock: str) -> None:
    text = (PROJECT / lock).read_text()
    assert not re.search(r"://|--\w*index|--find-links|file:|@|^\s*/", text, re.MULTILINE)
    for entry in re.split(r"\n(?=\S)", text.strip()):
        assert re.match(r"[a-z0-9-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_lock_files_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    named = {re.split(r"[\[~=<>]", requirement)[0] for requirement in project["dependencies"]}
    tools = {
        re.split(r"[\[~=<>]", requirement)[0]
        for requirement in project["optional-dependencies"]["dev"]
    }
    assert named <= packages(LOCKS[0]).keys()
    assert named | tools <= packages(LOCKS[1]).keys()


def test_lock_files_agree() -> None:
    runtime, everything = (packages(lock) for lock in LOCKS)
    assert {name: everything.get(name) for name in runtime} == runtime


def test_one_version_of_postgresql() -> None:
    assert compose()["services"]["database"]["image"] == f"postgres:{major_version()}"


def test_secrets_come_from_the_environment_or_stop_the_start() -> None:
    text = (PROJECT / "docker-compose.yml").read_text()
    for name in ("SECRET_KEY", "POSTGRES_PASSWORD", "ALLOWED_HOSTS"):
        mentions = re.findall(rf"\$\{{{name}[^}}]*\}}", text)
        assert mentions
        assert all(mention.startswith(f"${{{name}:?") for mention in mentions)


def test_containers_are_watched_and_keep_what_must_last() -> None:
    services = compose()["services"]
    assert "/healthz" in services["web"]["healthcheck"]["test"][-1]
    assert services["web"]["depends_on"]["database"]["condition"] == "service_healthy"
    assert services["web"]["volumes"] == ["originals:/archive"]
    assert "database:/var/lib/postgresql" in services["database"]["volumes"]


def test_proxy_is_pinned_and_bounds_what_comes_from_one_address() -> None:
    proxy = compose()["services"]["proxy"]
    assert re.fullmatch(r"nginx:1\.30\.\d+-alpine@sha256:[0-9a-f]{64}", proxy["image"])
    assert "./deploy/nginx.conf:/etc/nginx/nginx.conf:ro" in proxy["volumes"]
    rules = (PROJECT / "deploy" / "nginx.conf").read_text()
    for rule in (
        "limit_conn connections",
        "limit_req zone=requests",
        "client_header_timeout",
        "client_body_timeout",
    ):
        assert rule in rules
    # The archive believes the last address there: only the one that the proxy itself has seen may
    # stand in it.
    assert "proxy_set_header X-Forwarded-For   $remote_addr;" in rules
    # A body that the archive would refuse is refused here first.
    assert f"client_max_body_size  {settings.MOST_BODY_BYTES // settings.MEGABYTE}m;" in rules


def test_image_runs_as_an_ordinary_user_from_the_lock_file() -> None:
    image = (PROJECT / "Dockerfile").read_text()
    assert re.findall(r"^USER (\d+)$", image, re.MULTILINE) == ["10001"]
    assert (
        "pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock"
        in image
    )
    assert "/healthz" in image


def targets() -> list[str]:
    return re.findall(r"^\.PHONY: ([a-z-]+)$", (PROJECT / "Makefile").read_text(), re.MULTILINE)


def test_help_lists_every_target() -> None:
    listed = subprocess.check_output(["make", "--no-print-directory"], cwd=PROJECT, text=True)
    assert re.findall(r"^make ([a-z-]+) +\S", listed, re.MULTILINE) == [
        name for name in targets() if name != "python"
    ]
    assert {
        "help",
        "run",
        "dev",
        "admin",
        "samples",
        "test",
        "lint",
        "format",
        "accuracy",
        "setup",
        "lock",
    } <= set(targets())


@pytest.mark.parametrize("target", ["run", "test"])
def test_python_that_is_too_old(tmp_path: Path, target: str) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    refused = subprocess.run(
        ["make", target, f"PYTHON={old}"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert refused.returncode != 0
    assert "needs Python 3.11 or newer" in refused.stderr
