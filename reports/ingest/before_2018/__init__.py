"""The long reports before ILACS: the single inspection framework (SIF) and what came before it.

In reading order: `sif` and `pre_sif`; then what they share: `report`, `trimming` (contents and
complaints off), `front_page`, `areas`, `judgements` (the table and the judgements in sentences),
`checks`. Below them: `chapters` (headings and what follows them), `boards` (safeguarding boards).
"""
