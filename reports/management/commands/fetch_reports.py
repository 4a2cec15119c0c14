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
from reports.fetching.alone import AnotherRun, alone
from reports.fetching.checking import check_site
from reports.fetching.options import UNKNOWN, RunOptions
from reports.fetching.results import EXIT_STOPPED, EXIT_WELL, Become, NewsItem, RunResult
from reports.fetching.run import FetchRun, Step
from reports.fetching.visiting.client import Client
from reports.fetching.visiting.pace import LEAST_DELAY, Pace
from reports.fetching.visiting.site import LIVE, Site, site_at
from reports.fetching.visiting.visit import Visit
from reports.management.texts import announcing_changes
from reports.models import Authority
from reports.publishing.operations import Refused
from reports.publishing.originals_folder import prepare_originals_folder

MOST_DAYS = 36_500
"""Days ago, a century: further back than any file was fetched, and within the calendar."""


class Command(BaseCommand):
    help = (
        "Fetch the reports on children's services that the publisher's site lists and the archive "
        "does not have, one request after another, and publish what agrees with its page."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="read the pages, say what would be fetched, and change nothing",
        )
        parser.add_argument(
            "--since",
            type=written_day,
            metavar="DATE",
            help="only files that were published on this day (2026-01-31) or later",
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
        """The options beside those that choose files."""
        parser.add_argument(
            "--closed", action="store_true", help="also the authorities that were abolished"
        )
        parser.add_argument("--limit", type=int, metavar="N", help="at most N files, the latest")
        parser.add_argument(
            "--recheck",
            type=int,
            metavar="DAYS",
            help="ask again for files that were last fetched DAYS ago or more (0: all)",
        )
        self.add_arguments_of_visit(parser)

    def add_arguments_of_visit(self, parser: ArgumentParser) -> None:
        """The options that say which site is asked, and how the run speaks."""
        parser.add_argument(
            "--base-url",
            metavar="URL",
            help=f"a site that stands for all hosts of the publisher (default {LIVE})",
        )
        parser.add_argument(
            "--delay",
            type=float,
            default=LEAST_DELAY,
            metavar="SECONDS",
            help="seconds between two requests (%(default)s; less only on this machine)",
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
            help="read one list page and one provider page, say whether they are as assumed",
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
            with alone(), Client(contact_of(site)) as client:
                visit = Visit(client, site, Pace(options["delay"]), self.say)
                if options["check"]:
                    check_site(visit, result, self.say)
                else:
                    with announcing_changes(self.stderr.write):
                        FetchRun(visit, run_options, result).run(self.progress)
        except (AnotherRun, Refused) as refusal:
            raise CommandError(str(refusal), returncode=EXIT_STOPPED) from refusal
        self.print_end(result, options)
        if result.exit_code != EXIT_WELL:
            raise SystemExit(result.exit_code)

    def progress(self, steps: Sequence[Step], title: str) -> Iterable[Step]:
        """A progress bar on a terminal; elsewhere nothing but the lines of what happens."""
        return track(steps, title, console=self.console, disable=not self.console.is_terminal)

    def say(self, sentence: str) -> None:
        """Print a sentence: to standard error where standard output is for the JSON object."""
        output = self.stderr if self.as_json else self.stdout
        output.write(sentence, self.style.NOTICE if self.as_json else None)

    def print_item(self, become: Become, item: NewsItem) -> None:
        """Print one line for a file or a page, as it happens."""
        self.say(f"{become.value:<8} {item.line}")

    def print_end(self, result: RunResult, options: dict[str, Any]) -> None:
        """Print notes, counts, what stopped the run, and the JSON object."""
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
    """A day as an option has it. Raises `ArgumentTypeError` for anything else."""
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise ArgumentTypeError(f"“{written}” is no day; write it as 2026-01-31") from error


def chosen_site(options: dict[str, Any]) -> Site:
    """The site of the options. Raises `CommandError` where it may not be asked so."""
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
            f"--delay must be {LEAST_DELAY:g} seconds or more: others use the site, too.",
            returncode=EXIT_STOPPED,
        )
    if not settings.FETCHER_CONTACT:
        raise CommandError(
            "FETCHER_CONTACT is not set. Name an e-mail address under which the publisher can "
            "reach you: FETCHER_CONTACT=archive@example.org make fetch. Nothing was asked for.",
            returncode=EXIT_STOPPED,
        )
    return site


def contact_of(site: Site) -> str:
    """The contact that requests name; on this machine none is needed."""
    contact: str = settings.FETCHER_CONTACT
    if contact and not (contact.isascii() and contact.isprintable()):
        raise CommandError(
            "FETCHER_CONTACT must be an e-mail address or a web address in plain letters.",
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
                f"The archive has no authority “{slug}”. Nothing was asked for.",
                returncode=EXIT_STOPPED,
            )
    kinds = frozenset(_kind(each) for each in options["kind"])
    for name in ("limit", "recheck"):
        if options[name] is not None and options[name] < 0:
            raise CommandError(f"--{name} takes a number from 0 up.", returncode=EXIT_STOPPED)
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
        f"--kind: “{written}” is no kind of report. Choose of {accepted}.", returncode=EXIT_STOPPED
    )
