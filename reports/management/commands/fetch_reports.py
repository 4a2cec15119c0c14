from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.text import slugify
from rich.console import Console
from rich.progress import track

from reports.facts.printed_kinds import KINDS_BY_WORDING, kinds_printed_as
from reports.facts.vocabulary import Kind
from reports.fetching.checking import check_site
from reports.fetching.options import UNKNOWN, RunOptions
from reports.fetching.results import EXIT_OK, EXIT_STOPPED, FetchOutcome, RunItem, RunResult
from reports.fetching.run import FetchRun, Step
from reports.fetching.run_lock import RunInProgress, run_lock
from reports.fetching.visiting.client import Client
from reports.fetching.visiting.pace import LEAST_DELAY, Pace
from reports.fetching.visiting.site import LIVE, Site, site_at
from reports.fetching.visiting.visit import Visit
from reports.management.texts import announcing_changes
from reports.models import Authority
from reports.publishing.operations import Refused
from reports.publishing.originals_folder import prepare_originals_folder

MOST_DAYS = 36_500
"""The most days that --recheck takes: a century."""


class Command(BaseCommand):
    help = (
        "Fetch the reports on children's services that Ofsted's site lists and the archive does "
        "not have, one request at a time. Publish each report that agrees with its page there."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="read the pages and list what would be fetched, but change nothing",
        )
        parser.add_argument(
            "--since",
            type=written_day,
            metavar="DATE",
            help="only files published on this day (such as 2026-01-31) or later",
        )
        parser.add_argument(
            "--authority",
            nargs="+",
            action="extend",
            default=[],
            metavar="SLUG",
            help="only the pages of these authorities",
        )
        parser.add_argument(
            "--kind",
            nargs="+",
            action="extend",
            default=[],
            metavar="KIND",
            help=f"only files of these kinds: {', '.join(Kind)} or {UNKNOWN}",
        )
        self.add_more_arguments(parser)

    def add_more_arguments(self, parser: ArgumentParser) -> None:
        """Add the options on closed authorities, the number of files, and fetching again."""
        parser.add_argument(
            "--closed", action="store_true", help="also fetch for authorities that were abolished"
        )
        parser.add_argument(
            "--limit", type=int, metavar="N", help="at most N files, the latest published first"
        )
        parser.add_argument(
            "--recheck",
            type=int,
            metavar="DAYS",
            help="also check files again that were last fetched DAYS ago or more (0: all files)",
        )
        self.add_arguments_of_visit(parser)

    def add_arguments_of_visit(self, parser: ArgumentParser) -> None:
        """Add the options on the site, the pace, and the output."""
        parser.add_argument(
            "--base-url",
            metavar="URL",
            help=f"a copy of Ofsted's site for tests, in place of all its hosts (default {LIVE})",
        )
        parser.add_argument(
            "--delay",
            type=float,
            default=LEAST_DELAY,
            metavar="SECONDS",
            help="seconds between two requests (%(default)s; less only for a site on this machine)",
        )
        parser.add_argument(
            "--format",
            choices=("text", "json"),
            default="text",
            help="json: one object on standard output, progress on standard error",
        )
        parser.add_argument(
            "--check",
            action="store_true",
            help="read one list page and one provider page, and check that they look as expected",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        site = chosen_site(options)
        run_options = chosen_options(options)
        self.as_json = options["format"] == "json"
        self.console = Console(stderr=True)
        result = RunResult(self.print_item)
        try:
            if not (options["check"] or options["dry_run"]):
                prepare_originals_folder()
            with run_lock(), Client(contact_of(site)) as client:
                visit = Visit(client, site, Pace(options["delay"]), self.say)
                if options["check"]:
                    check_site(visit, result, self.say)
                else:
                    with announcing_changes(self.stderr.write):
                        FetchRun(visit, run_options, result).run(self.progress)
        except (RunInProgress, Refused) as refusal:
            raise CommandError(str(refusal), returncode=EXIT_STOPPED) from refusal
        self.print_end(result, options)
        if result.exit_code != EXIT_OK:
            raise SystemExit(result.exit_code)

    def progress(self, steps: Sequence[Step], title: str) -> Iterable[Step]:
        """Yield the steps, with a progress bar if standard error is a terminal."""
        return track(steps, title, console=self.console, disable=not self.console.is_terminal)

    def say(self, sentence: str) -> None:
        """Print a sentence: to standard error if standard output is for the JSON object."""
        output = self.stderr if self.as_json else self.stdout
        output.write(sentence, self.style.NOTICE if self.as_json else None)

    def print_item(self, outcome: FetchOutcome, item: RunItem) -> None:
        """Print one line for a file or a page."""
        self.say(f"{outcome.value:<8} {item.line}")

    def print_end(self, result: RunResult, options: dict[str, Any]) -> None:
        """Print the notes, the counts, why the run stopped if it did, and the JSON object."""
        for note in result.notes:
            self.say(f"note     {note}")
        if not options["check"]:
            would = "Would be: " if options["dry_run"] else ""
            self.say(f"{would}{result.summary}.")
        if result.stopped:
            self.stderr.write(f"Stopped: {result.stopped}")
        if self.as_json:
            self.stdout.write(json.dumps(result.as_json(), ensure_ascii=False, indent=2))


def written_day(written: str) -> date:
    """The day that an option gives in ISO form. Raises `ArgumentTypeError` for anything else."""
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise ArgumentTypeError(f"“{written}” is no day; write it as 2026-01-31") from error


def chosen_site(options: dict[str, Any]) -> Site:
    """The site of the options.

    Raises `CommandError` for an invalid address or delay, for a delay that is too short for the
    live site, and for a live site without `FETCHER_CONTACT`.
    """
    try:
        site = site_at(options["base_url"]) if options["base_url"] else Site()
    except ValueError as error:
        raise CommandError(f"--base-url: {error}", returncode=EXIT_STOPPED) from error
    delay = options["delay"]
    if not 0 <= delay <= 3600:
        raise CommandError("--delay takes seconds from 0 to 3600.", returncode=EXIT_STOPPED)
    if site.is_loopback:
        return site
    if delay < LEAST_DELAY:
        raise CommandError(
            f"--delay must be {LEAST_DELAY:g} seconds or more: the site serves other people, too.",
            returncode=EXIT_STOPPED,
        )
    if not settings.FETCHER_CONTACT:
        raise CommandError(
            "FETCHER_CONTACT is not set. Name an e-mail address under which the publisher can "
            "reach you: FETCHER_CONTACT=archive@example.org make fetch. Nothing was fetched.",
            returncode=EXIT_STOPPED,
        )
    return site


def contact_of(site: Site) -> str:
    """The contact that each request names; a site on this machine needs none.

    Raises `CommandError` if it is neither an e-mail address nor a web address.
    """
    contact: str = settings.FETCHER_CONTACT
    if contact and not (contact.isascii() and contact.isprintable()):
        raise CommandError(
            "FETCHER_CONTACT must be an e-mail address or a web address in ASCII characters.",
            returncode=EXIT_STOPPED,
        )
    if not site.is_loopback and "@" not in contact and not contact.startswith("https://"):
        raise CommandError(
            f"FETCHER_CONTACT is “{contact}”: write an e-mail address or a web address.",
            returncode=EXIT_STOPPED,
        )
    return contact


def chosen_options(options: dict[str, Any]) -> RunOptions:
    """The options of the run, checked. Raises `CommandError` that names what is wrong."""
    if not Authority.objects.exists():
        raise CommandError(
            "The archive knows no authorities yet: run manage.py load_reference first.",
            returncode=EXIT_STOPPED,
        )
    for slug in options["authority"]:
        if not Authority.objects.filter(slug=slug).exists():
            raise CommandError(
                f"The archive has no authority “{slug}”. Nothing was fetched.",
                returncode=EXIT_STOPPED,
            )
    kinds = frozenset(_kind(each) for each in options["kind"])
    for name in ("limit", "recheck"):
        if options[name] is not None and options[name] < 0:
            raise CommandError(f"--{name} takes a number from 0 upwards.", returncode=EXIT_STOPPED)
    if (options["recheck"] or 0) > MOST_DAYS:
        raise CommandError(f"--recheck takes at most {MOST_DAYS:,} days.", returncode=EXIT_STOPPED)
    return RunOptions(
        dry_run=options["dry_run"],
        since=options["since"],
        authorities=frozenset(options["authority"]),
        kinds=kinds,
        closed=options["closed"],
        limit=options["limit"],
        recheck=options["recheck"],
    )


def _kind(written: str) -> str:
    """A kind as the run compares it: its code, or its printed name as a slug."""
    if written in {*Kind, UNKNOWN}:
        return written
    if kinds_printed_as(written):
        return slugify(written)
    accepted = ", ".join([*Kind, UNKNOWN, *(f"“{each}”" for each in KINDS_BY_WORDING)])
    raise CommandError(
        f"--kind: “{written}” is no kind of report. Choose from: {accepted}.",
        returncode=EXIT_STOPPED,
    )
