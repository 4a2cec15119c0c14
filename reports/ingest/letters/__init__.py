"""Reports without printed numbers: the letters after visits and joint inspections, and area SEND reports.

In reading order: `focused_visit` (monitoring visits too), `jtai`, `area_send` with `area_send_headings` and
`responsible_bodies`; then what they share: `report`, `frame` (address, title, signature), `prose_dates`, `contents`,
`headings` (where they stand) and `heading_wordings` (what they say), `paragraphs`, `checks`.
"""
