"""Requests to the publisher's site by its rules: robots.txt, pauses, redirects, when to stop."""

from __future__ import annotations

from collections.abc import Callable

from protego import Protego
from selectolax.lexbor import LexborHTMLParser

from reports.fetching.faults import CutShort, LeadsElsewhere, NotFetched, StoppedBySite
from reports.fetching.visiting.client import (
    AGENT,
    PAGE_LIMITS,
    AnswerLimits,
    Client,
    SiteAnswer,
    Validators,
)
from reports.fetching.visiting.pace import BACKOFF, LONGEST_PAUSE, Pace, retry_after
from reports.fetching.visiting.site import Site, origin_of

REDIRECTS = (301, 302, 303, 307, 308)
MOST_REDIRECTS = 5
BUSY = (429, 503)
FORBIDDEN = 403
OK = 200
NOT_MODIFIED = 304
CHALLENGES = (
    "just a moment",
    "challenge",
    "checking your browser",
    "security check",
    "verify you",
    "verifying you",
    "verification",
    "robot",
    "human",
    "captcha",
    "enable javascript",
    "unusual traffic",
    "unusual activity",
    "attention required",
    "access denied",
    "blocked",
    "ddos",
)
"""Words on pages that keep programs out, in lower case. Only a page that is not the requested one
is checked for them.
"""
CHALLENGE_MARKS = ("cf-chl", "challenge-platform", "challenge-form", "g-recaptcha", "h-captcha")
"""Class names and ids in the HTML of such pages."""
WHAT_TO_DO = (
    "Do not try to get round it: write to Ofsted (enquiries@ofsted.gov.uk), say what the archive "
    "is and how often it asks, and run the command again when they agree."
)


