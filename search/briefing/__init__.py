"""The briefing of an authority: what is made by hand before an inspection, on one page."""
