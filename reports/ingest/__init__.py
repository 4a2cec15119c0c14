"""From the bytes of a report to a `ParsedReport`: pure Python that imports nothing of Django.

Begin with `report` (its one function, `read_report`) and `parsed` (what it returns). Then in the
order of the work: `text` (bytes to lines), `kinds` (which kind of report the lines are), and a
package for each family of kinds: `ilacs`, `letters`, `area_send`, `before_2018`. `parts` is what
all families share, `unnumbered` what letters and area SEND reports share. `problems` holds warnings
and refusals, `wording` the form in which patterns are written down. Files from outside are
read in a process of their own: `reports/files/`.
"""
