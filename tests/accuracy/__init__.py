"""How right the readings of real reports are: `make accuracy`, with the folder of reports in
REPORT_CORPUS.

`measured` is what was compared and whether what was reached still stands; `since_2018` and
`before_2018` compare the kinds of those times with `truth.csv` and `paragraphs.jsonl.gz`, which
stand in that folder.
"""
