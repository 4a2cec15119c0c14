"""Five invented reports in the many ways in which text is written, to measure what is read equal.

`manuscript` (a report block by block), `way` (how it is written), `marks`, `tables`, `pages` and
`wholes` (the ways), `ways` (all of them); `python -m tests.support.variants` measures.
"""
