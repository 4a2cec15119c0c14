"""Comparing the archive with Ofsted's yearly statistics of inspection outcomes.

Only the command `reconcile` imports this package, since its library is not needed to serve pages.
"""
