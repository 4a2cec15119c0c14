"""Reports on a local safeguarding children board (LSCB).

`review` reads a review published alone, `appended` one that follows a SIF report in the same file.
"""