class Visit:
    """Sends all requests of one run, one after another, through `get`.

    `say` is called with a sentence when the run has to wait.
    """

    def __init__(
        self, client: Client, site: Site, pace: Pace, say: Callable[[str], None] = lambda _: None
    ) -> None:
        self.client, self.site, self.pace, self.say = client, site, pace, say
        self._rules: dict[str, str] = {}

    def get(
        self,
        address: str,
        validators: Validators | None = None,
        limits: AnswerLimits = PAGE_LIMITS,
        is_whole: Callable[[bytes], bool] = lambda _: True,
    ) -> SiteAnswer:
        """The answer for an address that `Site.address` has allowed, after redirects.

        An answer that is cut short, or whose bytes fail `is_whole`, is requested once more; the
        second answer is taken as it is. Raises `NotFetched` if the address gives no complete
        answer, and `StoppedBySite` if the site does not allow the run to continue.
        """
        self._obey_robots(address)
        return self._get_again_if_incomplete(address, validators or Validators(), limits, is_whole)

    def _get_again_if_incomplete(
        self,
        address: str,
        validators: Validators,
        limits: AnswerLimits,
        is_whole: Callable[[bytes], bool],
    ) -> SiteAnswer:
        for attempt in (1, 2):
            try:
                answer = self._follow_redirects(address, validators, limits)
            except CutShort:
                if attempt == 2:
                    raise
                continue
            if attempt == 2 or answer.status != OK or is_whole(answer.content):
                return answer
        raise AssertionError("two attempts either return or raise")

    def _follow_redirects(
        self, address: str, validators: Validators, limits: AnswerLimits
    ) -> SiteAnswer:
        """The first answer that is no redirect.

        Raises `LeadsElsewhere` for a redirect to another site, in a circle, or one too many.
        """
        requested = {address}
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._get_when_not_busy(address, validators, limits)
            target = answer.headers.get("location", "")
            if answer.status not in REDIRECTS:
                return answer
            address = self.site.address(target, answer.address)
            if address in requested:
                raise LeadsElsewhere(f"it redirects in a circle, to {address}")
            requested.add(address)
            self._obey_robots(address)
        raise LeadsElsewhere(f"it redirects more than {MOST_REDIRECTS} times")

    def _get_when_not_busy(
        self, address: str, validators: Validators, limits: AnswerLimits
    ) -> SiteAnswer:
        """One answer. While the site is too busy, wait and try again, once for each `BACKOFF`."""
        for backoff in BACKOFF:
            answer = self._get_once(address, validators, limits)
            if answer.status not in BUSY:
                return answer
            self._pause(answer, backoff)
        answer = self._get_once(address, validators, limits)
        if answer.status in BUSY:
            raise StoppedBySite(
                f"{address} answered {answer.status} after {len(BACKOFF)} pauses. "
                "The site is too busy: run the command again tomorrow."
            )
        return answer

    def _pause(self, answer: SiteAnswer, backoff: float) -> None:
        """Wait as long as the answer asks, or `backoff` seconds if it does not say how long.

        Raises `StoppedBySite` if that is longer than `LONGEST_PAUSE`.
        """
        requested = retry_after(answer.headers.get("retry-after", ""))
        seconds = backoff if requested is None else requested
        if seconds > LONGEST_PAUSE:
            raise StoppedBySite(
                f"{answer.address} answered {answer.status} and asks to wait {seconds:,.0f} "
                "seconds. Run the command again after that."
            )
        self.say(f"The site answered {answer.status}; waiting {seconds:,.0f} seconds.")
        self.pace.pause(seconds)

    def _get_once(self, address: str, validators: Validators, limits: AnswerLimits) -> SiteAnswer:
        """One request, when its turn comes.

        Raises `StoppedBySite` if the site keeps programs out.
        """
        self.pace.wait_turn()
        try:
            answer = self.client.get(address, validators.headers(), limits)
        finally:
            self.pace.answered()
        if answer.status == FORBIDDEN:
            raise StoppedBySite(f"{address} answered 403: the site refuses the run. {WHAT_TO_DO}")
        if answer.status in BUSY:
            refuse_challenge(answer)
        return answer

    def _obey_robots(self, address: str) -> None:
        """Raise `StoppedBySite` if the robots.txt of its host forbids the address (RFC 9309)."""
        origin = origin_of(address)
        if origin not in self._rules:
            self._rules[origin] = self._read_robots(f"{origin}/robots.txt")
        text = self._rules[origin]
        if not Protego.parse(text).can_fetch(address, AGENT):
            raise StoppedBySite(
                f"{origin}/robots.txt forbids {address} by “{forbidding_rule(text, address)}”. "
                f"Nothing more was asked for. {WHAT_TO_DO}"
            )

    def _read_robots(self, address: str) -> str:
        """The text of a host's robots.txt; empty, which allows everything, if it has none.

        Raises `StoppedBySite` if it cannot be read (RFC 9309, 2.3.1.4).
        """
        # robots.txt itself may always be read: until it is, everything counts as allowed.
        self._rules[origin_of(address)] = ""
        try:
            answer = self._get_again_if_incomplete(
                address, Validators(), PAGE_LIMITS, lambda _: True
            )
        except NotFetched as error:
            raise StoppedBySite(f"{address} could not be read: {error}.") from error
        if answer.status >= 500:
            raise StoppedBySite(
                f"{address} answered {answer.status}, which forbids everything until it is mended "
                "(RFC 9309). Run the command again tomorrow."
            )
        if answer.status != OK:
            return ""
        refuse_challenge(answer)
        rules = Protego.parse(answer.text)
        self.pace.slow_down_to(rules.crawl_delay(AGENT))
        rate = rules.request_rate(AGENT)
        self.pace.slow_down_to(rate.seconds / rate.requests if rate and rate.requests else None)
        return answer.text


def forbidding_rule(text: str, address: str) -> str:
    """The line of a robots.txt that forbids an address: of several, the longest decides."""
    forbidding = []
    for line in text.splitlines():
        rule = line.partition("#")[0].strip()
        alone = Protego.parse(f"User-agent: *\n{rule}")
        if rule.lower().startswith("disallow") and not alone.can_fetch(address, AGENT):
            forbidding.append(rule)
    return max(forbidding, key=len, default="Disallow")


def is_challenge(answer: SiteAnswer) -> bool:
    """Whether an answer that is not the requested page is one that keeps programs out."""
    if "challenge" in answer.headers.get("cf-mitigated", ""):
        return True
    html = answer.text
    if "<html" not in html.lower():
        return False
    if any(mark in html for mark in CHALLENGE_MARKS):
        return True
    words = _visible_words(html)
    return any(each in words for each in CHALLENGES)


def _visible_words(html: str) -> str:
    """The visible words of a page in lower case, its title first."""
    tree = LexborHTMLParser(html)
    tree.strip_tags(["script", "style"])
    title = tree.css_first("title")
    parts = [title.text() if title else "", tree.body.text(separator=" ") if tree.body else ""]
    return " ".join(" ".join(parts).lower().split())


def refuse_challenge(answer: SiteAnswer) -> None:
    """Raise `StoppedBySite` for an answer that is a page that keeps programs out."""
    if is_challenge(answer):
        raise StoppedBySite(
            f"{answer.address} answered with a page that keeps programs out. {WHAT_TO_DO}"
        )
