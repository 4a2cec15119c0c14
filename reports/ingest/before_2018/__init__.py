"""The long reports before ILACS: the single inspection framework (SIF), what came before it, reviews of a board.

In reading order: `sif`, `pre_sif`, `lscb_review`; then what they share: `report`, `trimming` (contents and
complaints off), `front_page`, `areas`, `judgements` (table and verdicts), `body`, `chapters` with `headings` (where
they stand) and `heading_wordings` (what they say), `numbering`, `checks`; and `appended_board`, for a board's
report bound behind a SIF report.
"""
