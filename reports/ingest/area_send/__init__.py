"""Reports of area SEND inspections (special educational needs and disabilities), since 2023.

In reading order: `report` (lines to a `ParsedReport`), `headings`, `responsible_bodies` (the table
of priority actions), `team` (who led), `checks`.
"""
