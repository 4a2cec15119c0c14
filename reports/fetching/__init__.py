"""Fetching from the publisher's site, politely: robots.txt, list pages, provider pages, files.

Each page is checked as it is read, and the ledger (`reports/models/ledger.py`) records every file
that was fetched. Only the command `fetch_reports` imports this package: its libraries are not
needed to serve pages.
"""
