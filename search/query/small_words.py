"""Small words, which carry no meaning of their own: they do not count for close results.

The index has every word (docs/decisions/0017). These are the stop words of the Snowball project for
English (Porter 2001, "Snowball: A language for stemming algorithms"), with the parts of its
contractions: don’t is two words to the index.
"""

from __future__ import annotations

STOP_WORDS = """
    a about above after again against all am an and any are as at be because been before being below
    between both but by can could couldn d did didn do does doesn doing don down during each few for
    from further had hadn has hasn have haven having he her here hers herself him himself his how i
    if in into is isn it its itself just ll m me more most mustn my myself no nor not now of off on
    once only or other ought our ours ourselves out over own re s same shan she should shouldn so
    some such t than that the their theirs them themselves then there these they this those through
    to too under until up ve very was wasn we were weren what when where which while who whom why
    will with won would wouldn you your yours yourself yourselves
"""
SMALL_WORDS = frozenset(STOP_WORDS.split())
