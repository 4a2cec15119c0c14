"""From the bytes of a report to a `ParsedReport`: pure Python that knows no Django.

Begin with `report` (the one verb, `read_report`) and `parsed` (what it gives). Then, on the way of a file:
`text` (bytes to lines), `kinds` (what kind of report the lines are), and one package for each family of kinds:
`ilacs`, `letters`, `before_2018`; `parts` is what they share. `problems` are the doubts and refusals, `wording`
how patterns are written down. Files from outside are read in a process of its own: `reports/files/`.
"""
