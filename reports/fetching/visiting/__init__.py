"""Requests to the publisher's site: one at a time, at its pace, and as its robots.txt allows."""
