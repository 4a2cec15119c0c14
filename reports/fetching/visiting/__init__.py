"""Asking the publisher's site: one request at a time, at its pace, by its robots.txt."""
