"""Fetching from the publisher's site, politely: robots.txt, list pages, provider pages, files.

What is read of a page is checked, and everything that was fetched stands in the ledger
(`reports/models/ledger.py`). Only the command `fetch_reports` imports this package, since its
libraries are not needed to serve pages.
"""
