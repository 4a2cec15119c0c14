"""Letters after focused visits, monitoring visits and joint targeted area inspections (JTAI).

In reading order: `focused_visit` (monitoring visits too), `jtai`; then what they share: `frame`
(address, title, signature), `prose_dates` (days in a sentence), `checks`.
"""
