"""Reporting a mistake in a text, and the answers."""
