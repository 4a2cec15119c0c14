"""Themes: what paragraphs are about, learnt from the archive's own words."""
