"""Figures over the years: how often reports mention a phrase, and how grades have moved."""
