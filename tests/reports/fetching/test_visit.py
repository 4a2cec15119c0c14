"""How pages that keep programs out are told from others."""

from __future__ import annotations

import pytest

from reports.fetching.visiting.client import SiteAnswer
from reports.fetching.visiting.visit import forbidding_rule, is_challenge


def answer(html: str, **headers: str) -> SiteAnswer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return SiteAnswer("http://127.0.0.1/", 200, named, html.encode())


@pytest.mark.parametrize(
    "html",
    [
        "<html><title>Just a moment...</title></html>",
        "<html><body><h1>Are you a robot?</h1></body></html>",
        "<HTML><body>Please complete the security check</body></HTML>",
        "<html><body><p>Access <b>denied</b></p></body></html>",
        '<html><body><script src="/cdn-cgi/challenge-platform/x.js"></script></body></html>',
        '<html><body><div class="g-recaptcha"></div></body></html>',
    ],
)
def test_a_challenge(html: str) -> None:
    assert is_challenge(answer(html))


def test_a_challenge_by_its_header() -> None:
    assert is_challenge(answer("", cf_mitigated="challenge"))


@pytest.mark.parametrize(
    "html",
    [
        "User-agent: *\nDisallow: /captcha",
        '<html><head><meta name="robots" content="noindex"></head><body>Sorry</body></html>',
        "<html><title>Report not found</title><body>Report not found</body></html>",
        "<html><script>var blocked = 1;</script><body>Find a report</body></html>",
        "",
    ],
)
def test_no_challenge(html: str) -> None:
    assert not is_challenge(answer(html))


def test_the_longest_rule_decides() -> None:
    robots = "User-agent: *\nDisallow: /v1/\nDisallow: /v1/file # files\nDisallow: /x\n"
    address = "http://127.0.0.1/v1/file/50214110"
    assert forbidding_rule(robots, address) == "Disallow: /v1/file"
