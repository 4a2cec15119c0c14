"""How sentences write a day."""

from datetime import date


def in_words(day: date) -> str:
    """A day as British readers write it, without a leading zero: `3 June 2026`."""
    return f"{day.day} {day:%B %Y}"
