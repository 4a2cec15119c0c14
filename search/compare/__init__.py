"""Authorities side by side: two to four of them, or one with its statistical neighbours or its
region.

`form` ← `grades` ← `presets`, `reading` ← `names`, `words`, `comparison` ← `page` ← `tables` ←
`views`. Nothing here ranks an authority: they stand in the order of the address, of closeness, or
of their names.
"""
